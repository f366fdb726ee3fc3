"""How the cells of a workbook look; each look is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import MINOR_UNITS
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import RowKind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "Arial"
SIZE = 10
INK = "#222222"
QUIET = "#5C5C5C"
LINE = "#8A8A8A"
PALE = "#F3F4F6"
ANSWERS: dict[str, dict[str, object]] = {
    "YES": {"font_color": "#0B5A2A", "bg_color": "#E3F2E6"},
    "NO": {"font_color": "#8C1212", "bg_color": "#FBE3E3", "bold": True},
}

BELOW: dict[str, object] = {"bold": True, "bottom": 1, "bottom_color": LINE}
ABOVE: dict[str, object] = {**BELOW, "bg_color": PALE, "text_wrap": True}
SET_IN: dict[str, object] = {"align": "left", "indent": 1}

WORDS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "caption": {"font_color": QUIET},
    "mark": {"bold": True, "font_color": "#8C1212", "text_wrap": True},
    "sentence": {"text_wrap": True},
    "section": BELOW,
    "section-text": {**BELOW, **SET_IN},
    "section-number": {**BELOW, "align": "right"},
    "column": ABOVE,
    "column-text": {**ABOVE, **SET_IN},
    "column-number": {**ABOVE, "align": "right"},
}
ROWS: dict[RowKind, dict[str, object]] = {
    RowKind.HEADING: {"bold": True},
    RowKind.SUBTOTAL: {"bold": True, "top": 1, "top_color": LINE},
    RowKind.TOTAL: {"bold": True, "top": 1, "bottom": 6},
}
WRAPPED: dict[str, object] = {"text_wrap": True}
RIGHT: dict[str, object] = {"align": "right"}
DATE: dict[str, object] = {"num_format": "yyyy-mm-dd", "align": "left"}


def number_format(kind: ColumnKind, currency: str) -> str:
    """The number format of a cell.

    Args:
        kind: What it holds.
        currency: The currency of its table, for amounts.

    Returns:
        Thousands separated, a minus for what is negative, which is also red.
    """
    if kind is ColumnKind.PERCENT:
        plain = '#,##0.0" %"'
    elif kind is ColumnKind.NUMBER:
        plain = "#,##0.######"
    else:
        decimals = MINOR_UNITS.get(currency, 2)
        plain = "#,##0." + "0" * decimals if decimals else "#,##0"
    return f"{plain};[Red]-{plain}"


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        """Start without any.

        Args:
            book: The workbook that is being written.
        """
        self._book = book
        self._made: dict[tuple[object, ...], Format] = {}

    def words(self, what: str) -> Format:
        """The look of a title, a sentence and the like.

        Args:
            what: One of `WORDS`.

        Returns:
            The format, always the same one.
        """
        key = (what,)
        if key not in self._made:
            self._made[key] = self._make(WORDS[what])
        return self._made[key]

    def cell(
        self, kind: ColumnKind, row: RowKind, currency: str, indent: int = 0
    ) -> Format:
        """The look of a table's cell.

        Args:
            kind: What the cell holds.
            row: What its row is for.
            currency: The currency of its table.
            indent: How far it is set in.

        Returns:
            The format, always the same one.
        """
        key = (kind, row, currency, indent)
        if key not in self._made:
            look = {**self._kind(kind, currency), **ROWS.get(row, {})}
            if indent:
                # Without a side to be set in from, programs leave it out.
                look |= {"indent": indent, "align": "left"}
            self._made[key] = self._make(look)
        return self._made[key]

    def answer(self, word: str) -> Format:
        """The colours of a check's answer, for a conditional format.

        Args:
            word: `YES` or `NO`.

        Returns:
            The format, always the same one.
        """
        if (word,) not in self._made:
            self._made[(word,)] = self._book.add_format(ANSWERS[word])
        return self._made[(word,)]

    def _kind(self, kind: ColumnKind, currency: str) -> dict[str, object]:
        match kind:
            case ColumnKind.TEXT:
                return WRAPPED
            case ColumnKind.DATE:
                return DATE
            case ColumnKind.CHECK:
                return RIGHT
            case _:
                return {"num_format": number_format(kind, currency)}

    def _make(self, look: dict[str, object]) -> Format:
        base = {"font_name": FONT, "font_size": SIZE, "font_color": INK}
        return self._book.add_format({**base, "valign": "top", **look})
