"""What a row is read with: the profile, the book's members and what stands around."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from difflib import get_close_matches
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.imports import dates
from coopbooks.imports import numbers
from coopbooks.imports.drafts import UnknownMember
from coopbooks.imports.months import MONTH
from coopbooks.imports.months import WORDS
from coopbooks.imports.months import last_day
from coopbooks.imports.months import month_number
from coopbooks.imports.rows import BadCell
from coopbooks.imports.rows import Cell
from coopbooks.imports.sheets.grid import COMPARED
from coopbooks.members.names import Names

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Mapping

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.imports.profile import Profile
    from coopbooks.imports.profile import Rule
    from coopbooks.imports.rows import SheetData
    from coopbooks.imports.rows import SheetRow
    from coopbooks.imports.sheets.grid import Raw
    from coopbooks.members.terms import Histories

# The fields in which a row may have its amount, the first that is there counts.
AMOUNTS = ("amount", "gross", "debit", "credit")


@dataclass(frozen=True, slots=True)
class Known:
    """What the book knows that a row is held against.

    Attributes:
        currency: The currency of the book's reports.
        opened: The accounts that are open, each with the day since when.
        histories: The events of all members.
        names: The names of members, which must not reach the book.
        year_end: The end of its fiscal year.
        types: The account types by the names that the book gives them.
        planned: The accounts and days for which there is a plan already.
        held: What an account holds at the beginning of a day, in a currency.
    """

    currency: str
    opened: Mapping[str, datetime.date] = field(default_factory=dict)
    histories: Histories = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    year_end: FiscalYearEnd = DECEMBER
    types: Mapping[str, str] = field(default_factory=lambda: STANDARD)
    planned: frozenset[tuple[str, datetime.date]] = frozenset()
    held: Callable[[str, datetime.date, str], Decimal] = lambda *_: Decimal(0)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one sheet are read with.

    Attributes:
        profile: The sender's profile.
        known: What the book knows.
        sheet: The sheet; its texts may say days and months for all its rows.
        found: What the profile's patterns found around the table.
        numbers: The amounts that were read, by currency and raw value: of a hundred
            thousand rows most say what another one said.
        days: The days that were read, by raw value.
    """

    profile: Profile
    known: Known
    sheet: SheetData
    found: Mapping[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, Raw], Decimal] = field(default_factory=dict)
    days: dict[Raw, datetime.date] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The currency of amounts for which the sheet names none."""
        return self.profile.reading.currency or self.known.currency

    def cell(self, row: SheetRow, name: str) -> Cell:
        """A row's cell; an empty one where it has none."""
        return row.cell(name)

    def text(self, row: SheetRow, name: str) -> str:
        """A row's text, empty where there is none."""
        raw = row.raw_of(name)
        if isinstance(raw, str):
            return " ".join(raw.split())
        if raw is None and not row.odd:
            return ""
        cell = self.cell(row, name)
        if cell.problem:
            raise BadCell(cell.place, cell.problem)
        return " ".join(cell.text.split())

    def number(self, row: SheetRow, name: str, currency: str = "") -> Decimal:
        """A row's amount."""
        raw = row.raw_of(name)
        currency = currency or self.currency
        known = self.numbers.get((currency, raw)) if type(raw) in COMPARED else None
        if known is None:
            known = numbers.amount(self.cell(row, name), self.profile.reading, currency)
            if type(raw) in COMPARED:
                self.numbers[currency, raw] = known
        return known

    def number_or_zero(self, row: SheetRow, name: str, currency: str = "") -> Decimal:
        """A row's amount; zero for an empty cell."""
        if not self._filled(row, name):
            return Decimal(0)
        return self.number(row, name, currency)

    def signed(self, row: SheetRow, currency: str = "") -> Decimal:
        """A row's amount: what came in above zero, what went out below.

        Raises:
            BadCell: There is none, or one in both columns.
        """
        currency = currency or self.currency
        raw = row.raw_of("amount")
        known = self.numbers.get((currency, raw)) if type(raw) in COMPARED else None
        if known is not None:
            return -known if self.profile.sign == "out" else known
        if self._filled(row, "amount") or not (row.has("debit") or row.has("credit")):
            number = self.number(row, "amount", currency)
            return -number if self.profile.sign == "out" else number
        out = self.number_or_zero(row, "debit", currency)
        come = self.number_or_zero(row, "credit", currency)
        if out and come:
            raise BadCell(self.cell(row, "debit").place, "is out and in at once")
        if not out and not come:
            raise BadCell(self.cell(row, "debit").place, "has no amount, out or in")
        return come - out

    def number_if_any(self, row: SheetRow) -> Decimal | None:
        """A row's amount if it can be read."""
        for name in AMOUNTS:
            with suppress(BadCell):
                return self.number(row, name)
        return None

    def day(self, row: SheetRow, name: str = "date") -> datetime.date:
        """A row's day: its own, or the one that stands around the table.

        Raises:
            BadCell: There is none, or it is no day.
        """
        raw = row.raw_of(name)
        known = self.days.get(raw) if type(raw) in COMPARED else None
        if known is not None:
            return known
        cell = self.cell(row, name)
        if not cell.text and not cell.problem and name in self.found:
            cell = Cell(row.place, self.found[name])
            month = MONTH.fullmatch(cell.text) or WORDS.fullmatch(cell.text)
            if month:
                return last_day(self.month(cell, None))
            return dates.day(cell, self.profile.reading)
        day = dates.day(cell, self.profile.reading)
        if type(raw) in COMPARED:
            self.days[raw] = day
        return day

    def day_or_none(self, row: SheetRow, name: str) -> datetime.date | None:
        """A row's day; None where neither it nor what stands around has one."""
        if not self.cell(row, name).text and name not in self.found:
            return None
        return self.day(row, name)

    def period(self, row: SheetRow, near: datetime.date | None) -> str:
        """For which month a row is, such as `2026-03`; empty where nothing says it.

        Args:
            row: The row.
            near: The day to which a month without a year is nearest.

        Raises:
            BadCell: It is no month.
        """
        cell = self.cell(row, "period")
        if cell.text in {"", "?", "-"}:
            if "period" not in self.found:
                return ""
            cell = Cell(cell.place, self.found["period"])
        return self.month(cell, near)

    def month(self, cell: Cell, near: datetime.date | None) -> str:
        """A month as periods are named.

        Args:
            cell: A cell with `2026-03`, `March 2026`, `March` or a day.
            near: The day to which a month without a year is nearest.

        Raises:
            BadCell: It is no month, or without a year and nothing to go by.
        """
        if found := MONTH.fullmatch(cell.text):
            return f"{found[1]}-{int(found[2]):02}"
        words = WORDS.fullmatch(cell.text)
        number = month_number(words[1]) if words else None
        if words is None or number is None:
            return f"{dates.day(cell, self.profile.reading):%Y-%m}"
        if words[2]:
            return f"{words[2]}-{number:02}"
        if near is None:
            raise BadCell(cell.place, f"says no year: {cell.text}")
        years = (near.year - 1, near.year, near.year + 1)
        months = {
            year: abs((year - near.year) * 12 + number - near.month) for year in years
        }
        return f"{min(years, key=lambda year: months[year])}-{number:02}"

    def member(self, row: SheetRow, name: str = "member") -> str:
        """The id of the member that a row is about.

        Raises:
            UnknownMember: The book does not know it.
            BadCell: There is none.
        """
        cell = self.cell(row, name)
        text = self.text(row, name)
        if not text:
            raise BadCell(cell.place, "is empty where a member's number should be")
        if isinstance(cell.value, Decimal) and cell.value == int(cell.value):
            text = f"{int(cell.value)}"
        histories = self.known.histories
        made = self.profile.member.format(text)
        for id_ in (text, made):
            if id_ in histories:
                return id_
        raise UnknownMember(cell.place, text, get_close_matches(made, histories, n=3))

    def rule(self, row: SheetRow, number: Decimal | None = None) -> Rule | None:
        """The first rule that fits a row."""
        way = "" if number is None else "in" if number > 0 else "out"
        texts: dict[str, str] = {}
        for rule in self.profile.rules:
            if rule.way and way and rule.way != way:
                continue
            text = texts.get(rule.column)
            if text is None:
                text = " ".join(self.cell(row, rule.column).text.casefold().split())
                texts[rule.column] = text
            if any(one in text for one in rule.texts):
                return rule
        return None

    def _filled(self, row: SheetRow, name: str) -> bool:
        """Whether something stands in a row's cell, be it of no use."""
        raw = row.raw_of(name)
        if type(raw) in COMPARED:
            return not isinstance(raw, str) or bool(raw.strip())
        cell = self.cell(row, name)
        return bool(cell.text or cell.problem)

    def account(self, name: str) -> str:
        """One of the profile's accounts; empty where it names none."""
        return self.profile.accounts.get(name, "")


def found_around(profile: Profile, sheet: SheetData) -> dict[str, str]:
    """What the patterns of a profile find outside the table.

    Args:
        profile: The profile.
        sheet: The sheet.

    Returns:
        The first group of each pattern that is found, else the whole of it; looked for
        in the texts around the table, the sheet's name, the file's name, in this order.
    """
    texts = (*sheet.around, sheet.sheet, sheet.file)
    found = {}
    for name, pattern in profile.find.items():
        for text in texts:
            if match := pattern.search(text):
                found[name] = match[1] if pattern.groups else match[0]
                break
    return found
