"""What a workbook says of its sheets and styles, in its own XML parts."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from typing import NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from coopbooks.imports.sheets.safety import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from coopbooks.imports.sheets.archive import Parts

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
# The two percent formats that every spreadsheet program has built in.
PERCENT = {9, 10}
# A format that shows a number with zeros before it, maybe behind a text: "M-"0000.
ZEROS = re.compile(r'(?:"([^"]*)"|((?:\\.|[-/ ])*))(0{2,})')
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class SheetPart(NamedTuple):
    """A sheet as the workbook names it.

    Attributes:
        name: Its name.
        hidden: Whether it is hidden.
        path: The part that it is in.
    """

    name: str
    hidden: bool
    path: str


class Styles(NamedTuple):
    """The styles of a workbook that change what a cell means, by their index.

    Attributes:
        percents: Those that show a percentage.
        zeros: Those that show a whole number with zeros before it: the text before
            the number, and how many digits it is shown with.
    """

    percents: frozenset[int]
    zeros: dict[int, tuple[str, int]]


class Contents(NamedTuple):
    """What a workbook says of itself.

    Attributes:
        sheets: Its sheets with cells, in order.
        recalculates: Whether its formulas are to be calculated when it is opened, as
            programs ask for that can't calculate them.
    """

    sheets: tuple[SheetPart, ...]
    recalculates: bool


def contents(parts: Parts) -> Contents:
    """Read which sheets a workbook has.

    Args:
        parts: The workbook's parts.

    Returns:
        Its sheets, and whether it is to be recalculated.

    Raises:
        FileUnreadable: It is damaged.
    """
    targets = {
        relation.get("Id", ""): _within(relation.get("Target", ""))
        for relation in _root(parts, RELATIONS)
        if relation.get("Type", "").endswith("/worksheet")
    }
    root = _root(parts, WORKBOOK)
    sheets = []
    for sheet in _all(root, "sheet"):
        key = next((v for k, v in sheet.items() if k.endswith("}id")), "")
        if key in targets:
            hidden = sheet.get("state", "visible") != "visible"
            sheets.append(SheetPart(sheet.get("name", ""), hidden, targets[key]))
    full = [calc.get("fullCalcOnLoad", "") for calc in _all(root, "calcPr")]
    return Contents(tuple(sheets), any(word in {"1", "true"} for word in full))


def styles(parts: Parts) -> Styles:
    """Read which styles show percentages, or zeros before a number.

    Args:
        parts: The workbook's parts.

    Returns:
        Those styles; none where the workbook has no styles.

    Raises:
        FileUnreadable: It is damaged.
    """
    if STYLES not in parts.xml:
        return Styles(frozenset(), {})
    root = _root(parts, STYLES)
    codes = {
        _whole(form.get("numFmtId")): form.get("formatCode", "")
        for form in _all(root, "numFmt")
    }
    percents, zeros = set(), {}
    for table in _all(root, "cellXfs"):
        for index, style in enumerate(table):
            number = _whole(style.get("numFmtId"))
            code = codes.get(number, "")
            padded = ZEROS.fullmatch(code)
            if number in PERCENT or "%" in QUOTED.sub("", code):
                percents.add(index)
            elif padded:
                before = padded[1] or (padded[2] or "").replace("\\", "")
                zeros[index] = (before, len(padded[3]))
    return Styles(frozenset(percents), zeros)


def _root(parts: Parts, path: str) -> Element:
    """The root element of a part, without entities or other tricks."""
    try:
        return fromstring(parts.part(path), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise FileUnreadable(parts.file, f"a part of it is damaged ({path})") from None


def _all(root: Element, name: str) -> Iterator[Element]:
    """Elements of a name, whichever of the two namespaces the workbook has."""
    return (element for element in root.iter() if _named(element, name))


def _named(element: Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _within(target: str) -> str:
    """The path in the archive of a part that the workbook points to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else -1
