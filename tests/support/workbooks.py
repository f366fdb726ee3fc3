"""Reading workbooks back: what stands in the cell where a pack's figure belongs."""

from __future__ import annotations

from decimal import Decimal
from typing import IO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from coopbooks.core.table import Formula
from coopbooks.core.table import Ref
from coopbooks.packs.sheets import Places

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.cell import MergedCell

    from coopbooks.core.table import Content
    from coopbooks.core.table import Value
    from coopbooks.packs.pack import Pack

# A cell holds a binary float: equal to far less than a hundredth of a cent.
NEAR = Decimal("0.000001")


def contents(pack: Pack) -> dict[Ref, Content]:
    """Every cell of a pack, as it was put in."""
    return {
        Ref(table.id, row.id, column): content
        for table in pack.values.tables
        for row in table.rows
        for column, content in row.cells.items()
    }


def cell(pack: Pack, book: Workbook, ref: Ref) -> Cell | MergedCell:
    """Where a pack's cell stands in a workbook."""
    sheet, row, column = Places(pack).cell(ref)
    return book[sheet].cell(row + 1, column + 1)


def differences(pack: Pack, path: Path | IO[bytes]) -> list[Ref]:
    """The figures and formulas whose stored value is not what the pack says.

    Args:
        pack: the pack that the workbook was made from.
        path: the workbook, or LibreOffice's copy of it.

    Returns:
        Their cells, in the pack's order.
    """
    book = load_workbook(path, data_only=True)
    places = Places(pack)
    found = []
    for ref, content in contents(pack).items():
        if isinstance(content, Formula | Decimal):
            sheet, row, column = places.cell(ref)
            stored = book[sheet].cell(row + 1, column + 1).value
            if not same(stored, pack.values[ref]):
                found.append(ref)
    return found


def same(stored: object, value: Value) -> bool:
    """Whether a stored value is a pack's, to the cent and far beyond."""
    if isinstance(value, Decimal):
        number = isinstance(stored, int | float) and not isinstance(stored, bool)
        return number and abs(Decimal(str(stored)) - value) < NEAR
    return (stored or None) == (value or None)
