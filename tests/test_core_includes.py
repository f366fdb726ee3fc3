from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.includes import Files
from coopbooks.core.includes import Include
from coopbooks.core.includes import files_of
from coopbooks.core.includes import rehearse
from tests.support.batches import leftovers

if TYPE_CHECKING:
    from pathlib import Path


def book(folder: Path, **texts: str) -> Path:
    """A book of some files; `a__b` is the file b.beancount in the folder a."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".beancount")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder / "main.beancount"


def opened(entries: list[data.Directive]) -> list[str]:
    return sorted(one.account for one in entries if isinstance(one, data.Open))


def test_includes_are_followed_as_beancount_follows_them(tmp_path: Path) -> None:
    main = book(
        tmp_path,
        main='include "years/*.beancount"\n  \ninclude  "chart.beancount"  ; chart\n',
        chart='2025-01-01 open Assets:A\n2025-01-02 note Assets:A "\n include "no"',
        years__2025='include "more/x.beancount"\ninclude "../extra.beancount"\n',
        years__more__x="2025-01-01 open Assets:B\n",
        extra="2025-01-01 open Assets:C\n",
    )
    files = files_of(main)
    assert [path.relative_to(tmp_path).as_posix() for path in files.all] == [
        "main.beancount",
        "years/2025.beancount",
        "chart.beancount",
        "years/more/x.beancount",
        "extra.beancount",
    ]
    loaded = coopbooks.load(main)
    assert sorted(map(str, files.all)) == loaded.options["include"]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("generated/*/*.beancount", "generated/2026/a.beancount", True),
        ("generated/*/*.beancount", "generated/a.beancount", False),
        ("generated/*/*.beancount", "generated/2026/x/a.beancount", False),
        ("generated/**/*.beancount", "generated/2026/a.beancount", True),
        ("generated/**/*.beancount", "generated/a.beancount", True),
        ("**/*.beancount", "generated/2026/a.beancount", True),
        ("**", "generated/2026/a.beancount", True),
        ("generated/**", "generated/2026/a.beancount", True),
        ("**/**/*", "generated/2026/a.beancount", True),
        ("generated/2026/*", "generated/2026/a.beancount", True),
        ("generated/202[5-7]/*", "generated/2026/a.beancount", True),
        ("generated/202?/a.bean*", "generated/2026/a.beancount", True),
        ("generated/2026/a.beancount", "generated/2026/a.beancount", True),
        ("./generated/../generated/*/*", "generated/2026/a.beancount", True),
        ("generated/*/*", "generated/2026/.a.beancount", False),
        ("generated/*/.*", "generated/2026/.a.beancount", True),
        ("**/*", "generated/.2026/a.beancount", False),
        ("generated/*/*.bean", "generated/2026/a.beancount", False),
    ],
)
def test_what_an_include_would_pick_up(
    tmp_path: Path, pattern: str, path: str, matches: bool
) -> None:
    main = book(tmp_path, main=f'include "{pattern}"\n')
    assert files_of(main).would_pick_up(tmp_path / path) is matches
    # As Beancount would have it.
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).touch()
    assert (tmp_path / path in files_of(main).all) is matches


names = st.sampled_from(["a", "b.x", ".c", "2026"])
wild = st.sampled_from(["*", "**", "?", "a*", ".*", "[a-b]*", "b.x"]) | names


@given(st.lists(names, min_size=1, max_size=3), st.lists(wild, min_size=1, max_size=4))
@settings(deadline=None, max_examples=200)
def test_patterns_match_as_glob_does(
    tmp_path_factory: pytest.TempPathFactory, path: list[str], pattern: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("glob")
    file = folder.joinpath(*path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    main = folder / "main.beancount"
    include = Include(main, "/".join(pattern), ())
    main.write_text(f'include "{include.pattern}"\n', encoding="utf-8")
    found = file in files_of(main).includes[0].matches
    would = Files(main, (main,), (include,)).would_pick_up(file)
    # Python takes `a/**` for the file `a` in some cases and not in others: we never do.
    assert would is found or (found and pattern[-1] == "**")


def test_a_rehearsal_loads_with_one_file_more_or_less(tmp_path: Path) -> None:
    main = book(
        tmp_path,
        main='option "title" "B"\ninclude "parts/all.beancount"\n',
        parts__all='include "*/x?.beancount"\n2025-01-01 open Assets:All\n',
        parts__one__x1="2025-01-01 open Assets:A\n",
        parts__two__x2="2025-01-01 open Assets:B\n",
        aside="2025-01-01 open Assets:C\n",
    )
    files = files_of(main)
    more = rehearse(files, [*files.all, tmp_path / "aside.beancount"])
    assert opened(more.entries) == ["Assets:A", "Assets:All", "Assets:B", "Assets:C"]
    assert more.title == "B"
    less = rehearse(files, [one for one in files.all if one.name != "x1.beancount"])
    assert opened(less.entries) == ["Assets:All", "Assets:B"]
    assert not more.errors
    assert not less.errors
    assert not leftovers(tmp_path)


def test_a_rehearsal_changes_nothing_else(tmp_path: Path) -> None:
    main = book(
        tmp_path,
        main='option "documents" "papers"\n'
        'include "parts/*.beancount"\n'
        "2025-01-01 open Assets:Bank\n",
        parts__a='2025-01-02 document Assets:Bank "../papers/a.pdf"\n',
    )
    (tmp_path / "papers" / "Assets" / "Bank").mkdir(parents=True)
    (tmp_path / "papers" / "a.pdf").touch()
    (tmp_path / "papers" / "Assets" / "Bank" / "2025-01-03.b.pdf").touch()
    files = files_of(main)
    real, rehearsed = coopbooks.load(main), rehearse(files, files.all)
    assert not real.errors
    assert not rehearsed.errors
    assert len(real.entries) == 3
    assert [one._replace(meta={}) for one in real.entries] == [
        one._replace(meta={}) for one in rehearsed.entries
    ]
    assert [one.meta["lineno"] for one in real.entries] == [
        one.meta["lineno"] for one in rehearsed.entries
    ]


def test_a_rehearsal_shows_the_errors_of_includes(tmp_path: Path) -> None:
    main = book(
        tmp_path,
        main='include "nothing*.beancount"\ninclude "a*"\ninclude "a.beancount"\n',
        a="2025-01-01 open Assets:A\n",
    )
    files = files_of(main)
    real, rehearsed = coopbooks.load(main), rehearse(files, files.all)
    assert len(real.errors) == 2
    assert [one.message for one in real.errors] == [
        one.message for one in rehearsed.errors
    ]


def test_folders_with_odd_names(tmp_path: Path) -> None:
    folder = tmp_path / "Local 12 (new) é"
    main = book(
        folder,
        main='include "*/[[]x] y.beancount"\n',
        **{"parts__[x] y": "2025-01-01 open Assets:A\n"},
    )
    files = files_of(main)
    assert opened(rehearse(files, files.all).entries) == ["Assets:A"]


def test_an_encrypted_file_is_not_read(tmp_path: Path) -> None:
    main = book(tmp_path, main='include "secret.gpg"\n')
    (tmp_path / "secret.gpg").write_bytes(b"\xff\x00include")
    assert [path.name for path in files_of(main).all] == [
        "main.beancount",
        "secret.gpg",
    ]
