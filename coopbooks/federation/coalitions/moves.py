"""What a partner's book moved for a campaign, told apart.

Money that is held for a partner is a debt and no income, so what was given stands
partly on accounts of income and partly on debts to partners; what was paid to a partner
lowers such a debt and is no cost. Which of it an entry is, is seen from what else
stands in it:

- income from elsewhere, and what is held for partners beside it, was given;
- costs elsewhere, and debts to partners that they lowered, were spent;
- what was credited to a partner with money that did not come from that partner was
  given; with money of the partner, or on a claim on it, was received from it;
- what lowered a debt to a partner, or was lent to it, was paid to it;
- what only moved from one partner's account to another's, or stands in income against
  a claim on the partner who holds it, moved nothing;
- a cost with a partner was bought from it, unless that partner's own book has it as
  something other than sales.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.reading.figures import Account
    from coopbooks.federation.reading.figures import Bundle
    from coopbooks.federation.reading.figures import Cell

Kind = Literal["given", "spent", "bought", "paid", "received", "held"]
DEBTS = frozenset({"held-for-others", "due-to"})
UNDIVIDED = "held-for-others"
SALES = "sales"


class Move(NamedTuple):
    """What was moved on a day.

    Attributes:
        day: The day.
        kind: Whether it was given, spent, bought from a partner, paid to one, received
            from one; or `held`: by how much what is with a partner changed, debits
            positive.
        account: The account; empty where it is no matter.
        other: The partner; empty for none.
        currency: The currency.
        number: How much; what is taken back is below zero.
    """

    day: datetime.date
    kind: Kind
    account: str
    other: str
    currency: str
    number: Decimal


def moves_of(
    name: str,
    bundles: Sequence[Bundle],
    accounts: Mapping[str, Account],
    campaign: str,
    partners: Collection[str],
) -> list[Move]:
    """Tell apart what a partner's book moved for a campaign.

    Args:
        name: The partner.
        bundles: What its book moved for campaigns.
        accounts: What its accounts are for.
        campaign: The campaign.
        partners: All who carry it.

    Returns:
        The moves by day, in the currencies of the book.
    """
    others = frozenset(partners) - {name}
    found: list[Move] = []
    for bundle in bundles:
        by_currency: dict[str, list[Cell]] = defaultdict(list)
        for cell in bundle.cells:
            by_currency[cell.currency].append(cell)
        if not any(cell.campaign == campaign for cell in bundle.cells):
            continue
        money_of = {cell.body for cell in bundle.cells if not cell.campaign}
        for currency, cells in sorted(by_currency.items()):
            ours = [cell for cell in cells if cell.campaign == campaign]
            one = _Entry(bundle.day, currency, ours, accounts, others, money_of)
            found += one.moves()
    return found


class _Entry:
    """What stands in one entry, or in entries that are alike."""

    def __init__(
        self,
        day: datetime.date,
        currency: str,
        cells: Sequence[Cell],
        accounts: Mapping[str, Account],
        others: frozenset[str],
        money_of: Collection[str],
    ) -> None:
        self.day = day
        self.currency = currency
        self.accounts = accounts
        self.money_of = frozenset(money_of) & others
        # What is with somebody who carries nothing of it is no matter of the coalition.
        self.cells = [
            cell
            for cell in cells
            if self._type(cell) in {"Income", "Expenses"}
            or cell.body in others
            or (not cell.body and self._role(cell) == UNDIVIDED)
        ]
        self.others = others
        self.income = self._results("Income")
        self.costs = self._results("Expenses")
        self.claims = [
            cell
            for cell in self.cells
            if self._type(cell) not in {"Income", "Expenses"}
        ]

    def moves(self) -> Iterator[Move]:
        """What it moved."""
        for cell in self.claims:
            yield self._move("held", cell.number, cell, cell.body)
        if not self.income and not self.costs:
            moving = [cell for cell in self.cells if self._role(cell) != SALES]
            if not total_of(cell.number for cell in moving):
                return
        for cell in self.income:
            yield self._move("given", -cell.number, cell)
        for cell in self.costs:
            yield self._move("spent", cell.number, cell)
        left: dict[str, list[Cell]] = defaultdict(list)
        for cell in self.claims:
            kind = self._kind(cell)
            if kind:
                number = -cell.number if kind == "given" else cell.number
                yield self._move(kind, number, cell)
            else:
                left[cell.body or next(iter(self.money_of))].append(cell)
        for other in sorted(self.others):
            yield from self._with(other, left[other])

    def _kind(self, cell: Cell) -> Literal["given", "spent", ""]:
        """Whether a claim or debt shows something given or spent, by what is beside."""
        credited = cell.number < 0
        if self.income:
            return "given"
        if not cell.body and len(self.money_of) == 1:
            return ""
        if not cell.body:
            return "given" if credited and not self.costs else "spent"
        if self.costs:
            return "" if credited else "spent"
        alone = not any(
            one.body == cell.body and one not in self.claims for one in self.cells
        )
        is_debt = self._role(cell) in DEBTS
        from_elsewhere = is_debt and alone and cell.body not in self.money_of
        return "given" if credited and from_elsewhere else ""

    def _with(self, other: str, claims: Sequence[Cell]) -> Iterator[Move]:
        """What went between this body and a partner."""
        results = [cell for cell in self.cells if cell.body == other]
        bought = [cell for cell in results if self._type(cell) == "Expenses"]
        had = [
            cell
            for cell in results
            if self._type(cell) == "Income" and self._role(cell) != SALES
        ]
        number = total_of(cell.number for cell in (*claims, *had))
        for cell in bought:
            # A cost that the partner took out of what it holds was spent by it.
            taken = min(max(-number, ZERO), max(cell.number, ZERO))
            number += taken
            if rest := cell.number - taken:
                yield self._move("bought", rest, cell, other)
        if number > 0:
            yield Move(self.day, "paid", "", other, self.currency, number)
        elif number < 0:
            yield Move(self.day, "received", "", other, self.currency, -number)

    def _results(self, kind: str) -> list[Cell]:
        """Income or costs with somebody who is no partner."""
        return [
            cell
            for cell in self.cells
            if self._type(cell) == kind and cell.body not in self.others
        ]

    def _type(self, cell: Cell) -> str:
        return self.accounts[cell.account].type

    def _role(self, cell: Cell) -> str:
        return self.accounts[cell.account].role

    def _move(self, kind: Kind, number: Decimal, cell: Cell, other: str = "") -> Move:
        return Move(self.day, kind, cell.account, other, self.currency, number)
