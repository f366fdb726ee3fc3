"""What is shared, and the figures that the rule names: where the steps begin."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.live import Live
from coopbooks.packs.meeting.page import PART
from coopbooks.packs.meeting.reading import STARTS
from coopbooks.surplus.posting.words import SOURCES
from coopbooks.surplus.proposing import WITH_THE_RESULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.page import Page
    from coopbooks.surplus.allocation import Allocation

MEMBERS, OTHERS, OTHER = SOURCES
EARLIER = "earlier-losses"


class Given:
    """The rows above the steps: what is shared, its sources, figures of the book."""

    def __init__(
        self, page: Page, allocation: Allocation, measures: Mapping[str, Range]
    ) -> None:
        """Begin with nothing written.

        Args:
            page: The sheet.
            allocation: How the year is shared.
            measures: Members' hours and the like, by measure, typed on another sheet.
        """
        self.page = page
        self.allocation = allocation
        self.figures = allocation.figures
        self.measures = measures
        self.sign = -1 if allocation.is_loss else 1
        self.cells: dict[str, Cell] = {}
        self.mix: dict[str, Cell] = {}
        self.row = 0

    def write(self, row: int) -> int:
        """Write the rows.

        Args:
            row: The first free row.

        Returns:
            The first free row after them.
        """
        self.row = row
        self.page.section(row, "What is shared")
        self.row += 1
        what = "Loss" if self.allocation.is_loss else "Surplus"
        start = self._type_in(
            f"{what} of {self.figures.year.label}", abs(self.figures.start)
        )
        for name in STARTS:
            self.cells[name] = start
        self.page.name_cell(what, start)
        sources = [name for name, number in self.figures.sources.items() if number]
        if len(sources) > 1 or self.figures.hours.get("others"):
            self._sources(start)
        self._figures()
        self._mix()
        return self.row

    def _mix(self) -> None:
        """How much each measure weighs, where members' parts go by a mix."""
        if reading.by_mix(self.allocation):
            for name, rate in reading.mixed(self.allocation).items():
                plain = "equal parts" if name == reading.EQUAL else name
                words = f"Weight of {plain.replace('-', ' ')} in the mix"
                self.mix[name] = self._type_in(words, rate, "percent")

    def _type_in(self, words: str, value: Decimal, form: str = "amount") -> Cell:
        """A row with a cell to type into."""
        self.page.text(self.row, 1, words, "text")
        cell = self.page.type_in(self.row, PART, value, form, words)
        self.row += 1
        return cell

    def _fixed(self, words: str, value: Decimal, form: str = "amount") -> Cell:
        """A row with a figure of the book."""
        self.page.text(self.row, 1, words, "quiet")
        cell = self.page.number(self.row, PART, value, form, "quiet")
        self.row += 1
        return cell

    def _formula(self, words: str, value: Live, form: str = "amount") -> Cell:
        """A row with a figure that follows."""
        self.page.text(self.row, 1, words, "text")
        cell = self.page.formula(self.row, PART, value, form)
        self.row += 1
        return cell

    def _sources(self, start: Cell) -> None:
        """What came from members' work, others' work and other sources."""
        page, digits = self.page, self.page.meeting.digits
        amounts = {
            name: self.figures.sources.get(name, ZERO) * self.sign for name in SOURCES
        }
        taken: list[Live] = []
        if amounts[OTHER]:
            self.cells[OTHER] = self._type_in(
                "of it from other sources", amounts[OTHER]
            )
            taken.append(self.cells[OTHER].seen(page.name))
        by_work = live.added([start.seen(page.name)], taken, digits=digits)
        if amounts[OTHERS] or self.figures.hours.get("others"):
            self.cells[OTHERS] = self._others(by_work, amounts[OTHERS])
            taken.append(self.cells[OTHERS].seen(page.name))
        members = live.added([start.seen(page.name)], taken, digits=digits)
        words = "of it from members' work: the rest"
        self.cells[MEMBERS] = self._formula(words, live.most(members, live.NOTHING))

    def _others(self, of: Live, number: Decimal) -> Cell:
        """What came from others' work: by hours, where that is what it went by."""
        words = "of it from others' work"
        both = self._hours()
        if both is not None:
            others, members = both
            name = self.page.name
            by_hours = _part_of(of, others.seen(name), members.seen(name))
            found = live.rounded(by_hours, self.page.meeting.quantum)
            if found.value == number:
                return self._formula(f"{words}, by {self._unit}", found)
        return self._type_in(words, number)

    @property
    def _unit(self) -> str:
        return self.figures.split_by or "what each worked"

    def _hours(self) -> tuple[Cell, Cell] | None:
        """What others and members worked; members' hours are typed on their sheet."""
        hours = self.figures.hours
        if "others" not in hours or "members" not in hours:
            return None
        others = self._type_in(
            f"{self._unit.capitalize()} of others", hours["others"], "number"
        )
        words = f"{self._unit.capitalize()} of members"
        measure = self.allocation.rule.header.meta.get("members-work")
        typed = self.measures.get(str(measure or ""))
        if typed is None:
            return others, self._fixed(words, hours["members"], "number")
        together = typed.total(self.page.name, live.NOISE)
        with localcontext(prec=PRECISION):
            apart = hours["members"] - together.value
        if apart:
            # Those of members who have no part.
            more = live.number(apart)
            together = live.added([together, more], digits=live.NOISE)
        return others, self._formula(words, together, "number")

    def _figures(self) -> None:
        """What else the steps name."""
        named = {
            term.what
            for step in self.allocation.steps
            for term in (*step.of, *(of for bound in step.bounds for of in bound.of))
        }
        for name in sorted(named - self.cells.keys()):
            value = self.figures.figures.get(name)
            if name == EARLIER:
                value = self.figures.earlier_losses
            elif name in self.measures:
                words = f"{name.replace('-', ' ').capitalize()} of all together"
                self.cells[name] = self._together(name, words, value)
                continue
            if value is not None:
                words = name.replace("-", " ").capitalize()
                self.cells[name] = self._figure(name, words, value)

    def _figure(self, name: str, words: str, value: Decimal) -> Cell:
        """A figure of the book; what the co-op owns changes with the result."""
        if name not in WITH_THE_RESULT:
            return self._fixed(words, value)
        start = self.cells[STARTS[0]]
        seen, as_is = start.seen(self.page.name), live.number(start.value)
        plus, minus = [live.number(value), seen], [as_is]
        if self.sign < 0:
            plus, minus = [live.number(value), as_is], [seen]
        digits = self.page.meeting.digits
        return self._formula(words, live.added(plus, minus, digits=digits))

    def _together(self, name: str, words: str, value: Decimal | None) -> Cell:
        """A measure of everybody: what is typed, and those who have no part."""
        together = self.measures[name].total(self.page.name, live.NOISE)
        with localcontext(prec=PRECISION):
            apart = (value or together.value) - together.value
        if apart:
            together = live.added([together, live.number(apart)], digits=live.NOISE)
        return self._formula(words, together)


def _part_of(of: Live, part: Live, other: Live) -> Live:
    """The part of an amount that goes with one of two weights."""
    with localcontext(prec=PRECISION):
        both = part.value + other.value
        value = of.value * part.value / both if both else ZERO
    whole = f"({part.text}+{other.text})"
    return Live(f"IF({whole}=0,0,{of.text}*{part.text}/{whole})", value)
