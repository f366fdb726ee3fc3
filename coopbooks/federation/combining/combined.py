"""Bodies added up: each in a column, what is counted twice taken out, and the total.

Adding up is not pooling: every body keeps its own money and its own books.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.federation.combining.chart import Line
from coopbooks.federation.combining.chart import line_of
from coopbooks.federation.combining.eliminating import eliminations
from coopbooks.federation.combining.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.federation.combining.eliminating import Elimination
    from coopbooks.federation.reading.figures import Cell
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.terms import Federation

# Whose numbers stand in books with a minus, and are read without.
TURNED = frozenset({"Liabilities", "Equity", "Income"})
HELD = ("Assets", "Liabilities")
ADJUSTED = "Owed by agreement, worked out"


class Unmapped(NamedTuple):
    """An account that nothing puts on a line.

    Attributes:
        body: Whose book it is.
        account: The account.
        number: How much is on it, in the federation's currency, as it is read.
    """

    body: str
    account: str
    number: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """How one body's net assets came about, in the federation's currency.

    Attributes:
        opening: What it had at the beginning, as carried.
        result: What the period left.
        equity: What came in or went out beside the result.
        worked_out: What a book by cash owes or is owed, worked out.
        rates: What rates of exchange did.
        closing: What it has at the end.
    """

    opening: Decimal
    result: Decimal
    equity: Decimal
    worked_out: Decimal
    rates: Decimal
    closing: Decimal


@dataclass(frozen=True, slots=True)
class Combined:
    """Bodies added up for a period.

    Attributes:
        federation: The federation.
        period: The period.
        bodies: Their figures, in the order of the file.
        lines: The lines of the common chart that have something, in order.
        numbers: By line and body, in the federation's currency, as it is read.
        taken_out: By line, what is counted twice: to be added, so below zero.
        changes: By body.
        eliminations: What was taken out, and what was left, by pair.
        unmapped: Accounts that nothing puts on a line, the largest first.
        rates: By body.
        controlled: The head and what it controls.
    """

    federation: Federation
    period: Period
    bodies: tuple[Figures, ...]
    lines: tuple[Line, ...]
    numbers: Mapping[tuple[str, str], Decimal]
    taken_out: Mapping[str, Decimal]
    changes: Mapping[str, Change]
    eliminations: tuple[Elimination, ...]
    unmapped: tuple[Unmapped, ...]
    rates: Mapping[str, Rates]
    controlled: frozenset[str]

    def total(self, line: Line, bodies: Iterable[str] | None = None) -> Decimal:
        """What bodies have on a line, before anything is taken out."""
        names = [one.name for one in self.bodies] if bodies is None else bodies
        return total_of(self.numbers.get((line.key, name), ZERO) for name in names)

    def net(self, body: str) -> Decimal:
        """A body's net assets: what it owns, less what it owes."""
        found = ZERO
        for line in self.lines:
            number = self.numbers.get((line.key, body), ZERO)
            if line.type == "Assets":
                found += number
            elif line.type == "Liabilities":
                found -= number
        return found


def combine(
    federation: Federation,
    bodies: Sequence[Figures],
    period: Period,
    quotes: Sequence[Quote] = (),
) -> Combined:
    """Add bodies up.

    Args:
        federation: The federation.
        bodies: Their figures.
        period: The period.
        quotes: The federation's own prices.

    Returns:
        All of it, in the federation's currency; each number rounded once.
    """
    order = {one.name: place for place, one in enumerate(federation.members)}
    bodies = sorted(bodies, key=lambda one: (order.get(one.name, len(order)), one.name))
    rates = {
        one.name: Rates(federation.currency, period, [quotes, one.quotes])
        for one in bodies
    }
    adding = _Adding(federation, rates)
    for body in bodies:
        adding.body(body)
    found = eliminations(bodies)
    by_name = {one.name: one for one in bodies}
    for one in found:
        adding.take_out(one, by_name)
    return Combined(
        federation,
        period,
        tuple(bodies),
        tuple(sorted(adding.lines.values(), key=_place)),
        adding.numbers,
        adding.taken_out,
        adding.changes,
        tuple(found),
        tuple(sorted(adding.unmapped(), key=lambda one: -abs(one.number))),
        rates,
        federation.controlled(),
    )


def _place(line: Line) -> tuple[int, int, str]:
    types = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
    return types.index(line.type), line.order, line.label


class _Adding:
    """The sums on their way."""

    def __init__(self, federation: Federation, rates: Mapping[str, Rates]) -> None:
        self.federation = federation
        self.rates = rates
        self.lines: dict[str, Line] = {}
        self.numbers: dict[tuple[str, str], Decimal] = {}
        self.taken_out: dict[str, Decimal] = {}
        self.changes: dict[str, Change] = {}
        self._unmapped: dict[tuple[str, str], Decimal] = {}

    def body(self, body: Figures) -> None:
        """Add one body's balances, income and costs."""
        rates = self.rates[body.name]
        exact: dict[str, Decimal] = {}
        with localcontext(prec=PRECISION):
            for cells, rate in (
                (_held(body), rates.closing),
                (body.moved, rates.average),
            ):
                for cell in cells:
                    line = self._line(body, cell)
                    number = cell.number * rate(cell.currency)
                    exact[line.key] = exact.get(line.key, ZERO) + number
                    if not line.mapped:
                        place = body.name, cell.account
                        self._unmapped[place] = self._unmapped.get(place, ZERO) + number
        for key, number in exact.items():
            if read := self._rounded(number, self.lines[key]):
                self.numbers[key, body.name] = read
        self.changes[body.name] = self._change(body, rates)

    def take_out(self, one: Elimination, bodies: Mapping[str, Figures]) -> None:
        """Take what is counted twice out of the lines of both sides."""
        if not one.number:
            return
        # Both sides at one rate, so that as much goes out of the one as of the other.
        rates = self.rates[one.debit.body]
        rate = rates.closing if one.kind == "balance" else rates.average
        for body, cell, part in one.parts:
            line = self._line(bodies[body], cell)
            number = self._rounded(part * rate(cell.currency), line)
            self.taken_out[line.key] = self.taken_out.get(line.key, ZERO) - number

    def unmapped(self) -> list[Unmapped]:
        """The accounts that nothing puts on a line."""
        return [
            Unmapped(body, account, quantize(number, self.federation.currency))
            for (body, account), number in self._unmapped.items()
        ]

    def _line(self, body: Figures, cell: Cell) -> Line:
        account = body.accounts.get(cell.account)
        if account is None:
            # What a book by cash owes by agreement stands on no account of it.
            kind = "Assets" if cell.number > 0 else "Liabilities"
            line = Line(kind, 900, ADJUSTED)
        else:
            line = line_of(self.federation, body.name, cell.account, account)
        return self.lines.setdefault(line.key, line)

    def _rounded(self, number: Decimal, line: Line) -> Decimal:
        read = -number if line.type in TURNED else number
        return quantize(read, self.federation.currency)

    def _change(self, body: Figures, rates: Rates) -> Change:
        """How the body's net assets came about."""
        with localcontext(prec=PRECISION):
            opening = _worth(_of(body, body.before, HELD), rates.opening)
            closing = _worth(_held(body), rates.closing)
            result = -_worth(body.moved, rates.average)
            after = _worth(_of(body, body.closing, ("Equity",)), rates.average)
            first = _worth(_of(body, body.before, ("Equity",)), rates.average)
            equity = first - after
            worked_out = _worth(body.owed, rates.closing)
        opening, result, equity, worked_out, closing = (
            quantize(one, self.federation.currency)
            for one in (opening, result, equity, worked_out, closing)
        )
        by_rates = closing - opening - result - equity - worked_out
        return Change(opening, result, equity, worked_out, by_rates, closing)


def _held(body: Figures) -> list[Cell]:
    """What a body owns and owes at the end, with what was worked out."""
    return [*_of(body, body.closing, HELD), *body.owed]


def _of(body: Figures, cells: Iterable[Cell], types: Sequence[str]) -> list[Cell]:
    return [cell for cell in cells if body.accounts[cell.account].type in types]


def _worth(cells: Iterable[Cell], rate: Callable[[str], Decimal]) -> Decimal:
    return sum((cell.number * rate(cell.currency) for cell in cells), ZERO)
