"""Tell the rows of data from totals, balances, notes, blanks and repeated headers."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.imports import dates
from coopbooks.imports.numbers import looks_like_a_number
from coopbooks.imports.sheets.folding import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.rows import Reason
    from coopbooks.imports.sheets.grid import Raw
    from coopbooks.imports.sheets.headers import Header

Words = tuple[str, ...]

TOTALS = (
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub-total",
    "sub total",
    "grand total",
    "sum",
    "sum total",
    "totaal",
    "totale",
    "summe",
    "gesamt",
    "gesamtsumme",
    "zwischensumme",
    "total general",
    "sous-total",
)
CODE = re.compile(r"[A-Z]{3}|\W+")


@dataclass(frozen=True, slots=True)
class Sorter:
    """Says of each row whether it is data.

    Attributes:
        columns: The column of each field, from 0.
        texts: The header's texts, folded, of the columns of the fields.
        totals: The labels of totals rows, as words.
        named: The names that the profile gives to labels, by their words.
        starts: How labels begin, so that most texts need no second look.
        formats: The formats of dates as text.
    """

    columns: tuple[int, ...]
    texts: Mapping[int, Words]
    totals: frozenset[Words]
    named: Mapping[Words, str]
    starts: frozenset[str]
    formats: tuple[str, ...]

    def reason(self, row: Sequence[Raw]) -> Reason | None:
        """Why a row is no data.

        Args:
            row: Its raw values.

        Returns:
            The reason; None for a row of data.
        """
        filled = len(row) - row.count("")
        if filled <= 2:
            filled = sum(not _blank(raw) for raw in row)
        if not filled:
            return "blank"
        label = self._labelled(row)
        if label is not None and self._named(row, label) is not None:
            return "balance"
        if label is not None and self._totals(row, label):
            return "total"
        if filled == 1 and len(self.columns) > 1 and self._single(row):
            return "note"
        return self._second_look(row)

    def named_cell(self, row: Sequence[Raw]) -> tuple[str, int] | None:
        """The cell of a row that the profile names.

        Args:
            row: Its raw values.

        Returns:
            The name and the column, from 0, of the figure behind the label.
        """
        label = self._labelled(row)
        return self._named(row, label) if label is not None else None

    def label(self, row: Sequence[Raw]) -> str:
        """What a row of totals or balances calls itself.

        Args:
            row: Its raw values.

        Returns:
            The label, as it is written; empty for none.
        """
        column = self._labelled(row)
        return "" if column is None else str(row[column]).strip()

    def _labelled(self, row: Sequence[Raw]) -> int | None:
        """The first column with a label, most texts being passed over quickly."""
        starts = self.starts
        for column, raw in enumerate(row):
            if type(raw) is str and raw and raw.lstrip()[:2].lower() in starts:
                said = words(raw)
                if said in self.named or any(
                    said[: len(total)] == total for total in self.totals
                ):
                    return column
        return None

    def _named(self, row: Sequence[Raw], label: int) -> tuple[str, int] | None:
        """The figure behind a label that the profile names: the last number."""
        name = self.named.get(words(str(row[label])))
        figures = [n for n in range(label + 1, len(row)) if self._number(row[n])]
        return (name, figures[-1]) if name is not None and figures else None

    def _totals(self, row: Sequence[Raw], label: int) -> bool:
        """Whether a row with the label of a total is one.

        `Total Wine & More` may be a payee and `TOTAL` a filling station: a row with a
        day, or with another text behind a longer label, is data.
        """
        others = [raw for n, raw in enumerate(row) if n != label and not _blank(raw)]
        if any(self._day(raw) for raw in others):
            return False
        if words(str(row[label])) in self.totals:
            return True
        return bool(others) and all(
            self._number(raw) or (isinstance(raw, str) and CODE.fullmatch(raw.strip()))
            for raw in others
        )

    def _single(self, row: Sequence[Raw]) -> bool:
        """Whether the only cell of a row is a text."""
        raw = next(raw for raw in row if not _blank(raw))
        return isinstance(raw, str) and not self._number(raw)

    def _second_look(self, row: Sequence[Raw]) -> Reason | None:
        """Headers that are repeated, and rows with nothing in the columns wanted."""
        first = self.columns[0] if self.columns else 0
        if first < len(row) and isinstance(row[first], str) and self._repeats(row):
            return "repeated header"
        for column in self.columns:
            if column < len(row) and not _blank(row[column]):
                return None
        return "note"

    def _repeats(self, row: Sequence[Raw]) -> bool:
        for column, text in self.texts.items():
            raw = row[column] if column < len(row) else ""
            if not isinstance(raw, str) or words(raw) != text:
                return False
        return True

    def _number(self, raw: Raw) -> bool:
        if isinstance(raw, str):
            return looks_like_a_number(raw) and not self._day(raw)
        return isinstance(raw, float | int) and not isinstance(raw, bool)

    def _day(self, raw: Raw) -> bool:
        if not isinstance(raw, str):
            return isinstance(raw, datetime.date)
        try:
            dates.written(raw, self.formats)
        except dates.NoDay:
            return False
        return True


def sorter(header: Header, reading: Reading) -> Sorter:
    """Make ready to sort the rows under a header.

    Args:
        header: The header.
        reading: How the sheet is to be read.

    Returns:
        What says of each row whether it is data.
    """
    columns = tuple(dict.fromkeys(header.columns.values()))
    lower = {n: header.texts[n].rpartition(" / ")[2] for n in columns}
    totals = frozenset(words(text) for text in (*TOTALS, *reading.totals)) - {()}
    named = {
        words(text): name for name, texts in reading.named.items() for text in texts
    }
    labels = [
        *TOTALS,
        *reading.totals,
        *(t for texts in reading.named.values() for t in texts),
    ]
    starts = {text.strip()[:2].lower() for text in labels}
    starts |= {" ".join(words(text))[:2] for text in labels}
    return Sorter(
        columns=columns,
        texts={n: words(text) for n, text in lower.items()},
        totals=totals,
        named=named,
        starts=frozenset(starts),
        formats=reading.dates,
    )


def _blank(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())
