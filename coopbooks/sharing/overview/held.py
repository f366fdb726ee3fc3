"""What is held back by a condition, and what decisions took off."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.shares.relief import reliefs
from coopbooks.sharing.shares.relief import unmet
from coopbooks.sharing.views import fiscal_year_end

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.table import Content
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing

HELD = "shares-held"
TEXT = ColumnKind.TEXT
COLUMNS = (
    Column("label", "What", TEXT),
    Column("other", "With", TEXT),
    Column("why", "Why", TEXT),
    Column("amount", "Amount"),
)
LATE = {"is-lost": "lost until then", None: "owed once it is met"}


def held_table(found: Sharing) -> Table:
    """What is not owed now although the agreement holds, by condition or decision.

    Args:
        found: The agreements of a book.

    Returns:
        A line for each share of the year and each condition or decision; amounts in
        another currency than the book's stand among the words.
    """
    rows = [
        row
        for line in found.of_year
        for row in (*_conditions(found, line), *_reliefs(found, line))
    ]
    title = "Held back, or taken off by decision"
    return Table(HELD, title, COLUMNS, tuple(rows), found.view.currency)


def _conditions(found: Sharing, line: Line) -> Iterator[Row]:
    if line.period is None:
        return
    waits = unmet(found.view.terms, line.group, line.period.last)
    for number, one in enumerate(waits):
        condition = str(one.values["condition"])
        late = LATE.get(one.meta.get("late"), LATE[None])
        why = f"waits for '{condition}'; {late}"
        amount = _before(line) if not number else None
        yield _row(found, line, f"condition:{number}", why, amount)


def _reliefs(found: Sharing, line: Line) -> Iterator[Row]:
    if line.period is None:
        return
    fye = fiscal_year_end(found.view)
    off = reliefs(found.view.terms, line.name, line.period, fye)
    for number, one in enumerate(off):
        amount = None
        if line.share is not None and len(off) == 1:
            amount = line.share.relief
        yield _row(found, line, f"relief:{number}", _decided(one), amount)


def _decided(one: Directive) -> str:
    part = one.values["part"]
    much = "all of it" if isinstance(part, str) else ""
    if not much and part.currency == "PERCENT":
        much = f"{part.number.normalize():f} percent"
    words = " ".join(
        filter(None, (much, f"taken off by decision {one.meta['decision']}"))
    )
    return (
        f"{words}; the other side does not agree" if one.meta.get("disputed") else words
    )


def _before(line: Line) -> Decimal | None:
    """What it would be but for the condition."""
    steps = line.share.steps if line.share else ()
    for before, step in pairwise(steps):
        if step.words.endswith("nothing is owed now"):
            return before.number
    return None


def _row(found: Sharing, line: Line, row: str, why: str, amount: Decimal | None) -> Row:
    cells: dict[str, Content] = {
        "label": f"{line.name}, {line.short}",
        "other": title_of(found.view, line.other),
        "why": why,
    }
    if amount is not None and line.currency == found.view.currency:
        cells["amount"] = amount
    return Row(f"{line.id}:{row}", cells)
