"""The figures of a resolution, as somebody wrote them down.

They come as a small table (CSV), as TOML, or one by one. A figure says what it is of:
`result`, the number or the name of a step, a member's id, `members` for all of them,
`left`; and where that is a member, in which way it is theirs: the amount, or what of it
is `cash`, `kept`, `owed` or `withheld`.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from beancount.core.data import new_metadata

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from beancount.core import data

Way = Literal["amount", "cash", "kept", "owed", "withheld"]
# What people write above a column, by what it holds.
TITLES: dict[str, Way] = {
    "amount": "amount",
    "part": "amount",
    "total": "amount",
    "surplus": "amount",
    "cash": "cash",
    "in cash": "cash",
    "paid": "cash",
    "kept": "kept",
    "retained": "kept",
    "owed": "owed",
    "withheld": "withheld",
    "tax": "withheld",
}
# 1,234.50 and 1 234.50; 1.234,50 and 1234,5: at most two digits after the last mark.
# A lone 1.234 may be either.
ENGLISH = re.compile(r"-?(\d+|\d{1,3}([, ]\d{3})+)(\.\d{1,2})?")
OTHERS = re.compile(
    r"-?(\d+|\d{1,3}( \d{3})+|\d{1,3}(\.\d{3}){2,})(,\d{1,2})?"
    r"|-?\d{1,3}\.\d{3},\d{1,2}"
)
MONEY = re.compile(r"^[$€£¥]\s*|\s*([A-Z]{3}|[$€£¥])$")


class BadFigure(CoopbooksError):
    """A figure of a resolution can't be read."""

    def __init__(self, source: data.Meta, text: str, why: str) -> None:
        """Build the message.

        Args:
            source: Where it stands.
            text: What stands there.
            why: What is wrong with it.
        """
        place = where(source)
        super().__init__(
            f"{place}: '{text}' {why}" if place != "-" else f"{text} {why}"
        )


class Stated(NamedTuple):
    """A figure of a resolution.

    Attributes:
        what: What it is of, as it was written: `result`, `20`, `M-0001`.
        way: The amount, or in which way it is theirs.
        number: How much.
        source: Where it stands.
    """

    what: str
    way: Way
    number: Decimal
    source: data.Meta


def from_csv(text: str, name: str) -> list[Stated]:
    """Read a small table.

    Args:
        text: What it holds: what each line is of, then figures. A first line without a
            figure says what the columns are.
        name: The file's name, for errors.

    Returns:
        The figures, line by line; empty cells are none.

    Raises:
        BadFigure: A cell is no figure, or a column's title means nothing.
    """
    marks = {mark: text.count(mark) for mark in (",", ";", "\t")}
    # Who writes 1.234,50 puts semicolons between cells.
    mark = "\t" if marks["\t"] else ";" if marks[";"] else ","
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=mark)
    ways: list[Way] = ["amount"]
    found: list[Stated] = []
    for cells in reader:
        source = new_metadata(name, reader.line_num)
        first, *rest = [cell.strip() for cell in cells] or [""]
        if not found and rest and not any(map(_looks_like_a_number, rest)):
            ways = [_way(title, source) for title in rest]
        elif first and not first.startswith("#"):
            found += _line(first, rest, ways, source)
    return found


def from_toml(text: str, name: str) -> list[Stated]:
    """Read TOML: `result = 44396.84`, `[M-0001]` with `cash = 423.20`.

    Args:
        text: What it holds. Tables called `steps` and `members` only put things in
            order.
        name: The file's name, for errors.

    Returns:
        The figures.

    Raises:
        BadFigure: It is no TOML, or a value is no figure.
    """
    source = new_metadata(name, 0)
    try:
        content = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise BadFigure(source, name, f"is no TOML: {error}") from error
    return list(_of_table(content, source))


def one(text: str) -> Stated:
    """Read one figure as it is typed: `20=22198.42`, `M-0001.cash=423.20`.

    Args:
        text: What it is of, and how much.

    Returns:
        The figure.

    Raises:
        BadFigure: It is none.
    """
    source = new_metadata("", 0)
    what, equals, number = text.partition("=")
    if not equals:
        raise BadFigure(source, text, "is no figure; write 20=22198.42")
    name, dot, last = what.strip().rpartition(".")
    if dot and last in TITLES:
        return Stated(name, TITLES[last], number_of(number, source), source)
    return Stated(what.strip(), "amount", number_of(number, source), source)


def number_of(text: str, source: data.Meta) -> Decimal:
    """Read an amount as people write it, if it can be read in one way only.

    Args:
        text: Such as `44,396.84`, `44.396,84`, `44396.84 USD`.
        source: Where it stands.

    Returns:
        The number.

    Raises:
        BadFigure: It is none, or may be two.
    """
    bare = MONEY.sub("", text.strip()).strip()
    english, others = ENGLISH.fullmatch(bare), OTHERS.fullmatch(bare)
    bare = bare.replace(" ", "")
    if english:
        return Decimal(bare.replace(",", ""))
    if others:
        return Decimal(bare.replace(".", "").replace(",", "."))
    raise BadFigure(source, text, "is no amount; write 44396.84.")


def _looks_like_a_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _way(title: str, source: data.Meta) -> Way:
    found = TITLES.get(title.casefold())
    if found is None:
        known = ", ".join(TITLES)
        raise BadFigure(source, title, f"is no column; they are {known}.")
    return found


def _line(
    first: str, rest: list[str], ways: list[Way], source: data.Meta
) -> Iterator[Stated]:
    """The figures of one line of a table."""
    if any(rest[len(ways) :]):
        raise BadFigure(source, rest[len(ways)], "stands in a column without a title.")
    for way, cell in zip(ways, rest, strict=False):
        if cell:
            yield Stated(first, way, number_of(cell, source), source)


def _of_table(table: Mapping[str, object], source: data.Meta) -> Iterator[Stated]:
    """The figures of a TOML table and those in it."""
    for key, value in table.items():
        if not isinstance(value, dict):
            yield Stated(key, "amount", _value(value, key, source), source)
        elif key in {"steps", "members"} and not value.keys() <= TITLES.keys():
            yield from _of_table(value, source)
        else:
            for title, number in value.items():
                way = _way(str(title), source)
                yield Stated(key, way, _value(number, key, source), source)


def _value(value: object, key: str, source: data.Meta) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str):
        return number_of(value, source)
    raise BadFigure(source, key, "is no amount; write 44396.84.")
