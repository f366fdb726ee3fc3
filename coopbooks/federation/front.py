"""What an assembly reads first of all bodies together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.federation.combining.tables import CHANGES
from coopbooks.federation.combining.tables import EARNED
from coopbooks.federation.combining.tables import LEFT
from coopbooks.federation.combining.tables import NOT_POOLED
from coopbooks.federation.combining.tables import OUT
from coopbooks.federation.combining.tables import OWNED
from coopbooks.federation.combining.tables import TOTAL
from coopbooks.federation.combining.tables import total_row
from coopbooks.federation.remarks import LOOK
from coopbooks.federation.remarks import remarks

if TYPE_CHECKING:
    from coopbooks.core.table import Content
    from coopbooks.federation.whole import Whole

LABEL = Column("label", "", ColumnKind.TEXT)
HAS, DID = "page-has", "page-did"
ALL = "all"
MOST = 8
KINDS = {
    "party": "Party",
    "chapter": "Chapters",
    "union": "Unions",
    "worker-coop": "Worker co-ops",
    "ally": "Allies",
}
MONEY = ("Assets:In the bank", "Assets:Cash in hand")
Columns = Mapping[str, tuple[str, str, str | None]]
HAS_COLUMNS: Columns = {
    "money": ("In the bank", OWNED, None),
    "own": ("Own in all", OWNED, total_row("Assets")),
    "owe": ("Owe", OWNED, total_row("Liabilities")),
    LEFT: ("Left after debts", OWNED, LEFT),
}
DID_COLUMNS: Columns = {
    "income": ("Income", EARNED, total_row("Income")),
    "costs": ("Costs", EARNED, total_row("Expenses")),
    LEFT: ("Left", EARNED, LEFT),
}


def front_tables(whole: Whole) -> list[Table]:
    """Page one of all bodies together.

    Args:
        whole: The federation for a period.

    Returns:
        Sections that lead to the tables behind them: what adding up means, what each
        body has, the period, what to look at, whether it adds up.
    """
    return [
        _opening(whole),
        _by_body(whole, HAS, "What each has", HAS_COLUMNS),
        _by_body(whole, DID, whole.period.label, DID_COLUMNS),
        _look(whole),
        _checks(whole),
    ]


def _opening(whole: Whole) -> Table:
    """What adding up means, and how much there is."""
    members = whole.federation.members
    kept = sum(one.folder is not None for one in members)
    counted = len(whole.combined.bodies)
    books = f"{counted} of {kept} books" if counted < kept else f"{counted} books"
    words = f"{books} are counted"
    if others := len(members) - kept:
        bodies = "1 body keeps" if others == 1 else f"{others} bodies keep"
        words += f"; {bodies} none here"
    words += (
        ". Together they have {} in the bank and at hand, owe {} to others, and {} is "
        "left after debts."
    )
    refs = tuple(Ref(HAS, ALL, column) for column in ("money", "owe", LEFT))
    lead = (Sentence(NOT_POOLED), Sentence(words, refs))
    currency = whole.federation.currency
    return Table("page-opening", "", (LABEL,), (), currency, lead=lead)


def _by_body(whole: Whole, table: str, title: str, columns: Columns) -> Table:
    """A row for each body by kind, what is counted twice, and all together."""
    rows: list[Row] = []
    kinds = {one.name: one.kind for one in whole.federation.members}
    bodies = [one.name for one in whole.combined.bodies]
    for kind, heading in KINDS.items():
        names = [name for name in bodies if kinds[name] == kind]
        if names:
            rows.append(Row(f"kind:{kind}", {"label": heading}, RowKind.HEADING))
        for name in names:
            cells = _cells(whole, columns, name)
            rows.append(Row(name, {"label": whole.title(name), **cells}, depth=1))
    out = _cells(whole, columns, OUT)
    rows.append(Row(OUT, {"label": "Counted twice, taken out", **out}))
    together: dict[str, Content] = {"label": "All together"}
    for column in columns:
        parts = (*bodies, OUT)
        together[column] = Sum(tuple(Ref(table, one, column) for one in parts))
    rows.append(Row(ALL, together, RowKind.TOTAL))
    shown = tuple(Column(key, said[0]) for key, said in columns.items())
    currency = whole.federation.currency
    return Table(table, title, (LABEL, *shown), tuple(rows), currency)


def _cells(whole: Whole, columns: Columns, name: str) -> Mapping[str, Content]:
    """What a column of the tables behind says, for one body."""
    there = {line.key for line in whole.combined.lines}
    found: dict[str, Content] = {}
    for column, (_, table, row) in columns.items():
        rows = [row] if row else [one for one in MONEY if one in there]
        refs = tuple(Ref(table, one, name) for one in rows)
        found[column] = Sum(refs) if refs else ZERO
    return found


def _look(whole: Whole) -> Table:
    """What is to be looked at, the first few of the list behind."""
    found = remarks(whole)
    rows = []
    for number, one in enumerate(found[:MOST], start=1):
        cells: dict[str, Content] = {"label": f"{number}. {one.words}"}
        if one.amount is not None:
            cells["amount"] = Sum((Ref(LOOK, one.id, "amount"),))
        rows.append(Row(one.id, cells, where=one.where or None))
    notes = []
    if more := len(found) - len(rows):
        notes.append(Sentence(f"{more} more stand in the pack."))
    if not found:
        notes.append(Sentence("Nothing was found to look at."))
    return Table(
        "page-look",
        "Please look at",
        (LABEL, Column("amount", "")),
        tuple(rows),
        whole.federation.currency,
        notes=tuple(notes),
    )


def _checks(whole: Whole) -> Table:
    """Each check is worked out again from both of its sides."""
    names = [one.name for one in whole.combined.bodies]
    left = Ref(OWNED, LEFT, TOTAL)
    each = Sum(tuple(Ref(OWNED, LEFT, name) for name in names))
    end = Ref(CHANGES, "closing", TOTAL)
    checks = [
        ("each", "each body by itself = all together", left, each, left),
        ("change", "beginning + what happened = end", end, Sum((end,)), left),
    ]
    for name, kinds, label in (
        ("claims", ("Assets", "Liabilities"), "claims taken out = debts taken out"),
        ("flows", ("Income", "Expenses"), "income taken out = costs taken out"),
    ):
        table = OWNED if name == "claims" else EARNED
        one, other = (Ref(table, total_row(kind), OUT) for kind in kinds)
        checks.append((name, label, one, Sum((one,)), other))
    rows = [
        Row(
            name,
            {
                "label": label,
                "amount": Sum((shown,)),
                "check": Agree(one, Sum((other,))),
            },
            RowKind.CHECK,
        )
        for name, label, shown, one, other in checks
    ]
    columns = (LABEL, Column("amount", ""), Column("check", "", ColumnKind.CHECK))
    currency = whole.federation.currency
    return Table("page-checks", "Does it add up?", columns, tuple(rows), currency)
