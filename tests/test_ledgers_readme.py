"""The guide to the ledger language is loaded and compared with the language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.language import FORMS
from coopbooks.controls.rules.registry import RULES
from coopbooks.core.postings import TAGS
from coopbooks.core.roles import ROLES
from tests.support import ledgers

if TYPE_CHECKING:
    from coopbooks.core.directives import Form

TESTS = Path(__file__).resolve().parent
GUIDE = (TESTS.parent / "ledgers" / "README.md").read_text(encoding="utf-8")
# Recipes are books of their own; other tests charge and share them.
ONE_BOOK = re.sub(r"(?ms)^### (?:\w+ r|R)ecipes$.*?^## ", "## ", GUIDE)
BOOK = "\n".join(re.findall(r"```beancount\n(.*?)```", ONE_BOOK, re.DOTALL))
ACCOUNT = r"(?:Assets|Liabilities|Equity|Income|Expenses):[\w:-]+"
PLUGIN = 'plugin "coopbooks.plugins.all"\n'


def section(kind: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^### {kind}\n(.*?)^##", f"{GUIDE}##", re.DOTALL | re.MULTILINE)
    assert found, f"the guide has no section {kind}"
    return found[1]


def loaded(text: str, folder: Path) -> ledgers.Loaded:
    path = folder / "main.beancount"
    path.write_text(text, encoding="utf-8")
    return ledgers.load(path)


def told(found: ledgers.Loaded) -> list[str]:
    return [f"{error.source['lineno']} {error.message}" for error in found.errors]


def test_the_examples_are_a_book_without_errors(tmp_path: Path) -> None:
    assert PLUGIN in BOOK
    for name in ("2026/2026-03.beancount", "generated/README.beancount"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("; nothing yet\n", encoding="utf-8")
    assert told(loaded(BOOK, tmp_path)) == []


def test_the_book_loads_without_coopbooks(tmp_path: Path) -> None:
    plain = re.sub(r"(?m)^(plugin|include) .*$", "", BOOK)
    assert told(loaded(plain, tmp_path)) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_the_guide_tells_of_a_directive(form: Form) -> None:
    text = section(form.kind)
    assert f'custom "{form.kind}"' in text
    for key in form.meta:
        assert f"`{key.replace('*', '…')}:`" in text, key
    if form.kind != "coop-account":
        words = [word for slot in form.slots for word in slot.words]
        words += [word for slot in form.meta.values() for word in slot.words]
        edges = {"below", "up-to", "from", "above"}
        missing = [word for word in words if f"`{word}`" not in text]
        assert not set(missing) - edges


def test_every_role_is_in_the_table() -> None:
    table = section("Roles")
    rows = re.findall(r"^\| `([\w-]+)` \| ([\w ]+) \|", table, re.MULTILINE)
    roles = {role: kinds.split(" or ") for role, kinds in rows}
    assert roles == {role.name: list(role.roots) for role in ROLES.values()}


def test_everything_that_postings_say_is_told() -> None:
    text = GUIDE.partition("## What postings say")[2].partition("\n## ")[0]
    assert [tag for tag in (*TAGS, "document") if f"| `{tag}:` |" not in text] == []


def test_errors_in_the_guide_are_errors_that_are_told() -> None:
    known = {
        line
        for path in TESTS.glob("plugins/*/expected.errors")
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    blocks = re.findall(r"```text\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) > 10
    assert [line for line in lines if line not in known] == []


def test_the_examples_that_errors_quote_load_too(tmp_path: Path) -> None:
    text = "\n".join(form.example for form in FORMS)
    accounts = set(re.findall(ACCOUNT, text))
    opened = "\n".join(f"2020-01-01 open {account}" for account in sorted(accounts))
    decisions = "\n".join(
        f'2020-01-01 custom "coop-decision" "{name}" "Decided"\n  body: "meeting"'
        for name in sorted(set(re.findall(r'decision: "([^"]+)"', text)))
    )
    measures = (
        "2020-01-01 commodity STAMP\n  measure: TRUE\n"
        '2020-01-01 custom "coop-measure" "hours" Equity:Memo:Pay "in-period"\n'
        '2020-01-01 custom "coop-dues" "iww" "flat"\n'
        '  class: "iww"\n  amount: 1 USD\n'
        '2020-01-01 custom "coop-officer" "M-0031" "trustee"\n'
        '2020-01-01 custom "coop-officer" "M-0034" "trustee"\n'
    )
    whole = f"{PLUGIN}{opened}\n{decisions}\n{measures}{text}\n"
    assert told(loaded(whole, tmp_path)) == []


def test_links_within_the_guide_lead_somewhere() -> None:
    headings = re.findall(r"^#+ (.*)$", GUIDE, re.MULTILINE)
    anchors = {
        re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings
    }
    links = re.findall(r"\]\(#([\w-]+)\)", GUIDE)
    assert [link for link in links if link not in anchors] == []


def test_every_rule_is_in_the_table_as_it_explains_itself() -> None:
    told = re.findall(
        r"^\| `([\w-]+)` \| (.*?) \| (.*?) \| (.*?) \|$",
        section("coop-control"),
        re.MULTILINE,
    )
    how = {"amount": "amount", "days": "days", "": "off only"}
    assert told == [
        (
            rule.code,
            rule.finds,
            rule.mend,
            "error"
            if rule.is_error
            else f"{'asked for, ' if rule.asked else ''}{how[rule.adjusted]}",
        )
        for rule in RULES.values()
    ]
