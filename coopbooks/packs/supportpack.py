"""Packs of nothing but support, for the page about it: all, one body, one loan."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import resting_collector
from coopbooks.core.periods import named
from coopbooks.core.table import evaluate
from coopbooks.packs.headings import heading_of
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture
from coopbooks.packs.sharing import support_pictures
from coopbooks.sharing.posting.entries import title_of
from coopbooks.statements.scope import scope_of
from coopbooks.support.exchange import lists
from coopbooks.support.exchange import tables as exchanged
from coopbooks.support.exchange.ledger import exchange
from coopbooks.support.loans.tables import plan_table
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import read
from coopbooks.support.overview.reading import view_on
from coopbooks.support.overview.tables import support_tables
from coopbooks.support.resources.tables import deliveries_table

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.statements.scope import Scope
    from coopbooks.support.overview.reading import Support


class NoSupport(CoopbooksError):
    """The page about support was asked for in a book that says nothing of it."""

    def __init__(self, period: Period) -> None:
        """Build the message.

        Args:
            period: The period.
        """
        super().__init__(
            f"By {period.label} this book says nothing of agreements, resources, loans "
            "or help in times of need. The guide to writing a book shows how."
        )


class NoBody(CoopbooksError):
    """A body or a loan was asked for that the book does not know."""

    def __init__(self, name: str) -> None:
        """Build the message.

        Args:
            name: What was asked for.
        """
        super().__init__(f"This book has nothing with '{name}' in the year.")


@dataclass(frozen=True, slots=True)
class SupportPack:
    """A pack about support.

    Attributes:
        book: The book.
        scope: The book for the period.
        support: The support.
        pack: Its tables and pictures.
    """

    book: Book
    scope: Scope
    support: Support
    pack: Pack

    @property
    def members(self) -> dict[str, str]:
        """The bodies and loans that have a page of their own: label to name."""
        view = self.support.view
        found = {title_of(view, one): one for one in self.support.flows}
        return found | {name: name for name in self.loans}

    @property
    def loans(self) -> list[str]:
        """The loans by name."""
        return [one.loan.name for one in self.support.loans]


def support_pack(book: Book, period: Period, now: datetime.datetime) -> SupportPack:
    """Put together the support at the end of a period.

    Args:
        book: The book.
        period: The period.
        now: When it is made.

    Returns:
        The pack, all of whose tables stand behind an empty page one.

    Raises:
        NoSupport: The book says nothing of support by the end of the period.
    """
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    if not concerns(scope):
        raise NoSupport(period)
    with resting_collector():
        support = read(scope, *view_on(scope))
    delivered = deliveries_table(support.of_year)
    delivered = replace(delivered, title="Help in kind, entry by entry")
    tables = [*support_tables(support), *([delivered] if delivered.rows else [])]
    if not tables:
        raise NoSupport(period)
    pictures = tuple(support_pictures(tables))
    heading = heading_of(book, scope, now)
    pack = Pack(heading, evaluate(tuple(tables)), (), pictures)
    return SupportPack(book, scope, support, pack)


def with_pack(found: SupportPack, name: str) -> Pack:
    """Put together all about one body or one loan.

    Args:
        found: The support.
        name: The body's name, or the loan's.

    Returns:
        Of a loan its plan; of a body what was exchanged with it since twelve months or
        the year began, with every entry that counted.

    Raises:
        NoBody: The book has neither.
    """
    for state in found.support.loans:
        if state.loan.name == name:
            return Pack(found.pack.heading, evaluate((plan_table(state),)), ())
    if name not in found.support.flows:
        raise NoBody(name)
    view, year = found.support.view, found.scope.year
    span = named(min(year.begin, found.scope.months[0].begin), year.end)
    given = exchange(view, found.support.terms, name, span)
    tables: list[Table] = []
    pictures = []
    for currency in given.currencies:
        course = exchanged.course_table(given, currency)
        tables += [exchanged.kinds_table(given, currency, [span]), course]
        title = f"Contributed and received, {currency}"
        columns = ("given", "got")
        pictures.append(
            Picture(f"course-{currency}", title, "columns", course.id, columns)
        )
    tables += [lists.quantities_table(given), lists.loans_lines(given)]
    title = "What counted, entry by entry"
    tables.append(lists.flows_table(given.flows, "flows", title))
    shown = tuple(one for one in tables if one.rows)
    return Pack(found.pack.heading, evaluate(shown), (), tuple(pictures))
