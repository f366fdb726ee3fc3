"""The tables behind page one of a made-up bakery's month."""

from __future__ import annotations

from decimal import Decimal

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from tests.support.lists import LABEL
from tests.support.lists import line
from tests.support.lists import one

MONTHS = (
    ("April 2025", "66100.00", "63800.00", "48210.00"),
    ("May 2025", "68300.00", "64900.00", "51000.00"),
    ("June 2025", "71200.00", "66300.00", "55400.00"),
    ("July 2025", "69900.00", "67100.00", "57200.00"),
    ("August 2025", "58100.00", "62000.00", "52900.00"),
    ("September 2025", "67700.00", "65300.00", "54800.00"),
    ("October 2025", "70500.00", "66100.00", "58600.00"),
    ("November 2025", "73400.00", "67200.00", "63100.00"),
    ("December 2025", "81900.00", "72500.00", "70300.00"),
    ("January 2026", "70100.00", "66000.00", "66900.00"),
    ("February 2026", "71600.00", "64400.00", "64310.00"),
    ("March 2026", "72900.00", "69900.00", "62600.00"),
)
COSTS = (
    ("Expenses:Wages", "Wages, with taxes", "41200.00", "41350.00"),
    ("Expenses:Ingredients:Flour", "Flour", "12400.00", "11800.00"),
    ("Expenses:Ingredients:Butter", "Butter", "9500.00", "8800.00"),
    ("Expenses:Rent", "Rent", "3000.00", "3000.00"),
    ("Expenses:Power", "Power", "1800.00", "1850.00"),
    ("Expenses:Other", "Other", "2000.00", "2000.00"),
)


MOVED = (
    ("start", "1 March", "63000.00", "1310.00", 0),
    ("customers", "Customers", "60000.00", "11240.00", 1),
    ("joining", "Joining payments", "100.00", "", 1),
    ("wages", "Wages and taxes", "-38900.00", "", 1),
    ("suppliers", "Suppliers", "-21450.00", "", 1),
    ("other", "Rent, power, oven, loan", "-12600.00", "-100.00", 1),
)
ENTRIES = (
    (
        "2026-03-02",
        "Mill & Sons",
        "Flour, 40 sacks, delivered to the back door",
        "4200.00",
    ),
    ("2026-03-11", "=1+1", "+mixer repair <b>now</b>", "214.00"),
    ("2026-03-17", "@Dairy", '-butter "salted" {}', "9500.00"),
)


def income() -> Table:
    """The income statement, unfolded by account."""
    accounts = [account for account, *_ in COSTS]
    sales = ["Income:Sales:Shop", "Income:Sales:Cafés"]
    lines = (
        Row("h1", {"label": "Sales"}, RowKind.HEADING),
        _leaf(sales[0], "Shop", "52900.00", "53000.00", 1),
        _leaf(sales[1], "Cafés", "20000.00", "20000.00", 1),
        _total("sales", "Sales, together", RowKind.SUBTOTAL, sales, []),
        Row("h2", {"label": "Costs"}, RowKind.HEADING),
        *(_leaf(*cost, depth=cost[0].count(":")) for cost in COSTS),
        _leaf("Expenses:New", "New oven's insurance", "0.00", "0.00", 1),
        _total("costs", "Costs, together", RowKind.SUBTOTAL, accounts, []),
        _total("surplus", "Surplus", RowKind.TOTAL, ["sales"], ["costs"]),
    )
    columns = (
        LABEL,
        Column("now", "March 2026"),
        Column("year", "This year"),
        Column("plan", "Plan"),
        Column("more", "Difference"),
        Column("percent", "in %", ColumnKind.PERCENT),
    )
    return Table("income", "Income statement", columns, lines, "USD")


def _compared(name: str, cells: dict[str, Content]) -> dict[str, Content]:
    """Cells, and how they differ from the plan."""
    plan = Ref("income", name, "plan")
    more = Sum((Ref("income", name, "now"),), (plan,))
    return {
        **cells,
        "more": more,
        "percent": Percent(Ref("income", name, "more"), plan),
    }


def _leaf(account: str, label: str, now: str, plan: str, depth: int) -> Row:
    """An account."""
    cells: dict[str, Content] = {
        "label": label,
        "now": Decimal(now),
        "year": Decimal(now) * 3 - 250,
        "plan": Decimal(plan),
    }
    cells = _compared(account, cells)
    return Row(account, cells, RowKind.LINE, depth, account, "2026.beancount:8")


def _total(
    name: str, label: str, kind: RowKind, plus: list[str], minus: list[str]
) -> Row:
    """Rows added up, less others."""
    cells: dict[str, Content] = {
        column: Sum(
            tuple(Ref("income", row, column) for row in plus),
            tuple(Ref("income", row, column) for row in minus),
        )
        for column in ("now", "year", "plan")
    }
    return Row(name, _compared(name, {"label": label, **cells}), kind)


def cash() -> Table:
    """Cash flow by bank account; one has nothing in some rows."""
    columns = (
        LABEL,
        Column("bank", "Bank"),
        Column("till", "Till"),
        Column("total", "Together"),
    )
    moved = [_moved(*each) for each in MOVED]
    kind = RowKind.SUBTOTAL
    lines = (
        *moved[:3],
        _together("in", "Came in", ("customers", "joining"), kind),
        *moved[3:],
        _together("out", "Went out", ("wages", "suppliers", "other"), kind),
        _together("end", "31 March", ("start", "in", "out"), RowKind.TOTAL),
    )
    return Table("cash", "Cash flow", columns, lines, "USD")


def _moved(name: str, label: str, bank: str, till: str, depth: int) -> Row:
    """What came and went."""
    both = ("bank", "till") if till else ("bank",)
    cells: dict[str, Content] = {
        "label": label,
        "bank": Decimal(bank),
        "till": Decimal(till) if till else None,
        "total": Sum(tuple(Ref("cash", name, column) for column in both)),
    }
    return Row(name, cells, RowKind.LINE, depth, "Assets:Bank")


def _together(name: str, label: str, parts: tuple[str, ...], kind: RowKind) -> Row:
    """Rows added up in every column, whether there is something in it or not."""
    cells: dict[str, Content] = {
        column: Sum(tuple(Ref("cash", part, column) for part in parts))
        for column in ("bank", "till", "total")
    }
    return Row(name, {"label": label, **cells}, kind)


def balance() -> Table:
    """Three lines of a balance sheet."""
    return one(
        "balance",
        "Balance sheet: what we own & owe",
        line("own", "What we own", Decimal("224150.00")),
        line("owe", "What we owe", Decimal("64760.00")),
        line("belongs", "What belongs to members", Decimal("159390.00")),
    )


def year() -> Table:
    """Twelve months, for the pictures."""
    columns = (
        LABEL,
        Column("income", "Income"),
        Column("costs", "Costs"),
        Column("cash", "Cash"),
    )
    lines = tuple(
        Row(
            label,
            {
                "label": label,
                "income": Decimal(income),
                "costs": Decimal(costs),
                "cash": Decimal(cash),
            },
        )
        for label, income, costs, cash in MONTHS
    )
    return Table("year", "Twelve months", columns, lines, "USD")


def ledger() -> Table:
    """A general ledger of one account, and what a payee may be called."""
    account = "Expenses:Ingredients:Flour"
    columns = (
        LABEL,
        Column("date", "Date", ColumnKind.DATE),
        Column("words", "What for", ColumnKind.TEXT),
        Column("in", "Debit"),
        Column("out", "Credit"),
    )
    lines = [
        Row(
            f"e{n}",
            {"label": payee, "date": date, "words": text, "in": Decimal(number)},
            RowKind.LINE,
            1,
            account,
            f"2026/2026-03.beancount:{n}",
            f"hash{n}",
        )
        for n, (date, payee, text, number) in enumerate(ENTRIES, 11)
    ]
    heading = Row(f"{account}/h", {"label": "Flour"}, RowKind.HEADING, account=account)
    added = Sum(tuple(Ref("ledger", row.id, "in") for row in lines))
    end = Row("end", {"label": "Together", "in": added}, RowKind.TOTAL)
    return Table("ledger", "General ledger", columns, (heading, *lines, end), "USD")
