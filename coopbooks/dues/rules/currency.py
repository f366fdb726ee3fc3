"""The currency of a book's dues, for rules and measures that name none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.dues.rules.schedules import read_schedule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.dues.terms import DuesTerms


def currency_of(terms: DuesTerms, entries: Sequence[data.Directive]) -> str:
    """Find the currency of a book's dues.

    Args:
        terms: What the book says about dues.
        entries: The book's entries.

    Returns:
        The one that its schedules are in; else the one that its accounts of dues or of
        money are opened in; empty where that is none, or more than one.
    """
    found = {read_schedule(group).currency for group in terms.schedules} - {""}
    if len(found) == 1:
        return found.pop()
    opened: Counter[str] = Counter()
    for entry in entries:
        if isinstance(entry, data.Open) and len(entry.currencies or ()) == 1:
            role = terms.roles.of(entry.account)
            if role in {"dues", "dues-receivable", "check-off-receivable", "bank"}:
                opened[entry.currencies[0]] += 1
    return next(iter(opened)) if len(opened) == 1 else ""
