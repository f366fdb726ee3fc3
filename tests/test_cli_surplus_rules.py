"""Each law and bylaw that is shipped, up to what is posted in a new co-op's book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from tests.support.batches import tree
from tests.support.commands import run
from tests.support.coopbook import new_coop
from tests.support.smallcoop import YEAR
from tests.test_ledgers_rules import CASES
from tests.test_ledgers_rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.test_ledgers_rules import Case

DECISION = ("--decision", "2026-04/1")
IDS = [f"{name}-{at}" for at, (name, _) in enumerate(CASES)]


@pytest.mark.parametrize(("name", "case"), CASES, ids=IDS)
def test_it_is_posted_once_and_nothing_is_left_over(
    tmp_path: Path, name: str, case: Case
) -> None:
    rule = (RULES / f"{name}.beancount").read_text("utf-8")
    folder = tmp_path / "book"
    closed = '2026-03-01 custom "coop-close" "2025" "hard"\n'
    new_coop(folder, f"{rule}\n{case.facts}\n{closed}")
    said = run("surplus", "propose", folder, *YEAR).stdout
    code = re.search(r"s-2025-[0-9a-f]{8}", said)
    assert code, said
    more = folder / "more.beancount"
    decision = '2026-04-18 custom "coop-decision" "2026-04/1" "2025"\n'
    named = f'  body: "members"\n  proposal: "{code[0]}"\n'
    more.write_text(more.read_text("utf-8") + decision + named, encoding="utf-8")
    before = tree(folder)
    done = run("surplus", "post", folder, *YEAR, *DECISION, "--write")
    assert done.exit_code == 0, done.stderr
    again = run("surplus", "post", folder, *YEAR, *DECISION, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    after = coopbooks.load(folder)
    assert after.errors == []
    kinds = ("Income", "Expenses", "Equity:Result")
    money = [one for one in rows(after.entries) if one.units.currency == "USD"]
    assert total_of(one.number for one in money if one.account.startswith(kinds)) == 0
    assert run("import", "undo", folder, "2025-surplus").exit_code == 0
    assert tree(folder) == before
