"""Pictures of a workbook: charts of its own, drawn from live cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import cast

from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.packs import captions
from coopbooks.packs import figures
from coopbooks.packs.pictures import COLOURS
from coopbooks.packs.pictures import Shown
from coopbooks.packs.sheets import HEADING_LINES
from coopbooks.packs.sheets import PICTURES
from coopbooks.packs.styles import FONT
from coopbooks.packs.styles import number_format
from coopbooks.packs.worksheet import put

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

    from coopbooks.packs.pack import Pack
    from coopbooks.packs.worksheet import Sheet

KINDS = {"columns": "column", "line": "line", "bars": "bar"}
SMALL = {"name": FONT, "size": 9, "bold": False}
GRID = {"visible": True, "line": {"color": "#DDDDDD", "width": 0.75}}
LABELS = 30
AMOUNTS = 14
# The rows that a chart's height covers.
ROWS_OF_A_CHART = 20
SIZE = {"width": 640, "height": 360}


def draw(book: Workbook, sheet: Sheet, pack: Pack) -> None:
    """Draw every picture beside the cells that it shows.

    The cells lead to the tables, so that a picture follows a figure that is changed.

    Args:
        book: The workbook.
        sheet: The empty sheet for the pictures.
        pack: The pack.
    """
    found = [Shown.of(pack, picture) for picture in pack.pictures]
    most = max(len(shown.columns) for shown in found)
    sheet.set_widths([LABELS, *[AMOUNTS] * most, 3])
    sheet.lines((PICTURES, captions.caption(pack.heading)))
    sheet.sheet.hide_gridlines(2)
    sheet.sheet.set_portrait()
    row = HEADING_LINES + len(pack.heading.marks) + 1
    for shown in found:
        _write_cells(sheet, pack, shown, row)
        if shown.rows:
            chart = _chart(book, shown)
            _add_series(chart, shown, row)
            _set_looks(chart, shown)
            words = f"{shown.picture.title}. The figures stand on the left."
            place = {"description": words, "object_position": 2}
            sheet.sheet.insert_chart(row, most + 2, chart, place)
        row += max(len(shown.rows) + 2, ROWS_OF_A_CHART) + 1


def _chart(book: Workbook, shown: Shown) -> Chart:
    """An empty chart of a picture's kind."""
    return cast("Chart", book.add_chart({"type": KINDS[shown.picture.kind]}))


def _write_cells(sheet: Sheet, pack: Pack, shown: Shown, top: int) -> None:
    """The cells that a picture shows, each leading to its table."""
    styles, currency = sheet.styles, shown.table.currency
    put(sheet.sheet, top, 0, shown.picture.title, styles.words("section"))
    put(sheet.sheet, top + 1, 0, shown.unit, styles.words("column"))
    for number, column in enumerate(shown.columns, 1):
        put(sheet.sheet, top + 1, number, column.title, styles.words("column-number"))
    for line, row in enumerate(shown.rows, top + 2):
        put(sheet.sheet, line, 0, figures.label(row), styles.words("sentence"))
        for number, column in enumerate(shown.columns, 1):
            ref = Ref(shown.table.id, row.id, column.id)
            value = pack.values[ref]
            if isinstance(value, Decimal):
                look = styles.cell(column.kind, RowKind.LINE, currency)
                formula = sheet.formulas.formula(Sum((ref,)), PICTURES, currency)
                sheet.sheet.write_formula(line, number, formula, look, float(value))


def _add_series(chart: Chart, shown: Shown, top: int) -> None:
    """The columns of a picture; a second line is dashed, not only coloured."""
    first, last = top + 2, top + 1 + len(shown.rows)
    for number, _ in enumerate(shown.columns, 1):
        colour = COLOURS[(number - 1) % len(COLOURS)]
        series: dict[str, object] = {
            "name": [PICTURES, top + 1, number],
            "categories": [PICTURES, first, 0, last, 0],
            "values": [PICTURES, first, number, last, number],
        }
        if shown.picture.kind == "line":
            dash = "dash" if number > 1 else "solid"
            series["line"] = {"color": colour, "width": 2.25, "dash_type": dash}
        else:
            series |= {"fill": {"color": colour}, "gap": 60}
        if shown.picture.kind == "bars":
            series["data_labels"] = {"value": True, "font": SMALL}
        chart.add_series(series)


def _set_looks(chart: Chart, shown: Shown) -> None:
    """Axes and a legend, quiet."""
    lying = shown.picture.kind == "bars"
    chart.set_title({"none": True})
    names = {
        "num_font": SMALL,
        "label_position": "low",
        "line": {"color": "#8A8A8A"},
        # Excel counts the names of a lying chart from below.
        "reverse": lying,
    }
    # Bars carry their figures themselves.
    values = {
        "num_format": number_format(ColumnKind.AMOUNT, "JPY").replace("[Red]", ""),
        "num_font": SMALL,
        "major_gridlines": {"visible": False} if lying else GRID,
        "visible": not lying,
        "name": "" if lying else shown.unit,
        "name_font": SMALL,
        "line": {"none": True},
    }
    # Lying down, the names are at the side.
    chart.set_x_axis(values if lying else names)
    chart.set_y_axis(names if lying else values)
    legend = {"position": "bottom", "font": SMALL}
    chart.set_legend(legend if len(shown.columns) > 1 else {"none": True})
    chart.set_size(SIZE)
    chart.set_chartarea({"border": {"none": True}})
