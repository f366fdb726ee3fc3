"""Which payment paid which charge: months that are named, then by kind, oldest first.

A payment that names its months goes there; then dues go before fees, or as the book
says; in each kind the oldest is paid first; what is left is paid ahead and is used when
the next charge comes. Money is used on the day on which it came, for what was charged
by then.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.dues.standing.settling import Ledger
from coopbooks.dues.standing.settling import age
from coopbooks.dues.standing.settling import turn

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.dues.item import Item
    from coopbooks.dues.standing.priorities import Priorities
    from coopbooks.dues.standing.settling import Debt


class Use(NamedTuple):
    """What a payment paid.

    Attributes:
        payment: The payment.
        debt: What was charged.
        number: How much of it.
    """

    payment: Item
    debt: Debt
    number: Decimal


@dataclass(frozen=True, slots=True)
class Application:
    """How payments were used, of one member, in one currency.

    Attributes:
        debts: All that was charged, the oldest first.
        uses: Which payment paid what, in the order of payments.
        prepaid: What is left of them all.
        reserved: What of that is kept for a period that is still to be charged.
    """

    debts: tuple[Debt, ...]
    uses: tuple[Use, ...]
    prepaid: Decimal
    reserved: Decimal

    @property
    def open(self) -> list[Debt]:
        """What is not paid, the oldest first."""
        return [debt for debt in self.debts if debt.open]


def apply(items: Iterable[Item], rules: Priorities, on: datetime.date) -> Application:
    """Use the payments of one member for what was charged.

    Args:
        items: The member's items, in one currency, all on accounts of the member or all
            on accounts that an employer pays; in any order. What is dated later than
            `on` does not count.
        rules: What payments go to first.
        on: The day as of which it is asked.

    Returns:
        The application. What was charged, less what is open, is what was used; charged
        less paid is what is open less what is paid ahead.
    """
    ledger = Ledger(rules)
    counting = [item for item in items if item.date <= on]
    for item in sorted(_without_moves(counting), key=turn):
        ledger.take(item)
    ledger.release(on)
    ahead = [credit for credit in ledger.credits if credit.left]
    return Application(
        tuple(sorted(ledger.debts, key=age)),
        tuple(
            Use(credit.item, *use) for credit in ledger.credits for use in credit.uses
        ),
        total_of(credit.left for credit in ahead),
        total_of(credit.left for credit in ahead if credit.period),
    )


def _without_moves(items: Sequence[Item]) -> list[Item]:
    """The items without moves between accounts that change nothing together."""
    moves: dict[int, list[Item]] = defaultdict(list)
    for item in items:
        if item.kind == "moved":
            moves[id(item.entry)].append(item)
    idle = {
        key for key, some in moves.items() if not total_of(one.number for one in some)
    }
    if not moves:
        return list(items)
    return [one for one in items if one.kind != "moved" or id(one.entry) not in idle]
