"""Papers: which costs have one, by what the book names."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.rules.there import missing
from coopbooks.controls.rules.there import named_by
from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.controls.rules.there import There
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


def has_paper(
    entry: data.Transaction, linked: Collection[str], files: There | None = None
) -> bool:
    """Whether the book names a paper for an entry.

    Args:
        entry: The entry.
        linked: The links of `document` directives.
        files: The files in the book's folder; None to ask only what is named.

    Returns:
        Whether it or a posting says `document:`, of a file that is there, or has such a
        link.
    """
    if entry.links and not entry.links.isdisjoint(linked):
        return True
    return len(named_by(entry)) > len(missing(entry, files))


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
