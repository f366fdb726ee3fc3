"""Packs of nothing but members' accounts, for the page about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import types_of
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import resting_collector
from coopbooks.core.table import evaluate
from coopbooks.packs.capital import capital_pictures
from coopbooks.packs.headings import heading_of
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture
from coopbooks.statements.scope import scope_of
from coopbooks.surplus.capital.owners import CAPITAL
from coopbooks.surplus.overview.coming import coming_tables
from coopbooks.surplus.overview.member import member_tables
from coopbooks.surplus.overview.reading import read
from coopbooks.surplus.overview.tables import overview_tables
from coopbooks.surplus.overview.unshared import last_year
from coopbooks.surplus.overview.words import news
from coopbooks.surplus.overview.yearshared import WENT
from coopbooks.surplus.overview.yearshared import year_tables
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.shorttables import SHORT
from coopbooks.surplus.posting.tables import proposal_tables
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.surplus.overview.reading import Capital
    from coopbooks.surplus.overview.unshared import LastYear

# The tables of which a picture shows where a year goes, and their columns.
GOES = {SHORT: ("amount",), WENT: ("number",)}


class NoCapital(CoopbooksError):
    """The page about members' accounts was asked for in a book that has none."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "No account of this book is for members' capital, and no rule says how a "
            "surplus is shared. The guide to writing a book shows how both are written."
        )


class NoYear(CoopbooksError):
    """The page about the last year was asked for, and there is none."""

    def __init__(self, why: str) -> None:
        """Build the message.

        Args:
            why: Why not, if that is known.
        """
        super().__init__(why or "No year is over yet of which a surplus is shared.")


@dataclass(frozen=True, slots=True)
class CapitalPack:
    """A pack about members' accounts.

    Attributes:
        book: The book.
        capital: Members' accounts at the end of the period.
        last_year: The last year that is over: how it was shared, or could be.
        pack: Their tables and pictures.
    """

    book: Book
    capital: Capital
    last_year: LastYear | None
    pack: Pack

    @property
    def news(self) -> list[str]:
        """What is to be said first: how far the last year is, in sentences."""
        return news(self.last_year) if self.last_year else []

    @property
    def has_year(self) -> bool:
        """Whether the last year has a page of its own."""
        last = self.last_year
        return last is not None and not last.why_not

    @property
    def members(self) -> frozenset[str]:
        """Everybody who has a page of their own, by id."""
        return frozenset(self.capital.holders)


def capital_pack(book: Book, period: Period, now: datetime.datetime) -> CapitalPack:
    """Put together members' accounts at the end of a period.

    Args:
        book: The book.
        period: The period.
        now: When it is made.

    Returns:
        The pack, all of whose tables stand behind an empty page one.

    Raises:
        NoCapital: The book has no members' accounts, and no rule shares.
    """
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    terms = read_terms(scope.entries, types_of(book.options))
    if not (terms.rules or CAPITAL in terms.roles.said.values()):
        raise NoCapital
    with resting_collector():
        capital = read(terms, scope)
    known = [entry for entry in scope.entries if entry.date < period.end]
    types, today = terms.roles.types, min(now.date(), period.end)
    year = last_year(known, types, scope.currency, period.end, today)
    heading = heading_of(book, scope, now)
    tables = (*overview_tables(capital), *coming_tables(capital))
    pack = Pack(heading, evaluate(tables), (), tuple(capital_pictures(tables)))
    return CapitalPack(book, capital, year, pack)


def member_pack(found: CapitalPack, member: str) -> Pack:
    """Put together what a book has of one member's account.

    Args:
        found: Members' accounts.
        member: The member's id.

    Returns:
        The tables of that member.

    Raises:
        UnknownHolder: The book knows nobody by that id.
    """
    tables = member_tables(found.capital, member, found.last_year)
    return Pack(found.pack.heading, evaluate(tuple(tables)), ())


def year_pack(found: CapitalPack) -> Pack:
    """Put together how the last year was shared, or could be.

    Args:
        found: Members' accounts.

    Returns:
        The tables of the proposal; of a year that was shared, where it went.

    Raises:
        NoYear: No year is over that could be shared.
    """
    last, terms = found.last_year, found.capital.terms
    if last is None or last.why_not:
        raise NoYear(last.why_not if last else "")
    tables = year_tables(last, terms.roles, found.capital.scope.currency)
    if last.proposal is not None:
        code = code_of(last.proposal)
        front, behind = proposal_tables(last.proposal, terms, found.book.folder, code)
        tables = [*front, *behind]
    pictures = [_where_it_goes(table) for table in tables if table.id in GOES]
    values = evaluate(tuple(tables))
    return Pack(found.pack.heading, values, (), tuple(pictures))


def _where_it_goes(table: Table) -> Picture:
    return Picture(
        f"{table.id}-parts", table.title, "columns", table.id, GOES[table.id]
    )
