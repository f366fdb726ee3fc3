"""Page one of a handover: how things stand, and who hands over to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.audit import blanks
from coopbooks.controls.handover.pending import TODO
from coopbooks.controls.handover.places import ACCOUNTS
from coopbooks.core.closing import closed_to
from coopbooks.core.closing import read_closings
from coopbooks.core.closing import through
from coopbooks.core.officers import in_office
from coopbooks.core.officers import read_officers
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

SHORT, HAND = "handover-short", "handover-sign"


def short_table(scope: Scope, values: Values) -> Table:
    """How things stand, in a few sentences.

    Args:
        scope: The book up to the day.
        values: The tables behind page one, worked out.

    Returns:
        A section of words only.
    """
    total = Ref(ACCOUNTS, "total", "holds")
    money = Sentence(f"All accounts together hold {{}} {scope.currency}.", (total,))
    words = tuple(map(Sentence, _short(scope, values)))
    columns = (Column("label", "", ColumnKind.TEXT),)
    return Table(SHORT, "How things stand", columns, (), lead=(money, *words))


def _short(scope: Scope, values: Values) -> Iterator[str]:
    closings, _ = read_closings(scope.entries, scope.entity.fiscal_year_end)
    ends = closed_to(closings, scope.period.last)
    if ends.soft.year > 1:
        yield f"The books are closed {through(ends.soft)}."
    else:
        yield "No period of the book is closed."
    by_id = {table.id: table for table in values.tables}
    never = [
        str(row.cells["label"])
        for row in by_id[ACCOUNTS].rows
        if row.cells.get("agreed") == "never"
    ]
    if never:
        yield f"Never confirmed by a statement or a count: {', '.join(never)}."
    open_ = len(by_id[TODO].rows)
    if open_:
        what = "1 step is" if open_ == 1 else f"{open_} steps are"
        yield f"{what} not done of the last month that is over."


def hand_table(scope: Scope) -> Table:
    """The lines on which both sign.

    Args:
        scope: The book up to the day.

    Returns:
        Lines for who hands over, who takes over and a witness; by id where the book
        names the treasurer.
    """
    terms, _ = read_officers(scope.entries)
    keepers = in_office(terms, "treasurer", scope.period.last)
    given = f"Handed over by {', '.join(keepers)}".removesuffix(" by ")
    rows = tuple(
        Row(row, {"label": label, "signature": blanks.LONG, "day": blanks.SHORT})
        for row, label in (
            ("given", given),
            ("taken", "Taken over by"),
            ("witness", "Seen by"),
        )
    )
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column("signature", "Signature", ColumnKind.TEXT),
        Column("day", "Date", ColumnKind.TEXT),
    )
    return Table(HAND, "Signed", columns, rows)
