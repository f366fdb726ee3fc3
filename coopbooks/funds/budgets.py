"""Budgets: Fava's own `custom "budget"` lines, spread over days as Fava does.

    2026-01-01 custom "budget" Expenses:Rent "monthly" 650.00 USD

Each day carries its part of the month, quarter or year that it lies in. Fava's own code
is not called, so that a book can be checked where Fava is not loaded; the figures of an
account are the same. Fava sums by the beginnings of names, which puts Foodbank under
Food; here a parent sums its true children.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Context
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from beancount.core import amount
from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.directives import near
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

Interval = Literal["day", "week", "month", "quarter", "year"]
Budgets = dict[str, list["Budget"]]

INTERVALS: Mapping[str, Interval] = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
}
WRITTEN = 'Written: custom "budget" Expenses:Rent "monthly" 650.00 USD'

# Fava adds up with Decimal's default of 28 digits; the same digits and the same order
# give the same figure, even where half a cent decides.
_AS_FAVA = Context(prec=28)
_A_DAY = datetime.timedelta(days=1)


class Budget(NamedTuple):
    """What is planned for an account, from a day on.

    Attributes:
        account: The account.
        date: From when it holds, until the next one of the account and currency.
        interval: What the number is for: a `month`, a `year`.
        number: How much is planned, in `currency`.
        currency: Its currency.
        source: Where it stands.
    """

    account: str
    date: datetime.date
    interval: Interval
    number: Decimal
    currency: str
    source: data.Meta


def read_budgets(
    entries: Iterable[data.Directive],
) -> tuple[Budgets, list[LedgerError]]:
    """Read the budgets of a book.

    Args:
        entries: A book's entries, by date.

    Returns:
        The budgets of each account by date, and the errors: a line that is no budget,
        an account planned twice from the same day on.
    """
    budgets: Budgets = defaultdict(list)
    errors: list[LedgerError] = []
    for entry in entries:
        if not isinstance(entry, data.Custom) or entry.type != "budget":
            continue
        problem = _problem(entry)
        if problem is None:
            budget = _budget(entry)
            problem = _repeated(budget, budgets.get(budget.account, []))
            budgets[budget.account].append(budget)
        if problem:
            errors.append(LedgerError(entry.meta, f"budget: {problem}", entry))
    return dict(budgets), errors


def planned(
    budgets: Budgets, account: str, begin: datetime.date, end: datetime.date
) -> dict[str, Decimal]:
    """What is planned for an account itself, without those below it.

    Args:
        budgets: The budgets of a book.
        account: The account.
        begin: The first day.
        end: The day after the last.

    Returns:
        The plan by currency, to 28 digits and not rounded: 100.00 a month gives for a
        whole month what rounds to 100.00.
    """
    totals: dict[str, Decimal] = {}
    own = budgets.get(account, ())
    daily: dict[tuple[Decimal, int], Decimal] = {}
    day = begin
    while day < end:
        for budget in _in_force(own, day):
            key = (budget.number, _days_in(budget.interval, day))
            if key not in daily:
                daily[key] = _AS_FAVA.divide(budget.number, Decimal(key[1]))
            total = totals.get(budget.currency, Decimal(0))
            totals[budget.currency] = _AS_FAVA.add(total, daily[key])
        day += _A_DAY
    return totals


def planned_in_all(
    budgets: Budgets, account: str, begin: datetime.date, end: datetime.date
) -> dict[str, Decimal]:
    """What is planned for an account and all below it.

    Args:
        budgets: The budgets of a book.
        account: The account.
        begin: The first day.
        end: The day after the last.

    Returns:
        The plan by currency, not rounded. `Expenses:Foodbank` is not below
        `Expenses:Food`.
    """
    totals: dict[str, Decimal] = {}
    for one in sorted(budgets):
        if is_under(one, account):
            for currency, number in planned(budgets, one, begin, end).items():
                totals[currency] = totals.get(currency, Decimal(0)) + number
    return totals


def _in_force(own: Sequence[Budget], day: datetime.date) -> Iterable[Budget]:
    """The budgets of one account that hold on a day: the last of each currency."""
    last: dict[str, Budget] = {}
    for budget in own:
        if budget.date > day:
            break
        last[budget.currency] = budget
    return last.values()


def _days_in(interval: Interval, day: datetime.date) -> int:
    """The days of the month, quarter or year that a day lies in."""
    match interval:
        case "day":
            return 1
        case "week":
            return 7
        case "year":
            return (_first_of(day.year + 1, 1) - _first_of(day.year, 1)).days
    months = 1 if interval == "month" else 3
    first = (day.month - 1) // months * months + 1
    after = first + months
    return (
        _first_of(day.year + after // 13, (after - 1) % 12 + 1)
        - _first_of(day.year, first)
    ).days


def _first_of(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, 1)


def _problem(entry: data.Custom) -> str | None:
    """Why a custom is no budget; None if it is one."""
    values = [value.value for value in entry.values or []]
    if len(values) != 3:
        return f"it needs an account, an interval and an amount. {WRITTEN}"
    account, interval, planned_amount = values
    if not isinstance(account, str) or ":" not in account:
        return f"'{account}' is no account. {WRITTEN}"
    if not isinstance(interval, str) or interval.lower() not in INTERVALS:
        known = list(INTERVALS)[:5]
        one_of = f"it must be one of {', '.join(known)}."
        return f"'{interval}' is no interval; {one_of}{near(str(interval), known)}"
    if not isinstance(planned_amount, amount.Amount):
        return f"'{planned_amount}' is no amount with a currency. {WRITTEN}"
    return None


def _budget(entry: data.Custom) -> Budget:
    """The budget of a custom in which nothing is wrong."""
    account, interval, planned_amount = (value.value for value in entry.values)
    return Budget(
        account,
        entry.date,
        INTERVALS[interval.lower()],
        planned_amount.number,
        planned_amount.currency,
        entry.meta,
    )


def _repeated(budget: Budget, before: Sequence[Budget]) -> str | None:
    """What is wrong with planning an account twice from one day on."""
    for other in before:
        if (other.date, other.currency) == (budget.date, budget.currency):
            return (
                f"{budget.account} is planned before from {budget.date} on, at "
                f"{where(other.source)}. Take one out."
            )
    return None
