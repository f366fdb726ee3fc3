"""What could not be worked out about dues, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.table import Content


def problems_table(
    problems: Iterable[LedgerError],
    folder: Path,
    table: str = "problems",
    most: int | None = None,
) -> Table:
    """What could not be worked out, and what else to look at.

    Args:
        problems: The problems.
        folder: The book's folder.
        table: The table's id.
        most: How many are listed; None for all.

    Returns:
        A line for each, with its place in the book.
    """
    rows = []
    problems = list(problems)
    for number, problem in enumerate(problems[:most], start=1):
        place = in_folder(problem.source, folder) if problem.source else ""
        cells: dict[str, Content] = {
            "label": " ".join(problem.message.split()),
            "place": "" if place == "-" else place,
        }
        rows.append(Row(f"problem:{number}", cells, where=place or None))
    left = len(problems) - len(rows)
    return Table(
        table,
        "Please look at",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("place", "Where in the book", ColumnKind.TEXT),
        ),
        tuple(rows),
        lead=() if rows else (Sentence("Nothing was found to look at."),),
        notes=(Sentence(f"and {left} more"),) if left else (),
    )
