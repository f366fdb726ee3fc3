"""Each member's part of a proposal as a table, and who has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.posting.steptables import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepResult

MEMBERS, WITHOUT = "members", "without"
WAYS = {
    "cash": "In cash",
    "kept": "Kept",
    "owed": "Owed",
    "withheld": "Tax of it",
}
# Shown as 0.00 where it is nothing, too.
ALWAYS = ("cash", "kept")
# A weight with more decimals than people count in is shown as a percentage.
MOST_DECIMALS = 2


def member_tables(allocation: Allocation) -> list[Table]:
    """What each member gets or bears, and who has no part.

    Args:
        allocation: How a year's surplus or loss is shared.

    Returns:
        A table of those with a part, where there are any, and one of those without.
    """
    tables = [_members(allocation)] if allocation.parts else []
    without = [one for one in allocation.figures.people if one.why_not]
    if without:
        rows = [
            Row(f"member:{one.member}", {"label": one.member, "why": one.why_not})
            for one in without
        ]
        columns = (
            Column("label", "Member", ColumnKind.TEXT),
            Column("why", "Why", ColumnKind.TEXT),
        )
        tables.append(Table(WITHOUT, "Without a part", columns, tuple(rows)))
    return tables


def _members(allocation: Allocation) -> Table:
    """A row for each member who has a part."""
    steps = [step for step in allocation.steps if allocation.parts_of(step.number)]
    main = next((one for one in reversed(steps) if one.split_by), steps[-1])
    weights = _Weights(allocation, main)
    columns = [*_columns(allocation, steps, weights)]
    rows: list[Row] = []
    for member, parts in allocation.by_member().items():
        cells: dict[str, Content] = {"label": member}
        cells |= weights.cell(parts)
        cells |= {_step_id(one): _amount(parts, one.number) for one in steps}
        for way in WAYS:
            number = total_of(getattr(one, way) for one in parts)
            cells[way] = number if number or way in ALWAYS else None
        if len(steps) > 1:
            refs = (Ref(MEMBERS, f"member:{member}", _step_id(one)) for one in steps)
            cells["all"] = Sum(tuple(refs))
        shown = {column.id for column in columns}
        kept = {key: cell for key, cell in cells.items() if key in shown}
        rows.append(Row(f"member:{member}", kept))
    rows += _totals(steps, columns, rows)
    notes = [f"{one.member}: {one.note}" for one in allocation.parts if one.note]
    if any(one.owed and not one.note for one in allocation.parts):
        notes.append("Owed: who left is owed what others have kept.")
    title = "What members bear" if allocation.is_loss else "What members get"
    return Table(
        MEMBERS,
        title,
        tuple(columns),
        tuple(rows),
        allocation.figures.currency,
        notes=tuple(map(Sentence, dict.fromkeys(notes))),
    )


def _columns(
    allocation: Allocation, steps: Sequence[StepResult], weights: _Weights
) -> Iterator[Column]:
    """The columns that say something of anybody."""
    yield Column("label", "Member", ColumnKind.TEXT)
    yield from weights.columns()
    for step in steps:
        title = f"{step.number} {step.name}" if len(steps) > 1 else _bears(allocation)
        yield Column(_step_id(step), title)
    if len(steps) > 1:
        yield Column("all", "Together")
    if allocation.is_loss:
        return
    for way, title in WAYS.items():
        if way in ALWAYS or any(getattr(p, way) for p in allocation.parts):
            yield Column(way, title)


def _bears(allocation: Allocation) -> str:
    return "Bears" if allocation.is_loss else "Part"


def _totals(
    steps: Sequence[StepResult], columns: Sequence[Column], rows: Sequence[Row]
) -> list[Row]:
    """All members together, and that it is what the steps gave them."""
    sums: dict[str, Content] = {
        column.id: Sum(
            tuple(
                Ref(MEMBERS, row.id, column.id)
                for row in rows
                if column.id in row.cells
            )
        )
        for column in columns[1:]
    }
    checks: dict[str, Content] = {
        _step_id(step): Agree(
            Sum((Ref(MEMBERS, "all", _step_id(step)),)),
            Sum((Ref(STEPS, f"step:{step.number}", "amount"),)),
        )
        for step in steps
    }
    return [
        Row("all", {"label": "Together", **sums}, RowKind.TOTAL),
        Row("check", {"label": "As the steps say", **checks}, RowKind.CHECK),
    ]


def _added(column: str, rows: Sequence[Row]) -> Sum:
    """A column of all members who have something in it."""
    return Sum(
        tuple(Ref(MEMBERS, row.id, column) for row in rows if column in row.cells)
    )


class _Weights:
    """What members' parts go by, as people count it."""

    def __init__(self, allocation: Allocation, step: StepResult) -> None:
        self.currency = allocation.figures.currency
        self.step = step
        found = allocation.parts_of(step.number)
        self.total = total_of(part.weight for part in found)
        numbers = {part.weight for part in found}
        # Equal parts need no column.
        self.shown = bool(step.split_by) and len(numbers) > 1 and self.total > 0
        self.counted = all(_decimals(number) <= MOST_DECIMALS for number in numbers)

    def columns(self) -> Iterator[Column]:
        """The column for it, if there is something to show."""
        if self.shown:
            title = self.step.split_by.capitalize()
            if not self.counted:
                title = f"{title}, % of all"
            yield Column("weight", title, ColumnKind.NUMBER)

    def cell(self, parts: Sequence[Part]) -> dict[str, Content]:
        """What it is of one member."""
        found = [part.weight for part in parts if part.step == self.step.number]
        if not self.shown or not found:
            return {}
        if self.counted:
            return {"weight": found[0]}
        return {"weight": quantize(found[0] * 100 / self.total, self.currency)}


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _step_id(step: StepResult) -> str:
    return f"step:{step.number}"


def _amount(parts: Sequence[Part], step: int) -> Decimal | None:
    found = [part.amount for part in parts if part.step == step]
    return total_of(found) if found else None
