"""A what-if beside the rule: what would be different, step by step and for members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.posting.words import called

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part

BESIDE, BESIDE_MEMBERS = "whatif", "whatif-members"
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("rule", "By the rule"),
    Column("whatif", "What if"),
    Column("more", "Difference"),
)
WAYS = {"cash": "in cash", "kept": "kept", "owed": "owed to who left"}


def whatif_tables(rule: Allocation, whatif: Allocation) -> tuple[Table, Table | None]:
    """Set a what-if beside what the rule says.

    Args:
        rule: The year shared by the rule.
        whatif: The year shared with the settings.

    Returns:
        A table of the steps and of members together, and one with each member's part;
        None where neither gives members anything.
    """
    start = (abs(rule.figures.start), abs(whatif.figures.start))
    rows = [_row(BESIDE, "start", "To be shared", start, RowKind.SUBTOTAL)]
    names = {one.number: called(one) for one in (*rule.steps, *whatif.steps)}
    for number in sorted(names):
        amounts = (_step(rule, number), _step(whatif, number))
        rows.append(_row(BESIDE, f"step:{number}", names[number], amounts))
    if rule.left or whatif.left:
        rows.append(_row(BESIDE, "left", "Left over", (rule.left, whatif.left)))
    if rule.parts or whatif.parts:
        rows.append(Row("members", {"label": "Members together"}, RowKind.HEADING))
        for key, words in WAYS.items():
            totals = (_total(rule, key), _total(whatif, key))
            if any(totals):
                rows.append(_row(BESIDE, key, words, totals, depth=1))
    said = "; ".join(whatif.settings)
    lead = (
        Sentence(f"What if: {said}."),
        Sentence("This is for the meeting to look at. It can't be posted."),
    )
    currency = rule.figures.currency
    title = "What would be different"
    front = Table(BESIDE, title, COLUMNS, tuple(rows), currency, lead=lead)
    return front, _members(rule, whatif)


def _members(rule: Allocation, whatif: Allocation) -> Table | None:
    """Each member's part, by the rule and otherwise."""
    parts = rule.by_member(), whatif.by_member()
    members = sorted(parts[0].keys() | parts[1].keys())
    if not members:
        return None
    rows = [
        _row(
            BESIDE_MEMBERS,
            f"member:{member}",
            member,
            (_all(parts[0].get(member, ())), _all(parts[1].get(member, ()))),
        )
        for member in members
    ]
    sums: dict[str, Content] = {
        column.id: Sum(tuple(Ref(BESIDE_MEMBERS, row.id, column.id) for row in rows))
        for column in COLUMNS[1:]
    }
    rows.append(Row("all", {"label": "Together", **sums}, RowKind.TOTAL))
    title = "Members, by the rule and otherwise"
    columns = (Column("label", "Member", ColumnKind.TEXT), *COLUMNS[1:])
    return Table(BESIDE_MEMBERS, title, columns, tuple(rows), rule.figures.currency)


def _row(
    table: str,
    id_: str,
    label: str,
    amounts: tuple[Decimal, Decimal],
    kind: RowKind = RowKind.LINE,
    depth: int = 0,
) -> Row:
    more = Sum((Ref(table, id_, "whatif"),), (Ref(table, id_, "rule"),))
    cells: dict[str, Content] = {
        "label": label,
        "rule": amounts[0],
        "whatif": amounts[1],
        "more": more,
    }
    return Row(id_, cells, kind, depth)


def _step(allocation: Allocation, number: int) -> Decimal:
    return next((one.amount for one in allocation.steps if one.number == number), ZERO)


def _all(parts: Iterable[Part]) -> Decimal:
    return total_of(one.amount for one in parts)


def _total(allocation: Allocation, key: str) -> Decimal:
    return total_of(getattr(one, key) for one in allocation.parts)
