"""What both books of a pair have of an agreement, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Posted
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View


@dataclass(frozen=True, slots=True)
class Side:
    """What one book of a pair has of an agreement for a period.

    Attributes:
        view: The book.
        charged: What it has as owed; of a book by cash what it works out.
        settled: What was paid of it.
        computed: What it works out by its own terms; None where it can't.
        unmet: Conditions that it holds not to be met.
        relief: What it takes off by decision.
        entries: The transactions.
    """

    view: View
    charged: Decimal
    settled: Decimal
    computed: Decimal | None
    unmet: tuple[str, ...]
    relief: Decimal
    entries: tuple[data.Transaction, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both sides of an agreement for a period.

    Attributes:
        name: The agreement's name.
        period: The period.
        currency: The currency that it is owed in.
        giver: The side that owes.
        receiver: The side that expects.
    """

    name: str
    period: Period
    currency: str
    giver: Side
    receiver: Side


def side_of(
    view: View,
    share: Share | None,
    period: Period,
    name: str,
    have: Iterable[Posted],
    which: Literal["payable", "receivable"],
) -> Side:
    """What a book has of an agreement for a period.

    Args:
        view: The book.
        share: What it works out for the period; None where it works nothing out.
        period: The period.
        name: The agreement's name.
        have: What was posted in it.
        which: Whether this side owes or expects.

    Returns:
        The side. A claim of a book by cash is worked out, since it posts none.
    """
    mine = [
        one
        for one in have
        if (one.name, one.period, one.side) == (name, period.name, which)
    ]
    charged = total_of(one.charged for one in mine)
    if view.terms.dues.basis(period.last) == "cash" and share is not None:
        charged = share.number
    computed = share.number if share is not None and not share.problems else None
    return Side(
        view,
        charged,
        total_of(one.settled for one in mine),
        computed,
        share.unmet if share else (),
        share.relief if share else ZERO,
        entries_of(mine),
    )


def entries_of(found: Sequence[Posted]) -> tuple[data.Transaction, ...]:
    """The transactions of some postings, by date."""
    entries = [entry for one in found for entry in one.entries]
    return tuple(sorted(entries, key=lambda entry: entry.date))
