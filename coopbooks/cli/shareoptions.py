"""What the commands about shares have in common: other books, and finding them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from beancount.core import data
from beancount.parser import printer

from coopbooks.cli.failures import say
from coopbooks.cli.output import write_files
from coopbooks.cli.reading import open_book
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import BookNotFound
from coopbooks.sharing.forms.actions import BODY
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View

WITH = click.option(
    "--with",
    "others",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="BOOK",
    help="The book of another body; may be given several times.",
)
MIRROR = click.option(
    "--mirror",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the entries for the other bodies' books as files into a folder.",
)
TERMS = click.option(
    "--terms",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file with the agreement in other terms.",
)


class NoSuchAccount(CoopbooksError):
    """An account was named that is not open in the book, or holds no money."""

    def __init__(self, account: str, banks: Sequence[str]) -> None:
        """Build the message.

        Args:
            account: What was typed.
            banks: The accounts of the book that hold money.
        """
        super().__init__(
            f"{account} is no account of this book that holds money. It has: "
            f"{', '.join(banks) or 'none'}."
        )


class NoAgreement(CoopbooksError):
    """The book has no agreement of that name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            name: What was asked for.
            known: The agreements of the book.
        """
        there = ", ".join(known) if known else "none"
        super().__init__(
            f"The book has no agreement '{name}'. It has: {there}. "
            "See coop-agreement in the guide, ledgers/README.md."
        )


class NothingCharged(CoopbooksError):
    """Nothing is charged by the agreement in that period."""

    def __init__(self, name: str, period: Period) -> None:
        """Build the message.

        Args:
            name: The agreement's name.
            period: The period that was asked for.
        """
        super().__init__(
            f"'{name}' charges nothing that ends in {period.label}: it does not hold "
            "then, or it is charged for a quarter or a year that ends later. Ask for "
            "another --period, such as 2026-Q1."
        )


def views_of(book: Book, others: Sequence[Path]) -> tuple[View, dict[str, View]]:
    """Look at a book, and at the books of other bodies that are at hand.

    Args:
        book: The book.
        others: Paths of other books, as they were typed. Books that its `coop-body`
            name are looked at too, where they are there.

    Returns:
        The book's view, and the others by the body's name. One that can't be read is
        told of and left out.
    """
    view = view_of(book)
    said = [
        (book.folder / str(one.meta["book"]), False)
        for one in view.terms.of(BODY.kind)
        if one.meta.get("book")
    ]
    found: dict[str, View] = {}
    for path, asked in [*((path, True) for path in others), *said]:
        other = _opened(path, asked=asked)
        if other is not None and other.name != view.name:
            found.setdefault(other.name, other)
    return view, found


def _opened(path: Path, *, asked: bool) -> View | None:
    """Another book; None where it can't be read."""
    try:
        book = open_book(path)
    except BookNotFound as error:
        if asked:
            say(str(error))
        return None
    except CoopbooksError as error:
        say(str(error))
        return None
    if book.errors:
        say(f"{path} has errors; what it says may be incomplete.")
    return view_of(book)


def bank_of(book: Book, account: str | None) -> str:
    """Check an account that money is to be paid from.

    Args:
        book: The book.
        account: What was typed; None for nothing.

    Returns:
        The account; empty for nothing.

    Raises:
        NoSuchAccount: It is not open, or it holds no money.
    """
    if not account:
        return ""
    roles, _ = read_roles(book.entries, types_of(book.options))
    banks = [
        entry.account
        for entry in book.entries
        if isinstance(entry, data.Open) and roles.is_money(entry.account)
    ]
    if account not in banks:
        raise NoSuchAccount(account, banks)
    return account


def put_mirror(
    folder: Path | None, body: str, entries: Sequence[data.Directive]
) -> None:
    """Write entries for another body's book into a file of its own.

    Args:
        folder: Where to; None for nowhere.
        body: Whose book they are for.
        entries: The entries; for none no file is written.
    """
    if folder is None or not entries:
        return
    first = str(entries[0].meta["id"])
    path = folder / f"{body}-{first}.beancount"
    lines = [f"; For the book of {body}: include it there, or copy it.", ""]
    lines += [printer.format_entry(entry) for entry in entries]
    write_files({path: "\n".join(lines).encode()})
    say(f"For {body}: {path}")
