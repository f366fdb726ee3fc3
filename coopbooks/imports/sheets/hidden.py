"""What is hidden in a sheet, as people are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.imports.sheets.grid import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.imports.reading import Reading
    from coopbooks.imports.sheets.grid import Grid
    from coopbooks.imports.sheets.headers import Header

# So many columns are named.
NAMED = 5


def hidden_rows(
    grid: Grid, header: Header, reading: Reading, skipped: int
) -> Iterator[str]:
    """Say how many hidden rows there were.

    Args:
        grid: The sheet.
        header: Its header.
        reading: How it was read.
        skipped: How many hidden rows were skipped.

    Yields:
        A sentence, if there were any.
    """
    read = reading.hidden == "read"
    last = len(grid.rows)
    inside = sum(header.row < number <= last for number in grid.hidden_rows)
    count = inside if read else skipped
    if count:
        verb = "was" if count == 1 else "were"
        how = "read" if read else "skipped"
        rows = _count(count, "row")
        yield f"{rows} of {_name(header)} {verb} {how}."


def hidden_columns(grid: Grid, header: Header) -> Iterator[str]:
    """Say which hidden columns there were.

    A column that the profile names is read although nobody sees it; another is not
    read, hidden or not.

    Args:
        grid: The sheet.
        header: Its header.

    Yields:
        A sentence for those that were read, and one for those that were not.
    """
    if not grid.hidden_columns:
        return
    mapped = set(header.columns.values())
    inside = sorted(one for one in grid.hidden_columns if _is_used(grid, one))
    read = [column for column in inside if column in mapped]
    others = [column for column in inside if column not in mapped]
    for columns, how in (
        (read, "read, since the profile names"),
        (others, "skipped; the profile does not name"),
    ):
        if columns:
            one = len(columns) == 1
            verb, them = ("was", "it") if one else ("were", "them")
            names = ", ".join(letters(column) for column in columns[:NAMED])
            more = ", …" if len(columns) > NAMED else ""
            what = f"{_count(len(columns), 'column')} ({names}{more})"
            yield f"{what} of {_name(header)} {verb} {how} {them}."


def _count(number: int, what: str) -> str:
    return f"{number} hidden {what}{'' if number == 1 else 's'}"


def _name(header: Header) -> str:
    return header.name.removesuffix(",")


def _is_used(grid: Grid, column: int) -> bool:
    """Whether anything stands in a column."""
    return any(row[column] not in {"", None} for row in grid.rows if column < len(row))
