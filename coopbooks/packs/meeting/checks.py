"""Whether what was typed can be, whether it adds up, and what was changed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.packs.meeting import live
from coopbooks.packs.meeting import reading
from coopbooks.packs.meeting.live import Cell
from coopbooks.packs.meeting.page import quoted
from coopbooks.surplus.posting.words import SOURCES
from coopbooks.surplus.posting.words import percent
from coopbooks.surplus.steps.lines import percent_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.packs.meeting.columns import Written
    from coopbooks.packs.meeting.given import Given
    from coopbooks.packs.meeting.live import Live
    from coopbooks.packs.meeting.live import Range
    from coopbooks.packs.meeting.looks import Typed
    from coopbooks.packs.meeting.page import Page
    from coopbooks.packs.meeting.people import PartsSheet
    from coopbooks.packs.meeting.ways import Ways
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

QUALIFIED = Decimal("0.2")


class Check(NamedTuple):
    """Something that must be so.

    Attributes:
        words: What must be so.
        test: The condition, as a formula on the sheet of checks names cells.
        holds: Whether it is so as proposed.
    """

    words: str
    test: str
    holds: bool


class Checking:
    """What must be so, as conditions over cells."""

    def __init__(
        self, allocation: Allocation, given: Given, written: Sequence[Written]
    ) -> None:
        """Keep what the conditions are about.

        Args:
            allocation: How the year is shared.
            given: What is shared and what the rule names.
            written: The steps.
        """
        self.allocation = allocation
        self.given = given
        self.written = written
        self.digits = given.page.meeting.digits
        self.start = given.cells["result"]

    def of_what_is_typed(self, typed: Sequence[Typed], sheet: str) -> Iterator[Check]:
        """That numbers can be, and that shares come to no more than there is."""
        loss = "loss" if self.allocation.is_loss else "surplus"
        words = f"There is a {loss} to be shared, typed without a minus"
        yield Check(words, f"{self.start.seen(sheet).text}>=0", holds=True)
        rates = [one.cell for one in typed if one.kind == "percent"]
        if rates:
            tests = [f"{c.seen(sheet).text}>=0,{c.seen(sheet).text}<=1" for c in rates]
            holds = all(0 <= cell.value <= 1 for cell in rates)
            words = "Every percentage lies between 0 and 100"
            yield Check(words, f"AND({','.join(tests)})", holds)
        shares = [one for one in self.written if one.enough]
        if shares:
            test = ",".join(one.enough for one in shares)
            holds = not any(one.short for one in shares)
            words = "The steps in percent ask for no more than there is"
            yield Check(words, f"AND({test})", holds)

    def of_parts(self, sheet: PartsSheet, here: str) -> Iterator[Check]:
        """That a step can be split by what was typed, and exactly."""
        number = sheet.step.number
        total, units = sheet.split.total, sheet.split.units
        weight = total.seen(here).text
        asks = next(one.asks for one in self.written if one.step.number == number)
        needs = f"{asks.seen(here).text}<=0,{weight}>0"
        low = sheet.whole.text(here)
        holds = bool(total.value) or asks.value <= 0
        yield Check(
            f"Step {number}: somebody has a part, and nobody less than none",
            f"AND(OR({needs}),MIN({low})>=0)",
            holds,
        )
        groups = sheet.groups
        if groups is not None:
            most = f"{units.seen(here).text}<{groups.most_units:f}"
            yield Check(
                f"Step {number}: the numbers are small enough to be split exactly",
                f"AND({most},{weight}<{groups.most_weight:f})",
                holds=True,
            )

    def of_cash(self, step: StepResult, ways: Ways, here: str) -> Iterator[Check]:
        """That enough is paid in cash, and that tax is no more than that."""
        least, law = (
            percent_of(self.allocation.rule.header, "cash-floor"),
            "by the rule",
        )
        asks = reading.asks(self.allocation, step)
        if asks in ("interest", "specials"):
            # That floor is one of patronage.
            least = Decimal(0)
        if step.notice == "qualified" and asks != "interest" and least < QUALIFIED:
            least, law = QUALIFIED, "for a qualified notice, 26 USC 1388(c)(1)"
        rate = ways.rate
        if least:
            yield Check(
                f"Step {step.number}: at least {percent(least)} in cash, {law}",
                f"{rate.seen(here).text}>={live.number(least).text}",
                rate.value >= least,
            )
        if tax := ways.cells.get("withheld"):
            cash = ways.cells["cash"]
            page = ways.sheet.page
            taxes, paid = page.below([*tax.values()]), page.below([*cash.values()])
            test = f"SUMPRODUCT(--({taxes.text(here)}>{paid.text(here)}))=0"
            holds = all(tax[one].value <= cash[one].value for one in tax)
            words = f"Step {step.number}: nobody pays more tax than they get in cash"
            yield Check(words, test, holds)

    def of_mix(
        self, rates: Mapping[str, Cell], needed: Sequence[Live], here: str
    ) -> Check:
        """That a mix of measures comes to all, and somebody has some of each."""
        tests = [f"{one.text}>0" for one in needed]
        added = live.added(
            [one.seen(here) for one in rates.values()], digits=live.NOISE
        )
        tests.append(f"{added.text}=1")
        words = "What is mixed comes to 100 %, and somebody has some of each"
        holds = added.value == 1 and all(one.value > 0 for one in needed)
        return Check(words, f"AND({','.join(tests)})", holds)

    def adds_up(self, here: str) -> Iterator[Check]:
        """That the steps and what is left come to all of it, and the sources."""
        cells = [one.amount for one in self.written]
        if cells:
            cells.append(self.written[-1].left)
            yield self._same("The steps and what is left", cells, self.start, here)
        sources = [self.given.cells[one] for one in SOURCES if one in self.given.cells]
        if sources:
            yield self._same("Members' work and the rest", sources, self.start, here)

    def of_ways(self, sheet: PartsSheet, ways: Ways, here: str) -> Check:
        """That what is paid, kept and owed comes to what a step gives."""
        cells = [cell for way, cell in ways.totals.items() if way != "withheld"]
        amount = next(
            one.amount for one in self.written if one.step.number == sheet.step.number
        )
        words = f"What members get in cash and otherwise of step {sheet.step.number}"
        return self._same(words, cells, amount, here)

    def _same(self, words: str, of: Sequence[Cell], whole: Cell, here: str) -> Check:
        """That some cells come to another."""
        added = live.added([one.seen(here) for one in of], digits=self.digits)
        text = f"ROUND({added.text}-{whole.seen(here).text},{self.digits})=0"
        verb = "come" if words.startswith("The steps") else "comes"
        return Check(f"{words} {verb} to all of it", text, added.value == whole.value)


def write_checks(
    page: Page, row: int, checks: Sequence[Check], columns: tuple[int, int]
) -> Range:
    """Write checks below one another.

    Args:
        page: The sheet.
        row: The first row.
        checks: The checks.
        columns: The column of the words, and that of the answers.

    Returns:
        The cells with YES and NO.
    """
    words, answers = columns
    cells = []
    for place, check in enumerate(checks, row):
        page.text(place, words, check.words, "text")
        # Two lines for the few that need them; neither program fits it by itself.
        page.sheet.set_row(place, 16 if len(check.words) < 58 or words == 0 else 30)
        text = f"IF({check.test},{quoted('YES')},{quoted('NO')})"
        now = "YES" if check.holds else "NO"
        cells.append(page.says(place, answers, text, now, "answer"))
    page.meeting.holds.extend(check.holds for check in checks)
    page.colour(row, row + len(checks) - 1, answers)
    return page.below(cells)


def write_changes(
    page: Page, row: int, columns: Iterable[tuple[str, Range, Range]]
) -> Cell:
    """List what can be typed, with what was proposed beside it.

    Args:
        page: The sheet, whose first column is for words.
        row: The row of the titles.
        columns: Columns of cells to type into on other sheets: words, what stands there
            now, what was proposed.

    Returns:
        The cell that counts what was changed.
    """
    name = page.name
    page.titles(row, ("What", "As proposed", "Now", "Changed"))
    place = row + 1
    for one in page.meeting.typed:
        page.text(place, 0, one.words, "text")
        before = page.number(place, 1, one.cell.value, one.kind, "quiet")
        now = page.formula(place, 2, one.cell.seen(name), one.kind)
        _changed(page, place, f"{now.seen(name).text}-{before.seen(name).text}")
        place += 1
    for words, now_, booked in columns:
        page.text(place, 0, f"{words}, members in all", "text")
        for column, cells in ((1, booked), (2, now_)):
            total = cells.total(name, live.NOISE)
            page.formula(place, column, total, "number")
        _changed(page, place, f"{now_.text(name)}-{booked.text(name)}")
        place += 1
    changed = [Cell(name, at, 3, Decimal(0)) for at in range(row + 1, place)]
    page.text(place, 0, "Changed in all", "total")
    total = page.below(changed).total(name, 0)
    for column in (1, 2):
        page.text(place, column, "", "total")
    return page.formula(place, 3, total, "count", "total")


def _changed(page: Page, row: int, apart: str) -> None:
    """How many cells are not as they were."""
    text = f"SUMPRODUCT(--(ABS({apart})>0.0000001))"
    page.formula(row, 3, live.Live(text, Decimal(0)), "count")
