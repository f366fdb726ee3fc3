"""All sheets of the meeting's workbook, written in the order in which they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import picture
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.checks import Checking
from coopbooks.packs.meeting.checks import write_changes
from coopbooks.packs.meeting.checks import write_checks
from coopbooks.packs.meeting.given import Given
from coopbooks.packs.meeting.members import MembersSheet
from coopbooks.packs.meeting.page import PART
from coopbooks.packs.meeting.page import PROPOSAL
from coopbooks.packs.meeting.page import Page
from coopbooks.packs.meeting.page import quoted
from coopbooks.packs.meeting.people import PartsSheet
from coopbooks.packs.meeting.steps import Steps
from coopbooks.packs.meeting.ways import TITLES
from coopbooks.packs.meeting.ways import Ways
from coopbooks.packs.meeting.ways import needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.packs.meeting.columns import Asked
    from coopbooks.packs.meeting.columns import Written
    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.looks import Meeting
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

MEMBERS, PICTURE, CHECKS = "Members", "Picture", "Does it add up"
STATE_ROW = 2
SHORT = "THERE IS NOT ENOUGH to pay it now"
IN_THE_WAY = "In the way of what was proposed, by the book"
FIRST = 5
HOW = (
    "Change what is yellow: all else follows, each member's amount to the cent. "
    "Nothing is posted from here; what is decided is posted from the book, by the code "
    "of the proposal."
)


class Sheets:
    """The sheets of one workbook."""

    def __init__(self, meeting: Meeting, allocation: Allocation, code: str) -> None:
        """Add the sheets, in the order in which they stand.

        Args:
            meeting: The workbook.
            allocation: How the year is shared.
            code: The proposal's code; empty for a what-if.
        """
        self.meeting = meeting
        self.allocation = allocation
        self.code = code
        what = "loss" if allocation.is_loss else "surplus"
        label = allocation.figures.year.label
        self.front = Page(meeting, PROPOSAL, f"The {what} of {label}: try it out")
        people = [step for step in allocation.steps if self._has_people(step)]
        self.members: MembersSheet | None = None
        self.parts: dict[int, PartsSheet] = {}
        if people:
            page = Page(meeting, MEMBERS, f"Members' parts of the {what} of {label}")
            self.members = MembersSheet(page, allocation)
            for step in people:
                title = f"Step {step.number}, {step.name}: how it is split"
                page = Page(meeting, f"Step {step.number}", title)
                self.parts[step.number] = PartsSheet(page, allocation, step)
        self.picture = Page(meeting, PICTURE, "From the result to where it goes")
        self.checks = Page(meeting, CHECKS, "Does it add up, and what was changed")
        self.ways: dict[int, Ways] = {}
        self.given: Given
        self.written: list[Written] = []

    def _has_people(self, step: StepResult) -> bool:
        return step.kind == "members" and bool(
            reading.weights_of(self.allocation, step)
        )

    def write(self) -> None:
        """Write everything."""
        front, members = self.front, self.members
        measures = {} if members is None else {m: members.now(m) for m in members.typed}
        self.given = Given(front, self.allocation, measures)
        row = self.given.write(FIRST) + 1
        if members is not None:
            members.mix(self.given.mix)
            for sheet in self.parts.values():
                sheet.typed = members.typed_for(sheet.step)
        steps = Steps(front, self.allocation, self.given)
        row = self._steps(steps, row)
        row = self._to_members(row + 1, steps)
        beside = row + 1
        row = self._cash(beside)
        if members is not None:
            members.results(list(self.parts.values()), list(self.ways.values()))
        start = self.given.cells["result"]
        drawn = picture.cells(self.picture, start, self.written, self.ways)
        picture.draw(drawn, self.picture, (drawn.end + 1, 0), picture.LARGE)
        picture.draw(drawn, front, (beside, PART + 2), picture.SMALL)
        self._finish(row + 1)
        at = steps.columns
        self.front.widths(
            [7, 44, 13, *[14] * (at.remark - PART - 1), 34],
        )

    def _steps(self, steps: Steps, row: int) -> int:
        """The steps, each with its members' parts where it has any."""
        last = steps.columns.remark
        self.front.section(row, "Step by step", last)
        row = steps.titles(row + 1)
        for step in self.allocation.steps:
            sheet = self.parts.get(step.number)
            people = None
            if sheet is not None:
                rate = steps.rate(row, step) if sheet.interest else None
                people = sheet.weigh(rate)
            asked = steps.ask(row, step, people)
            self.written.append(self._got(steps, row, asked, sheet))
            row += 1
        if self.written:
            left = self.written[-1].left.seen(PROPOSAL)
            what = (
                "to be made good later" if self.allocation.is_loss else "on the result"
            )
            self.front.text(row, 1, f"Left over, stays {what}", "strong")
            self.front.formula(row, steps.columns.left, left, "amount", "strong")
            proposed = self.allocation.left
            self.front.number(row, steps.columns.proposed, proposed, "amount", "quiet")
            row += 1
        return row

    def _got(
        self, steps: Steps, row: int, asked: Asked, sheet: PartsSheet | None
    ) -> Written:
        """What a step gets; of a step with a most for each, what members could take."""
        step, unit = asked.step, self.meeting.quantum
        if sheet is not None and sheet.most is not None:
            amount = sheet.share(asked.limited(sheet.page.name, unit))
            return steps.get(row, asked, amount, fits=amount.value == step.amount)
        amount = asked.limited(PROPOSAL, unit)
        if sheet is not None:
            # What nobody has a part of is nobody's.
            amount = live.where(sheet.split.total.seen(PROPOSAL), amount)
        fits = amount.value == step.amount
        written = steps.get(row, asked, amount, fits=fits)
        if sheet is not None:
            sheet.share(written.amount.seen(sheet.page.name))
        return written

    def _to_members(self, row: int, steps: Steps) -> int:
        """In which way members' parts are theirs, with the part in cash to be typed."""
        front = self.front
        if not self.parts or self.allocation.is_loss:
            return row
        front.section(row, "What members get", steps.columns.remark)
        ways: dict[str, int] = {}
        titles = row + 1
        row += 2
        for number, sheet in self.parts.items():
            step = sheet.step
            front.step_name(row, number, step.name, self._said(step))
            words = f"Step {number}, {step.name}, part in cash"
            rate = front.type_in(row, PART, step.cash_rate, "percent", words)
            front.name_cell(f"Step_{number}_in_cash", rate)
            found = self.ways[number] = Ways(sheet, rate)
            amount = next(w.amount for w in self.written if w.step.number == number)
            front.formula(row, PART + 1, amount.seen(PROPOSAL), "amount", "strong")
            for way in needed(found.totals):
                column = ways.setdefault(way, PART + 2 + len(ways))
                front.formula(row, column, found.totals[way].seen(PROPOSAL), "amount")
            row += 1
        titled = (TITLES[way] for way in ways)
        names = ["Step", "For what", "Part in cash", "Gets", *titled]
        names += [""] * (steps.columns.remark + 1 - len(names))
        front.titles(titles, names, left=PART)
        return row

    def _said(self, step: StepResult) -> str:
        """What a notice of it is to the tax office, if it is said."""
        by = f"by {step.split_by}" if step.split_by else "each as said"
        if step.notice:
            return f"{by}; what is kept is a {step.notice} notice"
        return by

    def _cash(self, row: int) -> int:
        """The cash that it needs, and what there is."""
        front, allocation = self.front, self.allocation
        if not self.ways:
            return row
        front.section(row, "The cash for it")
        paid = [found.totals["cash"].seen(PROPOSAL) for found in self.ways.values()]
        rows = [
            ("Members' parts in cash", live.added(paid, digits=self.meeting.digits))
        ]
        other = allocation.cash_needed - total_of(one.value for one in paid)
        if other:
            rows.append(("Other parts to be paid", live.number(other)))
        rows.append(("In cash and banks now", live.number(allocation.cash_there)))
        cells = []
        for words, value in rows:
            row += 1
            front.text(row, 1, words, "text")
            cells.append(front.formula(row, PART, value, "amount"))
        seen = [cell.seen(PROPOSAL) for cell in cells]
        left = live.added(seen[-1:], seen[:-1], digits=self.meeting.digits)
        row += 1
        front.text(row, 1, "Left when it is paid", "strong")
        cell = front.formula(row, PART, left, "amount", "total")
        now = SHORT if cell.value < 0 else ""
        text = f'IF({cell.seen(PROPOSAL).text}<0,{quoted(SHORT)},"")'
        front.says(row + 1, 1, text, now, "remark")
        return row + 2

    def _finish(self, row: int) -> None:
        """Checks, changes, and what of them is said on top of the first sheet."""
        front, page = self.front, self.checks
        checking = Checking(self.allocation, self.given, self.written)
        front.section(row, "Can it be so?")
        can = [*checking.of_what_is_typed(self.meeting.typed, PROPOSAL)]
        for sheet in self.parts.values():
            can += checking.of_parts(sheet, PROPOSAL)
        for number, ways in self.ways.items():
            can += checking.of_cash(self.parts[number].step, ways, PROPOSAL)
        if self.members is not None and self.members.needed:
            can.append(checking.of_mix(self.given.mix, self.members.needed, PROPOSAL))
        told = [write_checks(front, row + 1, can, (1, PART))]
        adds = [*checking.adds_up(page.name)]
        for number, ways in self.ways.items():
            adds.append(checking.of_ways(self.parts[number], ways, page.name))
        page.section(2, "Does it add up", 3)
        told.append(write_checks(page, 3, adds, (0, 1)))
        row = 3 + len(adds) + 1
        page.section(row, "What was changed", 3)
        changed = write_changes(page, row + 1, self._columns())
        self._said_of_it(changed.row + 2)
        page.widths([70, 16, 16, 12])
        self._state(told, changed)

    def _said_of_it(self, row: int) -> None:
        """What is in the way of it in the book, and what people should know."""
        allocation = self.allocation
        notes = dict.fromkeys((*allocation.figures.notes, *allocation.notes))
        for title, found in (
            (IN_THE_WAY, [one.message for one in allocation.problems]),
            ("Good to know, of what was proposed", list(notes)),
        ):
            if found:
                self.checks.section(row, title, 3)
                for place, words in enumerate(found, row + 1):
                    self.checks.across(place, 3, words, "say")
                row += len(found) + 2

    def _columns(self) -> list[tuple[str, Range, Range]]:
        """The columns of cells to type into on the sheet of members."""
        found = self.members
        if found is None:
            return []
        return [
            (name.replace("-", " ").capitalize(), found.now(name), booked)
            for name, booked in found.booked.items()
        ]

    def _state(self, told: Sequence[Range], changed: Cell) -> None:
        """Whether this is the proposal, in a line that every sheet begins with."""
        noes = "+".join(f'COUNTIF({one.text(PROPOSAL)},"NO")' for one in told)
        named = f"proposal {self.code}" if self.code else "what was asked for"
        as_is = f"This is {named}, as it was worked out from the book."
        if self.allocation.problems:
            as_is = f"This is {named}, which can't be posted yet: see the last sheet."
        what_if = f"WHAT IF: changed from {named}. It can't be posted like this."
        cannot = "THIS CAN'T BE: see what says NO below, or on the sheet of checks."
        now = as_is if all(self.meeting.holds) else cannot
        text = f"IF({noes}>0,{quoted(cannot)},IF({changed.seen(PROPOSAL).text}=0,"
        text += f"{quoted(as_is)},{quoted(what_if)}))"
        self.front.says(STATE_ROW, 0, text, now, "state")
        self.front.text(STATE_ROW + 1, 0, HOW, "caption")
        if self.members is not None:
            there = live.Cell(PROPOSAL, STATE_ROW, 0, ZERO)
            page = self.members.page
            page.says(STATE_ROW, 0, there.seen(page.name).text, now, "state")
