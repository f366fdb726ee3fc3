"""What a book lacks of a shared year, by account, before it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.posting.typed import posted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.surplus.posting.posting import Run

ENTRIES = "entries"


def entries_table(run: Run, roles: Roles) -> Table:
    """What is to be written, by account: debits and credits, which come to the same.

    Args:
        run: A year's proposal against the book, before anything is written.
        roles: What the book's accounts are for.

    Returns:
        A line for each account, member and lot, new ones and what is taken back.
    """
    changes = run.difference.changes
    after = [one.after for one in changes if isinstance(one.after, data.Transaction)]
    gone = [one.before for one in changes if isinstance(one.before, data.Transaction)]
    wanted, had = posted(after, roles), posted(gone, roles)
    rows: list[Row] = []
    for place in sorted(wanted.keys() | had.keys()):
        number = total_of((wanted.get(place, ZERO), -had.get(place, ZERO)))
        if number:
            cells: dict[str, Content] = {
                "label": place.account,
                "member": place.member,
                "lot": place.lot,
                "debit" if number > 0 else "credit": abs(number),
            }
            rows.append(Row(f"{place}", cells, account=place.account))
    sums: dict[str, Content] = {
        key: Sum(tuple(Ref(ENTRIES, row.id, key) for row in rows if key in row.cells))
        for key in ("debit", "credit")
    }
    if rows:
        rows.append(Row("all", {"label": "Together", **sums}, RowKind.TOTAL))
    columns = (
        Column("label", "Account", ColumnKind.TEXT),
        Column("member", "Member", ColumnKind.TEXT),
        Column("lot", "Lot", ColumnKind.TEXT),
        Column("debit", "Debit"),
        Column("credit", "Credit"),
    )
    currency = run.allocation.figures.currency
    lead = tuple(map(Sentence, _lead(run, after)))
    title = "What is written to the book"
    return Table(ENTRIES, title, columns, tuple(rows), currency, lead=lead)


def _lead(run: Run, after: list[data.Transaction]) -> Iterator[str]:
    """Of which day the entries are, and why there may be none."""
    if run.typed:
        yield "The book has all of it, as somebody typed it."
    elif not run.difference.changes:
        yield "The book has all of it."
    else:
        days = " and ".join(sorted({str(entry.date) for entry in after}))
        if days:
            yield f"Dated {days}, by decision {run.decision.id}."
