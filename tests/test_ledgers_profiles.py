"""The guide's chapter on spreadsheets says what a profile may say."""

from __future__ import annotations

import re
from pathlib import Path

from beancount.core import data
from beancount.parser import parser

from coopbooks.imports.fates import Fate
from coopbooks.imports.profile import SHAPES
from coopbooks.imports.profilefile import read_profile
from coopbooks.imports.profilekeys import FINDS
from coopbooks.imports.profilekeys import RULE
from coopbooks.imports.profilekeys import TABLES
from coopbooks.imports.profilekeys import TOP
from coopbooks.imports.profilekeys import TYPES
from coopbooks.imports.profiles import load_profiles

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "ledgers" / "README.md").read_text(encoding="utf-8")
CHAPTER = GUIDE.partition("\n## Spreadsheets\n")[2].partition("\n## ")[0]


def test_the_example_is_a_profile_of_the_guides_book(tmp_path: Path) -> None:
    [example] = re.findall(r"```toml\n(.*?)```", CHAPTER, re.DOTALL)
    path = tmp_path / "imports" / "dockside.toml"
    path.parent.mkdir()
    path.write_text(example, encoding="utf-8")
    book = "\n".join(re.findall(r"```beancount\n(.*?)```", GUIDE, re.DOTALL))
    entries, _, _ = parser.parse_string(book)
    opened = {one.account for one in entries if isinstance(one, data.Open)}
    [profile], errors = load_profiles(tmp_path, opened)
    assert errors == []
    assert (profile.kind, len(profile.rules)) == ("bank", 2)
    assert read_profile(path)[0] == profile


def test_every_key_is_told() -> None:
    words = [*TOP, *RULE, *FINDS, *TYPES, *Fate]
    words += [f"[{table}]" for table in TABLES]
    assert [word for word in words if f"`{word}`" not in CHAPTER] == []


def test_every_kind_is_told_with_its_columns() -> None:
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (`.*) \|$", CHAPTER, re.MULTILINE))
    for kind, shape in SHAPES.items():
        fields = [one for need in shape.needs for one in need.split("|")]
        assert re.findall(r"`(.*?)`", rows[kind]) == [*fields, *shape.may]
