"""A workbook of the rows that can't be used, each with why, to be corrected."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import xlsxwriter

from coopbooks.imports.fates import Fate
from coopbooks.imports.keeping import write_private
from coopbooks.imports.knowing import known_of
from coopbooks.imports.readfile import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.imports.context import Context
    from coopbooks.imports.fates import Preview
    from coopbooks.imports.rows import SheetRow
    from coopbooks.imports.rows import Value

WHY = "why"
LONGEST_NAME = 31  # of a sheet, in Excel

# Nothing that somebody sent may become a formula or a link.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}

Reasons = dict[tuple[object, ...], str]


def write_rejects(book: Book, preview: Preview) -> tuple[Path, ...]:
    """Write the rows that can't be used to a workbook beside each file.

    Args:
        book: The book.
        preview: The preview.

    Returns:
        The workbooks, `NAME-rejected.xlsx`, one for each file that has such rows. They
        have the sender's headers, what stood around the table, and a column `why`, so
        that they can be corrected and imported with the same profile.

    Raises:
        CannotWrite: The system refuses.
    """
    reasons: Reasons = {}
    for one in preview.fates:
        if one.fate is Fate.REJECTED:
            said = (
                f"{one.place.column}: {one.reason}" if one.place.column else one.reason
            )
            reasons.setdefault(tuple(one.place[:3]), said)
    if not reasons or preview.profile is None:
        return ()
    made = []
    known = known_of(book)
    for path in preview.files:
        contexts = read_file(path, preview.profile, known).contexts
        if content := _workbook(contexts, reasons):
            made.append(path.with_name(f"{path.stem}-rejected.xlsx"))
            write_private(made[-1], content)
    return tuple(made)


def _workbook(contexts: Sequence[Context], reasons: Reasons) -> bytes | None:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, OPTIONS)
    form = workbook.add_format({"num_format": "yyyy-mm-dd"})
    found = False
    for context in contexts:
        rows = [row for row in context.sheet.rows if tuple(row.place[:3]) in reasons]
        if not rows:
            continue
        found = True
        name = (context.sheet.sheet or "Rejected")[:LONGEST_NAME]
        sheet = workbook.add_worksheet(name)
        for at, line in enumerate(_lines(context, rows, reasons)):
            for column, value in enumerate(line):
                _put(sheet, (at, column), value, form)
    workbook.close()
    return out.getvalue() if found else None


def _lines(
    context: Context, rows: Sequence[SheetRow], reasons: Reasons
) -> list[list[Value]]:
    """What stands around the table, the header, then the rows with why."""
    reading = context.profile.reading
    fields = [name for name in reading.columns if name in context.sheet.header]
    lines: list[list[Value]] = [[text] for text in context.sheet.around]
    lines += [[] for _ in range(reading.header_rows)]
    lines.append([*(_title(name, reading.columns) for name in fields), WHY])
    for row in rows:
        values = [
            row.cells[name].value if name in row.cells else None for name in fields
        ]
        lines.append([*values, reasons[tuple(row.place[:3])]])
    return lines


def _title(name: str, columns: Mapping[str, tuple[str, ...]]) -> str:
    return columns[name][0]


def _put(
    sheet: xlsxwriter.worksheet.Worksheet,
    at: tuple[int, int],
    value: Value,
    form: xlsxwriter.format.Format,
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(*at, value)
    elif isinstance(value, Decimal):
        sheet.write_number(*at, Fraction(value))
    elif isinstance(value, datetime.date):
        midnight = datetime.time()
        day = datetime.datetime.combine(value, midnight)
        sheet.write_datetime(*at, day, form)
    else:
        sheet.write_string(*at, str(value))
