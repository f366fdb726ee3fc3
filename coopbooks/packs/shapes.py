"""The parts of a drawing, and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.packs import figures

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.core.table import Row
    from coopbooks.packs.pictures import Shown


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a drawing; the page's template writes it as SVG.

    Attributes:
        tag: `rect`, `line`, `polyline` or `text`.
        look: Its class in the style sheet.
        places: Its attributes, numbers already written.
        text: What a text says, or what a shape says when pointed at.
    """

    tag: str
    look: str
    places: tuple[tuple[str, str], ...]
    text: str = ""


def placed(**places: float | str) -> tuple[tuple[str, str], ...]:
    """Write attributes of a shape.

    Args:
        **places: Texts as they are, numbers with one decimal at most.

    Returns:
        Names and values.
    """
    return tuple(
        (name, place if isinstance(place, str) else f"{place:.1f}".removesuffix(".0"))
        for name, place in places.items()
    )


def shortened(name: str, most: int) -> str:
    """A name that fits.

    Args:
        name: The name.
        most: How many letters it may have.
    """
    return name if len(name) <= most else f"{name[: most - 1]}…"


def pointed(shown: Shown, row: Row, place: int, value: Decimal) -> str:
    """What a shape says when pointed at.

    Args:
        shown: What the picture shows.
        row: The row that it stands for.
        place: The number of its column.
        value: Its number.
    """
    title = shown.columns[place].title
    name = figures.label(row)
    front = f"{name}, {title}" if title else name
    return f"{front}: {amount(shown, value)}"


def amount(shown: Shown, value: Decimal) -> str:
    """A number as in the tables.

    Args:
        shown: What the picture shows.
        value: The number.
    """
    return figures.shown(value, shown.columns[0].kind, shown.table.currency)
