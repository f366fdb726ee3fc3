"""What is free to use, and what others owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.roles import ROLES
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.balances import GENERAL
from coopbooks.packs.firstpage.dues import NOT_HANDED_OVER
from coopbooks.packs.firstpage.dues import late_notes
from coopbooks.packs.firstpage.money import AMOUNT
from coopbooks.packs.firstpage.money import AMOUNTS
from coopbooks.packs.firstpage.money import in_words
from coopbooks.packs.firstpage.money import line
from coopbooks.packs.firstpage.money import single
from coopbooks.statements import balance
from coopbooks.statements import cash
from coopbooks.statements import funds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

FREE, OWED = "page-free", "page-owed"
RECEIVABLE = (
    "receivable",
    "dues-receivable",
    "check-off-receivable",
    "dues-allowance",
    "share-receivable",
    "due-from",
)


def free_table(scope: Scope, values: Values, sheet: Table, funds_shown: bool) -> Table:
    """What the body is free to use: its money less funds and what it owes.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.
        sheet: The balance sheet.
        funds_shown: Whether there is a table of funds.

    Returns:
        The section; debts that fall due later than in a year are not taken off.
    """
    everything = single(Ref(cash.TABLE, cash.CLOSING, cash.TOTAL))
    there = in_words(scope)
    rows = [line("money", there[:1].upper() + there[1:], everything)]
    if funds_shown:
        rows += _fund_lines(values)
    rows += _debt_lines(scope, values, sheet)
    refs = tuple(Ref(FREE, row.id, AMOUNT) for row in rows)
    rows.append(line("free", "Free to use", Sum(refs), RowKind.TOTAL))
    return Table(
        FREE,
        "What we are free to use",
        AMOUNTS,
        tuple(rows),
        scope.currency,
        notes=_later_debts(scope, values, sheet),
    )


def _fund_lines(values: Values) -> list[Row]:
    """Each fund that holds money for one purpose only, taken off."""
    table = next(one for one in values.tables if one.id == funds.TABLE)
    return [
        line(
            row.id,
            str(row.cells["label"]),
            Sum((), (Ref(funds.TABLE, row.id, funds.END),)),
        )
        for row in table.rows
        if row.id.startswith(funds.FUND)
        and row.id != funds.row_of(GENERAL)
        and values.amount(funds.TABLE, row.id, funds.END) > 0
    ]


def _debt_lines(scope: Scope, values: Values, sheet: Table) -> list[Row]:
    """What is owed within a year, by what it is for."""
    groups: dict[str, list[Ref]] = {}
    for row, account in _account_lines(scope, sheet, "Liabilities"):
        ref = Ref(balance.TABLE, row, "end")
        is_capital = scope.roles.of(account) == "member-capital"
        # What was paid too much, and stands on the other side, is no money to use.
        if values.amount(*ref) > 0 and not (
            scope.roles.is_later(account) or is_capital
        ):
            groups.setdefault(_called(scope, account, "Other debts"), []).append(ref)
    return [
        line(f"debt:{label}", label, Sum((), tuple(refs)))
        for label, refs in sorted(
            groups.items(), key=lambda item: item[0] == "Other debts"
        )
    ]


def _later_debts(scope: Scope, values: Values, sheet: Table) -> tuple[Sentence, ...]:
    """What is owed beyond a year, which is not taken off."""
    later = (
        Ref(balance.TABLE, row, "end")
        for row, account in _account_lines(scope, sheet, "Liabilities")
        if scope.roles.is_later(account)
    )
    if not any(values[ref] for ref in later):
        return ()
    total = Ref(balance.TABLE, f"owed:{balance.LATER}", "end")
    words = "Not taken off: {} of debts that fall due later than in a year."
    return (Sentence(words, (total,)),)


def _called(scope: Scope, account: str, otherwise: str) -> str:
    """What people call the group of an account: its name in the book, or its role's."""
    role = scope.roles.of(account)
    if role is None:
        return otherwise
    return scope.roles.names.get(scope.roles.root_of(account)) or ROLES[role].label


def _account_lines(scope: Scope, sheet: Table, root: str) -> Iterator[tuple[str, str]]:
    """The rows of the balance sheet that show an account of a type: id, account."""
    for row in sheet.rows:
        account = row.account or ""
        if row.kind == RowKind.LINE and scope.roles.type_of(account) == root:
            yield row.id, account


def owed_table(scope: Scope, values: Values, sheet: Table) -> Table:
    """What is owed to the body, by what it is for.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.
        sheet: The balance sheet.

    Returns:
        The section; it has no rows where nothing is owed.
    """
    groups: dict[str, list[Ref]] = {}
    for row, account in _account_lines(scope, sheet, "Assets"):
        ref = Ref(balance.TABLE, row, "end")
        if scope.roles.of(account) in RECEIVABLE and values[ref]:
            groups.setdefault(_called(scope, account, ""), []).append(ref)
    rows = [
        line(f"owed:{label}", label, Sum(tuple(refs))) for label, refs in groups.items()
    ]
    if values[NOT_HANDED_OVER]:
        label = "Taken from pay, not handed over by employers"
        rows.append(line("employers", label, single(NOT_HANDED_OVER)))
    if len(rows) > 1:
        total = Sum(tuple(Ref(OWED, row.id, AMOUNT) for row in rows))
        rows.append(line("total", "Together", total, RowKind.TOTAL))
    notes = late_notes(values) if rows else ()
    return Table(OWED, "Owed to us", AMOUNTS, tuple(rows), scope.currency, notes=notes)
