"""Bodies added up: each in a column, what is counted twice taken out, and the total.

Adding up is not pooling: every body keeps its own money and its own books.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.federation.combining.adding import Adding
from coopbooks.federation.combining.chart import TYPES
from coopbooks.federation.combining.chart import Line
from coopbooks.federation.combining.eliminating import eliminations
from coopbooks.federation.combining.rates import Rates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.federation.combining.adding import Change
    from coopbooks.federation.combining.adding import Unmapped
    from coopbooks.federation.combining.eliminating import Elimination
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.terms import Federation


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
    adding = Adding(federation, rates)
    for body in bodies:
        adding.body(body)
    found = eliminations(bodies, federation.currency, adding.rate)
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
        tuple(adding.unmapped()),
        rates,
        federation.controlled(),
    )


def _place(line: Line) -> tuple[int, int, str]:
    return TYPES.index(line.type), line.order, line.label
