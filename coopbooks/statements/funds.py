"""Funds: what each held, what moved in it, and that they add up to what is left."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.funds.balances import GENERAL
from coopbooks.funds.balances import fund_postings
from coopbooks.funds.terms import read_funds
from coopbooks.statements.activity import ZERO
from coopbooks.statements.exchange import change_in_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.funds.terms import Fund
    from coopbooks.statements.scope import Scope

TABLE = "funds"
ALL, CHANGE, START, END = "all", "change", "start", "end"
FUND = "fund:"

# How each kind of movement is called; releases and moves between funds add up to zero.
MOVES = {
    "income": "Came in",
    "expense": "Went out",
    "release": "Released",
    "transfer": "Moved between funds",
    "borrowing": "Lent between funds",
    "equity": "Capital and other",
}
ALWAYS = ("income", "expense")

Figures = dict[str, dict[str, "Decimal"]]


def fund_figures(scope: Scope) -> Figures:
    """What each fund held at the start, and what moved in it in the period.

    Args:
        scope: The book for the period.

    Returns:
        By fund, the general one first, and then by `start` or kind of movement: the
        amount in the reporting currency, each posting at the rate of its day, gains
        positive, rounded once.
    """
    exact: dict[str, dict[str, Decimal]] = {GENERAL: defaultdict(lambda: ZERO)}
    for one in fund_postings(scope.entries, scope.roles):
        if one.date >= scope.period.end:
            continue
        kind = START if one.date < scope.period.begin else one.kind
        of_fund = exact.setdefault(one.fund, defaultdict(lambda: ZERO))
        of_fund[kind] -= scope.valuation.of_posting(one.posting, one.date)
    return {
        fund: {kind: scope.rounded(number) for kind, number in of_fund.items()}
        for fund, of_fund in exact.items()
    }


def row_of(fund: str) -> str:
    """The id of a fund's row.

    Args:
        fund: Its name, such as `strike`.

    Returns:
        For example `fund:strike`.
    """
    return f"{FUND}{fund}"


def funds_table(scope: Scope, figures: Figures) -> Table:
    """The funds of a book in a period.

    Args:
        scope: The book for the period.
        figures: What `fund_figures` gave.

    Returns:
        A line for each fund: what it held at the start, what moved, what it held at
        the end. What is released from one fund, moved or lent to another is a column
        of its own, which adds up to zero. All funds together, with the change in value
        of other currencies, are compared with what is left after debts.
    """
    funds = {fund.name: fund for fund in read_funds(scope.entries)[0]}
    kinds = [
        kind
        for kind in MOVES
        if kind in ALWAYS or any(of.get(kind) for of in figures.values())
    ]
    names = sorted(figures, key=lambda name: (name != GENERAL, name))
    rows = [
        Row(row_of(name), _cells(name, figures[name], kinds, funds.get(name)), depth=1)
        for name in names
    ]
    total: dict[str, Content] = {
        column: Sum(tuple(Ref(TABLE, row_of(name), column) for name in names))
        for column in (START, *kinds, END)
    }
    label = "All funds together"
    rows.append(Row(ALL, {"label": label, **total}, RowKind.TOTAL))
    rows += _compared(scope, figures)
    return Table(
        TABLE,
        "Funds",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("kind", "Kept by", ColumnKind.TEXT),
            Column(START, f"Start of {long_date(scope.period.begin)}"),
            *(Column(kind, MOVES[kind]) for kind in kinds),
            Column(END, f"End of {long_date(scope.period.last)}"),
        ),
        tuple(rows),
        scope.currency,
        notes=_notes(names, funds),
    )


def _compared(scope: Scope, figures: Figures) -> list[Row]:
    """All funds beside what the balance sheet says is left after debts."""
    amounts = both(figures.values())
    change: dict[str, Content] = {
        column: change_in_value(scope, end, number)
        for column, end, number in zip(
            (START, END), (scope.period.begin, scope.period.end), amounts, strict=True
        )
    }
    rows: list[Row] = []
    parts = [ALL]
    if any(change.values()):
        label = "Change in value of other currencies, and rounding"
        rows.append(Row(CHANGE, {"label": label, **change}))
        parts.append(CHANGE)
    checks: dict[str, Content] = {
        column: Agree(
            Sum(tuple(Ref(TABLE, part, column) for part in parts)),
            Sum((Ref("balance", "left", sheets),)),
        )
        for column, sheets in ((START, "before"), (END, "end"))
    }
    label = "Funds = left after debts?"
    return [*rows, Row("adds-up", {"label": label, **checks}, RowKind.CHECK)]


def both(figures: Iterable[dict[str, Decimal]]) -> tuple[Decimal, Decimal]:
    """What funds come to together, at the start and at the end of the period.

    Args:
        figures: What `fund_figures` gave for each.

    Returns:
        Both sums, in the reporting currency.
    """
    funds = list(figures)
    start = sum((of_fund.get(START, ZERO) for of_fund in funds), ZERO)
    return start, sum((sum(of_fund.values(), ZERO) for of_fund in funds), ZERO)


def _cells(
    name: str, of_fund: dict[str, Decimal], kinds: Sequence[str], fund: Fund | None
) -> dict[str, Content]:
    row = row_of(name)
    return {
        "label": label_of(name),
        "kind": _kept_by(name, fund),
        START: of_fund.get(START, ZERO),
        **{kind: of_fund.get(kind, ZERO) for kind in kinds},
        END: Sum(tuple(Ref(TABLE, row, column) for column in (START, *kinds))),
    }


def label_of(fund: str) -> str:
    """What people call a fund.

    Args:
        fund: Its name, such as `strike`.

    Returns:
        For example `Strike fund`, `General fund`.
    """
    name = fund.replace("-", " ")
    return name[:1].upper() + name[1:] + ("" if name.endswith("fund") else " fund")


def _kept_by(name: str, fund: Fund | None) -> str:
    if name == GENERAL:
        return "free to use"
    if fund is None:
        return "not declared"
    return "giver or law" if fund.kind == "restricted" else "members' vote"


def _notes(names: Sequence[str], funds: dict[str, Fund]) -> tuple[Sentence, ...]:
    said = [
        Sentence(f"{label_of(name)}: only for {funds[name].purpose}.")
        for name in names
        if name in funds
    ]
    return (*said, Sentence("Money that names no fund is general."))
