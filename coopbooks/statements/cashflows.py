"""What came into own money accounts and went out of them, transaction by transaction.

The direct method: what a bank statement shows. A payroll that takes 800 from the bank,
for 1,000 of wages less 200 of tax kept back, is 800 of wages; the tax goes out when it
is paid. Money moved between own accounts is no flow.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import allocate
from coopbooks.statements.activity import ZERO

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.statements.scope import Scope


class Line(NamedTuple):
    """Where money came from or went to: an account, and the direction."""

    account: str
    came_in: bool


@dataclass(slots=True)
class CashFlows:
    """The flows of a period, in the reporting currency, rounded posting by posting.

    Attributes:
        flows: By line and money account: what came in, or went out as a negative.
        moved: By money account: what was moved from and to other own accounts; adds
            up to zero.
        changed: By money account: what own transfers between currencies gained or
            lost against the book's prices.
        rounding: By money account: what rounding each posting added.
    """

    flows: dict[Line, dict[str, Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: ZERO))
    )
    moved: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    changed: dict[str, Decimal] = field(
        default_factory=lambda: defaultdict(lambda: ZERO)
    )
    rounding: dict[str, Decimal] = field(
        default_factory=lambda: defaultdict(lambda: ZERO)
    )


def cash_flows(scope: Scope, period: Period) -> CashFlows:
    """Find the flows of a period.

    Args:
        scope: The book.
        period: The period.

    Returns:
        The flows. Within a transaction what came in or went out on balance is shared
        among the accounts on its other side by largest remainder, exactly.
    """
    found = CashFlows()
    for entry in scope.entries:
        if isinstance(entry, data.Transaction) and entry.date in period:
            _add(scope, entry, found)
    return found


def _add(scope: Scope, entry: data.Transaction, found: CashFlows) -> None:
    money: dict[str, Decimal] = {}
    others: dict[str, Decimal] = {}
    for posting in entry.postings:
        if posting.units is None or posting.units.currency in scope.valuation.measures:
            continue
        worth = scope.valuation.of_posting(posting, entry.date)
        if scope.roles.is_money(posting.account):
            rounded = scope.rounded(worth)
            money[posting.account] = money.get(posting.account, ZERO) + rounded
            found.rounding[posting.account] += rounded - worth
        else:
            name = scope.roles.root_of(posting.account)
            others[name] = others.get(name, ZERO) + worth
    if not money:
        return
    net = sum(money.values(), ZERO)
    # The other side of what came in is credited, of what went out debited.
    sources = {name: abs(of) for name, of in others.items() if of * net < 0}
    if net and sources:
        shares = _share_out(net, money, scope.currency)
        _flow(found, shares, sources, scope.currency)
    else:
        shares = {}
        _note_change(found, money, net)
    for account, number in money.items():
        found.moved[account] += number - shares.get(account, ZERO)


def _share_out(
    net: Decimal, money: dict[str, Decimal], currency: str
) -> dict[str, Decimal]:
    """How much of the balance each money account bore; the rest was moved."""
    same = {name: abs(number) for name, number in money.items() if number * net > 0}
    return allocate(net, same, currency)


def _flow(
    found: CashFlows,
    shares: dict[str, Decimal],
    sources: dict[str, Decimal],
    currency: str,
) -> None:
    """Add what each money account got from, or gave to, each account."""
    for account, share in shares.items():
        for name, part in allocate(share, sources, currency).items():
            if part:
                found.flows[Line(name, share > 0)][account] += part


def _note_change(found: CashFlows, money: dict[str, Decimal], net: Decimal) -> None:
    """A transfer between own accounts that does not cancel out at the book's prices."""
    if net:
        account = max(money)
        found.changed[account] += net
        found.moved[account] -= net
