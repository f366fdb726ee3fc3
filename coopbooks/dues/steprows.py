"""Steps of a calculation as rows: what was done, what it came to, by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.charge import Step

STEP_COLUMNS = (
    Column("label", "Step", ColumnKind.TEXT),
    Column("so-far", "So far", ColumnKind.TEXT),
    Column("amount", "Amount"),
    Column("rule", "Rule", ColumnKind.TEXT),
    Column("authority", "It rests on", ColumnKind.TEXT),
)


def step_rows(steps: Iterable[Step], folder: Path) -> list[Row]:
    """Set steps in rows.

    Args:
        steps: The steps, in order.
        folder: The book's folder.

    Returns:
        A row for each, for a table with `STEP_COLUMNS`.
    """
    rows = []
    for number, step in enumerate(steps, start=1):
        rule = in_folder(step.rule, folder) if step.rule else ""
        cells: dict[str, Content] = {
            "label": f"{number}. {step.words}",
            "so-far": f"{figure(step.number)} {step.unit}".rstrip(),
            "rule": rule,
            "authority": step.authority,
        }
        rows.append(Row(f"step:{number}", cells, where=rule or None))
    return rows


def figure(number: Decimal) -> str:
    """Write a number for people, with the digits that say something.

    Args:
        number: Any number.

    Returns:
        For example `1,364.80`, `24.97584`, `80`.
    """
    text = f"{number:,f}"
    if "." not in text:
        return text
    whole, _, digits = text.partition(".")
    kept = digits.rstrip("0")
    return f"{whole}.{kept:0<2}" if kept or len(digits) == 2 else whole
