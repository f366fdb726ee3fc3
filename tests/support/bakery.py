"""A made-up pack, in the manner of a worker co-op's month, for the renderers' tests."""

from __future__ import annotations

import datetime
from decimal import Decimal

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.core.table import evaluate
from coopbooks.packs.pack import Heading
from coopbooks.packs.pack import Pack
from coopbooks.packs.pack import Picture

LABEL = Column("label", "", ColumnKind.TEXT)
NOW = Column("now", "")
HEADING = Heading(
    title="Tidewater Bakery",
    kind="worker co-op",
    period="March 2026",
    currency="USD",
    basis="sales counted when earned, bills when they arrive",
    state="NOT YET SIGNED",
    version="d4e5f6a",
    printed=datetime.datetime(2026, 4, 9, 18, 20, tzinfo=datetime.UTC),
)
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


def line(
    name: str,
    label: str,
    now: Content = None,
    depth: int = 0,
    kind: RowKind = RowKind.LINE,
) -> Row:
    """A row of a list with one amount."""
    return Row(name, {"label": label, "now": now}, kind, depth)


def cell(table: str, row: str, column: str = "now") -> Sum:
    """The same figure as in another table."""
    return Sum((Ref(table, row, column),))


def rows(table: str, *names: str) -> tuple[Ref, ...]:
    """Cells of the list's one column of amounts."""
    return tuple(Ref(table, name, "now") for name in names)


def one(name: str, title: str, *lines: Row, **more: object) -> Table:
    """A list with one amount, for page one."""
    table = Table(name, title, (LABEL, NOW), lines, "USD")
    for key, value in more.items():
        object.__setattr__(table, key, value)
    return table


def words() -> Table:
    """What page one begins with."""
    opening = Sentence(
        "We ended March with {} in the bank; {} is free to use. March left {} of a "
        "planned {}, mainly because ingredients cost more.",
        (
            Ref("cash", "end", "total"),
            Ref("free", "left", "now"),
            Ref("income", "surplus", "now"),
            Ref("income", "surplus", "plan"),
        ),
    )
    return Table("words", "", (LABEL,), (), "USD", (opening,))


def bank() -> Table:
    """Money in the bank."""
    return one(
        "bank",
        "Money in the bank",
        line("start", "1 March", cell("cash", "start", "total")),
        line("in", "Came in", cell("cash", "in", "total")),
        line("customers", "customers", cell("cash", "customers", "total"), 1),
        line("joining", "a member's joining payment", Decimal("100.00"), 1),
        line("out", "Went out", cell("cash", "out", "total")),
        line(
            "wages",
            "wages and taxes, with what was withheld in February and paid in March",
            cell("cash", "wages", "total"),
            1,
        ),
        line("suppliers", "suppliers", cell("cash", "suppliers", "total"), 1),
        line("end", "31 March", cell("cash", "end", "total"), 0, RowKind.TOTAL),
        line(
            "adds",
            "Start, in and out give the end",
            Agree(Sum(rows("bank", "start", "in", "out")), Sum(rows("bank", "end"))),
            0,
            RowKind.CHECK,
        ),
    )


def free() -> Table:
    """What we are free to use."""
    parts = ("bank", "taxes", "bills", "education")
    return one(
        "free",
        "What we are free to use",
        line("bank", "In the bank", cell("cash", "end", "total")),
        line("taxes", "Taxes on wages, ours and withheld", Decimal("-6240.00")),
        line("bills", "Suppliers' bills", Decimal("-9870.00")),
        line("education", "Set aside by vote for education", Decimal("-1500.00")),
        line("left", "Free to use", Sum(rows("free", *parts)), 0, RowKind.TOTAL),
    )


def month() -> Table:
    """The month beside its plan."""
    columns = (
        LABEL,
        Column("now", "March"),
        Column("plan", "Plan"),
        Column("more", "Difference"),
        Column("word", "", ColumnKind.TEXT),
    )
    lines = tuple(
        Row(
            name,
            {
                "label": label,
                "now": cell("income", name, "now"),
                "plan": cell("income", name, "plan"),
                "more": Sum(
                    (Ref("month", name, "now"),), (Ref("month", name, "plan"),)
                ),
                "word": word,
            },
            kind,
        )
        for name, label, word, kind in (
            ("sales", "Sales", "less", RowKind.LINE),
            ("costs", "Costs", "MORE", RowKind.LINE),
            ("surplus", "Left for us", "less", RowKind.TOTAL),
        )
    )
    note = Sentence("This year so far: {}.", (Ref("income", "surplus", "year"),))
    return Table("month", "The month", columns, lines, "USD", (), (note,))


def look() -> Table:
    """What a reader should look at."""
    return one(
        "look",
        "Please look at",
        line("butter", "1. Butter 700.00 over plan: explanation missing.", None, 0),
        line("mixer", "2. No receipt: mixer repair, 214.00, 11 March.", None, 0),
        line(
            "customer",
            "3. One customer, 1,120.00, more than 60 days late: remind them again, "
            "or write it off?",
            None,
            0,
            RowKind.NOTE,
        ),
    )


def due() -> Table:
    """Words only, after a title."""
    said = Sentence("15 April {} · 30 April nothing.", (Ref("free", "taxes", "now"),))
    return Table("due", "Due next", (LABEL,), (), "USD", (said,))


def adds_up() -> Table:
    """The checks of page one, and who signs."""
    sign = (
        Sentence("Prepared by: treasurer ______________"),
        Sentence("Reviewed (not by the preparer): ______________  date ________"),
    )
    check = Agree(
        cell("balance", "own"),
        Sum((Ref("balance", "owe", "now"), Ref("balance", "belongs", "now"))),
    )
    return one(
        "adds-up",
        "Does it add up?",
        line("bank", "bank: start + in - out = end", cell("bank", "end")),
        line(
            "balance",
            "what we own less what we owe is what belongs to members",
            check,
            0,
            RowKind.CHECK,
        ),
        notes=sign,
    )


def income() -> Table:
    """The income statement, unfolded by account."""
    kinds = (("now", "March 2026"), ("year", "This year"), ("plan", "Plan"))
    amounts = tuple(Column(name, title) for name, title in kinds)
    difference = (
        Column("more", "Difference"),
        Column("percent", "in %", ColumnKind.PERCENT),
    )

    def compared(name: str, cells: dict[str, Content]) -> dict[str, Content]:
        plan = Ref("income", name, "plan")
        more = Sum((Ref("income", name, "now"),), (plan,))
        share = Percent(Ref("income", name, "more"), plan)
        return {**cells, "more": more, "percent": share}

    def leaf(account: str, label: str, now: str, plan: str, depth: int) -> Row:
        cells: dict[str, Content] = {
            "label": label,
            "now": Decimal(now),
            "year": Decimal(now) * 3 - 250,
            "plan": Decimal(plan),
        }
        cells = compared(account, cells)
        return Row(account, cells, RowKind.LINE, depth, account, "2026.beancount:8")

    def total(
        name: str, label: str, kind: RowKind, plus: list[str], minus: list[str]
    ) -> Row:
        cells: dict[str, Content] = {
            column: Sum(
                tuple(Ref("income", row, column) for row in plus),
                tuple(Ref("income", row, column) for row in minus),
            )
            for column in ("now", "year", "plan")
        }
        return Row(name, compared(name, {"label": label, **cells}), kind)

    def heading(name: str, label: str) -> Row:
        return Row(name, {"label": label}, RowKind.HEADING)

    lines = (
        heading("h1", "Sales"),
        leaf("Income:Sales:Shop", "Shop", "52900.00", "53000.00", 1),
        leaf("Income:Sales:Cafés", "Cafés", "20000.00", "20000.00", 1),
        total(
            "sales",
            "Sales, together",
            RowKind.SUBTOTAL,
            ["Income:Sales:Shop", "Income:Sales:Cafés"],
            [],
        ),
        heading("h2", "Costs"),
        *(
            leaf(account, label, now, plan, account.count(":"))
            for account, label, now, plan in COSTS
        ),
        leaf("Expenses:New", "New oven's insurance", "0.00", "0.00", 1),
        total(
            "costs",
            "Costs, together",
            RowKind.SUBTOTAL,
            [account for account, *_ in COSTS],
            [],
        ),
        total("surplus", "Surplus", RowKind.TOTAL, ["sales"], ["costs"]),
    )
    columns = (LABEL, *amounts, *difference)
    return Table("income", "Income statement", columns, lines, "USD")


def cash() -> Table:
    """Cash flow by bank account."""
    accounts = ("Assets:Bank", "Assets:Till")
    columns = (
        LABEL,
        Column("bank", "Bank"),
        Column("till", "Till"),
        Column("total", "Together"),
    )
    moved = (
        ("start", "1 March", "63000.00", "1310.00", 0),
        ("customers", "Customers", "60000.00", "11240.00", 1),
        ("joining", "Joining payments", "100.00", None, 1),
        ("wages", "Wages and taxes", "-38900.00", None, 1),
        ("suppliers", "Suppliers", "-21450.00", None, 1),
        ("other", "Rent, power, oven, loan", "-12600.00", "-100.00", 1),
    )
    lines = [
        Row(
            name,
            {
                "label": label,
                "bank": Decimal(first),
                "till": Decimal(second) if second else None,
                "total": Sum((Ref("cash", name, "bank"), Ref("cash", name, "till")))
                if second
                else Sum((Ref("cash", name, "bank"),)),
            },
            RowKind.LINE,
            depth,
            accounts[0],
        )
        for name, label, first, second, depth in moved
    ]

    def together(name: str, label: str, parts: tuple[str, ...], kind: RowKind) -> Row:
        cells: dict[str, Content] = {
            column: Sum(
                tuple(
                    Ref("cash", part, column)
                    for part in parts
                    if column != "till"
                    or part in {"start", "customers", "other", "in", "out"}
                )
            )
            for column in ("bank", "till", "total")
        }
        return Row(name, {"label": label, **cells}, kind)

    inward = together("in", "Came in", ("customers", "joining"), RowKind.SUBTOTAL)
    out = together("out", "Went out", ("wages", "suppliers", "other"), RowKind.SUBTOTAL)
    end = together("end", "31 March", ("start", "in", "out"), RowKind.TOTAL)
    lines = [*lines[:3], inward, *lines[3:], out, end]
    return Table("cash", "Cash flow", columns, tuple(lines), "USD")


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
    columns = (
        LABEL,
        Column("date", "Date", ColumnKind.DATE),
        Column("words", "What for", ColumnKind.TEXT),
        Column("in", "Debit"),
        Column("out", "Credit"),
    )
    entries = (
        (
            "2026-03-02",
            "Mill & Sons",
            "Flour, 40 sacks, delivered to the back door",
            "4200.00",
        ),
        ("2026-03-11", "=1+1", "+mixer repair <b>now</b>", "214.00"),
        ("2026-03-17", "@Dairy", '-butter "salted" {}', "9500.00"),
    )
    lines = [
        Row(
            "Expenses:Ingredients:Flour/h",
            {"label": "Flour"},
            RowKind.HEADING,
            account="Expenses:Ingredients:Flour",
        )
    ]
    lines += [
        Row(
            f"e{n}",
            {"label": payee, "date": date, "words": text, "in": Decimal(number)},
            RowKind.LINE,
            1,
            "Expenses:Ingredients:Flour",
            f"2026/2026-03.beancount:{n}",
            f"hash{n}",
        )
        for n, (date, payee, text, number) in enumerate(entries, 11)
    ]
    lines.append(
        Row(
            "end",
            {
                "label": "Together",
                "in": Sum(tuple(Ref("ledger", f"e{n}", "in") for n in (11, 12, 13))),
            },
            RowKind.TOTAL,
        )
    )
    return Table("ledger", "General ledger", columns, tuple(lines), "USD")


def pack() -> Pack:
    """The whole pack, the same each time."""
    front = (words(), bank(), free(), month(), look(), due(), adds_up())
    behind = (income(), cash(), balance(), year(), ledger())
    pictures = (
        Picture(
            "months",
            "Income and costs, month by month",
            "columns",
            "year",
            ("income", "costs"),
        ),
        Picture("cash", "Cash at the end of each month", "line", "year", ("cash",)),
        Picture("areas", "What March's money went to", "bars", "income", ("now",)),
    )
    return Pack(
        HEADING,
        evaluate((*front, *behind)),
        tuple(table.id for table in front),
        pictures,
    )
