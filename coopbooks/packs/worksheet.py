"""One sheet of a workbook: its heading, its tables, how it prints."""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Formula
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind
from coopbooks.packs import captions
from coopbooks.packs import figures
from coopbooks.packs import sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from coopbooks.core.table import Row
    from coopbooks.core.table import Sentence
    from coopbooks.packs.formulas import Formulas
    from coopbooks.packs.pack import Pack
    from coopbooks.packs.sheets import Spot
    from coopbooks.packs.styles import Styles

A4 = 9
LEFT = (ColumnKind.TEXT, ColumnKind.DATE)
TITLE_HEIGHT = 21
LINE_HEIGHT = 13.5
# A bold or wide letter takes more room than the digits that Excel measures by.
WIDE_LETTER = 1.15
LONGEST_FOOTER = 200
FIRST_DAY = datetime.date(1900, 3, 1)


def put(
    sheet: Worksheet, row: int, column: int, text: str, look: Format | None
) -> None:
    """Write a text as a text, whatever it looks like.

    Args:
        sheet: The sheet.
        row: The row, counted from 0.
        column: The column, counted from 0.
        text: Any text; what is longer than a cell holds is cut.
        look: Its format.
    """
    # XlsxWriter takes such a text for markup of its own and writes it as it is.
    markup = text.startswith("<r>") and text.endswith("</r>")
    sheet.write_string(row, column, f"{text} " if markup else text, look)


class Sheet:
    """A sheet that is being written."""

    def __init__(
        self,
        sheet: Worksheet,
        name: str,
        pack: Pack,
        formulas: Formulas,
        styles: Styles,
    ) -> None:
        """Set up how it prints.

        Args:
            sheet: The empty sheet.
            name: Its name.
            pack: The pack that is being written.
            formulas: Writes formulas.
            styles: The looks of cells.
        """
        self.sheet = sheet
        self.name = name
        self.heading = pack.heading
        self.reader = figures.Reader(pack)
        self.formulas = formulas
        self.styles = styles
        self.widths: list[int] = []
        self._set_up_print()

    def page_one(self, spots: list[Spot]) -> None:
        """Write the tables of page one below one another.

        Args:
            spots: Where they stand.
        """
        self.set_widths(sheets.widths_of_page_one(spots))
        self.sheet.hide_gridlines(2)
        self.sheet.set_portrait()
        self.lines((captions.name(self.heading), captions.period(self.heading)))
        for spot in spots:
            self.table(spot)

    def page(self, spot: Spot) -> None:
        """Write a table that has the sheet to itself.

        Args:
            spot: Where it stands.
        """
        table = spot.table
        self.set_widths(sheets.widths(spot, self.formulas.values))
        self.lines((table.title, captions.caption(self.heading, table)))
        self.table(spot)
        self.sheet.freeze_panes(spot.first, 1)
        self.sheet.repeat_rows(0, spot.heading)

    def lines(self, first: tuple[str, str]) -> None:
        """Write the lines that place the sheet, and the warnings.

        Args:
            first: The title and the line below it.
        """
        title, caption = first
        self.sheet.set_row(0, TITLE_HEIGHT)
        quiet = self.styles.words("caption")
        put(self.sheet, 0, 0, title, self.styles.words("title"))
        put(self.sheet, 1, 0, caption, quiet)
        put(self.sheet, 2, 0, captions.version(self.heading), quiet)
        for row, mark in enumerate(self.heading.marks, 3):
            self.words(row, f"NOTE: {mark}", self.styles.words("mark"))

    def table(self, spot: Spot) -> None:
        """Write a table: titles, sentences, rows.

        Args:
            spot: Where it stands.
        """
        self._titles(spot)
        self._sentences(spot.lead, spot.table.lead)
        for row, line in enumerate(spot.table.rows, spot.first):
            self._row(spot, row, line)
        self._sentences(spot.notes, spot.table.notes)
        self._colour_checks(spot)

    def set_widths(self, widths: Iterable[int]) -> None:
        """Set the widths of the columns.

        Args:
            widths: In Excel's unit, about one digit.
        """
        self.widths = list(widths)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)

    def words(self, row: int, text: str, look: Format) -> None:
        """Write a sentence across the columns, on as many lines as it needs.

        Args:
            row: The row.
            text: The sentence.
            look: Its format, which wraps.
        """
        last = max(len(self.widths), 1) - 1
        room = sum(self.widths)
        if last:
            self.sheet.merge_range(row, 0, row, last, "", look)
        put(self.sheet, row, 0, text, look)
        # Neither Excel nor LibreOffice fits a row's height to merged cells.
        lines = math.ceil(len(text) * WIDE_LETTER / room) if room else 1
        self.sheet.set_row(row, LINE_HEIGHT * max(lines, 1))

    def _titles(self, spot: Spot) -> None:
        """The title of a section of page one, and the titles of columns."""
        if spot.heading < 0:
            return
        section = spot.title == spot.heading
        lines = [
            math.ceil(len(column.title) * WIDE_LETTER / width)
            for column, width in zip(spot.columns[1:], self.widths[1:], strict=False)
        ]
        self.sheet.set_row(spot.heading, LINE_HEIGHT * max([1, *lines]))
        look = self.styles.words("section" if section else "column")
        first = spot.table.title if section else spot.columns[0].title
        put(self.sheet, spot.heading, 0, first, look)
        for number, column in enumerate(spot.columns[1:], 1):
            side = "text" if column.kind in LEFT else "number"
            look = self.styles.words(f"{'section' if section else 'column'}-{side}")
            put(self.sheet, spot.heading, number, column.title, look)

    def _sentences(self, row: int, sentences: tuple[Sentence, ...]) -> None:
        """Sentences below one another."""
        look = self.styles.words("sentence")
        for line, sentence in enumerate(sentences, row):
            self.words(line, self.reader.sentence(sentence), look)

    def _row(self, spot: Spot, row: int, line: Row) -> None:
        """A row: its label and its cells."""
        table = spot.table
        only_words = figures.only_words(line, spot.columns)
        if only_words and line.kind is not RowKind.HEADING:
            look = self.styles.cell(ColumnKind.TEXT, line.kind, "", line.depth)
            self.words(row, figures.label(line), look)
            return
        self._fit(spot, row, line)
        for number, column in enumerate(spot.columns):
            content = figures.content(line, column)
            kind = figures.kind_of(column, content)
            # A text beside a number keeps some distance.
            indent = int(kind in LEFT) if number else line.depth
            look = self.styles.cell(kind, line.kind, table.currency, indent)
            ref = Ref(table.id, line.id, column.id)
            if isinstance(content, Formula):
                self._formula(row, number, content, ref, look, table.currency)
            elif content is not None:
                self._value(row, number, content, kind, look)
            elif line.kind in {RowKind.SUBTOTAL, RowKind.TOTAL}:
                self.sheet.write_blank(row, number, None, look)

    def _fit(self, spot: Spot, row: int, line: Row) -> None:
        """Make a row as high as its longest text needs; not every program does."""
        needs = [1]
        for column, width in zip(spot.columns, self.widths, strict=False):
            text = figures.content(line, column)
            if isinstance(text, str) and len(text) > width:
                needs.append(math.ceil(len(text) / width))
        if max(needs) > 1:
            self.sheet.set_row(row, LINE_HEIGHT * max(needs))

    def _formula(
        self,
        row: int,
        column: int,
        content: Formula,
        ref: Ref,
        look: Format,
        currency: str,
    ) -> None:
        """A live formula and what it comes to."""
        value = self.formulas.values[ref]
        known = float(value) if isinstance(value, Decimal) else value or ""
        formula = self.formulas.formula(content, self.name, currency)
        self.sheet.write_formula(row, column, formula, look, known)

    def _value(
        self,
        row: int,
        column: int,
        value: str | Decimal,
        kind: ColumnKind,
        look: Format,
    ) -> None:
        """A number, a day or a text."""
        if isinstance(value, Decimal):
            self.sheet.write_number(row, column, float(value), look)
            return
        day = _day(value) if kind is ColumnKind.DATE else None
        if day is not None:
            self.sheet.write_datetime(row, column, day, look)
        elif value:
            put(self.sheet, row, column, value, look)

    def _colour_checks(self, spot: Spot) -> None:
        """Colour YES and NO; the words alone say as much."""
        rows = spot.table.rows
        last = spot.first + len(rows) - 1
        for number, column in enumerate(spot.columns):
            if not any(isinstance(row.cells.get(column.id), Agree) for row in rows):
                continue
            for word in ("YES", "NO"):
                rule = {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": self.styles.answer(word),
                }
                self.sheet.conditional_format(spot.first, number, last, number, rule)

    def _set_up_print(self) -> None:
        """A4 lying down, as wide as the paper, placed on every page."""
        caption = captions.caption(self.heading).replace("&", "&&")
        version = captions.version(self.heading).replace("&", "&&")
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
        self.sheet.set_header(f"&L&8 {_cut(caption)}")
        self.sheet.set_footer(f"&L&8 {_cut(version)}&R&8Page &P of &N")


def _cut(text: str) -> str:
    """As much as a header holds; never half of a doubled ampersand."""
    return text[:LONGEST_FOOTER].rstrip("&")


def _day(text: str) -> datetime.datetime | None:
    """A day that a spreadsheet can reckon with; before March 1900 it can't."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    if day < FIRST_DAY:
        return None
    return datetime.datetime.combine(day, datetime.time())
