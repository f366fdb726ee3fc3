"""Read the sheets of a workbook, with the fast reader wherever it can."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from itertools import islice
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from coopbooks.core.errors import CoopbooksError
from coopbooks.imports.sheets.archive import unpack
from coopbooks.imports.sheets.grid import MOST_ROWS
from coopbooks.imports.sheets.grid import RAW
from coopbooks.imports.sheets.grid import Grid
from coopbooks.imports.sheets.grid import whole
from coopbooks.imports.sheets.marks import extent
from coopbooks.imports.sheets.marks import marks
from coopbooks.imports.sheets.parts import contents
from coopbooks.imports.sheets.parts import styles
from coopbooks.imports.sheets.safety import FileRefused
from coopbooks.imports.sheets.safety import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.sheets.grid import Corner
    from coopbooks.imports.sheets.grid import Raw
    from coopbooks.imports.sheets.marks import Marks
    from coopbooks.imports.sheets.parts import SheetPart

# The fast reader makes a full rectangle of a sheet, so that one cell far out would
# take all memory. 8 million cells are some 200 MB.
MOST_CELLS = 8_000_000
# What lies far out is not read: beyond this many blank rows, or right of column CV.
MOST_BLANK = 1_000
MOST_COLUMNS = 100

BROKEN = "it is broken off or damaged"
# What the slow reader raises over damaged files, which is not documented.
DAMAGE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    EOFError,
    OSError,
    ParseError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


class UnsafeXml(CoopbooksError):
    """The slow reader would expand entities: it was told so from outside."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "Workbooks can't be read safely: openpyxl does not use defusedxml. "
            "Install defusedxml, and unset OPENPYXL_DEFUSEDXML."
        )


class Workbook:
    """A workbook whose parts were unpacked and found safe."""

    def __init__(self, file: str, held: bytes) -> None:
        """Unpack it.

        Args:
            file: The file's name.
            held: What is in the file.

        Raises:
            FileRefused: It is not safe, or no .xlsx.
            FileUnreadable: It is damaged.
        """
        self.file = file
        self._held = held
        self._parts = unpack(file, held)
        self._contents = contents(self._parts)
        self._styles = styles(self._parts)

    @property
    def sheets(self) -> tuple[SheetPart, ...]:
        """Its sheets with cells, in order."""
        return self._contents.sheets

    def grid(self, sheet: SheetPart) -> Grid:
        """Read one sheet.

        Args:
            sheet: One of its sheets.

        Returns:
            The sheet as it stands.

        Raises:
            FileRefused: It has more rows than are read.
            FileUnreadable: It is damaged.
        """
        xml = self._parts.part(sheet.path)
        odd = marks(xml, self._styles, recalculates=self._contents.recalculates)
        if odd.unplaced:
            why = f"cells of sheet {sheet.name} have no address"
            raise FileUnreadable(self.file, why)
        height, width = extent(xml)
        rows: Sequence[Sequence[Raw]]
        notes: tuple[str, ...] = ()
        merges: tuple[tuple[Corner, Corner], ...] = ()
        if xml.count(b"</row>") > MOST_ROWS:
            why = f"has more than {MOST_ROWS:,} rows on sheet {sheet.name}"
            raise FileRefused(self.file, why, "Split it, by month for example.")
        if height <= MOST_ROWS and height * width <= MOST_CELLS:
            rows, merges = self._fast(sheet.name)
        else:
            rows, notes = self._slow(sheet.name, height, width)
        return Grid(
            file=self.file,
            sheet=sheet.name,
            rows=_as_shown(rows, odd),
            hidden=sheet.hidden,
            hidden_rows=frozenset(odd.hidden_rows),
            hidden_columns=frozenset(odd.hidden_columns),
            problems=odd.problems,
            merges=merges,
            notes=notes,
        )

    def _fast(
        self, name: str
    ) -> tuple[Sequence[Sequence[Raw]], tuple[tuple[Corner, Corner], ...]]:
        """The values of a sheet by the fast reader, from the first cell on."""
        from python_calamine import CalamineError
        from python_calamine import load_workbook

        try:
            with load_workbook(io.BytesIO(self._held)) as book:
                sheet = book.get_sheet_by_name(name)
                rows = sheet.to_python(skip_empty_area=False)
                merges = sheet.merged_cell_ranges or []
        except (CalamineError, ValueError, OSError):
            raise FileUnreadable(self.file, BROKEN) from None
        return rows, tuple(merges)

    def _slow(
        self, name: str, height: int, width: int
    ) -> tuple[Sequence[Sequence[Raw]], tuple[str, ...]]:
        """The values of a sheet with cells far out, as far as they are near."""
        import openpyxl

        if not openpyxl.DEFUSEDXML:
            raise UnsafeXml
        try:
            with warnings.catch_warnings(action="ignore"):
                book = openpyxl.load_workbook(
                    io.BytesIO(self._held),
                    read_only=True,
                    data_only=True,
                    keep_links=False,
                )
                sheet = book[name]
                sheet.reset_dimensions()
                wide = min(width, MOST_COLUMNS)
                found = sheet.iter_rows(max_col=wide, values_only=True)
                rows = [*_until_blank(islice(found, MOST_ROWS))]
                book.close()
        except DAMAGE:
            raise FileUnreadable(self.file, BROKEN) from None
        notes = []
        if width > wide:
            notes.append("Cells right of column CV were not read")
        if height > len(rows):
            notes.append(
                f"Nothing below row {len(rows)} was read: more than {MOST_BLANK:,} "
                "blank rows follow it"
            )
        return rows, tuple(f"{note}, on sheet {name}." for note in notes)


def _until_blank(rows: Iterable[Sequence[object]]) -> Iterator[Sequence[Raw]]:
    """The rows before a long run of blank ones."""
    blank: list[Sequence[Raw]] = []
    for row in rows:
        plain = [value if isinstance(value, RAW) else "" for value in row]
        if not any(value != "" for value in plain):
            blank.append(())
            if len(blank) > MOST_BLANK:
                return
            continue
        yield from blank
        blank.clear()
        yield plain


def _as_shown(rows: Sequence[Sequence[Raw]], odd: Marks) -> Sequence[Sequence[Raw]]:
    """Numbers shown with zeros before them become texts, as people see them."""
    if not odd.shown:
        return rows
    changed = [list(row) for row in rows]
    for (number, column), (before, digits) in odd.shown.items():
        if number > len(changed) or column >= len(changed[number - 1]):
            continue
        value = whole(changed[number - 1][column])
        if value is not None:
            changed[number - 1][column] = f"{before}{value:0{digits}}"
    return changed
