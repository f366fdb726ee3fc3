"""What is kept of the steps while they are written, and where their columns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.packs.meeting import live
from coopbooks.packs.meeting.page import PART

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Live
    from coopbooks.surplus.allocation import StepResult


class Written(NamedTuple):
    """A step as it was written.

    Attributes:
        step: The step.
        row: Its row.
        asks: What it asks for.
        amount: What it gets.
        left: What is left after it.
        enough: Whether a share of what is shared finds as much as it asks for: the
            text of a condition; empty for a step that may well find less, or that does
            not follow what is typed.
        short: Whether it finds less, as proposed.
    """

    step: StepResult
    row: int
    asks: Cell
    amount: Cell
    left: Cell
    enough: str
    short: bool


class Asked(NamedTuple):
    """What a step asks for.

    Attributes:
        step: The step.
        cell: The cell with it.
        own: The cell with what it asks for itself, before it is seen what is the most
            and the least of it.
        before: The cell with what was left before it.
    """

    step: StepResult
    cell: Cell
    own: Cell
    before: Cell

    @property
    def raised(self) -> bool:
        """Whether it asks for more than by itself, because that is the least."""
        return self.cell.value > max(self.own.value, live.NOTHING.value)

    def limited(self, sheet: str, unit: Decimal) -> Live:
        """As much of it as there is, as a formula on some sheet says it.

        Args:
            sheet: The sheet.
            unit: The smallest amount of the currency.

        Returns:
            It in whole units of the step.
        """
        found = live.least(self.cell.seen(sheet), self.before.seen(sheet))
        found = live.most(live.NOTHING, found)
        # Cut to what was left, it may be no whole number of the step's units.
        if self.step.quantum != unit:
            return live.rounded(found, self.step.quantum, "down")
        return found


class Columns(NamedTuple):
    """Where the columns of the steps stand; -1 for one that no step needs."""

    of: int
    comes_to: int
    counted: int
    own: int
    most: int
    least: int
    asks: int
    gets: int
    left: int
    proposed: int
    remark: int

    @classmethod
    def for_steps(cls, steps: Sequence[StepResult]) -> Columns:
        """Leave out what no step needs."""
        edges = {bound.edge for step in steps for bound in step.bounds}
        counted = any(step.including for step in steps)
        bounds = ("at-most" in edges, "at-least" in edges)
        wanted = (True, True, counted, counted, *bounds, counted or bool(edges))
        places, column = [], PART + 1
        for one in wanted:
            places.append(column if one else -1)
            column += one
        return cls(*places, *range(column, column + 4))

    @property
    def titles(self) -> list[str]:
        """The titles of all columns, from the sheet's first."""
        named = {
            self.of: "Of",
            self.comes_to: "Comes to",
            self.counted: "Counted towards it",
            self.own: "The rest",
            self.most: "At most",
            self.least: "At least",
            self.asks: "So it asks for",
            self.left: "Left",
            self.proposed: "As proposed",
        }
        found = ["Step", "For what", "Part", *[""] * (self.proposed - PART)]
        for column, words in named.items():
            if column >= 0:
                found[column] = words
        return found
