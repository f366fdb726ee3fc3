"""Papers: which costs have one, by what the book names."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.periods import Period
    from coopbooks.statements.scope import Scope


def documents_of(entries: Iterable[data.Directive]) -> dict[str, list[str]]:
    """The papers that `document` directives link, by link.

    Args:
        entries: A book's entries.

    Returns:
        The names of the files, without their folders, by link.
    """
    found: dict[str, list[str]] = {}
    for entry in entries:
        if isinstance(entry, data.Document):
            for link in entry.links or ():
                found.setdefault(link, []).append(PurePath(entry.filename).name)
    return found


def has_paper(entry: data.Transaction, linked: Collection[str]) -> bool:
    """Whether the book names a paper for an entry.

    Args:
        entry: The entry.
        linked: The links of `document` directives.

    Returns:
        Whether it or a posting says `document:`, or has such a link.
    """
    if entry.links and not entry.links.isdisjoint(linked):
        return True
    metas = (entry.meta, *(posting.meta or {} for posting in entry.postings))
    return any(key.startswith("document") for meta in metas for key in meta)


def costs_paid(scope: Scope, period: Period) -> Iterator[data.Transaction]:
    """The entries of a period for which somebody sends a paper.

    Args:
        scope: The book.
        period: The period.

    Yields:
        Costs paid from own money, or billed.
    """
    for entry in scope.entries:
        if not isinstance(entry, data.Transaction) or entry.date not in period:
            continue
        if _is_cost(scope, entry):
            yield entry


def _is_cost(scope: Scope, entry: data.Transaction) -> bool:
    roles = scope.roles
    paid = cost = False
    for posting in entry.postings:
        number = (posting.units.number if posting.units else None) or ZERO
        own = roles.is_money(posting.account) or roles.of(posting.account) == "payable"
        paid |= number < 0 and own
        cost |= number > 0 and roles.type_of(posting.account) == "Expenses"
    return paid and cost
