"""The sums of all bodies, line by line, and what is taken out of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.federation.combining.chart import TYPES
from coopbooks.federation.combining.chart import Line
from coopbooks.federation.combining.chart import line_of
from coopbooks.federation.combining.workedout import flows_worked_out

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.federation.combining.eliminating import Elimination
    from coopbooks.federation.combining.rates import Rates
    from coopbooks.federation.reading.figures import Cell
    from coopbooks.federation.reading.figures import Figures
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
        worked_out: What a book by cash owed or was owed at the beginning, worked out.
        rates: What rates of exchange did.
        closing: What it has at the end.
    """

    opening: Decimal
    result: Decimal
    equity: Decimal
    worked_out: Decimal
    rates: Decimal
    closing: Decimal


class Adding:
    """The sums on their way."""

    def __init__(self, federation: Federation, rates: Mapping[str, Rates]) -> None:
        self.federation = federation
        self.rates = rates
        self.lines: dict[str, Line] = {}
        self.numbers: dict[tuple[str, str], Decimal] = {}
        self.taken_out: dict[str, Decimal] = {}
        self.changes: dict[str, Change] = {}
        self._unmapped: dict[tuple[str, str], Decimal] = {}

    def rate(self, body: str, kind: str, currency: str) -> Decimal:
        """What a unit is worth: at the end for balances, on average for the rest."""
        rates = self.rates[body]
        one = rates.closing if kind == "balance" else rates.average
        return one(currency)

    def body(self, body: Figures) -> None:
        """Add one body's balances, income and costs."""
        rates = self.rates[body.name]
        exact: dict[str, Decimal] = {}
        with localcontext(prec=PRECISION):
            for cells, rate in (
                (_held(body), rates.closing),
                ([*body.moved, *flows_worked_out(body)], rates.average),
            ):
                for cell in cells:
                    line = self._line(body, cell)
                    number = cell.number * rate(cell.currency)
                    exact[line.key] = exact.get(line.key, ZERO) + number
                    if not line.mapped:
                        place = body.name, cell.account
                        self._unmapped[place] = self._unmapped.get(place, ZERO) + number
        net = dict.fromkeys(TYPES, ZERO)
        for key, number in exact.items():
            line = self.lines[key]
            if read := self._rounded(number, line):
                self.numbers[key, body.name] = read
                net[line.type] += read
        self.changes[body.name] = self._change(body, rates, net)

    def take_out(self, one: Elimination, bodies: Mapping[str, Figures]) -> None:
        """Take what is counted twice out of the lines of both sides."""
        # Both sides at one rate, so that as much goes out of the one as of the other.
        rate = self.rate(one.debit, one.kind, one.currency)
        claims = [part for part in one.parts if part.number > 0]
        debts = [part for part in one.parts if part.number < 0]
        with localcontext(prec=PRECISION):
            gross = total_of(part.number for part in claims) * rate
        rounded = quantize(gross, self.federation.currency)
        if not rounded:
            return
        for parts, sign in ((claims, 1), (debts, -1)):
            weights = {place: abs(part.number) for place, part in enumerate(parts)}
            shared = allocate(rounded, weights, self.federation.currency)
            for place, number in shared.items():
                body, cell, _ = parts[place]
                line = self._line(bodies[body], cell)
                out = -number * sign if line.type not in TURNED else number * sign
                self.taken_out[line.key] = self.taken_out.get(line.key, ZERO) + out

    def unmapped(self) -> list[Unmapped]:
        """The accounts that nothing puts on a line."""
        found = [
            Unmapped(body, account, quantize(number, self.federation.currency))
            for (body, account), number in self._unmapped.items()
        ]
        return sorted(found, key=lambda one: (-abs(one.number), one[:2]))

    def _line(self, body: Figures, cell: Cell) -> Line:
        if cell.account in TYPES:
            # What is worked out stands on no account of the book.
            line = Line(cell.account, 900, ADJUSTED)
        else:
            account = body.accounts[cell.account]
            line = line_of(self.federation, body.name, cell.account, account)
        return self.lines.setdefault(line.key, line)

    def _rounded(self, number: Decimal, line: Line) -> Decimal:
        read = -number if line.type in TURNED else number
        return quantize(read, self.federation.currency)

    def _change(
        self, body: Figures, rates: Rates, net: Mapping[str, Decimal]
    ) -> Change:
        """How the body's net assets came about, from what stands in the columns."""
        with localcontext(prec=PRECISION):
            opening = _worth(_of(body, body.before, HELD), rates.opening)
            after = _worth(_of(body, body.closing, ("Equity",)), rates.average)
            first = _worth(_of(body, body.before, ("Equity",)), rates.average)
            worked_out = _worth(body.owed_before, rates.opening)
        opening, equity, worked_out = (
            quantize(one, self.federation.currency)
            for one in (opening, first - after, worked_out)
        )
        result = net["Income"] - net["Expenses"]
        closing = net["Assets"] - net["Liabilities"]
        by_rates = closing - opening - result - equity - worked_out
        return Change(opening, result, equity, worked_out, by_rates, closing)


def _held(body: Figures) -> list[Cell]:
    """What a body owns and owes at the end, with what was worked out."""
    return [*_of(body, body.closing, HELD), *body.owed]


def _of(body: Figures, cells: Iterable[Cell], types: Sequence[str]) -> list[Cell]:
    return [cell for cell in cells if body.accounts[cell.account].type in types]


def _worth(cells: Iterable[Cell], rate: Callable[[str], Decimal]) -> Decimal:
    return sum((cell.number * rate(cell.currency) for cell in cells), ZERO)
