"""Does it add up? And the lines to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.packs.firstpage.money import LABEL
from coopbooks.packs.firstpage.money import single
from coopbooks.statements import balance
from coopbooks.statements import cash
from coopbooks.statements import funds
from coopbooks.statements import trial

if TYPE_CHECKING:
    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

CHECKS = "page-checks"
SIGN = "______________"


def checks_table(scope: Scope, values: Values) -> Table:
    """Does it add up? Each check is worked out again from both of its sides.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.

    Returns:
        The section, with lines to sign below it.
    """
    rows = [
        Row(
            name,
            {"label": label, "amount": single(shown), "check": Agree(left, right)},
            RowKind.CHECK,
        )
        for name, label, shown, left, right in _everywhere(values)
    ]
    rows += _own_checks(values)
    columns = (LABEL, Column("amount", ""), Column("check", "", ColumnKind.CHECK))
    return Table(
        CHECKS,
        "Does it add up?",
        columns,
        tuple(rows),
        scope.currency,
        notes=(
            Sentence(f"Prepared by: treasurer {SIGN}"),
            Sentence(f"Reviewed (not by the preparer): {SIGN}  {SIGN}  date ________"),
        ),
    )


def _everywhere(values: Values) -> tuple[tuple[str, str, Ref, Sum, Sum], ...]:
    """The checks of any book: row, label, the figure shown, and both sides."""
    parts = (cash.OPENING, cash.IN, cash.OUT, cash.MOVED, cash.CHANGED)
    moves = (Ref(cash.TABLE, row, cash.TOTAL) for row in parts)
    closing = Ref(cash.TABLE, cash.CLOSING, cash.TOTAL)
    owned = Ref(balance.TABLE, balance.OWNED, "end")
    owed = Ref(balance.TABLE, balance.OWED, "end")
    belongs = Ref(balance.TABLE, balance.BELONGS, "end")
    debit = Ref(trial.TABLE, trial.TOTAL, "debit")
    credit = Ref(trial.TABLE, trial.TOTAL, "credit")
    return (
        (
            "bank",
            "bank: start + in - out = end",
            closing,
            Sum(tuple(ref for ref in moves if ref in values.cells)),
            single(closing),
        ),
        (
            "equation",
            "what we own less what we owe = what is left",
            belongs,
            Sum((owned,), (owed,)),
            single(belongs),
        ),
        ("trial", "every debit has its credit", debit, single(debit), single(credit)),
    )


def _own_checks(values: Values) -> list[Row]:
    """The check of this kind of body: a co-op's classes, or the funds."""
    rows: list[Row] = []
    left = Ref(balance.TABLE, balance.LEFT, "end")
    for name, label in (
        ("identity", "members + collective + reserves + not shared = what is left"),
        ("funds", "all funds together = what is left"),
    ):
        terms = _terms(name, values)
        if terms:
            check = Agree(Sum(terms), single(left))
            cells: dict[str, Content] = {"label": label, "amount": single(left)}
            cells["check"] = check
            rows.append(Row(name, cells, RowKind.CHECK))
    return rows


def _terms(name: str, values: Values) -> tuple[Ref, ...]:
    """What a check adds up on its left side; nothing where it does not apply."""
    sheet = next(one for one in values.tables if one.id == balance.TABLE)
    if name == "identity":
        row = next((row for row in sheet.rows if row.id == "identity"), None)
        check = row.cells["end"] if row else None
        return check.left.plus if isinstance(check, Agree) else ()
    total = Ref(funds.TABLE, funds.ALL, funds.END)
    if total not in values.cells:
        return ()
    change = Ref(balance.TABLE, "change", "end")
    return (total, change) if change in values.cells else (total,)
