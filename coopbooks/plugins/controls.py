"""Tell of what there is to look at in a book, wherever the book is opened.

    plugin "coopbooks.plugins.controls"

It changes no entry, and is no part of `coopbooks.plugins.all`: what it finds are no
errors, and many have a good explanation. What takes the figures of a period, such as
overspent funds and banks that differ, is found by `coopbooks check` only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.everywhere import check_everywhere

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.errors import LedgerError

__plugins__ = ("check_controls",)


def check_controls(
    entries: data.Directives, options: data.Options
) -> tuple[data.Directives, list[LedgerError]]:
    """Run the rules that go entry by entry.

    Args:
        entries: The book's entries.
        options: Beancount's options.

    Returns:
        The same entries, and a notice for each finding that is not waived.
    """
    return entries, check_everywhere(entries, options)
