"""Tell the rows of data from totals, balances, notes, blanks and repeated headers."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import chain
from itertools import product
from typing import TYPE_CHECKING

from coopbooks.imports import dates
from coopbooks.imports.numbers import looks_like_a_number
from coopbooks.imports.sheets.folding import words
from coopbooks.imports.sheets.grid import is_number
from coopbooks.imports.sheets.headers import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterable
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
# A figure with decimals or thousands, whatever else is in it; no day and no number.
_LIKE_MONEY = re.compile(r"^[^/-]*\d[^/-]*[.,][^/-]*\d[^/-]*$")


@dataclass(frozen=True, slots=True)
class Sorter:
    """Says of each row whether it is data.

    Attributes:
        columns: The column of each field, from 0.
        first: The first column that has a text in the header.
        texts: The header's texts, as words, of the columns of the fields.
        heads: How the text of the first one begins.
        totals: The labels of totals rows, as words.
        named: The names that the profile gives to labels, by their words.
        starts: How labels begin, so that most texts need no second look.
        formats: The formats of dates as text.
    """

    columns: tuple[int, ...]
    first: int
    texts: Mapping[int, Words]
    heads: frozenset[str]
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
        if label is not None:
            if self._named(row, label) is not None:
                return "balance"
            if self._totals(row, label):
                return "total"
        return self._unlabelled(row, filled)

    def _unlabelled(self, row: Sequence[Raw], filled: int) -> Reason | None:
        """Why a row without a label is no data."""
        if filled == 1 and len(self.columns) > 1 and self._single(row):
            return "note"
        if self._repeats(row):
            return "repeated header"
        for column in self.columns:
            if column < len(row) and not _blank(row[column]):
                return None
        return "note"

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
            if isinstance(raw, str) and raw[:2] in starts:
                said = words(raw)
                if said in self.named or any(
                    said[: len(total)] == total for total in self.totals
                ):
                    return column
        return None

    def _named(self, row: Sequence[Raw], label: int) -> tuple[str, int] | None:
        """The figure behind a label that the profile names: the last number.

        What only looks like an amount is taken where there is no number, so that a
        balance which can't be read is told and not passed over.
        """
        name = self.named.get(words(str(row[label])))
        if name is None:
            return None
        behind = range(label + 1, len(row))
        figures = [n for n in behind if self._number(row[n])]
        figures = figures or [n for n in behind if _LIKE_MONEY.search(str(row[n]))]
        return (name, figures[-1]) if figures else None

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
        """Whether the only cell of a row is a text, no number and no day."""
        raw = next(raw for raw in row if not _blank(raw))
        return isinstance(raw, str) and not (looks_like_a_number(raw) or self._day(raw))

    def _repeats(self, row: Sequence[Raw]) -> bool:
        """Whether a row has the header's texts again, as on the next page."""
        first = row[self.first] if self.first < len(row) else ""
        if not isinstance(first, str) or first[:2] not in self.heads:
            return False
        for column, text in self.texts.items():
            raw = row[column] if column < len(row) else ""
            if not isinstance(raw, str) or words(raw) != text:
                return False
        return True

    def _number(self, raw: Raw) -> bool:
        if isinstance(raw, str):
            return looks_like_a_number(raw) and not self._day(raw)
        return is_number(raw)

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
    texts = {n: words(header.texts[n].rpartition(JOINT)[2]) for n in columns}
    first = next((n for n in columns if texts[n]), 0)
    named = {
        words(text): name for name, texts in reading.named.items() for text in texts
    }
    totals = frozenset(words(text) for text in (*TOTALS, *reading.totals)) - {()}
    said = (*TOTALS, *reading.totals, *chain(*reading.named.values()))
    return Sorter(
        columns=columns,
        first=first,
        texts=texts,
        heads=_starts((header.texts[first].rpartition(JOINT)[2],)),
        totals=totals,
        named=named,
        starts=_starts(said),
        formats=reading.dates,
    )


def _starts(labels: Iterable[str]) -> frozenset[str]:
    """The first two letters of labels, in any case, with accents and without.

    A blank before a label counts too.
    """
    starts = set()
    for label in labels:
        for text in (label.strip(), " ".join(words(label))):
            for start in (text[:2], f" {text[:1]}"):
                pairs = product(*({mark.lower(), mark.upper()} for mark in start))
                starts |= {"".join(pair) for pair in pairs}
    return frozenset(starts - {"", " "} | {"  ", "\u00a0"})


def _blank(raw: Raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())
