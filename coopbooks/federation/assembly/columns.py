"""A table of bodies side by side: what may not be shown is in none of its cells."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import quantum
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Each
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.assembly.hiding import NOT_SHOWN
from coopbooks.federation.assembly.hiding import Hidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Container
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.core.table import Sentence
    from coopbooks.federation.assembly.side import Body
    from coopbooks.federation.assembly.side import Side

LABEL = Column("label", "", ColumnKind.TEXT)
REST, ONCE, TOTAL = "rest", "once", "total"
NOTHING = Hidden()


class Measure(NamedTuple):
    """A column of figures.

    Attributes:
        column: What it is called.
        about: Whom it is about, which decides what is left out of it: a key of
            `Side.hidden`; empty for what is about nobody.
        of: What a body has there: a figure, words, or None for nothing.
    """

    column: Column
    about: str
    of: Callable[[Body], Content]


class Ratio(NamedTuple):
    """A column that divides one column by another.

    Attributes:
        column: What it is called; a percentage, or an amount for each.
        part: The id of the column that is divided.
        whole: The id of the one that it is divided by.
        table: The table in which that one is shown; empty for this one.
    """

    column: Column
    part: str
    whole: str
    table: str = ""


class Sheet(NamedTuple):
    """A table on its way.

    Attributes:
        side: The bodies.
        table: The table's id.
        measures: Its columns of figures.
        ratios: Those that divide them.
    """

    side: Side
    table: str
    measures: Sequence[Measure]
    ratios: Sequence[Ratio]

    def hidden(self, column: str) -> Hidden:
        """What is left out of a column of figures."""
        about = next(one.about for one in self.measures if one.column.id == column)
        return self.side.hidden.get(about, NOTHING)


def side_table(
    sheet: Sheet,
    title: str,
    columns: Sequence[str],
    once: Mapping[str, int] | None = None,
    notes: Sequence[Sentence] = (),
    only: Container[str] | None = None,
) -> Table:
    """Put bodies into a table, a row each, by kind.

    Args:
        sheet: What the table is made of.
        title: What stands above it.
        columns: The ids of its columns, in order.
        once: What all come to where each person counts once, by column; None where
            nobody is counted.
        notes: Sentences below it.
        only: The bodies that are shown; None for all.

    Returns:
        The table. Bodies whose figures are left out have words in their place; what
        is left out stands together in a row of its own where it may, else there is no
        total of that column.
    """
    lines: list[Row] = []
    rows: list[Row] = []
    for words, bodies in sheet.side.of_kinds():
        made = [_line(sheet, body) for body in bodies]
        made = [row for row in made if only is None or row.id in only]
        if made:
            rows.append(Row(f"kind:{words}", {"label": words}, RowKind.HEADING))
        rows += made
        lines += made
    if len(lines) > 1:
        rows += _together(sheet, lines, once or {})
    known = [one.column for one in sheet.measures]
    known += [one.column for one in sheet.ratios]
    by_id = {column.id: column for column in known}
    return Table(
        sheet.table,
        title,
        (LABEL, *(by_id[name] for name in columns)),
        tuple(_shown(rows, {"label", *columns})),
        sheet.side.federation.currency,
        notes=tuple(notes),
    )


def _shown(rows: Iterable[Row], columns: Container[str]) -> Iterator[Row]:
    """Rows with the cells of the columns that are shown; none with a label only."""
    for row in rows:
        cells = {key: one for key, one in row.cells.items() if key in columns}
        if len(cells) > 1 or len(row.cells) == 1:
            yield replace(row, cells=cells)


def _line(sheet: Sheet, body: Body) -> Row:
    """A body."""
    cells: dict[str, Content] = {"label": body.member.title}
    for one in sheet.measures:
        words = sheet.hidden(one.column.id).words.get(body.name)
        content = one.of(body)
        if content is not None:
            cells[one.column.id] = content if words is None else words
    for ratio in sheet.ratios:
        parts = [cells.get(ratio.part), cells.get(ratio.whole)]
        if all(isinstance(part, Decimal) for part in parts):
            cells[ratio.column.id] = _ratio(sheet, body.name, ratio)
        elif hidden := _words(sheet, body, ratio):
            cells[ratio.column.id] = hidden
    return Row(body.name, cells, depth=1)


def _words(sheet: Sheet, body: Body, ratio: Ratio) -> str:
    """What stands in place of a ratio of something that is left out."""
    if any(one.of(body) is None for one in _parts(sheet, ratio)):
        return ""
    found = [
        sheet.hidden(name).words.get(body.name) for name in (ratio.part, ratio.whole)
    ]
    return next((words for words in found if words), "")


def _parts(sheet: Sheet, ratio: Ratio) -> Iterator[Measure]:
    names = {ratio.part, ratio.whole}
    return (one for one in sheet.measures if one.column.id in names)


def _ratio(sheet: Sheet, row: str, ratio: Ratio) -> Content:
    """One column divided by another in a row, live."""
    part = Ref(sheet.table, row, ratio.part)
    whole = Ref(ratio.table or sheet.table, row, ratio.whole)
    if ratio.column.kind is ColumnKind.PERCENT:
        return Percent(part, whole)
    digits = quantum(sheet.side.federation.currency).as_tuple().exponent
    return Each(part, whole, -digits if isinstance(digits, int) else 0)


def _together(
    sheet: Sheet, lines: Sequence[Row], once: Mapping[str, int]
) -> Iterator[Row]:
    """What is left out, together; who is counted once; and the total."""
    rest: dict[str, Content] = {}
    for one in sheet.measures:
        hidden = sheet.hidden(one.column.id)
        if hidden.sums:
            out = [one.of(body) for body in sheet.side.bodies if body.name in hidden]
            numbers = [number for number in out if isinstance(number, Decimal)]
            if numbers:
                rest[one.column.id] = total_of(numbers)
    rows = list(lines)
    if rest:
        rows.append(Row(REST, {"label": "Those not shown, together"} | rest))
        yield rows[-1]
    again = _again(sheet, once)
    if again:
        label = "Of two bodies, counted once"
        rows.append(Row(ONCE, {"label": label} | again))
        yield rows[-1]
    yield _total(sheet, rows)


def _again(sheet: Sheet, once: Mapping[str, int]) -> dict[str, Content]:
    """What is to be taken off so that each person counts once."""
    found: dict[str, Content] = {}
    for one in sheet.measures:
        name = one.column.id
        if name in once and sheet.hidden(name).together:
            every = [one.of(body) for body in sheet.side.bodies]
            sum_ = total_of(part for part in every if isinstance(part, Decimal))
            if more := once[name] - sum_:
                found[name] = more
    return found


def _total(sheet: Sheet, rows: Sequence[Row]) -> Row:
    """All together, as live sums."""
    cells: dict[str, Content] = {"label": "All together"}
    for one in sheet.measures:
        name = one.column.id
        if not sheet.hidden(name).together:
            cells[name] = NOT_SHOWN
            continue
        refs = [
            Ref(sheet.table, row.id, name)
            for row in rows
            if isinstance(row.cells.get(name), Decimal)
        ]
        cells[name] = Sum(tuple(refs))
    for ratio in sheet.ratios:
        if _comparable(sheet, ratio) and all(
            isinstance(cells[name], Sum) for name in (ratio.part, ratio.whole)
        ):
            cells[ratio.column.id] = _ratio(sheet, TOTAL, ratio)
    return Row(TOTAL, cells, RowKind.TOTAL)


def _comparable(sheet: Sheet, ratio: Ratio) -> bool:
    """Whether whoever has a part has something to divide it by, and the reverse."""
    for body in sheet.side.bodies:
        has = [isinstance(one.of(body), Decimal) for one in _parts(sheet, ratio)]
        if len(set(has)) > 1:
            return False
    return True
