"""A check-off as tables: expected, listed and paid, and what differs."""

from __future__ import annotations

from decimal import Decimal
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

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.dues.checkoff.checkoff import CheckOff
    from coopbooks.dues.checkoff.differences import CheckOffRow
    from coopbooks.dues.checkoff.ties import Tie

THREE, KINDS, LINES, TIES = "three-ways", "kinds", "lines", "ties"
LABEL = Column("label", "", ColumnKind.TEXT)
COMPARED = (Column("expected", "Expected"), Column("listed", "On the list"))


def checkoff_tables(found: CheckOff) -> list[Table]:
    """A check-off for its first page.

    Args:
        found: The check-off.

    Returns:
        The three figures and what lies between them; where the money goes; what kinds
        of difference there are; which lists were paid by which deposits.
    """
    tables = [_three(found), _kinds(found)]
    return [*tables, _ties(found)] if found.ties else tables


def differing_table(found: CheckOff) -> Table | None:
    """The members who differ, by id.

    Args:
        found: The check-off.

    Returns:
        A line for each; None where everything fits.
    """
    rows = [row for row in found.rows if row.kind != "matched"]
    return lines_table(found, rows, "differing", "What differs") if rows else None


def lines_table(
    found: CheckOff, rows: Sequence[CheckOffRow], table: str, title: str
) -> Table:
    """Members of a check-off, one by one.

    Args:
        found: The check-off.
        rows: Some of its rows.
        table: The table's id.
        title: What stands above it.

    Returns:
        A line for each, with the kind of difference and what can be said of it; nobody
        is named, and somebody the book does not know is told by a number.
    """
    made = [_line(number, row) for number, row in enumerate(rows, start=1)]
    ids = [row.id for row in made]
    together: dict[str, Content] = {"label": "Together"}
    for key in ("expected", "listed", "difference", "applied", "owed"):
        together[key] = Sum(tuple(Ref(table, row, key) for row in ids))
    made.append(Row("all", together, RowKind.TOTAL))
    return Table(
        table,
        title,
        (
            Column("label", "Member", ColumnKind.TEXT),
            *COMPARED,
            Column("difference", "More or less"),
            Column("applied", "Applied"),
            Column("owed", "Employer owes"),
            Column("kind", "What it is", ColumnKind.TEXT),
            Column("words", "", ColumnKind.TEXT),
        ),
        tuple(made),
        found.currency,
    )


def _line(number: int, row: CheckOffRow) -> Row:
    cells: dict[str, Content] = {
        "label": row.member or f"not known, {number}",
        "expected": row.expected,
        "listed": row.listed,
        "difference": row.difference,
        "applied": row.applied,
        "owed": row.owed,
        "kind": "" if row.kind == "matched" else row.kind,
        "words": row.words,
    }
    return Row(f"line:{number}", cells)


def _three(found: CheckOff) -> Table:
    """Expected, listed and deposited, and what lies between them."""
    rows = [
        _row("expected", "Expected, by the dues and the members", found.expected),
        _row("difference", "More or less on the list", found.difference),
        _row("listed", "On the employer's list", found.listed, RowKind.SUBTOTAL),
        *_money(found),
        Row(
            "agrees",
            {
                "label": "Expected, more or less, is the list",
                "amount": Agree(_sum("expected", "difference"), _sum("listed")),
            },
            RowKind.CHECK,
        ),
        Row("goes", {"label": "Where the list goes"}, RowKind.HEADING),
        _row("applied", "Pays what members owe", found.applied, depth=1),
        _row("unapplied", "Waits for an answer (we owe it)", found.unapplied, depth=1),
        _row("all", "The list", _sum("applied", "unapplied"), RowKind.TOTAL),
    ]
    owed = [one.number for one in found.owed]
    if owed:
        label = "Still owed, by the employer and by no member"
        rows.append(_row("owed", label, sum(owed, Decimal(0))))
    return Table(
        THREE,
        "Expected, listed, paid",
        (LABEL, Column("amount", "Amount")),
        tuple(rows),
        found.currency,
        notes=(Sentence("Nobody loses standing because the employer is late."),),
    )


def _money(found: CheckOff) -> Iterator[Row]:
    """What came in for the lists, as far as any did."""
    yield _row("deposited", "Came in", found.deposited)
    if found.kept or found.keeps:
        yield _row("kept", "Kept by the body that collects", found.kept)
    if found.waiting:
        yield _row("waiting", "Listed, not paid yet", found.waiting)
    if found.unexplained:
        yield _row("unexplained", "NOT EXPLAINED: list less deposit", found.unexplained)


def _kinds(found: CheckOff) -> Table:
    """How many members and how much of each kind of difference."""
    rows = []
    for kind in dict.fromkeys(row.kind for row in found.rows):
        some = found.of(kind)
        cells: dict[str, Content] = {
            "label": kind.capitalize(),
            "count": Decimal(len(some)),
            "expected": sum((one.expected for one in some), Decimal(0)),
            "listed": sum((one.listed for one in some), Decimal(0)),
            "difference": sum((one.difference for one in some), Decimal(0)),
        }
        rows.append(Row(f"kind:{kind}", cells))
    ids = [row.id for row in rows]
    together: dict[str, Content] = {"label": "Together"}
    for key in ("count", "expected", "listed", "difference"):
        together[key] = Sum(tuple(Ref(KINDS, row, key) for row in ids))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("count", "Members", ColumnKind.NUMBER),
        *COMPARED,
        Column("difference", "More or less"),
    )
    return Table(KINDS, "How they compare", columns, tuple(rows), found.currency)


def _ties(found: CheckOff) -> Table:
    """Which lists were paid by which deposits."""
    rows = [
        Row(f"tie:{number}", _tie(one))
        for number, one in enumerate(found.ties, start=1)
    ]
    columns = (
        Column("label", "Lists", ColumnKind.TEXT),
        Column("deposits", "Deposits", ColumnKind.TEXT),
        Column("listed", "On the lists"),
        Column("deposited", "Came in"),
        Column("left", "Between"),
    )
    return Table(TIES, "Lists and deposits", columns, tuple(rows), found.currency)


def _tie(one: Tie) -> dict[str, Content]:
    days = [each.date for each in one.deposits]
    days += [paper.date for paper in one.papers if paper.deposited]
    return {
        "label": ", ".join(one.periods) or "no list",
        "deposits": ", ".join(long_date(day) for day in sorted(set(days)))
        or "none yet",
        "listed": one.listed,
        "deposited": one.deposited,
        "left": one.difference,
    }


def _row(
    row: str,
    label: str,
    amount: Content,
    kind: RowKind = RowKind.LINE,
    depth: int = 0,
) -> Row:
    return Row(row, {"label": label, "amount": amount}, kind, depth)


def _sum(*rows: str) -> Sum:
    return Sum(tuple(Ref(THREE, row, "amount") for row in rows))
