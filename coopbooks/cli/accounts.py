"""Which account a person means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.accounts import Roles
    from coopbooks.core.ledger import Book


class NoSuchAccount(CoopbooksError):
    """No account of a book, or more than one, is called like that."""

    def __init__(self, typed: str, found: Iterable[str], known: Iterable[str]) -> None:
        """Build the message.

        Args:
            typed: What was typed.
            found: The accounts that it could be.
            known: The accounts that there are.
        """
        names = sorted(found)
        if names:
            super().__init__(f"'{typed}' may be {' or '.join(names)}; write it whole.")
        else:
            hint = near(typed, known)
            super().__init__(f"The book has no account '{typed}'.{hint}")


def account_of(book: Book, roles: Roles, typed: str) -> tuple[str, str]:
    """Find the account that a person means, and its currency.

    Args:
        book: The book.
        roles: What its accounts are for, and what they are called.
        typed: An account, its end such as `Bank:Operating`, or its plain name.

    Returns:
        The account, and the only currency that it is opened for; else the book's.

    Raises:
        NoSuchAccount: None is called like that, or several are.
    """
    opened = {
        entry.account: entry.currencies or ()
        for entry in book.entries
        if isinstance(entry, data.Open)
    }
    if typed in opened:
        found = [typed]
    else:
        word = typed.casefold()
        found = [
            one
            for one in opened
            if one.casefold().endswith(f":{word}")
            or roles.name_of(one).casefold() == word
        ]
    if len(found) != 1:
        raise NoSuchAccount(typed, found, opened)
    currencies = opened[found[0]]
    return found[0], currencies[0] if len(currencies) == 1 else book.currency
