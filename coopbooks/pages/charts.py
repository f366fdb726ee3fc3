"""A pack's pictures, drawn by Fava's own component for charts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from fava.core.charts import DateAndBalance
from fava.core.charts import DateAndBalanceWithBudget
from fava.core.inventory import SimpleCounterInventory
from fava.core.tree import SerialisedTreeNode
from fava.internal_api import BalancesChart
from fava.internal_api import BarChart
from fava.internal_api import HierarchyChart

from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.packs.pictures import Shown

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.table import Row
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack
    from coopbooks.packs.pack import Picture

Chart = BarChart | BalancesChart | HierarchyChart
# Fava writes under each bar which interval it stands for. Months written as quarters
# or years would lie on top of one another; a line has its points by their days.
TOO_LONG = {"quarter", "quarterly", "year", "yearly"}


def charts(pack: Pack, operating: Collection[str], interval: str = "") -> list[Chart]:
    """A pack's pictures as Fava's charts.

    Args:
        pack: The pack.
        operating: The book's operating currencies; of others Fava draws no trees.
        interval: The interval that is chosen in Fava; blank for a month.

    Returns:
        What Fava's component draws. A picture that would be empty is left out.
    """
    tables = {table.id: table for table in pack.values.tables}
    found: list[Chart] = []
    for picture in pack.pictures:
        table = tables[picture.table]
        if picture.kind == "bars" or not _is_by_month(table):
            tree = _tree if picture.kind == "bars" else _parts
            found += tree(pack, picture, table) if table.currency in operating else []
        elif picture.kind == "columns" and interval.lower() not in TOO_LONG:
            bars = [
                DateAndBalanceWithBudget(day, balance, {}, {})
                for day, balance in _months(pack, picture, table)
            ]
            found.append(BarChart(picture.title, bars))
        else:
            line = [DateAndBalance(*each) for each in _months(pack, picture, table)]
            found.append(BalancesChart(picture.title, line))
    return found


def _lines(table: Table) -> Iterator[Row]:
    return (row for row in table.rows if row.kind is RowKind.LINE)


def _months(
    pack: Pack, picture: Picture, table: Table
) -> Iterator[tuple[datetime.date, SimpleCounterInventory]]:
    """The last day of each month, with what the picture's columns come to.

    The series of Fava's charts are currencies. One column is shown as the table's
    currency, several as currencies that have the columns' names.
    """
    names = {column.id: column.title for column in table.columns}
    if len(picture.columns) == 1:
        names = {picture.columns[0]: Shown.of(pack, picture).unit}
    for row in _lines(table):
        amounts = SimpleCounterInventory(
            {
                names[column]: pack.values.amount(table.id, row.id, column)
                for column in picture.columns
            }
        )
        yield parse_period(row.id).last, amounts


def _is_by_month(table: Table) -> bool:
    """Whether the lines of a table are months, which Fava can draw along time."""
    try:
        return all(parse_period(row.id) for row in _lines(table))
    except BadPeriod:
        return False


def _parts(pack: Pack, picture: Picture, table: Table) -> list[HierarchyChart]:
    """The lines of a table as parts of a whole, each in its columns."""
    names = {column.id: column.title for column in table.columns}
    several = len(picture.columns) > 1
    # Fava writes the last part of an account into its place in the picture.
    amounts = {
        ":".join((picture.title, _part(row, names[column] if several else ""))): number
        for row in _lines(table)
        for column in picture.columns
        if (number := pack.values.amount(table.id, row.id, column)) > 0
    }
    if not amounts:
        return []
    root = _node(picture.title, _names(amounts), amounts, table.currency)
    return [HierarchyChart(picture.title, root)]


def _part(row: Row, column: str) -> str:
    label = str(row.cells["label"])
    return f"{label}, {column[:1].lower()}{column[1:]}" if column else label


def _tree(pack: Pack, picture: Picture, table: Table) -> list[HierarchyChart]:
    """The accounts behind the lines of a table, as Fava shows a tree of accounts."""
    amounts = dict(_accounts(pack, picture, table))
    names = _names(amounts)
    return [
        HierarchyChart(picture.title, _node(name, names, amounts, table.currency))
        for name in names
        if ":" not in name
    ]


def _names(amounts: Iterable[str]) -> set[str]:
    """Accounts with all those above them."""
    return {
        ":".join(account.split(":")[: depth + 1])
        for account in amounts
        for depth in range(account.count(":") + 1)
    }


def _accounts(
    pack: Pack, picture: Picture, table: Table
) -> Iterator[tuple[str, Decimal]]:
    """The accounts whose figures the lines of a table add up, with these figures."""
    of_row = {
        (each.id, row.id): row.account
        for each in pack.values.tables
        for row in each.rows
    }
    for line in _lines(table):
        content = line.cells.get(picture.columns[0])
        for ref in content.plus if isinstance(content, Sum) else ():
            account, value = of_row[ref.table, ref.row], pack.values[ref]
            if account and isinstance(value, Decimal) and value:
                yield account, value


def _node(
    name: str, names: set[str], amounts: Mapping[str, Decimal], currency: str
) -> SerialisedTreeNode:
    parent = f"{name}:"
    children = [
        _node(child, names, amounts, currency)
        for child in sorted(names)
        if child.startswith(parent) and ":" not in child.removeprefix(parent)
    ]
    own = {currency: amounts[name]} if name in amounts else {}
    balance = SimpleCounterInventory(own)
    return SerialisedTreeNode(name, balance, SimpleCounterInventory(), children, True)
