"""Check members' accounts: whose they are, and that all equity belongs to somebody.

    plugin "coopbooks.plugins.capital"

It changes no entry. `coopbooks.plugins.all` runs it together with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import types_of
from coopbooks.surplus.capital import identity

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.errors import LedgerError

__plugins__ = ("check_capital",)


def check_capital(
    entries: data.Directives, options: data.Options
) -> tuple[data.Directives, list[LedgerError]]:
    """Run the check.

    Args:
        entries: The book's entries.
        options: Beancount's options.

    Returns:
        The same entries, and the errors with file and line.
    """
    return entries, identity.check_capital(entries, types_of(options))
