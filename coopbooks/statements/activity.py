"""What moved on every account, cut at the days that statements ask for.

An account's figure is kept in two ways at once: at the rate of each posting's own day,
as income and costs are counted, and as holdings, which a balance sheet values at the
rate of its day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.accounts import Roles
    from coopbooks.core.periods import Period
    from coopbooks.core.valuation import Commodity
    from coopbooks.core.valuation import Valuation

MONTHS = 12
A_DAY = datetime.timedelta(days=1)
ZERO = Decimal(0)


@dataclass(slots=True)
class Flow:
    """What moved on one account between two cuts.

    Attributes:
        plain: Amounts in the reporting currency.
        valued: Amounts in other currencies, each at the rate of its own day.
        held: Amounts in other currencies as they are: number and cost by commodity.
    """

    plain: Decimal = ZERO
    valued: Decimal = ZERO
    held: dict[Commodity, tuple[Decimal, Decimal]] = field(default_factory=dict)

    def hold(self, commodity: Commodity, number: Decimal, cost: Decimal) -> None:
        """Add to what is held of a commodity."""
        old = self.held.get(commodity, (ZERO, ZERO))
        self.held[commodity] = (old[0] + number, old[1] + cost)


@dataclass(frozen=True, slots=True)
class Activity:
    """What moved on all accounts, by account and by the stretch between two cuts.

    Attributes:
        cuts: The days at which statements begin or end, in order.
        flows: For each account its flows by stretch: 0 is what lies before the first
            cut, 1 what lies from there to the second, and so on.
        residuals: By stretch, what transactions in several currencies leave when each
            posting is counted at the rate of its day: they were settled at another.
        valuation: The prices.
        roles: What the accounts are for, and of which type.
    """

    cuts: tuple[datetime.date, ...]
    flows: dict[str, dict[int, Flow]]
    residuals: dict[int, Decimal]
    valuation: Valuation
    roles: Roles

    def accounts(self, *types: str) -> list[str]:
        """The accounts of some types, such as `Income`, in alphabetical order."""
        return sorted(name for name in self.flows if self.roles.type_of(name) in types)

    def moved(self, account: str, period: Period) -> Decimal:
        """What moved on an account in a period, each at the rate of its own day.

        Args:
            account: The account.
            period: A period whose ends are among the cuts.

        Returns:
            The sum in the reporting currency, debits positive, exact.
        """
        flows = self._flows(account, period.end, period.begin)
        return sum((flow.plain + flow.valued for flow in flows), ZERO)

    def moves(self, account: str, period: Period) -> bool:
        """Whether anything was posted to an account in a period, even if it cancels.

        Args:
            account: The account.
            period: A period whose ends are among the cuts.

        Returns:
            Whether there is a posting of money.
        """
        return any(True for _ in self._flows(account, period.end, period.begin))

    def carried(self, account: str, end: datetime.date) -> Decimal:
        """An account's balance before a day, each posting at the rate of its own day.

        Args:
            account: The account.
            end: The day after the last that counts; one of the cuts.

        Returns:
            The balance in the reporting currency, debits positive, exact.
        """
        flows = self._flows(account, end)
        return sum((flow.plain + flow.valued for flow in flows), ZERO)

    def worth(self, account: str, end: datetime.date) -> Decimal:
        """An account's balance before a day, at the prices of the day before.

        Args:
            account: The account.
            end: The day after the last that counts; one of the cuts.

        Returns:
            The balance in the reporting currency, debits positive, exact.
        """
        balance = self._balance(account, end)
        total = balance.plain
        for commodity, (number, cost) in balance.held.items():
            total += self.valuation.worth(commodity, number, cost, end - A_DAY)
        return total

    def currencies(self, account: str, end: datetime.date) -> set[str]:
        """The currencies in which an account has something before a day.

        Args:
            account: The account.
            end: The day after the last that counts; one of the cuts.

        Returns:
            Those whose numbers do not cancel out.
        """
        balance = self._balance(account, end)
        numbers = {self.valuation.currency: balance.plain}
        for commodity, (number, _) in balance.held.items():
            currency = commodity.currency
            numbers[currency] = numbers.get(currency, ZERO) + number
        return {currency for currency, number in numbers.items() if number}

    def residual(self, end: datetime.date) -> Decimal:
        """What transactions in several currencies left before a day, exact."""
        last = self.cuts.index(end)
        return sum((one for at, one in self.residuals.items() if at <= last), ZERO)

    def _balance(self, account: str, end: datetime.date) -> Flow:
        """What an account has before a day: plain amounts and holdings."""
        balance = Flow()
        for flow in self._flows(account, end):
            balance.plain += flow.plain
            for commodity, (number, cost) in flow.held.items():
                balance.hold(commodity, number, cost)
        return balance

    def _flows(
        self, account: str, end: datetime.date, begin: datetime.date | None = None
    ) -> Iterator[Flow]:
        """An account's flows before a cut, and from another one on if it is given."""
        first = -1 if begin is None else self.cuts.index(begin)
        last = self.cuts.index(end)
        for index, flow in self.flows.get(account, {}).items():
            if first < index <= last:
                yield flow


def cuts_of(*periods: Period) -> list[datetime.date]:
    """The days at which some periods begin and end.

    Args:
        *periods: The periods.

    Returns:
        The days, in order, without repetition.
    """
    days = {day for period in periods for day in (period.begin, period.end)}
    return sorted(days)


def twelve_months(period: Period) -> list[Period]:
    """The twelve months that end with a period.

    Args:
        period: The period.

    Returns:
        Twelve months, the last of which holds the period's last day.
    """
    months = period.months()[-1:]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous())
    return months
