"""What the fast reader does not tell of a sheet, found in the sheet's own XML.

The fast reader gives values only. Hidden rows, error values, formulas that were never
calculated and number formats are searched for here in the text of the XML, which takes
a tenth of the time of parsing it: most sheets have none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from coopbooks.imports.sheets.parts import Styles

# Elements with a prefix, as few programs write them: then any may have one.
PREFIXED = re.compile(rb":(?:worksheet|col|row|c|f|v)[\s/>]")
PREFIX = rb"(?:[\w.-]+:)?"
# Rows from 200,000 on, columns from AA on, or cells that do not begin with their
# address as programs write it: only then is it worth to look closer.
FAR = re.compile(
    rb"""<c(?:[\t\r\n]| (?!r=")| r="(?:[A-Za-z]{2,}\d|[A-Za-z](?:[2-9]\d{5}|\d{7})))"""
)
NEAR = (199_999, 26)
REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
HIDDEN = re.compile(rb"""hidden\s*=\s*["'](?:1|true)["']""")
NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d{1,7})["']""")
RANGE = re.compile(rb"""\s(min|max)\s*=\s*["'](\d{1,5})["']""")
# Beyond this column it makes no difference what is hidden: nothing there is read.
LAST_COLUMN = 500
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
TEXT_TYPE = re.compile(rb"""\st\s*=\s*["'](?:str|s|inlineStr)["']""")

NEVER = "has a formula without a saved value: open the file and save it anew"


class Patterns(NamedTuple):
    """The patterns of a sheet, by the prefix that its elements have."""

    column: re.Pattern[bytes]
    row: re.Pattern[bytes]
    cell: re.Pattern[bytes]
    valued: re.Pattern[bytes]
    error: re.Pattern[bytes]
    uncalculated: re.Pattern[bytes]
    zero: re.Pattern[bytes]


@dataclass(slots=True)
class Marks:
    """What is odd in a sheet.

    Attributes:
        hidden_rows: The numbers of hidden rows, from 1.
        hidden_columns: The hidden columns, from 0, as far as a table may reach.
        problems: Why cells can't be used, by row from 1 and column from 0.
        shown: Whole numbers that are shown with something before them, likewise: the
            text before them and how many digits they are shown with.
        unplaced: Whether something odd has no address.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    problems: dict[int, dict[int, str]] = field(default_factory=dict)
    shown: dict[tuple[int, int], tuple[str, int]] = field(default_factory=dict)
    unplaced: bool = False


def marks(xml: bytes, styles: Styles, *, recalculates: bool) -> Marks:
    """Find what is odd in a sheet.

    Args:
        xml: The sheet's part.
        styles: The workbook's styles that change what a cell means.
        recalculates: Whether the workbook asks to be calculated when it is opened, so
            that a saved zero is none.

    Returns:
        What is odd.
    """
    found, patterns = Marks(), _patterns(_prefix(xml))
    if HIDDEN.search(xml):
        _hide(found, xml, patterns)
        _hide_columns(found, xml, patterns)
    if b'"e"' in xml or b"'e'" in xml:
        for match in patterns.error.finditer(xml):
            error = match[2].decode("utf-8", "replace") if match[2] else "an error"
            _put(found, match[1], f"holds the error {error}")
    _uncalculated(found, xml, patterns, recalculates=recalculates)
    _format(found, xml, patterns, styles)
    return found


def extent(xml: bytes) -> tuple[int, int]:
    """How far a sheet reaches at most, whatever dimensions it declares.

    Args:
        xml: The sheet's part.

    Returns:
        The number of the last row with a value, and of the last column; for a small
        sheet a bound on them.
    """
    prefix = _prefix(xml)
    if not prefix and not FAR.search(xml):
        return NEAR
    row, column = 1, 1
    for match in _patterns(prefix).valued.finditer(xml):
        place = _place(match[0])
        if place:
            row, column = max(row, place[0]), max(column, place[1] + 1)
    return row, column


def _prefix(xml: bytes) -> bytes:
    """What may stand before the names of elements, as a pattern."""
    return PREFIX if PREFIXED.search(xml) else b""


@lru_cache(maxsize=2)
def _patterns(p: bytes) -> Patterns:
    """The patterns, which take time in proportion to the sheet, whatever is in it.

    None reaches beyond a tag, or a long run of blanks.
    """
    blank = rb"\s{0,99}"
    tag = rb"[^<>]*"
    value = rb"<%bv\b%b>%b%%b%b</%bv>" % (p, tag, blank, blank, p)
    none = rb"(?:<%bv\b%b/>|%b)?" % (p, tag, value % b"")
    body = rb"<%bf\b(?:%b/>|%b>[^<]*</%bf>)" % (p, tag, tag, p)
    end = blank + rb"</%bc>" % p
    return Patterns(
        column=re.compile(rb"<%bcol\b%b>" % (p, tag)),
        row=re.compile(rb"<%brow\b%b>" % (p, tag)),
        cell=re.compile(rb"<%bc\b%b>" % (p, tag)),
        valued=re.compile(rb"<%bc\b%b(?<!/)>(?!%b)" % (p, tag, end)),
        error=re.compile(
            rb"""(<%bc\b%b\st\s*=\s*["']e["']%b)>""" % (p, tag, tag)
            + rb"(?:%b%b)?%b(?:<%bv\b%b>([^<]*))?" % (blank, body, blank, p, tag)
        ),
        uncalculated=re.compile(body + blank + none + end),
        zero=re.compile(body + blank + value % b"0" + end),
    )


def _hide(found: Marks, xml: bytes, patterns: Patterns) -> None:
    for match in patterns.row.finditer(xml):
        if HIDDEN.search(match[0]):
            at = NUMBER.search(match[0])
            if at:
                found.hidden_rows.add(int(at[1]))
            else:
                found.unplaced = True


def _hide_columns(found: Marks, xml: bytes, patterns: Patterns) -> None:
    """Find the columns that are hidden; they are said before the first row."""
    head = xml[: xml.find(b"sheetData")]
    for match in patterns.column.finditer(head):
        if HIDDEN.search(match[0]):
            ends = {which: int(at) for which, at in RANGE.findall(match[0])}
            last = min(ends.get(b"max", 0), LAST_COLUMN)
            found.hidden_columns.update(range(ends.get(b"min", last + 1) - 1, last))


def _uncalculated(
    found: Marks, xml: bytes, patterns: Patterns, *, recalculates: bool
) -> None:
    """Formulas without a value; one that gives an empty text has the type of text."""
    for pattern in (patterns.uncalculated, patterns.zero)[: 1 + recalculates]:
        for match in pattern.finditer(xml):
            cell = _last(patterns.cell, xml, match.start())
            if not TEXT_TYPE.search(cell):
                _put(found, cell, NEVER)


def _format(found: Marks, xml: bytes, patterns: Patterns, styles: Styles) -> None:
    """Cells whose number format changes what they mean."""
    wanted = {*styles.percents, *styles.zeros}
    spelled = (b's="%d"', b"s='%d'", b's = "%d"')
    if not any(form % index in xml for index in wanted for form in spelled):
        return
    for match in patterns.valued.finditer(xml):
        style = STYLE.search(match[0])
        index = int(style[1]) if style else -1
        if index not in wanted or TEXT_TYPE.search(match[0]):
            continue
        if index in styles.percents:
            _put(found, match[0], "is a percentage")
        elif place := _place(match[0]):
            found.shown[place] = styles.zeros[index]


def _last(cell: re.Pattern[bytes], xml: bytes, end: int) -> bytes:
    """The tag of the cell that a formula stands in, right before it."""
    starts = [match[0] for match in cell.finditer(xml, max(0, end - 2_000), end)]
    return starts[-1] if starts else b""


def _put(found: Marks, tag: bytes, why: str) -> None:
    place = _place(tag)
    if place is None:
        found.unplaced = True
    else:
        found.problems.setdefault(place[0], {}).setdefault(place[1], why)


def _place(tag: bytes) -> tuple[int, int] | None:
    """The row, from 1, and the column, from 0, of a cell."""
    match = REFERENCE.search(tag)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(match[2]), column - 1
