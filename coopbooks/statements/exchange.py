"""What other currencies gained or lost, worked out apart from what it explains."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import quantum

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.statements.scope import Scope


def change_in_value(scope: Scope, end: datetime.date, shown: Decimal) -> Decimal:
    """The line that makes figures at different rates add up.

    Assets and debts stand in the balance sheet at the prices of its day; equity, income
    and costs at those of the day when they arose. What lies between is worked out from
    two sources of its own: how far the holdings have moved since they came in, and what
    transactions in several currencies left over at the book's prices. It is no
    balancing figure: an account that a statement forgets still fails its check.

    Args:
        scope: The book.
        end: The day after that of the balance sheet; one of the activity's cuts.
        shown: What equity and results come to as shown, credits positive, rounded line
            by line.

    Returns:
        The change, gains positive, in the reporting currency, with what rounding the
        lines added; zero for a book in one currency with amounts in whole cents.
    """
    activity = scope.activity
    money = activity.accounts("Assets", "Liabilities")
    results = activity.accounts("Equity", "Income", "Expenses")
    worth = {name: activity.worth(name, end) for name in money}
    carried = {name: activity.carried(name, end) for name in (*money, *results)}
    moved = _sum(worth[name] - carried[name] for name in money)
    rounding = _sum(scope.rounded(number) - number for number in worth.values())
    rounding -= shown + _sum(carried[name] for name in results)
    if abs(rounding) > _at_most(scope, (*worth.values(), *carried.values())):
        rounding = Decimal(0)
    return scope.rounded(activity.residual(end) + moved + rounding)


def _at_most(scope: Scope, figures: Sequence[Decimal]) -> Decimal:
    """How much rounding can come to: half a cent for each figure, if any needs it.

    More than that is no rounding but a mistake, which the check must show.
    """
    if all(scope.rounded(number) == number for number in figures):
        return Decimal(0)
    return quantum(scope.currency) / 2 * len(figures)


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))
