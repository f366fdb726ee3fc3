"""Money: what came in and went out, what is free to use, what is owed to us.

Every figure on it is a formula that leads to the table it comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.roles import ROLES
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.balances import GENERAL
from coopbooks.statements import balance
from coopbooks.statements import cash
from coopbooks.statements import funds
from coopbooks.statements.cash import bank_accounts
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

OPENING = "page-opening"
MONEY, FREE, OWED = "page-money", "page-free", "page-owed"
AMOUNT = "amount"
LABEL = Column("label", "", ColumnKind.TEXT)
AMOUNTS = (LABEL, Column(AMOUNT, ""))
MOST_LINES = 5

RECEIVABLE = (
    "receivable",
    "dues-receivable",
    "check-off-receivable",
    "share-receivable",
    "due-from",
)


def single(ref: Ref) -> Sum:
    """A figure taken over from another table."""
    return Sum((ref,))


def _line(
    row: str,
    label: str,
    amount: Content,
    kind: RowKind = RowKind.LINE,
    depth: int = 0,
) -> Row:
    return Row(row, {"label": label, AMOUNT: amount}, kind, depth)


def money_table(scope: Scope, values: Values, flows: Table) -> Table:
    """Money in the bank: start, what came in, what went out, end.

    Args:
        scope: The book for the period.
        values: The tables behind page one, worked out.
        flows: The cash flow statement.

    Returns:
        The section, with what the largest movements were.
    """
    start, end = (
        Ref(cash.TABLE, row, cash.TOTAL) for row in (cash.OPENING, cash.CLOSING)
    )
    rows = [_line("start", long_date(scope.period.begin), single(start))]
    for name, label, total in (
        ("in", "Came in", cash.IN),
        ("out", "Went out", cash.OUT),
    ):
        rows.append(_line(name, label, single(Ref(cash.TABLE, total, cash.TOTAL))))
        lines = [
            row for row in flows.rows if row.id.startswith(f"{name}:") and row.account
        ]
        rows += _largest(name, lines, values)
    if any(row.id == cash.CHANGED for row in flows.rows):
        change = Ref(cash.TABLE, cash.CHANGED, cash.TOTAL)
        rows.append(
            _line("change", "Change in value of other currencies", single(change))
        )
    rows.append(_line("end", long_date(scope.period.last), single(end), RowKind.TOTAL))
    return Table(
        MONEY,
        "Money in the bank",
        AMOUNTS,
        tuple(rows),
        scope.currency,
        notes=_agreement(scope),
    )


def _largest(name: str, lines: list[Row], values: Values) -> list[Row]:
    """The largest lines of a direction, and the others as one."""

    def size(row: Row) -> tuple[Decimal, str]:
        return -abs(values.amount(cash.TABLE, row.id, cash.TOTAL)), row.id

    ordered = sorted(lines, key=size)
    # One line of "other" for a single account would hide more than it saves.
    most = MOST_LINES if len(ordered) > MOST_LINES + 1 else MOST_LINES + 1
    rows = [
        _line(
            row.id,
            str(row.cells["label"]),
            single(Ref(cash.TABLE, row.id, cash.TOTAL)),
            depth=1,
        )
        for row in ordered[:most]
    ]
    if rest := ordered[most:]:
        others = Sum(tuple(Ref(cash.TABLE, row.id, cash.TOTAL) for row in rest))
        rows.append(_line(f"{name}:other", "other", others, depth=1))
    return rows


def _agreement(scope: Scope) -> tuple[Sentence, ...]:
    """Whether the bank's statements agree, in one sentence."""
    day = long_date(scope.period.last)
    if scope.roles.inferred:
        words = "The book does not say which accounts are in a bank"
        return (Sentence(f"{words}: no statement of {day} was compared."),)
    states = {name: confirmed(scope, name) for name in bank_accounts(scope)}
    if not states:
        return ()
    if wrong := _named(scope, states, "NO"):
        return (Sentence(f"Differs from the bank's statement of {day}: {wrong}.   NO"),)
    if missing := _named(scope, states, "not yet"):
        return (Sentence(f"Not yet compared with a statement of {day}: {missing}."),)
    which = {1: "Agrees", 2: "Both accounts agree"}.get(
        len(states), f"All {len(states)} accounts agree"
    )
    return (Sentence(f"{which} with the bank's statement of {day}.   YES"),)


def _named(scope: Scope, states: Mapping[str, str], wanted: str) -> str:
    """The names of the accounts that are in a state."""
    names = (name for name, state in states.items() if state == wanted)
    return ", ".join(scope.roles.name_of(name) for name in names)


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
    only_bank = all(scope.roles.of(name) == "bank" for name in money_accounts(scope))
    label = "In the bank" if only_bank else "In the bank and in cash"
    rows = [_line("money", label, everything)]
    if funds_shown:
        rows += _fund_lines(values)
    rows += _debt_lines(scope, values, sheet)
    refs = tuple(Ref(FREE, row.id, AMOUNT) for row in rows)
    rows.append(_line("free", "Free to use", Sum(refs), RowKind.TOTAL))
    return Table(FREE, "What we are free to use", AMOUNTS, tuple(rows), scope.currency)


def _fund_lines(values: Values) -> list[Row]:
    """Each fund that holds money for one purpose only, taken off."""
    table = next(one for one in values.tables if one.id == funds.TABLE)
    return [
        _line(
            f"fund:{row.id}",
            str(row.cells["label"]),
            Sum((), (Ref(funds.TABLE, row.id, funds.END),)),
        )
        for row in table.rows
        if row.id not in {funds.ALL, GENERAL}
        and values.amount(funds.TABLE, row.id, funds.END) > 0
    ]


def _debt_lines(scope: Scope, values: Values, sheet: Table) -> list[Row]:
    """What is owed within a year, by what it is for."""
    groups: dict[str, list[Ref]] = {}
    for row in _account_lines(scope, sheet, "Liabilities"):
        role = scope.roles.of(row.account or "")
        if scope.roles.is_later(row.account or "") or role == "member-capital":
            continue
        ref = Ref(balance.TABLE, row.id, "end")
        if values[ref]:
            groups.setdefault(ROLES[role].label if role else "Other debts", []).append(
                ref
            )
    return [
        _line(f"debt:{label}", label, Sum((), tuple(refs)))
        for label, refs in sorted(
            groups.items(), key=lambda item: item[0] == "Other debts"
        )
    ]


def _account_lines(scope: Scope, sheet: Table, root: str) -> Iterable[Row]:
    for row in sheet.rows:
        if row.kind == RowKind.LINE and scope.roles.type_of(row.account or "") == root:
            yield row


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
    for row in _account_lines(scope, sheet, "Assets"):
        role = scope.roles.of(row.account or "")
        ref = Ref(balance.TABLE, row.id, "end")
        if role in RECEIVABLE and values[ref]:
            name = scope.roles.names.get(scope.roles.root_of(row.account or ""))
            groups.setdefault(name or ROLES[role].label, []).append(ref)
    rows = [_line(label, label, Sum(tuple(refs))) for label, refs in groups.items()]
    if len(rows) > 1:
        total = Sum(tuple(Ref(OWED, row.id, AMOUNT) for row in rows))
        rows.append(_line("total", "Together", total, RowKind.TOTAL))
    return Table(OWED, "Owed to us", AMOUNTS, tuple(rows), scope.currency)


def opening(scope: Scope, values: Values) -> Table:
    """The first sentence: how much there is, and how much of it is free.

    Args:
        scope: The book for the period.
        values: The tables behind page one and the sections of money, worked out.

    Returns:
        A section without title and rows.
    """
    end, free = Ref(MONEY, "end", AMOUNT), Ref(FREE, "free", AMOUNT)
    there, left = values.amount(*end), values.amount(*free)
    if left == there:
        words = "{} in the bank, all free to use."
        refs: tuple[Ref, ...] = (end,)
    elif left < 0:
        words = "{} in the bank. More than that is spoken for: {} is missing."
        refs = (end, free)
    else:
        words, refs = "{} in the bank; {} of it is free to use.", (end, free)
    sentence = Sentence(f"We ended {scope.period.last:%B} with {words}", refs)
    return Table(OPENING, "", (LABEL,), (), scope.currency, lead=(sentence,))
