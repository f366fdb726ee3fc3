"""Check closings, and that nothing was recorded in a closed period.

    plugin "coopbooks.plugins.closing"

It changes no entry. `coopbooks.plugins.all` runs it together with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls import closings
from coopbooks.core.accounttypes import types_of

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.errors import LedgerError

__plugins__ = ("check_closing",)


def check_closing(
    entries: data.Directives, options: data.Options
) -> tuple[data.Directives, list[LedgerError]]:
    """Run the check.

    Args:
        entries: The book's entries.
        options: Beancount's options.

    Returns:
        The same entries, and the errors with file and line.
    """
    return entries, closings.check_closing(entries, types_of(options))
