"""Money: what there was, what came in and went out, what there is.

Every figure of page one is a formula that leads to the table it comes from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Content
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.statements import cash
from coopbooks.statements.cash import bank_accounts
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.table import Values
    from coopbooks.statements.scope import Scope

MONEY = "page-money"
AMOUNT = "amount"
LABEL = Column("label", "", ColumnKind.TEXT)
AMOUNTS = (LABEL, Column(AMOUNT, ""))
MOST_LINES = 4


def single(ref: Ref) -> Sum:
    """A figure taken over from another table."""
    return Sum((ref,))


def line(
    row: str,
    label: str,
    amount: Content,
    kind: RowKind = RowKind.LINE,
    depth: int = 0,
) -> Row:
    """A line of a section with one amount.

    Args:
        row: Its id.
        label: Its words.
        amount: Its amount, or the formula of it.
        kind: What it is for.
        depth: How far it is set in.

    Returns:
        The row.
    """
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
    rows = [line("start", long_date(scope.period.begin), single(start))]
    for name, label, total in (
        ("in", "Came in", cash.IN),
        ("out", "Went out", cash.OUT),
    ):
        rows.append(line(name, label, single(Ref(cash.TABLE, total, cash.TOTAL))))
        lines = [
            row for row in flows.rows if row.id.startswith(f"{name}:") and row.account
        ]
        rows += _largest(name, lines, values)
    if any(row.id == cash.CHANGED for row in flows.rows):
        change = Ref(cash.TABLE, cash.CHANGED, cash.TOTAL)
        rows.append(
            line("change", "Change in value of other currencies", single(change))
        )
    rows.append(line("end", long_date(scope.period.last), single(end), RowKind.TOTAL))
    return Table(
        MONEY,
        f"Money {in_words(scope)}",
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
        line(
            row.id,
            str(row.cells["label"]),
            single(Ref(cash.TABLE, row.id, cash.TOTAL)),
            depth=1,
        )
        for row in ordered[:most]
    ]
    if rest := ordered[most:]:
        others = Sum(tuple(Ref(cash.TABLE, row.id, cash.TOTAL) for row in rest))
        rows.append(line(f"{name}:other", "other", others, depth=1))
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


def in_words(scope: Scope) -> str:
    """Where the money is: in the bank, or in cash as well.

    Args:
        scope: The book for the period.

    Returns:
        Words for the middle of a sentence.
    """
    places = {scope.roles.of(name) for name in money_accounts(scope)}
    match "bank" in places, "cash" in places:
        case True, True:
            return "in the bank and in cash"
        case False, True:
            return "in cash"
    return "in the bank"
