"""Pictures drawn as SVG for the page, without script or network.

They are drawn here rather than by a chart library because a page that is kept, printed
and compared must be the same each time, and carry no script, address or date of its
drawing. Floats are right here: a picture is not an amount.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.packs import bars
from coopbooks.packs import figures
from coopbooks.packs.bars import WIDTH
from coopbooks.packs.pictures import Shown
from coopbooks.packs.shapes import Shape
from coopbooks.packs.shapes import placed
from coopbooks.packs.shapes import pointed
from coopbooks.packs.shapes import shortened

if TYPE_CHECKING:
    from coopbooks.packs.pack import Pack
    from coopbooks.packs.pack import Picture

HEIGHT = 280
# A digit of 15 pixels, as on a phone, where the drawing is small.
LETTER = 9.6
RIGHT = 8
GAP = 6
TOP = 12
BOTTOM = 50
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
MONTH = re.compile(r"([^\W\d]{3})[^\W\d]* (\d{4})")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, drawn.

    Attributes:
        picture: What it is a picture of.
        width: Its width in its own units.
        height: Its height.
        shapes: What is drawn, from the back to the front.
        legend: Class and title of each column, where there are several.
        left_out: How many shorter bars are left out.
        said: What it shows, for those who hear the page.
    """

    picture: Picture
    width: int
    height: int
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[str, str], ...]
    left_out: int
    said: str


def drawing(pack: Pack, picture: Picture) -> Drawing:
    """Draw a picture.

    Args:
        pack: The pack.
        picture: One of its pictures.

    Returns:
        The drawing; without shapes where there is nothing to draw.
    """
    shown = Shown.of(pack, picture)
    height = HEIGHT
    shapes: list[Shape] = []
    if picture.kind == "bars":
        height = bars.height(shown)
        shapes = bars.bars(shown)
    elif shown.rows:
        scale = Scale.of([float(number) for row in shown.values for number in row])
        draw = _line if picture.kind == "line" else _columns
        shapes = [*_grid(scale), *draw(shown, scale), *_names(shown, scale)]
    legend = tuple((f"c{n}", column.title) for n, column in enumerate(shown.columns))
    return Drawing(
        picture,
        WIDTH,
        height,
        tuple(shapes),
        legend if len(legend) > 1 else (),
        shown.left_out,
        _said(shown),
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with round steps, zero always on it."""

    low: float
    high: float
    step: float

    @classmethod
    def of(cls, numbers: list[float]) -> Scale:
        """Find round steps for numbers.

        Args:
            numbers: What is to be drawn.

        Returns:
            A scale with some four to six steps.
        """
        low, high = min([0.0, *numbers]), max([0.0, *numbers])
        rough = (high - low) / 4 or 1.0
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * each for each in STEPS if power * each >= rough * 0.999)
        low, high = math.floor(low / step) * step, math.ceil(high / step) * step
        return cls(low, high if high > low else low + step, step)

    @property
    def ticks(self) -> list[float]:
        """The numbers with a line across."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * n for n in range(count + 1)]

    def said(self, tick: float) -> str:
        """A tick's amount, without decimals unless the steps have them."""
        return f"{round(tick):,}" if self.step >= 1 else f"{tick:,.2f}"

    @property
    def left(self) -> float:
        """Where the drawing begins, right of the longest amount on the axis."""
        return max(len(self.said(tick)) for tick in self.ticks) * LETTER + GAP

    def y(self, number: float) -> float:
        """How far down a number lies."""
        room = HEIGHT - TOP - BOTTOM
        part = (number - self.low) / (self.high - self.low)
        return TOP + room * (1 - part)


def _grid(scale: Scale) -> list[Shape]:
    """Lines across and their amounts."""
    shapes = []
    for tick in scale.ticks:
        y = scale.y(tick)
        look = "zero" if abs(tick) < scale.step / 2 else "grid"
        ends = {"x1": scale.left, "x2": WIDTH - RIGHT, "y1": y, "y2": y}
        shapes.append(Shape("line", look, placed(**ends)))
        at = placed(x=scale.left - GAP, y=y + 4)
        shapes.append(Shape("text", "amount", at, scale.said(tick)))
    return shapes


def _slot(shown: Shown, scale: Scale) -> float:
    """How wide a row's part of the drawing is."""
    return (WIDTH - scale.left - RIGHT) / len(shown.rows)


def _centre(shown: Shown, scale: Scale, number: int) -> float:
    """How far right a row's middle lies."""
    return scale.left + _slot(shown, scale) * (number + 0.5)


def _columns(shown: Shown, scale: Scale) -> list[Shape]:
    """Columns side by side."""
    wide = _slot(shown, scale) * 0.76 / len(shown.columns)
    shapes = []
    for number, (row, values) in enumerate(zip(shown.rows, shown.values, strict=True)):
        left = _centre(shown, scale, number) - wide * len(values) / 2
        for place, value in enumerate(values):
            ends = sorted((scale.y(float(value)), scale.y(0.0)))
            box = placed(
                x=left + wide * place, y=ends[0], width=wide, height=ends[1] - ends[0]
            )
            said = pointed(shown, row, place, value)
            shapes.append(Shape("rect", f"c{place}", box, said))
    return shapes


def _line(shown: Shown, scale: Scale) -> list[Shape]:
    """A line for each column, with a point for each row."""
    shapes = []
    for place, _ in enumerate(shown.columns):
        points = [
            (_centre(shown, scale, number), scale.y(float(values[place])))
            for number, values in enumerate(shown.values)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        shapes.append(Shape("polyline", f"c{place}", placed(points=path)))
        for row, values, (x, y) in zip(shown.rows, shown.values, points, strict=True):
            said = pointed(shown, row, place, values[place])
            shapes.append(Shape("circle", f"c{place}", placed(cx=x, cy=y, r=2.5), said))
    return shapes


def _names(shown: Shown, scale: Scale) -> list[Shape]:
    """The rows' names below, months in short, a year where it begins."""
    shapes = []
    year = ""
    for number, row in enumerate(shown.rows):
        name = figures.label(row)
        below = ""
        if match := MONTH.fullmatch(name):
            name, below = match[1], match[2] if match[2] != year else ""
            year = match[2]
        short = shortened(name, max(90 // len(shown.rows), 4))
        x = _centre(shown, scale, number)
        at = placed(x=x, y=HEIGHT - BOTTOM + 18)
        shapes.append(Shape("text", "name", at, short))
        if below:
            at = placed(x=x, y=HEIGHT - BOTTOM + 36)
            shapes.append(Shape("text", "name", at, below))
    return shapes


def _said(shown: Shown) -> str:
    """What a picture shows, in a sentence, for those who hear the page."""
    return (
        f"{shown.picture.title}. The same figures stand in the table "
        f"'{shown.table.title}'."
    )
