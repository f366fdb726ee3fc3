"""The sheet of members: what they worked, to be changed, and what each gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.ways import TITLES
from coopbooks.packs.meeting.ways import needed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Live
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.page import Page
    from coopbooks.packs.meeting.people import PartsSheet
    from coopbooks.packs.meeting.ways import Ways
    from coopbooks.surplus.allocation import Allocation

TITLES_ROW = 5
FIRST = TITLES_ROW + 1
SAY = (
    "Change what is yellow. How each part comes about to the cent stands on the sheets "
    "of the steps."
)


class MembersSheet:
    """The sheet of members.

    Attributes:
        members: All who have a part of some step, by id.
        typed: By measure and member, the cells to type into.
        booked: By measure, the cells with what the book has.
    """

    def __init__(self, page: Page, allocation: Allocation) -> None:
        """Write who they are and what their parts go by.

        Args:
            page: The empty sheet.
            allocation: How the year is shared.
        """
        self.page = page
        self.allocation = allocation
        self.members = sorted({part.member for part in allocation.parts})
        self.typed: dict[str, dict[str, Cell]] = {}
        self.booked: dict[str, Range] = {}
        self.column = 1
        page.text(3, 0, SAY, "caption")
        page.titles(TITLES_ROW, ["Member"])
        for row, member in enumerate(self.members, FIRST):
            page.text(row, 0, member, "text")
        self.end = FIRST + len(self.members)
        page.text(self.end, 0, "Together", "total")
        for name, (words, weights) in self._measures().items():
            self._measure(name, words, weights)

    def _measures(self) -> dict[str, tuple[str, dict[str, Decimal]]]:
        """What parts go by, by measure: its words, and each member's number."""
        found: dict[str, tuple[str, dict[str, Decimal]]] = {}
        people = {one.member: one for one in self.allocation.figures.people}
        for step in self.allocation.steps:
            parts = self.allocation.parts_of(step.number)
            measure = reading.measure_of(self.allocation, step)
            plain = reading.asks(self.allocation, step) == "percent"
            if not parts or measure == reading.EQUAL or not plain:
                continue
            if measure == reading.MIX:
                for name in reading.mixed(self.allocation):
                    numbers = {
                        m: people[m].measures[name]
                        for m in self.members
                        if m in people and name in people[m].measures
                    }
                    if name != reading.EQUAL and numbers:
                        found.setdefault(name, (name.replace("-", " "), numbers))
                continue
            weights = {part.member: part.weight for part in parts}
            words = step.split_by or measure
            known = found.setdefault(measure, (words, {}))[1]
            for member, weight in weights.items():
                known.setdefault(member, weight)
        return found

    def _measure(self, name: str, words: str, weights: dict[str, Decimal]) -> None:
        """Two columns: what may be typed, and what the book has."""
        page, column = self.page, self.column
        words = words[:1].upper() + words[1:]
        page.text(TITLES_ROW, column, words, "column-number")
        page.text(TITLES_ROW, column + 1, "As booked", "column-number")
        cells: dict[str, Cell] = {}
        booked: list[Cell] = []
        for row, member in enumerate(self.members, FIRST):
            weight = weights.get(member)
            if weight is None:
                booked.append(live.Cell(page.name, row, column + 1, live.NOTHING.value))
                continue
            cells[member] = page.type_in(row, column, weight, "number", "")
            booked.append(page.number(row, column + 1, weight, "number", "quiet"))
        self.typed[name] = cells
        self.booked[name] = page.below(booked)
        self._together(column, self.now(name), "number")
        self._together(column + 1, self.booked[name], "number")
        self.column += 2

    def now(self, measure: str) -> Range:
        """What is typed of a measure, in every member's row."""
        booked = self.booked[measure]
        return booked._replace(column=booked.column - 1)

    def _together(self, column: int, cells: Range, form: str) -> None:
        digits = live.NOISE if form == "number" else self.page.meeting.digits
        total = cells.total(self.page.name, digits)
        self.page.formula(self.end, column, total, form, "total")

    def results(self, sheets: Sequence[PartsSheet], ways: Sequence[Ways]) -> None:
        """Write what members get.

        Args:
            sheets: The sheets of the steps, parts written.
            ways: Of a surplus, in which way each step's parts are theirs.
        """
        parts = [sheet.parts for sheet in sheets]
        for sheet in sheets:
            words = f"Step {sheet.step.number}: {sheet.step.name}"
            if len(sheets) > 1:
                self._column(words, [sheet.parts])
        bears = self.allocation.is_loss
        all_ = self._column("Bears" if bears else "Gets", parts, "strong")
        found = {way for one in ways for way in one.cells}
        for way in needed(found):
            of = [one.cells[way] for one in ways if way in one.cells]
            self._column(TITLES[way], of)
        self._beside(all_)
        self.page.sheet.freeze_panes(FIRST, 1)
        self.page.sheet.repeat_rows(0, TITLES_ROW)
        self.page.widths([14, *[13] * (self.column - 1)])

    def _column(
        self, words: str, of: Sequence[dict[str, Cell]], look: str = "text"
    ) -> list[Cell]:
        """A column that adds up cells of other sheets."""
        page, digits = self.page, self.page.meeting.digits
        page.text(TITLES_ROW, self.column, words, "column-number")
        cells = []
        for row, member in enumerate(self.members, FIRST):
            there: list[Live] = [
                one[member].seen(page.name) for one in of if member in one
            ]
            value = live.added(there, digits=digits) if there else live.NOTHING
            cells.append(page.formula(row, self.column, value, "amount", look))
        self._together(self.column, page.below(cells), "amount")
        self.column += 1
        return cells

    def _beside(self, now: Sequence[Cell]) -> None:
        """What was proposed, and how much more or less it is now."""
        page, column, digits = self.page, self.column, self.page.meeting.digits
        page.text(TITLES_ROW, column, "As proposed", "column-number")
        page.text(TITLES_ROW, column + 1, "More or less", "column-number")
        proposed, apart = [], []
        for cell, member in zip(now, self.members, strict=True):
            parts = self.allocation.of_member(member)
            amount = total_of(part.amount for part in parts)
            there = page.number(cell.row, column, amount, "amount", "quiet")
            proposed.append(there)
            seen = cell.seen(page.name), there.seen(page.name)
            more = live.added(seen[:1], seen[1:], digits=digits)
            apart.append(page.formula(cell.row, column + 1, more, "amount"))
        self._together(column, page.below(proposed), "amount")
        self._together(column + 1, page.below(apart), "amount")
        self.column += 2
