"""What bodies owe one another, and paid one another, taken out of what is added up.

For each pair and agreement the one book's claim is held against the other's debt, and
the one's cost against the other's income. As much as both have is taken out of both, so
that every elimination has two sides (IFRS 10, B86 (c)); what only one of them has
stays, and is listed with its pair and why.
"""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.federation.combining.workedout import flows_worked_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.reading.figures import Cell
    from coopbooks.federation.reading.figures import Figures

    Rate = Callable[[str, "Kind", str], Decimal]

Kind = Literal["balance", "flow"]
# Money itself is nobody's claim on another body of the federation.
MONEY = frozenset({"bank", "cash", "clearing"})


class Part(NamedTuple):
    """What one body has with another, in one cell of its book.

    Attributes:
        body: Whose book it is.
        cell: The cell.
        number: How much of it is taken out, in the elimination's currency.
    """

    body: str
    cell: Cell
    number: Decimal


class Elimination(NamedTuple):
    """What is taken out between two bodies.

    Attributes:
        kind: A balance, or what moved in the period.
        agreement: The agreement; empty for none.
        currency: The currency of both books, else the federation's.
        debit: Who has a claim, or a cost.
        credit: Who owes, or has the income.
        number: What is taken out of both, zero or more.
        left: What only one of them has: above zero where it is the claim or cost.
        parts: How much of each cell is taken out.
        restated: Whether the two books have it in different currencies.
    """

    kind: Kind
    agreement: str
    currency: str
    debit: str
    credit: str
    number: Decimal
    left: Decimal
    parts: tuple[Part, ...]
    restated: bool = False

    @property
    def sides(self) -> tuple[str, str]:
        """Whose book has what the other's has not, and the other body."""
        ways = self.debit, self.credit
        return ways if self.left > 0 else (ways[1], ways[0])


def eliminations(
    bodies: Sequence[Figures], currency: str, rate: Rate
) -> list[Elimination]:
    """Hold what bodies have with one another against each other.

    Args:
        bodies: Their figures.
        currency: The federation's currency.
        rate: What a unit of a currency is worth in it, by body and kind.

    Returns:
        By kind, pair and agreement; balances first. A claim on both sides is held
        against a debt on both sides by itself, so that nothing is set off.
    """
    names = {one.name for one in bodies}
    kinds: tuple[Kind, Kind] = ("balance", "flow")
    found: list[Elimination] = []
    for kind in kinds:
        sides = _sides(bodies, names, kind)
        pairs = {(min(a, b), max(a, b), agreement) for a, b, agreement in sides}
        for first, second, agreement in sorted(pairs):
            one = sides.get((first, second, agreement), [])
            other = sides.get((second, first, agreement), [])
            for group in _by_currency(one, other, kind, currency, rate):
                found += _held(kind, agreement, (first, second), group)
    return found


Sides = dict[tuple[str, str, str], list["Part"]]


def _sides(bodies: Iterable[Figures], names: set[str], kind: Kind) -> Sides:
    """What each body has with each other, by agreement, in its own currency."""
    found: Sides = {}
    for body in bodies:
        for cell in _cells(body, kind):
            if cell.body in names and cell.body != body.name:
                key = body.name, cell.body, cell.agreement
                found.setdefault(key, []).append(Part(body.name, cell, cell.number))
    return found


def _cells(body: Figures, kind: Kind) -> Iterator[Cell]:
    """Claims and debts at the end, or income and costs of the period."""
    if kind == "flow":
        yield from body.moved
        yield from flows_worked_out(body)
        return
    for cell in body.closing:
        account = body.accounts[cell.account]
        if account.type in {"Assets", "Liabilities"} and account.role not in MONEY:
            yield cell
    yield from body.owed


class _Group(NamedTuple):
    """What two bodies have with each other, in one currency."""

    currency: str
    one: list[Part]
    other: list[Part]
    restated: bool = False


def _by_currency(
    one: list[Part], other: list[Part], kind: Kind, currency: str, rate: Rate
) -> Iterator[_Group]:
    """By currency; where the two books have it in different ones, restated."""
    ours = {part.cell.currency for part in one}
    theirs = {part.cell.currency for part in other}
    apart = ours ^ theirs if ours - theirs and theirs - ours else set()
    for each in sorted((ours | theirs) - apart):
        yield _Group(each, _of(one, {each}), _of(other, {each}))
    if apart:
        mine, yours = (
            [
                part._replace(number=part.number * rate(part.body, kind, each))
                for part in parts
                if (each := part.cell.currency) in apart
            ]
            for parts in (one, other)
        )
        yield _Group(currency, mine, yours, restated=True)


def _of(parts: Iterable[Part], currencies: set[str]) -> list[Part]:
    return [part for part in parts if part.cell.currency in currencies]


def _held(
    kind: Kind, agreement: str, names: tuple[str, str], group: _Group
) -> Iterator[Elimination]:
    """One book's claims against the other's debts, and the other way round."""
    first, second = names
    with localcontext(prec=PRECISION):
        ways = [
            (first, second, _signed(group.one, 1), _signed(group.other, -1)),
            (second, first, _signed(group.other, 1), _signed(group.one, -1)),
        ]
        found = [
            _elimination(kind, agreement, group, way)
            for way in ways
            if way[2] or way[3]
        ]
        every = [*group.one, *group.other]
        if any(one.left for one in found) and not total_of(p.number for p in every):
            # One of them has it in two lines, such as what was paid and what came
            # back: together both say the same.
            found = [_whole(kind, agreement, group, names)]
    yield from found


def _signed(parts: Iterable[Part], sign: int) -> list[Part]:
    return [part for part in parts if part.number * sign > 0]


def _elimination(
    kind: Kind,
    agreement: str,
    group: _Group,
    way: tuple[str, str, list[Part], list[Part]],
) -> Elimination:
    """As much as the one claims and the other owes."""
    debit, credit, claims, debts = way
    claimed = total_of(part.number for part in claims)
    owed = -total_of(part.number for part in debts)
    number = min(claimed, owed)
    parts = (*_taken(claims, number), *_taken(debts, number))
    return Elimination(
        kind,
        agreement,
        group.currency,
        debit,
        credit,
        number,
        claimed - owed,
        parts,
        group.restated,
    )


def _taken(parts: Iterable[Part], number: Decimal) -> Iterator[Part]:
    """What is taken out of each, up to a number; the first ones first."""
    for part in parts:
        if not number:
            return
        taken = min(abs(part.number), number)
        number -= taken
        yield part._replace(number=taken.copy_sign(part.number))


def _whole(
    kind: Kind, agreement: str, group: _Group, names: tuple[str, str]
) -> Elimination:
    """All of what two bodies have, which comes to nothing together."""
    first, second = names
    net = total_of(part.number for part in group.one)
    debit, credit = (first, second) if net >= 0 else (second, first)
    parts = (*group.one, *group.other)
    return Elimination(
        kind,
        agreement,
        group.currency,
        debit,
        credit,
        abs(net),
        ZERO,
        parts,
        group.restated,
    )


def why_left(one: Elimination, agreements: Mapping[str, Iterable[str]]) -> str:
    """Why something stands on one side only, as far as the books tell.

    Args:
        one: What was held against each other.
        agreements: The agreements that each body's book knows.

    Returns:
        A few words for the list.
    """
    has, other = (one.debit, one.credit) if one.left > 0 else (one.credit, one.debit)
    if one.agreement and one.agreement not in agreements.get(other, ()):
        return f"{other}'s book does not know this agreement"
    if one.restated:
        return "the two books have it in different currencies"
    if not one.number:
        return f"only {has}'s book has it"
    return f"{has}'s book has more of it"
