"""Workbooks whose sheet is written letter by letter, as hostile ones are."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.imports.rows import SheetData

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def text(reference: str, value: str) -> str:
    """A cell with a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


HEADER = f'<row r="1">{text("A1", "a")}{text("B1", "b")}</row>'
ROW = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'


def only(sheets: list[SheetData]) -> SheetData:
    """The only sheet that was read."""
    (sheet,) = sheets
    return sheet


def write(
    path: Path,
    rows: str = HEADER + ROW,
    *,
    prolog: str = "",
    before: str = "",
    prefix: str = "",
    more: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a workbook with one sheet of these rows, and more members.

    The elements of the sheet get a prefix such as `x:`, as some programs write them.
    """
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    data = f"{before}<sheetData>{rows}</sheetData>"
    body = f'<worksheet {space}="{SPACE}">{data}</worksheet>'
    body = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", body)
    sheet = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{body}'
    with (
        zipfile.ZipFile(made) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            held = sheet.encode() if name == SHEET else source.read(name)
            archive.writestr(name, held)
        for name, held in (more or {}).items():
            archive.writestr(name, held)
    return path
