"""Splitting an amount by weights in a spreadsheet, exactly, to the last cent.

The method is the library's own: the largest remainder, ties by id. A spreadsheet keeps
whole numbers exactly only to fourteen digits, and units times weight has more. So the
units are taken apart into a few groups of digits, and divided as on paper: each group
with what the one before it left over. All numbers in between stay below 10^14, on which
no program's rounding has any effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting.live import NOISE
from coopbooks.packs.meeting.live import Live

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.page import Page

EXACT = Decimal(10) ** 14
# So many times as much as was proposed may be typed.
ROOM = 10
LEAST_UNITS = Decimal(10) ** 7
MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Groups:
    """How the units are taken apart.

    Attributes:
        base: What one group counts of the next: a power of ten.
        number: How many groups there are.
    """

    base: Decimal
    number: int

    @property
    def most_units(self) -> Decimal:
        """Fewer units than this are split exactly."""
        return self.base**self.number

    @property
    def most_weight(self) -> Decimal:
        """With less weight in all than this they are split exactly."""
        return EXACT / (2 * self.base)


def groups_for(units: Decimal, weight: Decimal) -> Groups | None:
    """Find how to take units apart, with room for what people type.

    Args:
        units: The units to be split.
        weight: All weights together, whole numbers.

    Returns:
        As few groups as will do; None where the weights are too large for any.
    """
    digits = len(str(int(max(units * ROOM, LEAST_UNITS))))
    for number in range(1, MOST_GROUPS + 1):
        groups = Groups(Decimal(10) ** -(-digits // number), number)
        if max(weight, Decimal(1)) * ROOM < groups.most_weight:
            return groups
    return None


class Split:
    """The rows and columns of one split on a sheet."""

    def __init__(
        self, page: Page, top: int, column: int, groups: Groups | None
    ) -> None:
        """Plan where things stand.

        Args:
            page: The sheet.
            top: The row of the first figure for all members, counted from 0.
            column: The first free column of members' rows.
            groups: How the units are taken apart; None for weights that are no whole
                numbers.
        """
        self.page = page
        self.top = top
        self.column = column
        self.groups = groups
        # Units, their groups, the weights together, the units over; a gap; the titles.
        many = groups.number if groups and groups.number > 1 else 0
        self.titles = top + many + 4
        self.first = self.titles + 1
        self.units: Cell
        self.total: Cell

    @property
    def base(self) -> Decimal:
        """What one group counts of the next."""
        return self.groups.base if self.groups else Decimal(1)

    def weigh(self, weights: Sequence[Cell]) -> None:
        """Write all weights together.

        Args:
            weights: Members' weights by id from above; whole numbers if there are
                groups.
        """
        digits = 0 if self.groups else NOISE
        everything = self.page.below(weights).total(self.page.name, digits)
        self.total = self._said(self.first - 4, "All weights together", everything)

    def write(self, units: Cell, weights: Sequence[Cell]) -> list[Cell]:
        """Write the figures for all, and the columns of members.

        Args:
            units: The cell with the units to be split, a whole number.
            weights: Members' weights by id from above; whole numbers if there are
                groups.

        Returns:
            The cells with each member's units; `column` is the next free one.
        """
        self.units = units
        wholes: list[list[Cell]] = []
        left: list[Cell] = []
        total = self.total
        if self.groups is None:
            whole, left = self._by_shares(weights, units, total)
            return self._shared(units, [whole], left, total)
        for group in self._taken_apart(units, self.groups):
            whole, left = self._divided(weights, group, left, total)
            wholes.append(whole)
        return self._shared(units, wholes, left, total)

    def _by_shares(
        self, weights: Sequence[Cell], units: Cell, total: Cell
    ) -> tuple[list[Cell], list[Cell]]:
        """Each member's share with six decimals, its whole units, and what is left."""
        name = self.page.name
        self._title("Share", "Whole", "Left")
        wholes, lefts = [], []
        for place, weight in enumerate(weights):
            row = self.first + place
            share = live.share(units.held(name), weight.seen(name), total.held(name))
            got = self.page.formula(row, self.column, share, "", "share").seen(name)
            whole = Live(f"INT({got.text})", got.value // 1)
            wholes.append(self._number(row, 1, whole))
            left = Live(
                f"ROUND({got.text}-{wholes[-1].seen(name).text},{live.SHARES})",
                got.value % 1,
            )
            lefts.append(self.page.formula(row, self.column + 2, left, "", "share"))
        self.column += 3
        return wholes, lefts

    def _said(self, row: int, words: str, value: Live) -> Cell:
        """A figure for all members."""
        self.page.text(row, 0, words, "label")
        return self.page.formula(row, 1, value, "", "whole")

    def _taken_apart(self, units: Cell, groups: Groups) -> list[Cell]:
        """The groups of digits of the units, the highest first."""
        name, most = self.page.name, groups.number
        if most == 1:
            return [units]
        found: list[Cell] = []
        over = units.seen(name)
        for place in range(most - 1, -1, -1):
            size = live.number(groups.base**place)
            whole = live.divided(over, size)
            row = self.top + 1 + len(found)
            words = f"of which, in groups of {size.text}"
            found.append(self._said(row, words, whole if place else over))
            over = live.rest(over, size, found[-1].seen(name))
        return found

    def _divided(
        self,
        weights: Sequence[Cell],
        group: Cell,
        carried: Sequence[Cell],
        total: Cell,
    ) -> tuple[list[Cell], list[Cell]]:
        """How often the weight of all goes into each member's, and what is left."""
        wholes, lefts = [], []
        base, everything = live.number(self.base), total.held(self.page.name)
        self._title("Whole", "Left")
        for place, weight in enumerate(weights):
            row = self.first + place
            product = live.times(
                group.held(self.page.name), weight.seen(self.page.name)
            )
            if carried:
                before = live.times(carried[place].seen(self.page.name), base)
                text = f"{before.text}+{product.text}"
                product = Live(text, before.value + product.value, loose=True)
            times = live.divided(product, everything)
            wholes.append(self._number(row, 0, times))
            left = live.rest(product, everything, wholes[-1].seen(self.page.name))
            lefts.append(self._number(row, 1, left))
        self.column += 2
        return wholes, lefts

    def _shared(
        self,
        units: Cell,
        wholes: Sequence[Sequence[Cell]],
        lefts: Sequence[Cell],
        total: Cell,
    ) -> list[Cell]:
        """Whole units, the place in the line for those over, and both together."""
        page, name = self.page, self.page.name
        self._title("Whole units", "In line", "Units")
        whole = [
            self._number(self.first + place, 0, self._joined(one))
            for place, one in enumerate(zip(*wholes, strict=True))
        ]
        line = self._line(lefts)
        all_whole = page.below(whole).total(name, 0)
        over = self._said(
            self.first - 3,
            "Units over, one each for the first in line",
            live.added([units.seen(name)], [all_whole], digits=0),
        )
        everything = total.held(name)
        cells = []
        for one, place in zip(whole, line, strict=True):
            gets = place.value <= over.value and everything.value > 0
            first = f"IF({place.seen(name).text}<={over.held(name).text},1,0)"
            text = f"{one.seen(name).text}+IF({everything.text}=0,0,{first})"
            cells.append(self._number(one.row, 2, Live(text, one.value + int(gets))))
        self.column += 3
        return cells

    def _line(self, lefts: Sequence[Cell]) -> list[Cell]:
        """Each member's place in the line: the largest rest first, ties by id."""
        name = self.page.name
        everyone = self.page.below(lefts)
        cells = []
        for place, one in enumerate(lefts):
            ahead = sum(value > one.value for value in everyone.values)
            ties = everyone.values[:place].count(one.value)
            here = one.seen(name).text
            above = f"{lefts[0].held_row(name)}:{here}"
            text = f"RANK({here},{everyone.text(name)})+COUNTIF({above},{here})-1"
            rank = Live(text, Decimal(1 + ahead + ties))
            cells.append(self._number(one.row, 1, rank))
        return cells

    def _joined(self, wholes: Sequence[Cell]) -> Live:
        """The groups of a quotient put together again."""
        size = self.base
        first, *later = wholes
        text, value = first.seen(self.page.name).text, first.value
        with localcontext(prec=PRECISION):
            for one in later:
                inner = f"({text})" if "+" in text else text
                text = f"{inner}*{size:f}+{one.seen(self.page.name).text}"
                value = value * size + one.value
        return Live(text, value)

    def _title(self, *titles: str) -> None:
        for place, words in enumerate(titles):
            self.page.text(self.titles, self.column + place, words, "column-number")

    def _number(self, row: int, place: int, value: Live) -> Cell:
        return self.page.formula(row, self.column + place, value, "", "whole")
