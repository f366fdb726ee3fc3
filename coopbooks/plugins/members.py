"""Check members: who joined, paused and left, and for whom postings are.

    plugin "coopbooks.plugins.members"

It changes no entry. `coopbooks.plugins.all` runs it together with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls import language
from coopbooks.core.accounttypes import types_of

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.errors import LedgerError

__plugins__ = ("check_members",)


def check_members(
    entries: data.Directives, options: data.Options
) -> tuple[data.Directives, list[LedgerError]]:
    """Run the check.

    Args:
        entries: The book's entries.
        options: Beancount's options.

    Returns:
        The same entries, and the errors with file and line.
    """
    return entries, language.check_members(entries, types_of(options))
