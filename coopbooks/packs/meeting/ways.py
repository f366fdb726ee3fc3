"""In which way a part is a member's: in cash, kept, owed to who left, or as tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.live import Live
from coopbooks.surplus.forms.rules import WITHHOLD
from coopbooks.surplus.steps.lines import rate_of
from coopbooks.surplus.steps.lines import said

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.people import PartsSheet

TITLES = {
    "cash": "In cash",
    "kept": "Kept",
    "owed": "Owed, as they left",
    "withheld": "Of it tax",
}


class Ways:
    """Writes the columns behind a step's parts.

    Attributes:
        cells: By way, each member's cell, of those ways that are needed.
        totals: By way, the cell with all of it added up.
    """

    def __init__(self, sheet: PartsSheet, rate: Cell) -> None:
        """Write them.

        Args:
            sheet: The sheet of the step, whose parts are there.
            rate: The cell with the part that is paid out.
        """
        self.sheet = sheet
        self.rate = rate
        self.cells: dict[str, dict[str, Cell]] = {}
        self.totals: dict[str, Cell] = {}
        allocation = sheet.allocation
        self.people = {one.member: one for one in allocation.figures.people}
        self.cells["cash"] = self._column("cash", self._cash)
        self.cells["kept"] = self._column("kept", self._kept)
        if any(map(self._leaves, sheet.members)):
            self.cells["owed"] = self._column("owed", self._owed)
        if any(map(self._rate, sheet.members)):
            self.cells["withheld"] = self._column("withheld", self._withheld)

    def _column(
        self, way: str, make: Callable[[str, Live], Live | Decimal]
    ) -> dict[str, Cell]:
        """One column: a cell for each member and the total below."""
        page, split = self.sheet.page, self.sheet.split
        column = split.column
        page.text(split.titles, column, TITLES[way], "column-number")
        cells: dict[str, Cell] = {}
        for member, part in self.sheet.parts.items():
            found = make(member, part.seen(page.name))
            if isinstance(found, Live):
                cell = page.formula(part.row, column, found, "amount")
            else:
                cell = page.number(part.row, column, found, "amount", "quiet")
            cells[member] = cell
        total = page.below(list(cells.values())).total(page.name, page.meeting.digits)
        row = split.first + len(cells)
        self.totals[way] = page.formula(row, column, total, "amount", "total")
        split.column += 1
        return cells

    def _cash(self, member: str, part: Live) -> Live | Decimal:
        """The rate of the part, rounded up; all of it for some, by the rule."""
        wanted = self.sheet.found[member].cash
        rate = self.rate.held(self.sheet.page.name)
        up = live.rounded(live.times(part, rate), self.sheet.step.quantum, "up")
        found = [live.least(part, up), part]
        if self._all_in_cash(member):
            found.reverse()
        return next((one for one in found if one.value == wanted), wanted)

    def _all_in_cash(self, member: str) -> bool:
        """Whether somebody gets all in cash: enough is kept already, or they left."""
        person = self.people.get(member)
        line = reading.line_of(self.sheet.allocation, self.sheet.step)
        if person is None or line is None:
            return False
        enough = said(line, "all-cash-from")
        if enough is not None and person.capital.get("closing", ZERO) >= enough:
            return True
        part = self.sheet.found[member]
        outside = person.joined is None and part.amount > 0
        if outside and part.cash == part.amount:
            return True
        header = self.sheet.allocation.rule.header.meta
        return self._left(member) and header.get("left-in-year") == "cash"

    def _left(self, member: str) -> bool:
        """Whether somebody left in the year."""
        left = self.people[member].left if member in self.people else None
        return left is not None and left < self.sheet.allocation.figures.year.end

    def _leaves(self, member: str) -> bool:
        """Whether what others keep is owed to somebody instead."""
        return self._left(member) and not self._all_in_cash(member)

    def _kept(self, member: str, part: Live) -> Live | Decimal:
        return ZERO if self._leaves(member) else self._rest(member, part)

    def _owed(self, member: str, part: Live) -> Live | Decimal:
        return self._rest(member, part) if self._leaves(member) else ZERO

    def _rest(self, member: str, part: Live) -> Live:
        """What is not paid out."""
        page = self.sheet.page
        cash = self.cells["cash"][member].seen(page.name)
        return live.added([part], [cash], digits=page.meeting.digits)

    def _withheld(self, member: str, part: Live) -> Live | Decimal:
        """Tax, by the line for the member, their class or all."""
        wanted, page = self.sheet.found[member].withheld, self.sheet.page
        line = self._rate(member)
        if line is None:
            return wanted
        cash = self.cells["cash"][member].seen(page.name)
        of = part if line.meta.get("from") == "all" else cash
        rate = live.number(rate_of(line) or ZERO)
        tax = live.rounded(live.times(of, rate), page.meeting.quantum)
        return tax if tax.value == wanted else wanted

    def _rate(self, member: str) -> Directive | None:
        """The line by which tax is withheld from a member."""
        allocation = self.sheet.allocation
        last = allocation.figures.year.last
        lines = {
            str(line.values["who"]): line
            for line in allocation.rule.of(WITHHOLD.kind)
            if line.meta.get("until") is None or line.meta["until"] >= last
        }
        person = self.people.get(member)
        classes = person.member_class if person else ""
        names = (member, classes, "all")
        return next((lines[one] for one in names if one and one in lines), None)


def needed(ways: Iterable[str]) -> list[str]:
    """The ways that there are, in the order in which people read them."""
    found = set(ways)
    return [way for way in TITLES if way in found]
