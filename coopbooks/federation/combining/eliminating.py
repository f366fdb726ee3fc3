"""What bodies owe one another, and paid one another, taken out of what is added up.

For each pair, agreement and currency the one book's claim is held against the other's
debt, and the one's income against the other's cost. As much as both have is taken out
of both, so that every elimination has two sides; what only one of them has stays, and
is listed with its pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.reading.figures import Cell
    from coopbooks.federation.reading.figures import Figures

Kind = Literal["balance", "flow"]


class Side(NamedTuple):
    """What one body has with another.

    Attributes:
        body: Whose book it is.
        cells: What it has there, of one agreement and currency.
    """

    body: str
    cells: tuple[Cell, ...]

    @property
    def number(self) -> Decimal:
        """How much, debits positive."""
        return total_of(cell.number for cell in self.cells)


class Elimination(NamedTuple):
    """What is taken out between two bodies.

    Attributes:
        kind: A balance, or what moved in the period.
        agreement: The agreement; empty for none.
        currency: The currency.
        debit: Who has a claim, or a cost.
        credit: Who owes, or has the income.
        number: What is taken out of both, zero or more.
        left: What only one of them has: above zero where it is the claim or cost.
        parts: How much of each cell is taken out, by body and cell.
    """

    kind: Kind
    agreement: str
    currency: str
    debit: Side
    credit: Side
    number: Decimal
    left: Decimal
    parts: tuple[tuple[str, Cell, Decimal], ...]


def eliminations(bodies: Sequence[Figures]) -> list[Elimination]:
    """Hold what bodies have with one another against each other.

    Args:
        bodies: Their figures.

    Returns:
        One for each pair, agreement and currency of which one of them has anything, by
        name; balances first.
    """
    names = {one.name for one in bodies}
    found = []
    for kind in ("balance", "flow"):
        sides = _sides(bodies, names, kind)
        for first, second, agreement, currency in sorted(_keys(sides)):
            one = _side(sides, first, second, agreement, currency)
            other = _side(sides, second, first, agreement, currency)
            found.append(_elimination(kind, agreement, currency, one, other))
    return [one for one in found if one.debit.cells or one.credit.cells]


Sides = dict[tuple[str, str, str, str], list["Cell"]]


def _sides(bodies: Iterable[Figures], names: set[str], kind: Kind) -> Sides:
    """What each body has with each other, by agreement and currency."""
    found: Sides = {}
    for body in bodies:
        for cell in _cells(body, kind):
            if cell.body in names and cell.body != body.name:
                key = body.name, cell.body, cell.agreement, cell.currency
                found.setdefault(key, []).append(cell)
    return found


def _cells(body: Figures, kind: Kind) -> Iterable[Cell]:
    """Claims and debts at the end, or income and costs of the period."""
    if kind == "flow":
        return body.moved
    found = [
        cell
        for cell in body.closing
        if body.accounts[cell.account].type in {"Assets", "Liabilities"}
        and body.accounts[cell.account].role not in {"bank", "cash", "clearing"}
    ]
    return [*found, *body.owed]


def _keys(sides: Mapping[tuple[str, str, str, str], object]) -> set[tuple[str, ...]]:
    return {
        (min(body, other), max(body, other), agreement, currency)
        for body, other, agreement, currency in sides
    }


def _side(sides: Sides, body: str, other: str, agreement: str, currency: str) -> Side:
    return Side(body, tuple(sides.get((body, other, agreement, currency), ())))


def _elimination(
    kind: Kind, agreement: str, currency: str, one: Side, other: Side
) -> Elimination:
    """Take out what both have, with opposite signs."""
    debit, credit = (one, other) if one.number >= other.number else (other, one)
    number = max(min(debit.number, -credit.number), ZERO)
    return Elimination(
        kind,
        agreement,
        currency,
        debit,
        credit,
        number,
        debit.number + credit.number,
        (*_parts(debit, number), *_parts(credit, -number)),
    )


def _parts(side: Side, number: Decimal) -> list[tuple[str, Cell, Decimal]]:
    """What is taken out of each cell of a side, of those that have the sign of it."""
    found = []
    sign = 1 if number >= 0 else -1
    for cell in side.cells:
        if not number:
            break
        if cell.number * sign > 0:
            part = min(cell.number * sign, number * sign) * sign
            found.append((side.body, cell, part))
            number -= part
    return found
