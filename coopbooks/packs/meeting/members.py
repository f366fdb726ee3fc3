"""The sheet of members: what they worked, to be changed, and what each gets."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.live import Live
from coopbooks.packs.meeting.page import PROPOSAL
from coopbooks.packs.meeting.ways import TITLES
from coopbooks.packs.meeting.ways import needed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.page import Page
    from coopbooks.packs.meeting.people import PartsSheet
    from coopbooks.packs.meeting.ways import Ways
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

TITLES_ROW = 5
FIRST = TITLES_ROW + 1
# A function takes 255 arguments.
MOST_ADDED = 250
ONE, HUNDRED = Decimal(1), Decimal(100)
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
        mixed: By the number of a step that goes by a mix, what that comes to.
        needed: What must not be nothing: all of each measure in a mix, as the sheet of
            the proposal names it.
    """

    def __init__(self, page: Page, allocation: Allocation) -> None:
        """Write who they are and what their parts go by.

        Args:
            page: The empty sheet.
            allocation: How the year is shared.
        """
        self.page = page
        self.allocation = allocation
        self.members = sorted(
            {
                member
                for step in allocation.steps
                if step.kind == "members"
                for member in reading.weights_of(allocation, step)
            }
        )
        self.mixed: dict[int, dict[str, Cell]] = {}
        self.needed: list[Live] = []
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

    def typed_for(self, step: StepResult) -> dict[str, Cell]:
        """The cells with what members' parts of a step go by, by member.

        Args:
            step: A step to members.

        Returns:
            The cells to type into, or of a mix those that it comes to; none where it
            goes by nothing that is typed here.
        """
        if step.number in self.mixed:
            return self.mixed[step.number]
        measure = reading.measure_of(self.allocation, step)
        return self.typed.get(measure, {})

    def _measures(self) -> dict[str, tuple[str, dict[str, Decimal]]]:
        """What parts go by, by measure: its words, and each member's number."""
        found: dict[str, tuple[str, dict[str, Decimal]]] = {}
        people = {one.member: one for one in self.allocation.figures.people}
        for step in self.allocation.steps:
            weights = reading.weights_of(self.allocation, step)
            measure = reading.measure_of(self.allocation, step)
            if (
                step.kind != "members"
                or measure == reading.EQUAL
                or reading.by_person(self.allocation, step)
            ):
                continue
            known = {measure: weights}
            if measure == reading.MIX:
                known = {
                    name: {m: people[m].measures.get(name, ZERO) for m in weights}
                    for name in reading.mixed(self.allocation)
                    if name != reading.EQUAL
                }
            for name, numbers in known.items():
                words = step.split_by if name == measure else name.replace("-", " ")
                there = found.setdefault(name, (words or name, {}))[1]
                for member, number in numbers.items():
                    there.setdefault(member, number)
        return found

    def mix(self, rates: Mapping[str, Cell]) -> None:
        """Write what a mix of measures comes to, for the steps that go by it.

        Args:
            rates: How much each measure weighs, by its name; empty for no mix.
        """
        page = self.page
        for step in reading.by_mix(self.allocation):
            among = list(reading.weights_of(self.allocation, step))
            if len(among) > MOST_ADDED and among != self.members:
                continue
            words = f"Step {step.number}, by the mix"
            page.text(TITLES_ROW, self.column, words, "column-number")
            totals = {name: self._total(name, among, page.name) for name in rates}
            self.needed += [
                self._total(name, among, PROPOSAL)
                for name in rates
                if name != reading.EQUAL
            ]
            cells = {}
            for row, member in enumerate(self.members, FIRST):
                if member in among:
                    mixed = self._mixed(member, rates, totals)
                    cells[member] = page.formula(row, self.column, mixed, "share")
            self.mixed[step.number] = cells
            self.column += 1

    def _mixed(
        self, member: str, rates: Mapping[str, Cell], totals: Mapping[str, Live]
    ) -> Live:
        """A member's part of each measure's total, times what it weighs."""
        texts, value, name = [], ZERO, self.page.name
        for measure, rate in rates.items():
            total, number = totals[measure], live.number(ONE)
            if measure != reading.EQUAL:
                number = self.typed[measure][member].seen(name)
            part = f"{rate.held(name).text}*100*{number.text}/{total.text}"
            texts.append(f"IF({total.text}=0,0,{part})")
            if total.value:
                with localcontext(prec=PRECISION):
                    value += rate.value * HUNDRED * number.value / total.value
        return Live("+".join(texts) or "0", value)

    def _total(self, measure: str, among: Sequence[str], name: str) -> Live:
        """What those with a part of a step have of a measure, as a sheet says it."""
        if measure == reading.EQUAL:
            return live.number(Decimal(len(among)))
        if list(among) == self.members:
            return self.now(measure).total(name, live.NOISE)
        cells = [self.typed[measure][member] for member in among]
        names = ",".join(cell.held(name).text for cell in cells)
        value = total_of(cell.value for cell in cells)
        return Live(f"ROUND(SUM({names}),{live.NOISE})", value)

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
