"""Past periods by other terms, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.sharing.replay.replay import Replay

COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("base", "What counts", ColumnKind.NUMBER),
    Column("agreed", "As agreed"),
    Column("otherwise", "Otherwise"),
    Column("more", "More, or less"),
)


def replay_table(found: Replay, changes: Sequence[str]) -> Table:
    """Each period by both terms, with their sums.

    Args:
        found: The replay.
        changes: What is otherwise, as it was typed.

    Returns:
        A table with live sums.
    """
    table = f"what-if:{found.name}"
    rows: list[Row] = []
    for line in found.lines:
        key = line.period.name
        refs = Ref(table, key, "otherwise"), Ref(table, key, "agreed")
        cells: dict[str, Content] = {
            "label": line.period.label,
            "base": line.base,
            "agreed": line.agreed,
            "otherwise": line.otherwise,
            "more": Sum((refs[0],), (refs[1],)),
        }
        rows.append(Row(key, cells))
    ids = [row.id for row in rows]
    total: dict[str, Content] = {"label": "Together"}
    for key in ("agreed", "otherwise", "more"):
        total[key] = Sum(tuple(Ref(table, one, key) for one in ids))
    rows.append(Row("total", total, RowKind.TOTAL))
    words = "Otherwise: " + "; ".join(changes) + "."
    notes = (Sentence(words), *map(Sentence, found.notes))
    title = f"{found.name}, by other terms"
    return Table(table, title, COLUMNS, tuple(rows), found.currency, notes=notes)
