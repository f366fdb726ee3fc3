"""Page one of a made-up bakery's month."""

from __future__ import annotations

from decimal import Decimal

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from tests.support.lists import LABEL
from tests.support.lists import cell
from tests.support.lists import line
from tests.support.lists import one
from tests.support.lists import rows


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
