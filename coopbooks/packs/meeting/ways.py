"""In which way a part is a member's: in cash, kept, owed to who left, or as tax."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.packs.meeting import live
from coopbooks.packs.meeting.live import Live
from coopbooks.surplus.forms.rules import WITHHOLD

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.people import PartsSheet
    from coopbooks.surplus.allocation import Part

TITLES = {
    "cash": "In cash",
    "kept": "Kept",
    "owed": "Owed, as they left",
    "withheld": "Of it tax",
}
HUNDRED = Decimal(100)


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
        self.quantum = self._quantum()
        found = sheet.found.values()
        self.cells["cash"] = self._column("cash", self._cash)
        self.cells["kept"] = self._column("kept", self._kept)
        if any(part.owed for part in found):
            self.cells["owed"] = self._column("owed", self._owed)
        if any(part.withheld for part in found):
            self.cells["withheld"] = self._column("withheld", self._withheld)

    def _quantum(self) -> Decimal:
        """The unit that cash is rounded up to: that of the currency, or of the step."""
        own = self.sheet.page.meeting.quantum
        for unit in (own, self.sheet.step.quantum):
            parts = self.sheet.found.values()
            if all(self._exact(part, unit) in (part.cash, None) for part in parts):
                return unit
        return own

    def _exact(self, part: Part, unit: Decimal) -> Decimal | None:
        """What a member gets in cash by the rate; None where all of it is cash."""
        if part.cash == part.amount:
            return None
        rate = self.sheet.step.cash_rate
        up = live.rounded(Live("", part.amount * rate), unit, "up")
        return min(up.value, part.amount)

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
        found = self.sheet.found[member]
        rate = self.rate.held(self.sheet.page.name)
        up = live.rounded(live.times(part, rate), self.quantum, "up")
        by_rate = live.least(part, up)
        if by_rate.value == found.cash:
            return by_rate
        return part if part.value == found.cash else found.cash

    def _kept(self, member: str, part: Live) -> Live | Decimal:
        if self.sheet.found[member].owed:
            return ZERO
        return self._rest(member, part)

    def _owed(self, member: str, part: Live) -> Live | Decimal:
        if not self.sheet.found[member].owed:
            return ZERO
        return self._rest(member, part)

    def _rest(self, member: str, part: Live) -> Live:
        """What is not paid out."""
        page = self.sheet.page
        cash = self.cells["cash"][member].seen(page.name)
        return live.added([part], [cash], digits=page.meeting.digits)

    def _withheld(self, member: str, part: Live) -> Live | Decimal:
        """Tax, by the rate for the member, their class or all."""
        found, page = self.sheet.found[member], self.sheet.page
        cash = self.cells["cash"][member].seen(page.name)
        for rate, of_all in self._rates(member):
            of = part if of_all else cash
            tax = live.rounded(live.times(of, live.number(rate)), page.meeting.quantum)
            if tax.value == found.withheld:
                return tax
        return found.withheld

    def _rates(self, member: str) -> list[tuple[Decimal, bool]]:
        """The rates that may hold for a member, the nearest first."""
        allocation = self.sheet.allocation
        lines = {line.values["who"]: line for line in allocation.rule.of(WITHHOLD.kind)}
        classes = {one.member: one.member_class for one in allocation.figures.people}
        rates = []
        for who in (member, classes.get(member, ""), "all"):
            if line := lines.get(who):
                rate = line.values["part"].number / HUNDRED
                rates.append((rate, line.meta.get("from") == "all"))
        return rates


def needed(ways: Iterable[str]) -> list[str]:
    """The ways that there are, in the order in which people read them."""
    found = set(ways)
    return [way for way in TITLES if way in found]
