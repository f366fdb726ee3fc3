"""A sheet of the meeting's workbook: what is typed, and what follows from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.packs.meeting.live import Cell
from coopbooks.packs.meeting.live import Range
from coopbooks.packs.meeting.looks import Typed
from coopbooks.packs.worksheet import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from coopbooks.packs.meeting.live import Live
    from coopbooks.packs.meeting.looks import Meeting

A4 = 9
# The column of parts, on the sheet with the steps.
PART = 2
PROPOSAL = "Proposal"
HEIGHT, TITLES_HEIGHT = 16, 30
# So many letters stand on a line below the name of a step.
BELOW = 52
MOST_LETTERS = 250


class Page:
    """A sheet of the workbook."""

    def __init__(self, meeting: Meeting, name: str, title: str) -> None:
        """Add the sheet and write its title.

        Args:
            meeting: The workbook.
            name: The sheet's name.
            title: What stands above it.
        """
        self.meeting = meeting
        self.name = name
        self.sheet: Worksheet = meeting.book.add_worksheet(name)
        self._set_up()
        self.text(0, 0, title, "title")
        self.sheet.set_row(0, 24)
        heading = meeting.heading
        parts = (heading.title, heading.period, meeting.currency)
        self.text(1, 0, " · ".join(part for part in parts if part), "caption")

    def _set_up(self) -> None:
        """How it prints; only what may be typed into is open."""
        self.sheet.hide_gridlines(2)
        self.sheet.set_default_row(HEIGHT)
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        named = f"{self.meeting.heading.title}, {self.meeting.heading.period}"
        self.sheet.set_footer(f"&L&8 {named.replace('&', '&&')[:200]}&R&8&A, &P of &N")
        # Without a password: it keeps from slips, not from people.
        freely = {"format_columns": True, "format_rows": True}
        self.sheet.protect("", freely)

    def widths(self, widths: Sequence[float]) -> None:
        """Set the widths of the columns, in digits."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def text(self, row: int, column: int, words: str, *look: str) -> None:
        """Write words."""
        put(self.sheet, row, column, words, self.meeting.look(*look))

    def section(self, row: int, words: str, last: int = PART) -> None:
        """Write the title of a section, with a line below it."""
        for column in range(last + 1):
            self.text(row, column, words if not column else "", "section")
        self.sheet.set_row(row, 22)

    def step_name(self, row: int, number: int, words: str, below: str) -> None:
        """Write the number of a step, what it is for and, below that, of what."""
        plain = self.meeting.look("text")
        self.sheet.write_number(row, 0, number, self.meeting.look("ordinal"))
        small = self.meeting.look("small")
        pieces: list[str | Format] = [plain, words, small, f"\n{below}"]
        self.sheet.write_rich_string(row, 1, *pieces, plain)
        lines = 1 + max(-(-len(below) // BELOW), 1)
        self.sheet.set_row(row, 4 + 13 * lines)

    def name_cell(self, name: str, cell: Cell) -> None:
        """Give a cell a name by which a formula can call it."""
        self.meeting.book.define_name(name, cell.place)

    def across(self, row: int, last: int, words: str, *look: str) -> None:
        """Write words over several columns, from the first."""
        form = self.meeting.look(*look)
        self.sheet.merge_range(row, 0, row, last, "", form)
        put(self.sheet, row, 0, words, form)

    def titles(self, row: int, titles: Sequence[str], left: int = 1) -> None:
        """Write the titles of columns; those of numbers to the right."""
        self.sheet.set_row(row, TITLES_HEIGHT)
        for column, words in enumerate(titles):
            look = "column" if column < left else "column-number"
            self.text(row, column, words, look)

    def number(
        self, row: int, column: int, value: Decimal, form: str, *look: str
    ) -> Cell:
        """Write a number that stays as it is."""
        style = self.meeting.look(*look, form=form)
        self.sheet.write_number(row, column, float(value), style)
        return Cell(self.name, row, column, value)

    def type_in(
        self, row: int, column: int, value: Decimal, form: str, words: str
    ) -> Cell:
        """Write a number that people may change.

        Args:
            row: Its row.
            column: Its column.
            value: What was proposed.
            form: `amount`, `percent` or `number`.
            words: What it is; empty for one of many, which is not listed.

        Returns:
            The cell.
        """
        cell = self.number(row, column, value, form, "typed")
        high = 1 if form == "percent" else 10**11
        says = "a percentage from 0 to 100" if form == "percent" else "a number from 0"
        rule = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": high,
            "error_title": "This can't be",
            "error_message": f"Type {says}.",
        }
        self.sheet.data_validation(row, column, row, column, rule)
        if words:
            self.meeting.typed.append(Typed(words, cell, form))
        return cell

    def formula(self, row: int, column: int, live: Live, form: str, *look: str) -> Cell:
        """Write a formula beside what it comes to."""
        style = self.meeting.look(*look, form=form)
        self.sheet.write_formula(row, column, f"={live.text}", style, float(live.value))
        return Cell(self.name, row, column, live.value)

    def says(self, row: int, column: int, text: str, now: str, *look: str) -> Cell:
        """Write a formula that comes to words."""
        style = self.meeting.look(*look)
        self.sheet.write_formula(row, column, f"={text}", style, now)
        return Cell(self.name, row, column, Decimal(0))

    def below(self, cells: Sequence[Cell]) -> Range:
        """Cells of a column, below one another without a gap."""
        first = cells[0]
        values = tuple(cell.value for cell in cells)
        return Range(first.sheet, first.row, first.column, values)

    def colour(self, first: int, last: int, column: int) -> None:
        """Colour YES and NO in some rows of a column; the words say as much."""
        for word in ("YES", "NO"):
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": self.meeting.answer(word),
            }
            self.sheet.conditional_format(first, column, last, column, rule)


def quoted(words: str) -> str:
    """Words as a text inside a formula; a formula holds 255 letters of one."""
    return '"' + words[:MOST_LETTERS].replace('"', '""') + '"'
