"""Tables set in columns of plain text, as on a typewriter."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from coopbooks.core.table import ColumnKind
from coopbooks.core.table import RowKind
from coopbooks.packs import figures

if TYPE_CHECKING:
    from coopbooks.core.table import Row
    from coopbooks.core.table import Table
    from coopbooks.packs.figures import Reader

GAP = 2
STEP = 2
NARROWEST_LABEL = 24
WIDEST_LABEL = 46
WIDEST_TEXT = 40
ONE_LINE_TITLE = 16
LEFT = (ColumnKind.TEXT, ColumnKind.DATE)


def width(text: str) -> int:
    """How many places a text takes; a wide letter takes two, an accent none.

    Args:
        text: One line.

    Returns:
        The number of columns on a screen of equal letters.
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    none = sum(unicodedata.combining(letter) > 0 for letter in text)
    return len(text) + wide - none


def wrapped(text: str, places: int) -> list[str]:
    """Break a text into lines.

    Args:
        text: Words; what looks like a line break in them becomes a blank.
        places: The longest line.

    Returns:
        At least one line.
    """
    places = max(places, 8)
    if len(text) <= places and text.isprintable():
        return [text]
    words = "".join(letter if letter.isprintable() else " " for letter in text)
    return textwrap.wrap(words, places, break_on_hyphens=False) or [""]


def _padded(text: str, places: int, *, left: bool) -> str:
    """A text with blanks on one side, up to `places`."""
    blanks = " " * (places - width(text))
    return text + blanks if left else blanks + text


@dataclass(frozen=True, slots=True)
class Line:
    """A row as text: its label and one text for each other column."""

    row: Row
    label: str
    cells: tuple[str, ...]


class Layout:
    """A table in columns of text.

    The labels stand on the left and wrap; numbers are lined up on the right, on the
    last line of their label; longer texts wrap in columns of their own.
    """

    def __init__(self, reader: Reader, table: Table, places: int | None = None) -> None:
        """Measure a table.

        Args:
            reader: Says what cells say.
            table: The table.
            places: The width to fill, for the first page; None for as wide as needed.
        """
        first, *rest = table.columns if places else figures.columns(table)
        self.titles = tuple(column.title for column in rest)
        self.left = tuple(column.kind in LEFT for column in rest)
        self.lines = [
            Line(
                row,
                reader.cell(table, row, first),
                tuple(reader.cell(table, row, column) for column in rest),
            )
            for row in table.rows
        ]
        self.widths = tuple(self._width(place) for place in range(len(rest)))
        self.inner = figures.inner_rows(table) if places else frozenset[str]()
        taken = sum(each + GAP for each in self.widths if each)
        self.label = self._label_width(first.title, taken, places)
        self.places = self.label + taken

    def _width(self, place: int) -> int:
        """How wide a column is; a text is cut to lines, a number never."""
        title = self.titles[place]
        cells = [width(line.cells[place]) for line in self.lines]
        if self.left[place]:
            return min(max([width(title), *cells]), WIDEST_TEXT)
        # A long title is cut to lines as well, but never inside a word.
        words = map(width, title.split())
        return max([*words, min(width(title), ONE_LINE_TITLE), *cells])

    def _label_width(self, title: str, taken: int, places: int | None) -> int:
        """How wide the labels are: what is left over, or what they need."""
        if places is not None:
            return max(places - taken, NARROWEST_LABEL)
        # A row with nothing but a label runs across the other columns.
        needs = [
            STEP * line.row.depth + width(line.label)
            for line in self.lines
            if any(line.cells)
        ]
        return min(max([width(title), *needs]), WIDEST_LABEL)

    def headings(self, title: str) -> list[str]:
        """The titles of the columns, on one line or more.

        Args:
            title: What stands above the labels.

        Returns:
            Lines; none where no column has a title.
        """
        if not title and not any(self.titles):
            return []
        places = (self.label, *self.widths)
        columns = [
            wrapped(text, each)
            for text, each in zip((title, *self.titles), places, strict=True)
        ]
        most = max(map(len, columns))
        # They stand on the rule below them.
        for column in columns:
            column[:0] = [""] * (most - len(column))
        return [
            self._set(first, tuple(rest), self.label, self.widths)[0]
            for first, *rest in zip(*columns, strict=True)
        ]

    def body(self) -> list[str]:
        """Every row.

        Returns:
            Lines, with a rule above each total.
        """
        lines: list[str] = []
        for line in self.lines:
            if line.row.kind is RowKind.TOTAL and lines:
                lines.append(self.rule(line))
            lines += self.row(line)
        return [line.rstrip() for line in lines]

    def rule(self, line: Line) -> str:
        """Dashes where a line has numbers."""
        dashes = tuple(
            "-" * places if cell and not left else ""
            for cell, places, left in zip(
                line.cells, self.widths, self.left, strict=True
            )
        )
        return self._set("", dashes, self.label, self.widths)[0]

    def row(self, line: Line) -> list[str]:
        """One row.

        Args:
            line: The row as text.

        Returns:
            Its lines.
        """
        indent = STEP * line.row.depth
        if not any(line.cells):
            room = max(self.places - indent, NARROWEST_LABEL)
            hang = _hang(line.label)
            first, *more = wrapped(line.label, room)
            rest = wrapped(" ".join(more), room - hang) if more else []
            return [" " * indent + first, *(" " * (indent + hang) + x for x in rest)]
        # An explanation's amount stands inside, as far as the label leaves room.
        inside = 0
        if line.row.id in self.inner:
            step = max(self.widths) + GAP
            inside = step * min(line.row.depth, 2)
            inside = max(min(inside, self.label - NARROWEST_LABEL - indent), 0)
        return self._set(
            line.label, line.cells, self.label - inside, self.widths, indent
        )

    def _set(
        self,
        label: str,
        cells: tuple[str, ...],
        places: int,
        widths: tuple[int, ...],
        indent: int = 0,
    ) -> list[str]:
        """Set a label and cells side by side."""
        labels = [" " * indent + part for part in wrapped(label, places - indent)]
        parts = []
        for cell, each, left in zip(cells, widths, self.left, strict=True):
            lines = wrapped(cell, each) if left else [cell]
            # A figure stands beside the last line of its label, and so does a short
            # word about it; a long text begins where the label begins.
            above = len(labels) - 1 if len(lines) == 1 else 0
            parts.append([*[""] * above, *lines])
        lines = []
        for texts in zip_longest(labels, *parts, fillvalue=""):
            line = _padded(texts[0], places, left=True)
            for text, each, left in zip(texts[1:], widths, self.left, strict=True):
                if each:
                    line += " " * GAP + _padded(text, each, left=left)
            lines.append(line.rstrip())
        return lines


def _hang(label: str) -> int:
    """How far the later lines of a numbered remark are set in: `1. ` gives 3."""
    number, dot, _ = label.partition(". ")
    return len(number) + 2 if dot and number.isdigit() else 0
