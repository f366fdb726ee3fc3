"""Members' parts of one step, on a sheet of its own: how they are split."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.live import Live
from coopbooks.packs.meeting.page import PROPOSAL
from coopbooks.packs.meeting.page import quoted
from coopbooks.packs.meeting.split import Split
from coopbooks.packs.meeting.split import groups_for
from coopbooks.surplus.allocation import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.page import Page
    from coopbooks.packs.meeting.split import Groups
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

TOP = 4
MOST_DECIMALS = 4
HOW = (
    "Each gets the whole units of their share. The units over go, one each, to those "
    "with the most left over; where that is the same, in the order of members' numbers."
)


class PartsSheet:
    """The sheet of one step to members.

    Attributes:
        page: The sheet.
        step: The step.
        members: The members who have a part, by id.
        typed: The cells with what members' parts go by, by member, as far as they are
            on another sheet.
        parts: The cell with each member's part, once the amount was shared.
        fits: Whether the parts worked out here are those of the proposal; where they
            are not, they stay as proposed.
        groups: How the units were taken apart; None for weights with many decimals.
        split: Where the columns stand.
    """

    def __init__(
        self,
        page: Page,
        allocation: Allocation,
        step: StepResult,
    ) -> None:
        """Plan the sheet.

        Args:
            page: The empty sheet.
            allocation: How the year is shared.
            step: The step.
        """
        self.page = page
        self.allocation = allocation
        self.step = step
        parts = {part.member: part for part in allocation.parts_of(step.number)}
        self.weight = reading.weights_of(allocation, step)
        self.found = {
            member: parts.get(member, Part(step.number, member, weight, ZERO))
            for member, weight in self.weight.items()
        }
        self.members = list(self.weight)
        self.typed: Mapping[str, Cell] = {}
        self.parts: dict[str, Cell] = {}
        self.whole: Range
        self.fits = True
        self.scale = self._scale()
        self.groups = self._groups()
        most = reading.most_for_each(allocation, step)
        self.most = None
        if most is not None:
            self.most = live.rounded(live.number(most), step.quantum, "down").value
        # Interest has what a member has, and what is due on it.
        self.interest = reading.asks(allocation, step) == "interest"
        self.weights = 3 if self.interest else 2
        self.split = Split(page, TOP, self.weights + 1, self.groups)

    def _scale(self) -> Decimal:
        """What makes weights whole numbers, where they have few decimals."""
        most = max(map(reading.decimals, self.weight.values()), default=0)
        measure = reading.measure_of(self.allocation, self.step)
        return Decimal(10) ** max(most, 0 if measure == reading.EQUAL else 2)

    def _groups(self) -> Groups | None:
        """How the units are taken apart; None for weights with too many decimals."""
        is_mix = reading.measure_of(self.allocation, self.step) == reading.MIX
        if is_mix or self.scale > 10**MOST_DECIMALS:
            return None
        start = abs(self.allocation.figures.start)
        whole = total_of(self.weight.values()) * self.scale
        return groups_for(start / self.step.quantum, whole)

    def weigh(self, rate: Cell | None = None) -> Cell | None:
        """Write who has a part and what it goes by.

        Args:
            rate: The cell with the rate of interest, where it is interest.

        Returns:
            Of interest, and of what was decided for single members: the cell with all
            of it added up; else None.
        """
        self._titles()
        name, cells, weights = self.page.name, [], []
        for row, member in enumerate(self.members, self.split.first):
            self.page.text(row, 0, member, "text")
            of = self._counts(row, member, rate)
            cells.append(of)
            if self.groups is not None:
                exact = live.times(of.seen(name), live.number(self.scale))
                whole = live.rounded(exact, Decimal(1))
                cell = self.page.formula(row, self.weights, whole, "", "whole")
            else:
                cell = self.page.formula(row, self.weights, of.seen(name), "", "share")
            weights.append(cell)
        self.split.weigh(weights)
        self.whole = self.page.below(weights)
        if not reading.by_person(self.allocation, self.step):
            return None
        digits = self.page.meeting.digits
        total = self.page.below(cells).total(name, digits)
        row = self.split.first + len(self.members)
        return self.page.formula(row, self.weights - 1, total, "amount", "total")

    def _titles(self) -> None:
        self.page.text(2, 0, HOW, "caption")
        self.page.widths([46, *[12] * 20])
        by = self.step.split_by or "what it goes by"
        titles = ["Member", by[:1].upper() + by[1:], "Weight"]
        if self.interest:
            titles[1:2] = ["Has", "Interest"]
        elif reading.asks(self.allocation, self.step) == "specials":
            titles[1] = "As decided"
        self.page.titles(self.split.titles, titles)

    def _counts(self, row: int, member: str, rate: Cell | None) -> Cell:
        """What a member's part goes by."""
        weight = self.weight[member]
        asks = reading.asks(self.allocation, self.step)
        if asks == "interest" and rate is not None:
            return self._interest(row, member, rate)
        if asks == "specials":
            return self.page.type_in(row, 1, weight, "amount", "")
        typed = self.typed.get(member)
        if typed is None or typed.value != weight:
            return self.page.number(row, 1, weight, "any", "quiet")
        least = reading.minimum(self.allocation)
        seen = typed.seen(self.page.name)
        if least:
            text = f"IF({seen.text}<{live.number(least).text},0,{seen.text})"
            seen = Live(text, weight)
        return self.page.formula(row, 1, seen, "any")

    def _interest(self, row: int, member: str, rate: Cell) -> Cell:
        """Interest on what a member has, rounded."""
        line = reading.line_of(self.allocation, self.step)
        on = str(line.meta.get("on", "opening")) if line else "opening"
        held = next(
            (
                one.capital.get(on)
                for one in self.allocation.figures.people
                if one.member == member
            ),
            None,
        )
        weight, name = self.weight[member], self.page.name
        if held is not None:
            cell = self.page.number(row, 1, held, "amount", "quiet")
            exact = live.times(cell.seen(name), rate.seen(name))
            due = live.rounded(exact, self.step.quantum)
            if due.value == weight:
                return self.page.formula(row, 2, due, "amount")
        return self.page.number(row, 2, weight, "amount", "quiet")

    def share(self, amount: Live) -> Live:
        """Split what the step gets.

        Args:
            amount: How much that is, as this sheet names it.

        Returns:
            The parts added up, where each gets at most so much; else the amount.
        """
        page, name, top = self.page, self.page.name, self.split.top
        unit = self.step.quantum
        page.text(top - 1, 0, f"What step {self.step.number} has to split", "text")
        gets = page.formula(top - 1, 1, amount, "amount")
        page.text(top, 0, f"in units of {unit:f}", "label")
        text = f"{gets.seen(name).text}/{live.number(unit).text}"
        exact = Live(text, gets.value / unit)
        units = page.formula(top, 1, live.rounded(exact, Decimal(1)), "", "whole")
        shared = self.split.write(units, self.whole.cells)
        column = self.split.column
        page.text(self.split.titles, column, "Part", "column-number")
        for member, of in zip(self.members, shared, strict=True):
            whole = live.times(of.seen(name), live.number(unit))
            part = live.rounded(whole, page.meeting.quantum)
            if self.most is not None:
                part = live.least(part, live.number(self.most))
            proposed = self.found[member].amount
            self.fits = self.fits and part.value == proposed
            self.parts[member] = page.formula(of.row, column, part, "amount", "strong")
        if not self.fits:
            self._keep(column)
        self.split.column = column + 1
        together = self._together(column, gets)
        return together.seen(PROPOSAL) if self.most is not None else amount

    def _keep(self, column: int) -> None:
        """Put what was proposed in place of what doesn't come to the same."""
        for member, cell in self.parts.items():
            amount = self.found[member].amount
            self.parts[member] = self.page.number(
                cell.row, column, amount, "amount", "strong"
            )
        words = "These parts stay as proposed; they do not follow what is typed."
        self.page.text(2, 0, words, "remark")

    def _together(self, column: int, gets: Cell) -> Cell:
        """All parts together, and whether that is what was split."""
        page, name = self.page, self.page.name
        row = self.split.first + len(self.members)
        page.text(row, 0, "Together", "total")
        digits = page.meeting.digits
        added = page.below(list(self.parts.values())).total(name, digits)
        all_ = page.formula(row, column, added, "amount", "total")
        whole = f"ROUND({all_.seen(name).text}-{gets.held(name).text},{digits})"
        ends = "<=" if self.most is not None else "="
        answer = f"IF({whole}{ends}0,{quoted('YES')},{quoted('NO')})"
        self.adds_up = page.says(row + 1, column, answer, "YES", "answer")
        page.text(row + 1, 0, "As the step says", "label")
        page.colour(row + 1, row + 1, column)
        return all_
