"""A pack as a workbook whose totals, differences and checks are live formulas."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from coopbooks.packs.charts import draw
from coopbooks.packs.formulas import Formulas
from coopbooks.packs.sheets import FRONT
from coopbooks.packs.sheets import PARTS
from coopbooks.packs.sheets import PICTURES
from coopbooks.packs.sheets import Places
from coopbooks.packs.styles import Styles
from coopbooks.packs.worksheet import Sheet

if TYPE_CHECKING:
    from coopbooks.packs.pack import Heading
    from coopbooks.packs.pack import Pack


class Paper(Worksheet):
    """A sheet that takes our formulas as they are."""

    def _prepare_formula(
        self, formula: str, expand_future_functions: bool = False
    ) -> str:
        # XlsxWriter looks for a hundred newer functions in every formula, which takes
        # longer than all the rest. Ours has none of them.
        return formula.removeprefix("=")


def workbook(pack: Pack) -> bytes:
    """Write a pack as an .xlsx workbook.

    Page one is the first sheet, then the pictures and every other table on a sheet of
    its own. Every formula stands there live beside the value that it comes to, so that
    a program that does not reckon shows it too. No text is ever a formula.

    Args:
        pack: The pack.

    Returns:
        The file; the same pack gives the same bytes.

    Raises:
        TooManyRows: A table is longer than a sheet.
    """
    places = Places(pack)
    formulas = Formulas(pack.values, places)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_properties(pack.heading))
        styles = Styles(book)

        def sheet(name: str) -> Sheet:
            paper = book.add_worksheet(name, Paper)
            return Sheet(paper, name, pack, formulas, styles)

        front = [places.spots[table.id] for table in pack.front]
        sheet(FRONT).page_one(front)
        if pack.pictures:
            draw(book, sheet(PICTURES), pack)
        for table in pack.pages:
            spot = places.spots[table.id]
            sheet(spot.sheet).page(spot)
        _write_parts(book, formulas)
    return out.getvalue()


def _properties(heading: Heading) -> dict[str, object]:
    """The document's properties; the time is the pack's, not this moment."""
    printed = heading.printed
    if printed.tzinfo is not None:
        printed = printed.astimezone(datetime.UTC).replace(tzinfo=None)
    return {
        "title": f"{heading.title}, {heading.period}",
        "author": heading.title,
        "comments": f"book {heading.version}",
        "created": printed,
    }


def _write_parts(book: Workbook, formulas: Formulas) -> None:
    """The sums that were too long for one formula, on a sheet at the end."""
    if not formulas.parts:
        return
    sheet = book.add_worksheet(PARTS)
    for row, (formula, total) in enumerate(formulas.parts):
        sheet.write_formula(row, 0, formula, None, float(total))
