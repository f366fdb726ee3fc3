"""Dues and standing by class and by workplace, small groups left out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

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
from coopbooks.dues.suppression import FEWER
from coopbooks.dues.suppression import hidden

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.overview.overview import Group
    from coopbooks.dues.overview.overview import Overview

GROUPS, STANDING = "dues-groups", "dues-standing"
ALL = "all"
LABEL = Column("label", "", ColumnKind.TEXT)
STATES = {"behind": "Behind", "suspended": "Suspended", "dropped": "Dropped"}


class Figure(NamedTuple):
    """A column of these tables.

    Attributes:
        column: What it is called.
        of: What it says of a group.
        of_all: Whether it is only said of everybody, as it would tell too much of few.
    """

    column: Column
    of: Callable[[Group], Decimal]
    of_all: bool = False


def groups_table(found: Overview) -> Table:
    """What members of each class and workplace were charged, paid and owe.

    Args:
        found: The dues of a period.

    Returns:
        The table `dues-groups`, with everybody in the row `all`.
    """
    figures = [
        _counted("members", "Members", lambda one: one.count.end),
        _added("charged", "Charged", lambda one: one.total(lambda p: p.charged)),
        _added("collected", "Came in", lambda one: one.total(lambda p: p.collected)),
        _added("owed", "Owed by members", lambda one: one.total(lambda p: p.owed)),
        _added(
            "awaited",
            "To be taken from pay",
            lambda one: one.total(lambda p: p.awaited),
        ),
        _added("pledged", "Pledged", lambda one: one.total(lambda p: p.pledged)),
        _added(
            "received", "Received of it", lambda one: one.total(lambda p: p.received)
        ),
    ]
    # Who only pledges is charged nothing.
    always = 1 if figures[-2].of(found.everyone) else 4
    used = [
        one
        for number, one in enumerate(figures)
        if number < always or one.of(found.everyone)
    ]
    return _table(found, GROUPS, "Dues by workplace and class", used)


def standing_table(found: Overview) -> Table:
    """How members stand: in good standing, excused, behind, by class and workplace.

    Args:
        found: The dues of a period.

    Returns:
        The table `dues-standing`, with everybody in the row `all`: `members`, `joined`
        and `left`; in `good` standing, of them `excused`; each state of arrears that
        occurs, `behind` always; what those owe (`behind-owed`); who `pledges`.
    """
    figures = [
        _counted("members", "Members", lambda one: one.count.end),
        _counted("joined", "Joined", lambda one: one.count.joined),
        _counted("left", "Left", lambda one: one.count.left),
        _counted("good", "In good standing", _in_state("good")),
        _counted(
            "excused",
            "of them excused",
            lambda one: one.number(lambda p: p.excused and p.state == "good"),
        ),
    ]
    figures += [_counted(name, STATES[name], _in_state(name)) for name in STATES]
    figures += [
        _added(
            "behind-owed",
            "Owed by those behind",
            lambda one: one.total(
                lambda p: p.owed, lambda p: p.belongs and p.state != "good"
            ),
        )._replace(of_all=True),
        _counted("pledges", "Pledge", lambda one: one.number(lambda p: p.pledges)),
    ]
    rare = {"suspended", "dropped", "pledges"}
    used = [
        one for one in figures if one.column.id not in rare or one.of(found.everyone)
    ]
    return _table(found, STANDING, "Standing by workplace and class", used)


def _in_state(name: str) -> Callable[[Group], int]:
    return lambda group: group.number(lambda person: person.state == name)


def _counted(name: str, title: str, of: Callable[[Group], int]) -> Figure:
    column = Column(name, title, ColumnKind.NUMBER)
    return Figure(column, lambda group: Decimal(of(group)))


def _added(name: str, title: str, of: Callable[[Group], Decimal]) -> Figure:
    return Figure(Column(name, title), of)


def _table(found: Overview, table: str, title: str, figures: Sequence[Figure]) -> Table:
    rows = [_row(ALL, "Members", found.everyone, figures, RowKind.TOTAL, 0)]
    left_out = False
    for prefix, groups in (("workplace", found.workplaces), ("class", found.classes)):
        # Where the book tells nobody apart there is nothing to compare.
        if len(groups) > 1:
            made = _group_rows(prefix, groups, figures)
            rows += [Row(prefix, {"label": f"By {prefix}"}, RowKind.HEADING), *made]
            if any(figures[1].column.id in row.cells for row in made):
                rows.append(_check(table, prefix, made, figures))
            left_out |= any(isinstance(row.cells["members"], str) for row in made)
    words = (
        f"Nothing is said of groups of {FEWER}, nor of one that would give them away."
    )
    return Table(
        table,
        title,
        (LABEL, *(one.column for one in figures)),
        tuple(rows),
        found.currency,
        notes=(Sentence(words),) if left_out else (),
    )


def _group_rows(
    prefix: str, groups: Mapping[str, Group], figures: Sequence[Figure]
) -> list[Row]:
    """A row a group; what may not be shown is together in the last one."""
    out = hidden({name: len(group.people) for name, group in groups.items()})
    figures = [one for one in figures if not one.of_all]
    rows = []
    for name, group in groups.items():
        row, label = f"{prefix}-{name}", name or f"no {prefix}"
        if name in out:
            cells: dict[str, Content] = {"label": label}
            rows.append(Row(row, cells | {"members": out[name]}, depth=1))
        else:
            rows.append(_row(row, label, group, figures, RowKind.LINE, 1))
    if out and len(out) < len(groups):
        sums: dict[str, Content] = {"label": "those not shown, together"}
        for one in figures:
            sums[one.column.id] = total_of(one.of(groups[name]) for name in out)
        rows.append(Row(f"rest-{prefix}", sums, depth=1))
    return rows


def _row(
    row: str,
    label: str,
    group: Group,
    figures: Sequence[Figure],
    kind: RowKind,
    depth: int,
) -> Row:
    cells: dict[str, Content] = {"label": label}
    cells |= {one.column.id: one.of(group) for one in figures}
    return Row(row, cells, kind, depth)


def _check(
    table: str, prefix: str, rows: Sequence[Row], figures: Sequence[Figure]
) -> Row:
    """Whether all groups together are everybody, who is counted apart from them."""
    cells: dict[str, Content] = {"label": "Together = all members"}
    for one in figures:
        name = one.column.id
        if one.of_all:
            continue
        parts = Sum(
            tuple(Ref(table, row.id, name) for row in rows if name in row.cells)
        )
        cells[name] = Agree(parts, Sum((Ref(table, ALL, name),)))
    return Row(f"check-{prefix}", cells, RowKind.CHECK)
