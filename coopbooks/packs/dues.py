"""Dues in the monthly pack: their tables, their pictures, what to look at."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.findings import Finding
from coopbooks.core.accounttypes import types_of
from coopbooks.core.ledger import resting_collector
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.dues.forms.schedules import DUES
from coopbooks.dues.overview import groups as overviewgroups
from coopbooks.dues.overview import months as overviewmonths
from coopbooks.dues.overview import tables as overviewtables
from coopbooks.dues.overview.employers import employers_of
from coopbooks.dues.overview.employers import employers_table
from coopbooks.dues.overview.employers import title_of
from coopbooks.dues.overview.figures import overview
from coopbooks.dues.overview.percapita import per_capita_table
from coopbooks.dues.overview.reading import read
from coopbooks.dues.stamps.stamps import stamps_of
from coopbooks.dues.stamps.tables import stamp_tables
from coopbooks.dues.terms import read_terms
from coopbooks.packs.pack import Picture

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.core.table import Table
    from coopbooks.dues.overview.employers import Employer
    from coopbooks.dues.overview.overview import Overview
    from coopbooks.dues.overview.reading import Reading
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.members.terms import Histories
    from coopbooks.statements.scope import Scope


@dataclass(frozen=True, slots=True)
class Dues:
    """All that a pack says about dues.

    Attributes:
        reading: What was read of them.
        overview: The figures of the period.
        employers: What each employer is to take from pay, and took.
        tables: The tables, in order.
    """

    reading: Reading
    overview: Overview
    employers: Sequence[Employer]
    tables: tuple[Table, ...]

    @property
    def histories(self) -> Histories:
        """The events of all members."""
        return self.reading.accounts.terms.histories


def read_dues(scope: Scope, book: Book) -> Dues | None:
    """Work out the dues of a period for a pack.

    Args:
        scope: The book for the period.
        book: The book.

    Returns:
        The dues; None for a book without a `coop-dues` that has begun, which stays as
        it is.
    """
    if not any(
        entry.type == DUES.kind and entry.date < scope.period.end
        for entry in scope.entries
        if isinstance(entry, data.Custom)
    ):
        # Most books: nothing else is read of them.
        return None
    terms = read_terms(scope.entries, types_of(book.options))
    if not any(group.date < scope.period.end for group in terms.schedules):
        return None
    # A large book has a quarter of a million items, none of them garbage.
    with resting_collector():
        return _worked_out(terms, scope)


def _worked_out(terms: DuesTerms, scope: Scope) -> Dues:
    reading = read(terms, scope)
    found = overview(reading, scope)
    employers = employers_of(reading, scope, found.people)
    tables = []
    if found.people:
        tables += overviewtables.overview_tables(found)
        tables.append(overviewgroups.groups_table(found))
        tables.append(overviewgroups.standing_table(found))
    tables += [employers_table(employers, scope), per_capita_table(scope, terms)]
    for one in stamps_of(terms, scope.entries, scope.period):
        tables += map(_by_itself, stamp_tables(one))
    kept = tuple(table for table in tables if table.rows)
    return Dues(reading, found, employers, kept)


def _by_itself(table: Table) -> Table:
    """A table whose title is understood without the one before it."""
    if table.title == "Where it goes":
        return replace(table, title="Where the money for stamps goes")
    return table


def dues_pictures(tables: Iterable[Table]) -> list[Picture]:
    """The pictures of dues, of the tables that there are.

    Args:
        tables: The tables of dues.

    Returns:
        What is owed by age, and how much of what was charged came in.
    """
    by_id = {table.id: table for table in tables}
    found = []
    if ages := by_id.get(overviewtables.AGES):
        names = {column.id for column in ages.columns}
        shown = tuple(name for name in ("own", "employers") if name in names)
        found.append(
            Picture("dues-owed", "Dues owed, by age", "columns", ages.id, shown)
        )
    if overviewmonths.MONTHS in by_id:
        title = "How much of the dues came in, twelve months"
        months = overviewmonths.MONTHS
        found.append(Picture("dues-rate", title, "line", months, ("rate",)))
    return found


def dues_findings(dues: Dues, scope: Scope) -> Iterator[Finding]:
    """What to look at about dues.

    Args:
        dues: The dues of the period.
        scope: The book for the period.

    Yields:
        Amounts that could not be worked out, employers that are late, members who are
        behind: how many, never who.
    """
    for problem in dues.overview.problems:
        yield Finding("dues-unknown", problem.message.rstrip("."))
    for employer in dues.employers:
        if employer.oldest:
            words = (
                f"{title_of(employer.name) or 'An employer'} is late with dues, the "
                f"oldest due on {long_date(employer.oldest)}; no member loses standing "
                "by it"
            )
            yield Finding("employer-late", words, employer.late)
    behind = [
        one for one in dues.overview.people if one.belongs and one.state != "good"
    ]
    if behind:
        number = len(behind)
        who = "1 member is" if number == 1 else f"{number} members are"
        words = f"{who} behind with dues: remind them?"
        yield Finding("dues-behind", words, total_of(one.owed for one in behind))
