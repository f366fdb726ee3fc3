"""Each law, bylaw and recipe that is shipped, up to what is posted in a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from tests.support.batches import tree
from tests.support.commands import run
from tests.support.coopbook import new_coop
from tests.support.coopbook import proposed
from tests.support.smallcoop import YEAR
from tests.test_ledgers_rules import CASES
from tests.test_ledgers_rules import RULES
from tests.test_ledgers_surplus import PROBLEM
from tests.test_ledgers_surplus import TITLED
from tests.test_ledgers_surplus import YEAR as YEAR_OF_RECIPES
from tests.test_ledgers_surplus import blocks

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.core.ledger import Book

DECISION = ("--decision", "2026-04/1")
CODE = re.compile(r"s-2025-[0-9a-f]{8}")
LAWS = [
    pytest.param(
        f"{(RULES / f'{name}.beancount').read_text('utf-8')}\n{case.facts}",
        id=f"{name}-{at}",
    )
    for at, (name, case) in enumerate(CASES)
]
RECIPES = [
    pytest.param("\n".join([*blocks(YEAR_OF_RECIPES), block]), id=f"{title}-{at}")
    for title, text in [(one.partition("\n")[0], one) for one in TITLED]
    for at, block in enumerate(blocks(text))
    if not PROBLEM.search(block)
]


def left_over(folder: Path) -> Decimal:
    """What income and costs left less what was shared of it; a surplus is positive."""
    book = coopbooks.load(folder)
    assert book.errors == []
    kinds = ("Income", "Expenses", "Equity:Result")
    found = [one for one in rows(book.entries) if one.units.currency == book.currency]
    return -total_of(one.number for one in found if one.account.startswith(kinds))


def stays(book: Book) -> Decimal:
    """What by the rule stays on the result; of a loss less than nothing."""
    found = proposed(book)
    steps = [one.amount for one in found.steps if one.kind == "carried"]
    left = total_of((*steps, found.left))
    figures = found.figures
    # What a rule adds back is shared by a step of its own; what it leaves out stays.
    added_back = found.rule.header.meta.get("starts-from")
    left_out = ZERO if added_back else figures.result - figures.start
    return left_out - left if found.is_loss else left_out + left


@pytest.mark.parametrize("text", [*LAWS, *RECIPES])
def test_it_is_posted_once_and_nothing_is_left_over(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "book"
    closed = '2026-03-01 custom "coop-close" "2025" "hard"\n'
    new = new_coop(folder, f"{text}\n{closed}")
    said = run("surplus", "propose", folder, *YEAR).stdout
    code = CODE.search(said)
    assert code, said
    carried = stays(new)
    more = folder / "more.beancount"
    decision = '2026-04-18 custom "coop-decision" "2026-04/1" "2025"\n'
    named = f'  body: "members"\n  proposal: "{code[0]}"\n'
    more.write_text(more.read_text("utf-8") + decision + named, encoding="utf-8")
    before = tree(folder)
    done = run("surplus", "post", folder, *YEAR, *DECISION, "--write")
    assert done.exit_code == 0, done.stderr
    assert left_over(folder) == carried
    again = run("surplus", "post", folder, *YEAR, *DECISION, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    assert run("import", "undo", folder, "2025-surplus").exit_code == 0
    assert tree(folder) == before
