"""Bands: what is paid up to here, and from there on.

The edges are words, so that nobody has to guess on which side the edge itself lies:
`below` <, `up-to` <=, `from` >=, `above` >. One reader serves dues, agreements and
support.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.directives import Directive
from coopbooks.core.directives import Slot
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGES = ("below", "up-to", "from", "above")
EDGE = Slot("edge", ("text",), EDGES)


class Cut(NamedTuple):
    """A cut through the numbers, just before a bound or just after it."""

    bound: Decimal
    after: bool

    def is_above(self, number: Decimal) -> bool:
        """Whether a number lies below the cut."""
        return number <= self.bound if self.after else number < self.bound


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a measure, and the line that says what holds in it.

    Attributes:
        lower: The cut where it begins; None for the lowest, which is open below.
        upper: The cut where it ends; None for the highest, which is open above.
        unit: The unit or currency of the bounds.
        line: The directive that says it.
    """

    lower: Cut | None
    upper: Cut | None
    unit: str
    line: Directive

    def covers(self, number: Decimal) -> bool:
        """Whether a number, in the band's unit, lies in it."""
        if self.lower is not None and self.lower.is_above(number):
            return False
        return self.upper is None or self.upper.is_above(number)


def check_bands(
    lines: Sequence[Directive],
) -> tuple[tuple[Band, ...], list[LedgerError]]:
    """Read the bands of one table, and prove that they cover and do not overlap.

    Bands may be written by their upper edges, by their lower edges, or mixed, as in
    "below 2,000, up to 3,500, above 3,500". A band by its upper edge reaches down to
    the one before; a band by its lower edge reaches up to the next one, and the last
    one is open. The lowest band may begin at zero (`from 0`), since no measure is
    negative.

    Args:
        lines: Directives with the values `edge` (a word of `EDGES`) and `bound` (an
            amount, which gives the unit), in any order.

    Returns:
        The bands from the lowest to the highest, and an error for every gap, overlap,
        repeated edge, other unit or other column. With errors there are no bands.
    """
    if not lines:
        return (), []
    errors = _units_and_columns(lines)
    if errors:
        return (), errors
    upper = sorted((line for line in lines if _edge(line) in EDGES[:2]), key=_cut)
    lower = sorted((line for line in lines if _edge(line) in EDGES[2:]), key=_cut)
    errors = _repeats(upper) + _repeats(lower) + _seam(upper, lower)
    if errors:
        return (), errors
    unit = str(lines[0].values["bound"].currency)
    cuts = [_cut(line) for line in upper]
    bands = [
        Band(below, _cut(line), unit, line)
        for below, line in zip([None, *cuts], upper, strict=False)
    ]
    tops = [_cut(line) for line in lower[1:]]
    bands += [
        Band(_cut(line), top, unit, line)
        for line, top in zip(lower, [*tops, None], strict=True)
    ]
    if not upper:
        bands[0] = Band(None, bands[0].upper, unit, bands[0].line)
    return tuple(bands), []


def find(bands: Sequence[Band], number: Decimal) -> Band:
    """The band that a number lies in.

    Args:
        bands: The bands of `check_bands`, at least one; they leave no gap.
        number: The measure, in the unit of the bands.

    Returns:
        The one band that covers it.
    """
    return next(band for band in bands if band.covers(number))


def _edge(line: Directive) -> str:
    return str(line.values["edge"])


def _cut(line: Directive) -> Cut:
    """The cut that a line's edge makes: `up-to` and `above` cut after the bound."""
    number: Decimal = line.values["bound"].number
    return Cut(number, _edge(line) in {"up-to", "above"})


def _written(line: Directive) -> str:
    return f"'{_edge(line)} {line.values['bound']}'"


def _units_and_columns(lines: Sequence[Directive]) -> list[LedgerError]:
    """Bands of another unit, or with other columns, than the first one."""
    first = lines[0]
    unit, columns = first.values["bound"].currency, _columns(first)
    errors: list[LedgerError] = []
    for line in lines[1:]:
        if line.values["bound"].currency != unit:
            problem = f"is in {line.values['bound'].currency}, the others are in {unit}"
        elif other := columns ^ _columns(line):
            problem = f"differs from {_written(first)} in {', '.join(sorted(other))}"
        else:
            continue
        errors.append(_error(line, f"{_written(line)} {problem}."))
    return errors


def _columns(line: Directive) -> frozenset[str]:
    return frozenset(key for key in line.meta if key.startswith("for-"))


def _repeats(lines: Sequence[Directive]) -> list[LedgerError]:
    """Edges said twice.

    `below 2` and `up-to 2` are two edges: the second band holds for 2 alone.
    """
    return [
        _error(line, f"{_written(line)} stands already at {where(first.source)}.")
        for first, line in pairwise(lines)
        if _cut(first) == _cut(line)
    ]


def _seam(upper: Sequence[Directive], lower: Sequence[Directive]) -> list[LedgerError]:
    """A gap or an overlap between the bands by upper and those by lower edge."""
    if not lower:
        top = upper[-1]
        want = "above" if _edge(top) == "up-to" else "from"
        bound = top.values["bound"]
        problem = f"nothing covers what is {want} {bound}: add '{want} {bound}'."
        return [_error(top, problem)]
    bottom = lower[0]
    if not upper:
        if _cut(bottom) <= Cut(Decimal(0), after=False):
            return []
        return [_error(bottom, f"nothing covers what lies below {_written(bottom)}.")]
    end, begin = _cut(upper[-1]), _cut(bottom)
    if end == begin:
        return []
    place = where(upper[-1].source)
    what = "leaves a gap after" if end < begin else "overlaps"
    problem = f"{_written(bottom)} {what} {_written(upper[-1])} at {place}."
    return [_error(bottom, problem)]


def _error(line: Directive, problem: str) -> LedgerError:
    return LedgerError(line.source, f"{line.kind}: '{line.name}': {problem}")
