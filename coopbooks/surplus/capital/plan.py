"""How an account is paid out to who left: in which parts, when, with what interest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.surplus.capital.instalments import Instalment
from coopbooks.surplus.capital.instalments import instalments
from coopbooks.surplus.capital.lots import FEE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.directives import Directive

A_YEAR = relativedelta(years=1)


class SetOff(NamedTuple):
    """What somebody owes, taken off what is owed to them."""

    account: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """How one member's account is paid out.

    Attributes:
        rule: The `coop-leaving` that holds.
        member: The member's id.
        day: The day on which the account becomes a debt.
        currency: The currency of every amount.
        lots: What the account holds then, lot by lot; a part of a loss is negative.
        forfeited: What they give up by the rule.
        set_offs: What they owe and is taken off, by account.
        instalments: When what is paid, in order.
    """

    rule: Directive
    member: str
    day: datetime.date
    currency: str
    lots: Mapping[str, Decimal]
    forfeited: Decimal
    set_offs: tuple[SetOff, ...]
    instalments: tuple[Instalment, ...]

    @property
    def account(self) -> Decimal:
        """What the account holds."""
        return total_of(self.lots.values())

    @property
    def debt(self) -> Decimal:
        """What becomes a debt to them."""
        return total_of(one.principal for one in self.instalments)

    @property
    def interest(self) -> Decimal:
        """All interest."""
        return total_of(one.interest for one in self.instalments)

    def due_within_a_year(self, day: datetime.date) -> Decimal:
        """What of the debt falls due within twelve months of a day."""
        return total_of(
            one.principal for one in self.instalments if one.due <= day + A_YEAR
        )


def plan(
    rule: Directive,
    member: str,
    day: datetime.date,
    lots: Mapping[str, Decimal],
    owed: Mapping[str, Decimal],
    currency: str,
) -> Plan:
    """Work out how an account is paid out.

    Args:
        rule: The `coop-leaving` that holds.
        member: The member's id.
        day: The day on which the account becomes a debt.
        lots: What it holds, lot by lot.
        owed: What the member owes, by account; it counts if the rule sets it off.
        currency: The book's currency.

    Returns:
        The plan; without a part of anything where the account holds nothing.
    """
    account = max(quantize(total_of(lots.values()), currency), ZERO)
    forfeits = rule.meta.get("forfeits")
    forfeited = ZERO
    if forfeits is not None:
        forfeited = quantize(account * forfeits.number / 100, currency)
    set_offs = []
    left = account - forfeited
    for name, number in sorted(owed.items()) if rule.meta.get("set-off") else ():
        taken = min(number, left)
        if taken > 0:
            set_offs.append(SetOff(name, taken))
            left -= taken
    parts = instalments(rule, day, left, currency, account, lots.get(FEE, ZERO))
    return Plan(rule, member, day, currency, lots, forfeited, tuple(set_offs), parts)
