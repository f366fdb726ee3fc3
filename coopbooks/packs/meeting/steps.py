"""The steps of a rule as rows in which a percentage can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.columns import Asked
from coopbooks.packs.meeting.columns import Columns
from coopbooks.packs.meeting.columns import Written
from coopbooks.packs.meeting.live import Live
from coopbooks.packs.meeting.page import PART
from coopbooks.packs.meeting.page import quoted
from coopbooks.surplus.posting.words import plain_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.packs.meeting.given import Given
    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.page import Page
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Bound
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.allocation import Term

STEP = "step:"
TOO_MUCH = "ASKS FOR MORE THAN IS LEFT"
ONLY = "takes what is left"


class Steps:
    """Writes the rows of the steps."""

    def __init__(self, page: Page, allocation: Allocation, given: Given) -> None:
        """Begin where the given figures end.

        Args:
            page: The sheet.
            allocation: How the year is shared.
            given: What is shared and what the rule names.
        """
        self.page = page
        self.allocation = allocation
        self.given = given
        self.columns = Columns.for_steps(allocation.steps)
        self.terms: dict[str, Cell] = dict(given.cells)
        self.before: Cell = given.cells["result"]

    def titles(self, row: int) -> int:
        """Write the titles of the columns.

        Args:
            row: Their row.

        Returns:
            The next row.
        """
        titles = self.columns.titles
        titles[self.columns.gets] = "Bears" if self.allocation.is_loss else "Gets"
        self.page.titles(row, titles, left=PART)
        self.page.text(row, self.columns.remark, "", "column")
        return row + 1

    def ask(self, row: int, step: StepResult, people: Cell | None = None) -> Asked:
        """Write what a step asks for.

        Args:
            row: Its row.
            step: The step.
            people: The cell with what single members have of it, added up, for interest
                and what was decided for single members.

        Returns:
            What it asks for.
        """
        page = self.page
        page.step_name(row, step.number, step.name, self._of_what(step))
        return self._asked(row, step, self._comes_to(row, step, people))

    def get(self, row: int, asked: Asked, amount: Live, *, fits: bool) -> Written:
        """Write what a step gets, and what is left after it.

        Args:
            row: Its row.
            asked: What it asks for.
            amount: What it gets.
            fits: Whether that is what was proposed; if not, it stays as proposed.

        Returns:
            The step with its cells.
        """
        page, at, step = self.page, self.columns, asked.step
        there, enough = self.before.seen(page.name), ""
        if fits and not step.held_back:
            enough = self._enough(asked)
            gets = page.formula(row, at.gets, amount, "amount", "strong")
        else:
            gets = page.number(row, at.gets, step.amount, "amount", "strong")
        digits = page.meeting.digits
        after = live.added([there], [gets.seen(page.name)], digits=digits)
        left = page.formula(row, at.left, after, "amount")
        page.number(row, at.proposed, step.amount, "amount", "quiet")
        self._remark(row, asked, lives=fits)
        self.terms[f"{STEP}{step.number}"] = gets
        self.before = left
        short = asked.cell.value > asked.before.value and not asked.raised
        must = reading.must_find_enough(self.allocation, step)
        return Written(step, row, asked.cell, gets, left, enough if must else "", short)

    def _enough(self, asked: Asked) -> str:
        """The condition that there is as much as a step asks for.

        A least part that is more than the step asks for itself may find less.
        """
        name = self.page.name
        enough = f"{asked.cell.seen(name).text}<={asked.before.seen(name).text}"
        if any(bound.edge == "at-least" for bound in asked.step.bounds):
            own = f"MAX(0,{asked.own.seen(name).text})"
            return f"OR({enough},{asked.cell.seen(name).text}>{own})"
        return enough

    def _of_what(self, step: StepResult) -> str:
        """Of what it takes its part, below its name."""
        words = reading.of_what(self.allocation, step)
        if step.including:
            named = " and ".join(map(str, step.including))
            words += f", less what step {named} took"
        return words

    def _comes_to(self, row: int, step: StepResult, people: Cell | None) -> Cell:
        """A step's part of what it is of, rounded as the rule says."""
        page, at = self.page, self.columns
        name, asks = page.name, reading.asks(self.allocation, step)
        words = f"Step {step.number}, {step.name}"
        if step.held_back:
            page.text(row, PART, "none", "quiet")
            return page.number(row, at.comes_to, ZERO, "amount", "quiet")
        base = page.formula(row, at.of, self._sum(step.of), "amount").seen(name)
        if people is not None:
            if asks == "specials":
                page.text(row, PART, "as decided", "quiet")
            exact = live.least(people.seen(name), live.most(live.NOTHING, base))
        elif asks != "percent":
            typed = page.type_in(row, PART, step.fixed or ZERO, "amount", words)
            exact = live.least(typed.seen(name), live.most(live.NOTHING, base))
            if step.kind == "earlier-losses":
                # There is no more to be made good than that.
                lost = live.number(self.allocation.figures.earlier_losses)
                exact = live.least(exact, lost)
        else:
            typed = page.type_in(row, PART, step.rate, "percent", words)
            exact = live.times(base, typed.seen(name))
        if asks != "specials" and people is None:
            page.name_cell(f"Step_{step.number}", typed)
        part = live.rounded(exact, step.quantum, step.rounding)
        return page.formula(row, at.comes_to, part, "amount")

    def rate(self, row: int, step: StepResult) -> Cell:
        """Write the rate of interest of a step.

        Args:
            row: The step's row.
            step: A step that gives interest on what members have.

        Returns:
            The cell to type it into.
        """
        rate = reading.rate(self.allocation, step)
        words = f"Step {step.number}, {step.name}, rate of interest"
        typed = self.page.type_in(row, PART, rate, "percent", words)
        self.page.name_cell(f"Step_{step.number}", typed)
        return typed

    def _sum(self, terms: Sequence[Term]) -> Live:
        """What terms come to."""
        sheet, digits = self.page.name, self.page.meeting.digits
        plus: list[Live] = []
        minus: list[Live] = []
        for term in terms:
            if term.what in self.terms:
                side = minus if term.times < 0 else plus
                side += [self.terms[term.what].seen(sheet)] * abs(term.times)
        return live.added(plus, minus, digits=digits)

    def _asked(self, row: int, step: StepResult, comes_to: Cell) -> Asked:
        """What a step asks for: less what counts towards it, within its bounds."""
        page, at = self.page, self.columns
        name, digits = page.name, page.meeting.digits
        if at.asks < 0 or step.held_back:
            return Asked(step, comes_to, comes_to, self.before)
        own = comes_to
        if step.including:
            taken = [
                self.terms[f"{STEP}{number}"].seen(name)
                for number in step.including
                if f"{STEP}{number}" in self.terms
            ]
            counted = live.added(taken, digits=digits)
            cell = page.formula(row, at.counted, counted, "amount")
            less = live.added([own.seen(name)], [cell.seen(name)], digits=digits)
            own = page.formula(row, at.own, less, "amount")
        found = own.seen(name)
        for edge, column, join in (
            ("at-least", at.least, live.most),
            ("at-most", at.most, live.least),
        ):
            bounds = [self._bound(x, step) for x in step.bounds if x.edge == edge]
            if bounds:
                bound = bounds[0] if len(bounds) == 1 else join(*bounds)
                cell = page.formula(row, column, bound, "amount")
                found = join(found, cell.seen(name))
        found = live.most(live.NOTHING, found)
        asks = page.formula(row, at.asks, found, "amount")
        return Asked(step, asks, own, self.before)

    def _bound(self, bound: Bound, step: StepResult) -> Live:
        """The most or the least of a step: never passed by a part of its unit."""
        number = live.number(bound.number)
        part = number
        if bound.of:
            part = self._sum(bound.of)
            if bound.rate != 1:
                part = live.times(live.number(bound.rate), part)
            if bound.number:
                text = f"{part.text}+{number.text}"
                part = Live(text, part.value + number.value, loose=True)
            part = live.most(live.NOTHING, part)
        how = "up" if bound.edge == "at-least" else "down"
        return live.rounded(part, step.quantum, how)

    def _remark(self, row: int, asked: Asked, *, lives: bool) -> None:
        """What people should see beside a step."""
        page, column, step = self.page, self.columns.remark, asked.step
        if step.held_back:
            page.text(row, column, plain_rule(step.held_back), "quiet")
            return
        if not lives:
            words = "As the book works it out; it stays as it is here."
            page.text(row, column, words, "quiet")
            return
        must = reading.must_find_enough(self.allocation, step)
        lacking = TOO_MUCH if must else ONLY
        bounds = "; ".join(plain_rule(one.words) for one in step.bounds if one.words)
        here, there = asked.cell.seen(page.name), asked.before.seen(page.name)
        text = f"IF({here.text}<={there.text},{quoted(bounds)},{quoted(lacking)})"
        now = bounds if here.value <= there.value else lacking
        page.says(row, column, text, now, "remark")
