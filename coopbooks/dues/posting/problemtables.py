"""What could not be worked out about dues, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.errors import where
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


# So many members are named before they are only counted.
NAMED = 3


def gathered(problems: Iterable[LedgerError]) -> list[LedgerError]:
    """Tell what is the same of many members once.

    Args:
        problems: Problems; those of a member begin with the id and a colon.

    Returns:
        Those that differ in the member only as one, which names the first of them.
    """
    groups: dict[tuple[str, str], list[LedgerError]] = {}
    for problem in problems:
        member, colon, rest = problem.message.partition(": ")
        same = rest if colon and " " not in member else problem.message
        groups.setdefault((where(problem.source), same), []).append(problem)
    return [_together(found) for found in groups.values()]


def _together(problems: list[LedgerError]) -> LedgerError:
    first, *more = problems
    if not more:
        return first
    members = list(dict.fromkeys(one.message.partition(":")[0] for one in problems))
    left = len(members) - NAMED
    who = ", ".join(members[:NAMED]) + (f" and {left} more" if left > 0 else "")
    rest = first.message.partition(": ")[2]
    return first._replace(message=f"{who}: {rest}") if rest else first


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
    problems = gathered(problems)
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
