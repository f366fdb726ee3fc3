"""A pack of nothing but dues, for the page about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import long_date
from coopbooks.core.table import evaluate
from coopbooks.packs import figures
from coopbooks.packs.dues import dues_pictures
from coopbooks.packs.dues import read_dues
from coopbooks.packs.headings import heading_of
from coopbooks.packs.pack import Pack
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.dues.overview.overview import Person
    from coopbooks.packs.dues import Dues
    from coopbooks.statements.scope import Scope

# A page lists so many members; more are for the command line.
MOST = 500
STANDING = {
    "good": "in good standing",
    "behind": "behind",
    "suspended": "suspended",
    "dropped": "dropped",
}


class NoDues(CoopbooksError):
    """The page about dues was asked for in a book that says nothing of them."""

    def __init__(self, period: Period) -> None:
        """Build the message.

        Args:
            period: The period.
        """
        super().__init__(
            f"No dues hold in this book by {long_date(period.last)}. Write a coop-dues "
            "with its lines, as the guide to writing a book shows."
        )


class Owing(NamedTuple):
    """A member with dues past their day.

    Attributes:
        member: The member's id.
        standing: How they stand, in words.
        oldest: Since when the oldest of it is due, as a date.
        owed: What they owe themselves, written out.
        awaited: What an employer is to take from their pay, written out.
    """

    member: str
    standing: str
    oldest: str
    owed: str
    awaited: str


class AllOwing(NamedTuple):
    """Members with dues past their day, and how many more there are."""

    lines: tuple[Owing, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DuesPack:
    """A pack about dues.

    Attributes:
        book: The book.
        scope: The book for the period.
        dues: The dues.
        pack: Their tables and pictures.
        owing: Members with dues past their day, who are behind first.
    """

    book: Book
    scope: Scope
    dues: Dues
    pack: Pack
    owing: AllOwing | None


def dues_pack(book: Book, period: Period, now: datetime.datetime) -> DuesPack:
    """Put together the dues of a period.

    Args:
        book: The book.
        period: The period.
        now: When it is made.

    Returns:
        The pack, all of whose tables stand behind an empty page one.

    Raises:
        NoDues: The book says nothing about dues by the end of the period.
    """
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    dues = read_dues(scope, book)
    if dues is None:
        raise NoDues(period)
    pictures = tuple(dues_pictures(dues.tables))
    heading = heading_of(book, scope, now)
    pack = Pack(heading, evaluate(dues.tables), (), pictures)
    return DuesPack(book, scope, dues, pack, _owing(dues, scope.currency))


def _owing(dues: Dues, currency: str) -> AllOwing | None:
    last = dues.overview.period.last
    late = (p for p in dues.overview.people if p.open and p.open[0].due < last)
    found = sorted(late, key=_worst_first)
    lines = tuple(
        Owing(
            one.member,
            STANDING[one.state] if one.belongs else "left",
            one.open[0].due.isoformat(),
            figures.amount(one.owed, currency) if one.owed else "",
            figures.amount(one.awaited, currency) if one.awaited else "",
        )
        for one in found[:MOST]
    )
    return AllOwing(lines, len(found) - len(lines)) if lines else None


def _worst_first(one: Person) -> tuple[bool, bool, datetime.date, str]:
    """Who is behind, then who owes themselves, the oldest first."""
    return one.state == "good", not one.owed, one.open[0].due, one.member
