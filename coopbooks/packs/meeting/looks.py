"""How the meeting's workbook looks, and what is kept while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import quantum
from coopbooks.core.table import ColumnKind
from coopbooks.packs.styles import ANSWERS
from coopbooks.packs.styles import FONT
from coopbooks.packs.styles import INK
from coopbooks.packs.styles import LINE
from coopbooks.packs.styles import PALE
from coopbooks.packs.styles import QUIET
from coopbooks.packs.styles import SIZE
from coopbooks.packs.styles import number_format

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.pack import Heading

TYPED = "#FFF2B3"
WARNING = "#8C1212"
ABOVE: dict[str, object] = {
    "bold": True,
    "bottom": 1,
    "bottom_color": LINE,
    "bg_color": PALE,
    "text_wrap": True,
}
TOTAL: dict[str, object] = {"bold": True, "top": 1, "bottom": 6}
WORDS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "caption": {"font_color": QUIET},
    "state": {"bold": True, "font_size": 12},
    "say": {"text_wrap": True},
    "section": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": LINE},
    "column": ABOVE,
    "column-number": {**ABOVE, "align": "right"},
    "text": {"text_wrap": True},
    "quiet": {"text_wrap": True, "font_color": QUIET},
    "label": {"font_color": QUIET},
    "strong": {"bold": True, "text_wrap": True},
    "remark": {"text_wrap": True, "font_color": WARNING, "indent": 1},
    "answer": {"align": "center", "bold": True},
    "total": {**TOTAL, "text_wrap": True},
    "typed": {"bg_color": TYPED, "border": 1, "border_color": LINE},
    "small": {"font_size": 8, "font_color": QUIET},
    "ordinal": {"num_format": "0", "align": "left"},
    "whole": {"num_format": "#,##0", "font_color": QUIET},
    "share": {"num_format": "#,##0.000000", "font_color": QUIET},
    "line": {"bottom": 1, "bottom_color": "#DDDDDD"},
}
PERCENT = "0.00%"
HOURS = "#,##0.00"


class Typed(NamedTuple):
    """A cell for people to type into.

    Attributes:
        words: What it is.
        cell: Where it stands, with what was proposed.
        kind: `amount`, `percent` or `number`.
    """

    words: str
    cell: Cell
    kind: str


class Meeting:
    """The workbook that is being written."""

    def __init__(self, book: Workbook, heading: Heading, currency: str) -> None:
        """Start without sheets.

        Args:
            book: The empty workbook.
            heading: What stands on every page.
            currency: The currency of its amounts.
        """
        self.book = book
        self.heading = heading
        self.currency = currency
        self.quantum = quantum(currency)
        exponent = self.quantum.as_tuple().exponent
        self.digits = -exponent if isinstance(exponent, int) else 0
        self.typed: list[Typed] = []
        self.holds: list[bool] = []
        self._looks: dict[tuple[object, ...], Format] = {}

    @property
    def money(self) -> str:
        """How an amount is written."""
        return number_format(ColumnKind.AMOUNT, self.currency)

    def look(self, *names: str, form: str = "") -> Format:
        """A format, made once.

        Args:
            *names: Names of `WORDS`, put together.
            form: How numbers are written: `amount`, `percent`, `number` or empty.

        Returns:
            The format, always the same one.
        """
        key = (*names, form)
        if key not in self._looks:
            forms = {
                "amount": self.money,
                "percent": PERCENT,
                "number": HOURS,
                "any": "General",
                "count": "0",
                "share": "#,##0.000000",
            }
            wanted: dict[str, object] = {"num_format": forms[form]} if form else {}
            for name in names:
                wanted |= WORDS[name]
            wanted["locked"] = "typed" not in names
            base = {"font_name": FONT, "font_size": SIZE, "font_color": INK}
            made = {**base, "valign": "vcenter", **wanted}
            self._looks[key] = self.book.add_format(made)
        return self._looks[key]

    def answer(self, word: str) -> Format:
        """The colours of YES and NO, for a conditional format."""
        key = ("answer of", word)
        if key not in self._looks:
            self._looks[key] = self.book.add_format(ANSWERS[word])
        return self._looks[key]
