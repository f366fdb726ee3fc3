"""Bars lying down, one below the other, each with its name before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.packs import figures
from coopbooks.packs.shapes import Shape
from coopbooks.packs.shapes import amount
from coopbooks.packs.shapes import placed
from coopbooks.packs.shapes import pointed
from coopbooks.packs.shapes import shortened

if TYPE_CHECKING:
    from coopbooks.packs.pictures import Shown

WIDTH = 560
TOP = 12
GAP = 6
BAR = 24
# Where a row has several bars, each is thinner.
BAR_OF_SEVERAL = 18
NAMES = 216
AMOUNTS = 108
LONGEST_NAME = 25


def height(shown: Shown) -> int:
    """How tall a drawing of lying bars is.

    Args:
        shown: What the picture shows.
    """
    return round(_tall(shown) * len(shown.rows)) + TOP


def bars(shown: Shown) -> list[Shape]:
    """Draw bars lying down, each with its name before and its amount behind.

    Args:
        shown: What the picture shows; its columns lie below one another in each row.

    Returns:
        The shapes.
    """
    numbers = [number for values in shown.values for number in values]
    low, high = float(min([ZERO, *numbers])), float(max([ZERO, *numbers]))
    unit = (WIDTH - NAMES - AMOUNTS) / ((high - low) or 1.0)
    shapes = []
    for number, (row, values) in enumerate(zip(shown.rows, shown.values, strict=True)):
        top = TOP / 2 + _tall(shown) * number
        name = shortened(figures.label(row), LONGEST_NAME)
        before = placed(x=NAMES - GAP, y=top + BAR * 0.68)
        shapes.append(Shape("text", "before", before, name))
        for place, value in enumerate(values):
            begin, end = sorted((float(value), 0.0))
            left = NAMES + (begin - low) * unit
            wide = max((end - begin) * unit, 1.0)
            line = top + BAR_OF_SEVERAL * place
            box = placed(x=left, y=line + 3, width=wide, height=_thick(shown))
            behind = placed(x=left + wide + GAP, y=line + 3 + _thick(shown) * 0.74)
            shapes += [
                Shape("rect", f"c{place}", box, pointed(shown, row, place, value)),
                Shape("text", "after", behind, amount(shown, value)),
            ]
    return shapes


def _tall(shown: Shown) -> float:
    """How tall a row of lying bars is."""
    several = len(shown.columns)
    return BAR if several == 1 else BAR_OF_SEVERAL * several + GAP


def _thick(shown: Shown) -> float:
    """How thick a lying bar is."""
    return BAR - 6 if len(shown.columns) == 1 else BAR_OF_SEVERAL - 2
