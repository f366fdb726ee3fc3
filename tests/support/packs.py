"""Random packs: tables of amounts with formulas over any of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.packs.pack import Pack
from tests.support.bakery import HEADING

if TYPE_CHECKING:
    from random import Random

DECIMALS = {"USD": 2, "JPY": 0, "KWD": 3}
COLUMNS = ("a", "b", "c")


def random_pack(random: Random) -> Pack:
    """Two or three tables whose formulas lead anywhere above themselves.

    Args:
        random: decides everything.

    Returns:
        A pack; its first table is page one.
    """
    tables: list[Table] = []
    known: list[Ref] = []
    for number in range(random.randint(2, 3)):
        tables.append(_table(random, f"t{number}", known))
    return Pack(HEADING, evaluate(tuple(tables)), ("t0",))


def _table(random: Random, name: str, known: list[Ref]) -> Table:
    currency = random.choice(list(DECIMALS))
    rows = []
    for number in range(random.randint(1, 12)):
        row = f"r{number}"
        cells: dict[str, Content] = {"label": f"row {number}"}
        for column in COLUMNS:
            cells[column] = _content(random, currency, known)
            known.append(Ref(name, row, column))
        rows.append(Row(row, cells, random.choice(list(RowKind)), number % 3))
    label = Column("label", "", ColumnKind.TEXT)
    columns = (label, *(Column(column, column) for column in COLUMNS))
    return Table(name, f"Table {name}", columns, tuple(rows), currency)


def _content(random: Random, currency: str, known: list[Ref]) -> Content:
    kind = random.choice(
        ("amount", "amount", "empty", "text", "sum", "percent", "agree")
    )
    if kind == "amount" or (not known and kind in {"sum", "percent", "agree"}):
        return _amount(random, currency)
    match kind:
        case "sum":
            return _sum(random, known)
        case "percent":
            return Percent(random.choice(known), random.choice(known))
        case "agree":
            left = _sum(random, known)
            # The same cells in another order must agree, whatever floats make of it.
            turned = Sum(left.plus[::-1], left.minus[::-1])
            return Agree(left, random.choice((turned, _sum(random, known))))
        case "text":
            return random.choice(("n/a", "=1+1", "-", "12.50"))
        case _:
            return None


def _amount(random: Random, currency: str) -> Decimal:
    most = random.choice((10, 1000, 10**6, 10**10))
    return Decimal(random.randint(-most, most)).scaleb(-DECIMALS[currency])


def _sum(random: Random, known: list[Ref]) -> Sum:
    def some(least: int) -> tuple[Ref, ...]:
        if random.random() < 0.4:
            # Neighbours, as subtotals have them.
            column = [ref for ref in known if ref.column == random.choice(COLUMNS)]
            begin = random.randrange(len(column) or 1)
            if found := column[begin : begin + random.randint(1, 8)]:
                return tuple(found)
        return tuple(random.choices(known, k=random.randint(least, 5)))

    return Sum(some(1), random.choice(((), some(0))))
