"""Members' accounts as tables: by member, by lot, and that everything is somebody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows as posting_rows
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.overview.words import lot_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.table import Content
    from coopbooks.surplus.capital.lots import MoveKind
    from coopbooks.surplus.capital.rollforward import LotLine
    from coopbooks.surplus.capital.rollforward import RollForward
    from coopbooks.surplus.terms import SurplusTerms

MEMBERS, LOTS, EACH, IDENTITY = "members", "lots", "each", "identity"
ALL = "all"
TITLES: Mapping[MoveKind, str] = {
    "opening": "Brought in",
    "paid-in": "Paid in",
    "allocated": "Kept",
    "interest": "Interest",
    "loss": "Losses",
    "redeemed": "Paid back",
    "left": "Owed on leaving",
    "moved": "Moved",
}
CLASSES = {
    "member-capital": "Members' accounts",
    "collective": "Collective account",
    "reserve": "Reserves",
    "result": "Result not yet shared",
}
TAXED = (
    "Qualified: the member paid tax on it in the year it was kept. Nonqualified: the "
    "member pays tax when it is paid out."
)


def account_tables(
    found: RollForward, currency: str
) -> tuple[list[Table], list[Table]]:
    """Members' accounts over a stretch of days.

    Args:
        found: The accounts.
        currency: The book's currency.

    Returns:
        For the front a line for each member (`members`) and one for each lot of all
        members together (`lots`), and for behind one for each lot of each member
        (`each`): from what was there, over what moved, to what is there.
    """
    last = long_date(found.period.last)
    nobody = "Nobody named"
    by_member = [(line.member or nobody, line) for line in found.by_member()]
    by_lot = [(lot_words(line.lot), line) for line in found.by_lot()]
    each = [
        (f"{line.member or nobody}: {lot_words(line.lot)}", line)
        for line in found.lines
    ]
    titles = {
        MEMBERS: (f"By member, {last}", "Member", by_member),
        LOTS: (f"What it is made of, {last}", "", by_lot),
        EACH: ("Each lot of each member", "", each),
    }
    made = {
        name: _table(name, title, label, lines, found.kinds, currency)
        for name, (title, label, lines) in titles.items()
    }
    return [made[MEMBERS], made[LOTS]], [made[EACH]]


def _table(
    name: str,
    title: str,
    label: str,
    lines: Sequence[tuple[str, LotLine]],
    kinds: Sequence[MoveKind],
    currency: str,
) -> Table:
    """A table of lines, each from what was there to what is there."""
    rows: list[Row] = []
    for words, line in lines:
        row = f"{line.member}:{line.lot}" if name == EACH else line.member or line.lot
        cells: dict[str, Content] = {"label": words, "start": line.opening}
        cells |= {kind: line.of(kind) or None for kind in kinds}
        columns = ("start", *kinds)
        cells["end"] = Sum(tuple(Ref(name, row or "none", one) for one in columns))
        rows.append(Row(row or "none", cells))
    total: dict[str, Content] = {
        one: down(name, rows, one) for one in ("start", *kinds, "end")
    }
    rows.append(Row(ALL, {"label": "Together", **total}, RowKind.TOTAL))
    columns_ = (
        Column("label", label, ColumnKind.TEXT),
        Column("start", "Before"),
        *(Column(kind, TITLES[kind]) for kind in kinds),
        Column("end", "Now"),
    )
    taxed = any(line.lot.endswith(("-Q", "-N")) for _, line in lines)
    notes = (Sentence(TAXED),) if taxed and name == LOTS else ()
    return Table(name, title, columns_, tuple(rows), currency, notes=notes)


def identity_table(
    terms: SurplusTerms,
    entries: Iterable[data.Directive],
    day: datetime.date,
    currency: str,
) -> Table:
    """That what belongs to members and to the co-op is all that there is.

    Args:
        terms: What the book says.
        entries: Its entries.
        day: At the end of this day.
        currency: The book's currency; what is in others is left out.

    Returns:
        The table `identity`: the classes of equity, net assets, and the check that they
        are the same (New York Cooperative Corporations Law, section 93).
    """
    totals = _classes(terms, entries, day, currency)
    rows = [Row(name, {"label": CLASSES[name], "n": totals[name]}) for name in CLASSES]
    if other := totals["other"]:
        rows.append(Row("other", {"label": "Of no class", "n": other}))
    together = Sum(tuple(Ref(IDENTITY, row.id, "n") for row in rows))
    rows.append(Row(ALL, {"label": "Together", "n": together}, RowKind.TOTAL))
    label = "What we have less what we owe"
    rows.append(Row("net", {"label": label, "n": totals["net"]}))
    classed = Sum(tuple(Ref(IDENTITY, name, "n") for name in CLASSES))
    check = Agree(classed, Sum((Ref(IDENTITY, "net", "n"),)))
    label = "Is it the same as the classes above, together?"
    rows.append(Row("check", {"label": label, "n": check}, RowKind.CHECK))
    return Table(
        IDENTITY,
        f"To whom it belongs, {long_date(day)}",
        (Column("label", "", ColumnKind.TEXT), Column("n", "")),
        tuple(rows),
        currency,
    )


def _classes(
    terms: SurplusTerms,
    entries: Iterable[data.Directive],
    day: datetime.date,
    currency: str,
) -> dict[str, Decimal]:
    """What each class holds, what is of none, and net assets."""
    roles = terms.roles
    sums: dict[str, list[Decimal]] = {name: [] for name in (*CLASSES, "other", "net")}
    for row in posting_rows(entries):
        if row.date > day or row.units.currency != currency:
            continue
        kind, role = roles.type_of(row.account), roles.of(row.account)
        if kind in {"Assets", "Liabilities"}:
            sums["net"].append(row.number)
        elif kind == "Equity":
            sums[role if role in CLASSES else "other"].append(-row.number)
        else:
            sums["result"].append(-row.number)
    return {name: total_of(numbers) for name, numbers in sums.items()}


def down(table: str, rows: Iterable[Row], column: str) -> Sum:
    """A column of some rows, added up.

    Args:
        table: The table's id.
        rows: The rows.
        column: The column's id.

    Returns:
        The formula.
    """
    found = (row for row in rows if row.kind == RowKind.LINE)
    return Sum(
        tuple(Ref(table, row.id, column) for row in found if column in row.cells)
    )
