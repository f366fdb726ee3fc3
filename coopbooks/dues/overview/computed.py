"""What was pledged: worked out by the rules, as no book holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.periods import named
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.item import Item
from coopbooks.dues.rules.charges import expected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.terms import DuesTerms
    from coopbooks.statements.scope import Scope


class Pledges(NamedTuple):
    """What was pledged over the months that a report shows.

    Attributes:
        items: What was pledged, as items.
        members: Who pledges.
        problems: What could not be worked out.
    """

    items: Sequence[Item] = ()
    members: frozenset[str] = frozenset()
    problems: tuple[LedgerError, ...] = ()


def pledges_of(terms: DuesTerms, scope: Scope) -> Pledges:
    """Work out what was pledged.

    Args:
        terms: What the book says about dues.
        scope: The book for the period.

    Returns:
        The pledges of the period and of the twelve months that end with it; nothing in
        a book in which nobody can pledge.
    """
    if not may_pledge(terms):
        return Pledges()
    begin = min(scope.months[0].begin, scope.period.begin)
    begin = max(begin, min(scope.first.replace(day=1), scope.period.begin))
    found = expected(terms, scope.entries, named(begin, scope.period.end))
    pledged = [one for one in found.charges if one.pledged]
    return Pledges(
        [_item(one) for one in pledged],
        frozenset(one.member for one in pledged),
        found.problems,
    )


def may_pledge(terms: DuesTerms) -> bool:
    """Whether anybody can pledge by what a book says."""
    by_schedule = any(one.header.meta.get("pledged") for one in terms.schedules)
    lines = terms.of(MEMBER_DUES.kind)
    return by_schedule or any(one.values["what"] == "pledges" for one in lines)


def _item(charge: Charge) -> Item:
    """A pledge as an item, which stands on no account."""
    nothing: frozenset[str] = frozenset()
    words = f"Pledged: {charge.schedule}"
    entry = data.Transaction(
        charge.rule, charge.date, "*", None, words, nothing, nothing, []
    )
    return Item(
        charge.member,
        "charged",
        charge.kind,
        charge.date,
        charge.due,
        charge.date,
        charge.period.name,
        charge.number,
        charge.currency,
        "",
        False,
        entry,
    )
