"""The picture of the meeting's workbook: from the result to where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import cast

from coopbooks.core.money import ZERO
from coopbooks.packs.meeting import live
from coopbooks.packs.pictures import COLOURS
from coopbooks.packs.styles import FONT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xlsxwriter.chart import Chart

    from coopbooks.packs.meeting.columns import Written
    from coopbooks.packs.meeting.live import Cell
    from coopbooks.packs.meeting.page import Page
    from coopbooks.packs.meeting.ways import Ways

WORDS = {"name": FONT, "size": 9, "bold": False}
LARGE, SMALL = (860, 400), (640, 300)
TITLES = ("", "Left", "All of it", "Not for single members", "Kept", "In cash")
FIRST = 4
# Of the columns of cells; the first is no column of the picture, the second unseen.
SHADES = ("", "", "#8A8A8A", COLOURS[2], COLOURS[0], COLOURS[1])
UNSEEN = {"fill": {"none": True}, "border": {"none": True}}
# Nothing is said of nothing.
LABELS = {"value": True, "font": {**WORDS, "color": "#FFFFFF"}, "num_format": "#,##0;;"}


class Drawn(NamedTuple):
    """The cells of a picture.

    Attributes:
        sheet: The name of their sheet.
        end: The row after the last.
        is_loss: Whether a loss is borne rather than a surplus shared.
    """

    sheet: str
    end: int
    is_loss: bool


def cells(
    page: Page, start: Cell, steps: Sequence[Written], ways: Mapping[int, Ways]
) -> Drawn:
    """Write the cells that the picture shows.

    Args:
        page: The empty sheet.
        start: The cell with what is shared.
        steps: The steps.
        ways: In which way members' parts are theirs, by step; none of a loss.

    Returns:
        Where they are.
    """
    is_loss = not ways and any(one.step.kind == "members" for one in steps)
    titles = list(TITLES)
    if is_loss:
        titles[3:] = ["Not by single members", "By members", "In cash"]
    page.titles(FIRST - 1, titles)
    name, digits = page.name, page.meeting.digits
    page.text(FIRST, 0, "To be shared" if not is_loss else "The loss", "text")
    _numbers(page, FIRST, [live.NOTHING, start.seen(name)])
    row = FIRST + 1
    for one in steps:
        page.text(row, 0, f"{one.step.number} {one.step.name}", "text")
        amount, nothing = one.amount.seen(name), live.NOTHING
        kinds = [amount, nothing, nothing]
        if found := ways.get(one.step.number):
            cash = found.totals["cash"].seen(name)
            rest = live.added([amount], [cash], digits=digits)
            kinds = [nothing, rest, cash]
        elif one.step.kind == "members":
            kinds = [nothing, amount, nothing]
        _numbers(page, row, [one.left.seen(name), live.NOTHING, *kinds])
        row += 1
    if steps:
        page.text(row, 0, "Left over", "text")
        left = steps[-1].left.seen(name)
        _numbers(page, row, [live.NOTHING, left])
        row += 1
    page.widths([34, *[16] * 5])
    return Drawn(name, row, is_loss)


def _numbers(page: Page, row: int, numbers: Sequence[live.Live]) -> None:
    """A row of the picture's cells; what is not said is nothing."""
    filled = [*numbers, *[live.NOTHING] * (5 - len(numbers))]
    for column, number in enumerate(filled, 1):
        if number.text == "0":
            page.number(row, column, ZERO, "amount", "quiet")
        else:
            page.formula(row, column, number, "amount", "quiet")


def draw(
    drawn: Drawn, page: Page, place: tuple[int, int], size: tuple[int, int]
) -> None:
    """Draw columns on top of each other, the lowest unseen.

    Args:
        drawn: The cells.
        page: The sheet that the picture stands on.
        place: The row and column of its corner.
        size: Its width and height in pixels.
    """
    made = page.meeting.book.add_chart({"type": "column", "subtype": "stacked"})
    chart = cast("Chart", made)
    last = 4 if drawn.is_loss else 5
    for column in range(1, last + 1):
        seen = {"fill": {"color": SHADES[column]}, "data_labels": LABELS}
        series: dict[str, object] = {
            "name": [drawn.sheet, FIRST - 1, column],
            "categories": [drawn.sheet, FIRST, 0, drawn.end - 1, 0],
            "values": [drawn.sheet, FIRST, column, drawn.end - 1, column],
            "gap": 40,
            **(seen if SHADES[column] else UNSEEN),
        }
        chart.add_series(series)
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom", "font": WORDS, "delete_series": [0]})
    grid = {"visible": True, "line": {"color": "#DDDDDD", "width": 0.75}}
    axis = {"num_font": WORDS, "num_format": "#,##0", "major_gridlines": grid}
    chart.set_y_axis({**axis, "line": {"none": True}})
    chart.set_x_axis({"num_font": WORDS, "line": {"color": "#8A8A8A"}})
    chart.set_size({"width": size[0], "height": size[1]})
    chart.set_chartarea({"border": {"none": True}})
    words = f"From the result to where it goes. The figures stand on '{drawn.sheet}'."
    options = {"description": words, "object_position": 2}
    page.sheet.insert_chart(*place, chart, options)
