"""All days of a book in one list, and as a table."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.calendar import between
from coopbooks.controls.calendar import ends
from coopbooks.controls.calendar import laws
from coopbooks.core.errors import in_folder
from coopbooks.core.ledger import resting_collector
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.controls.calendar.dated import Ahead
    from coopbooks.controls.calendar.dated import Dated
    from coopbooks.core.table import Content

CALENDAR, SOON = "deadlines", "soon"
# What is due so soon stands on page one.
DAYS_SOON = datetime.timedelta(days=31)

SOURCES: tuple[Callable[[Ahead], Iterator[Dated]], ...] = (
    between.of_agreements,
    between.of_loans,
    between.of_dues,
    laws.of_taxes,
    laws.of_surplus,
    laws.of_capital,
    laws.of_years,
    ends.of_officers,
    ends.of_decisions,
    ends.of_bonds,
    ends.of_terms,
    ends.of_funds,
    ends.of_help,
)


def calendar(ahead: Ahead) -> list[Dated]:
    """Everything that is to be done by a day.

    Args:
        ahead: The book on a day.

    Returns:
        By day; first what is open from before.
    """
    with resting_collector():
        found = [one for source in SOURCES for one in source(ahead)]
    return sorted(found, key=lambda one: (one.day, one.about, one.words))


def late(found: Sequence[Dated], ahead: Ahead) -> list[Dated]:
    """What was to be done before the day, and is open."""
    return [one for one in found if one.day < ahead.on]


def calendar_table(found: Sequence[Dated], ahead: Ahead) -> Table:
    """The days as a table.

    Args:
        found: The days.
        ahead: The book on a day.

    Returns:
        A line for each, by day, with how much, for how long it is late, and what it
        rests on.
    """
    rows = []
    for number, one in enumerate(found, start=1):
        days = (ahead.on - one.day).days
        cells: dict[str, Content] = {
            "label": one.words,
            "day": one.day.isoformat(),
            "state": f"LATE, {days} day{'' if days == 1 else 's'}" if days > 0 else "",
            "because": one.because,
        }
        if one.number is not None:
            cells["amount"] = f"{ahead.scope.rounded(one.number):,f} {one.currency}"
        place = in_folder(one.source, ahead.book.folder) if one.source else None
        rows.append(Row(f"{one.about}:{number}", cells, where=place))
    last = long_date(ahead.end - DAY)
    lead = f"From {long_date(ahead.on)} to {last}, and what is open from before."
    return Table(
        CALENDAR,
        "Deadlines",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("day", "By", ColumnKind.DATE),
            Column("amount", "How much", ColumnKind.TEXT),
            Column("state", "", ColumnKind.TEXT),
            Column("because", "Because", ColumnKind.TEXT),
        ),
        tuple(rows),
        lead=(Sentence(lead if rows else f"{lead} Nothing is."),),
        notes=(
            Sentence(
                "From what the book says and the few laws that are known here. The law "
                "of your place may ask for more."
            ),
        ),
    )


def soon_table(found: Sequence[Dated], ahead: Ahead) -> Table:
    """What is late, and what is due within a month.

    Args:
        found: The days.
        ahead: The book on a day.

    Returns:
        A line for each, by day.
    """
    rows = []
    for number, one in enumerate(found, start=1):
        if one.day <= ahead.on + DAYS_SOON:
            late_since = " (LATE)" if one.day < ahead.on else ""
            cells = {"label": f"{one.words}{late_since}", "day": one.day.isoformat()}
            rows.append(Row(f"{one.about}:{number}", cells))
    columns = (Column("label", "", ColumnKind.TEXT), Column("day", "", ColumnKind.DATE))
    lead = () if rows else (Sentence("Nothing is due within a month."),)
    return Table(SOON, "Within a month", columns, tuple(rows), lead=lead)
