"""Packs of nothing but shares, for the page about them: all of them, and one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import resting_collector
from coopbooks.core.table import evaluate
from coopbooks.packs.headings import heading_of
from coopbooks.packs.pack import Pack
from coopbooks.packs.sharing import sharing_pictures
from coopbooks.sharing.overview.one import agreement_tables
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.overview.tables import sharing_tables
from coopbooks.sharing.statement.tables import statement_tables
from coopbooks.statements.scope import scope_of
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import view_on

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.sharing.overview.reading import Sharing


class NoSharing(CoopbooksError):
    """The page about revenue sharing was asked for in a book without agreements."""

    def __init__(self, period: Period) -> None:
        """Build the message.

        Args:
            period: The period.
        """
        super().__init__(
            f"No agreement of this body holds by {period.label}. Write a "
            "coop-agreement with its lines, as the guide to writing a book shows."
        )


class NoAgreement(CoopbooksError):
    """An agreement was asked for that the book does not have."""

    def __init__(self, name: str) -> None:
        """Build the message.

        Args:
            name: What was asked for.
        """
        super().__init__(f"This body has no agreement '{name}'.")


@dataclass(frozen=True, slots=True)
class SharingPack:
    """A pack about shares.

    Attributes:
        book: The book.
        sharing: The agreements.
        pack: Their tables and pictures.
    """

    book: Book
    sharing: Sharing
    pack: Pack

    @property
    def members(self) -> frozenset[str]:
        """The agreements that have a page of their own, by name."""
        names = {one.name for one in self.sharing.agreements}
        return frozenset(names | {one.name for one in self.sharing.lines})


def sharing_pack(book: Book, period: Period, now: datetime.datetime) -> SharingPack:
    """Put together the shares at the end of a period.

    Args:
        book: The book.
        period: The period.
        now: When it is made.

    Returns:
        The pack, all of whose tables stand behind an empty page one.

    Raises:
        NoSharing: The book has no agreement by the end of the period.
    """
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    sharing = None
    if concerns(scope):
        with resting_collector():
            sharing = read(scope, view_on(scope)[0])
    if sharing is None:
        raise NoSharing(period)
    tables = tuple(sharing_tables(sharing))
    heading = heading_of(book, scope, now)
    pack = Pack(heading, evaluate(tables), (), tuple(sharing_pictures(tables)))
    return SharingPack(book, sharing, pack)


def agreement_pack(found: SharingPack, name: str) -> Pack:
    """Put together all about one agreement.

    Args:
        found: The shares.
        name: The agreement's name.

    Returns:
        What it came to for the last of its periods that ended, with every step and
        every entry that counted; its periods and the entries that charged or paid it.

    Raises:
        NoAgreement: The book has no such agreement.
    """
    if name not in found.members:
        raise NoAgreement(name)
    tables: list[Table] = []
    behind: list[Table] = []
    view, folder = found.sharing.view, found.book.folder
    for line in found.sharing.last_of(name)[-1:]:
        if line.share is not None and not line.share.problems:
            tables, behind = statement_tables(
                line.share, view.terms.roles, (), folder, whole=True
            )
    own = agreement_tables(found.sharing, name)
    values = evaluate((*tables, *own, *behind))
    return Pack(found.pack.heading, values, ())
