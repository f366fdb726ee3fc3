"""One member's account as tables: how they stand, what moved, what is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.dues.posting.entries import TITLES
from coopbooks.dues.standing.standingtables import LABEL
from coopbooks.dues.standing.standingtables import NOBODY
from coopbooks.dues.standing.standingtables import STATES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.standing.standing import OpenItem
    from coopbooks.dues.standing.standing import Standing


def account_tables(one: Standing, folder: Path) -> list[Table]:
    """One member's account on a day.

    Args:
        one: How the member stands.
        folder: The book's folder.

    Returns:
        How they stand and why; what was charged, paid and taken from pay; and what is
        open, the oldest first.
    """
    return [_why(one, folder), _account(one), open_table(one)]


def open_table(one: Standing) -> Table:
    """What of a member's dues is open, the oldest first.

    Args:
        one: How the member stands.

    Returns:
        A line for each charge, with who pays it and how late it is.
    """
    table = "open"
    rows = [
        Row(f"open:{number}", _open(item))
        for number, item in enumerate(one.open, start=1)
    ]
    if not rows:
        return Table(table, "Open", (LABEL,), (), lead=(Sentence("Nothing is open."),))
    together: dict[str, Content] = {"label": "Together"}
    for key in ("charged", "open"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    return Table(
        table,
        "Open, the oldest first",
        (
            LABEL,
            Column("due", "Due on", ColumnKind.DATE),
            Column("late", "Late", ColumnKind.TEXT),
            Column("charged", "Charged"),
            Column("open", "Open"),
        ),
        tuple(rows),
        one.currency,
    )


def _why(one: Standing, folder: Path) -> Table:
    """How a member stands, since when, by which rule, and what would restore it."""
    cells: dict[str, Content] = {
        "label": STATES[one.state],
        "since": one.since.isoformat() if one.since else "",
        "rule": one.rule_words,
        "where": in_folder(one.rule, folder) if one.rule else "",
    }
    notes = [f"To be in good standing again: {restoring(one)}."] if one.restores else []
    if one.prepaid:
        notes.append(f"Paid ahead: {one.prepaid:,} {one.currency}.")
    if one.expected:
        notes.append(
            f"{one.expected:,} {one.currency} of it is taken from pay by the employer. "
            f"{NOBODY}"
        )
    return Table(
        "why",
        f"{one.member}, {long_date(one.on)}",
        (
            LABEL,
            Column("since", "Since", ColumnKind.DATE),
            Column("rule", "By which rule", ColumnKind.TEXT),
            Column("where", "Where", ColumnKind.TEXT),
        ),
        (Row("state", cells),),
        notes=tuple(map(Sentence, notes)),
    )


def restoring(one: Standing) -> str:
    """What to pay to be in good standing again, and for what.

    Args:
        one: How the member stands.

    Returns:
        Such as `290.00 USD: 165.00 USD for dues and 125.00 USD for ...`; where it is
        for one thing only, its own words say how much.
    """
    number = f"{one.restores:,} {one.currency}"
    words = one.restores_words
    return words if words.startswith(number) else f"{number}: {words}"


def label_of(period: str) -> str:
    """A period as people say it.

    Args:
        period: Its name, as written in the book.

    Returns:
        Such as `March 2026`; the name where it is none.
    """
    try:
        return parse_period(period).label
    except BadPeriod:
        return period


def _account(one: Standing) -> Table:
    """Charged less paid and less taken from pay is what is owed."""
    table = "account"
    lines = [
        ("charged", "Charged", one.charged),
        ("paid", "Paid", one.paid),
        ("deducted", "Taken from pay", one.deducted),
        ("written-off", "Written off", one.written_off),
    ]
    rows = [
        Row(row, {"label": label, "amount": number})
        for row, label, number in lines
        if number or row in {"charged", "paid"}
    ]
    ids = [row.id for row in rows if row.id != "charged"]
    rows.append(Row("owed", {"label": "Owed", "amount": one.owed}, RowKind.TOTAL))
    if one.expected:
        by: dict[str, Content] = {"label": "by the employer", "amount": one.expected}
        rows.append(Row("employer", by, depth=1))
        own: dict[str, Content] = {"label": "by the member", "amount": one.own}
        rows.append(Row("own", own, depth=1))
    left = Sum((Ref(table, "charged", "amount"),), tuple(_refs(table, ids)))
    agree = Agree(left, Sum((Ref(table, "owed", "amount"),)))
    label = "Charged, less what came in, is owed"
    rows.append(Row("check", {"label": label, "amount": agree}, RowKind.CHECK))
    columns = (LABEL, Column("amount", "Amount"))
    return Table(table, "The account", columns, tuple(rows), one.currency)


def _refs(table: str, rows: Sequence[str]) -> Iterator[Ref]:
    return (Ref(table, row, "amount") for row in rows)


def _open(item: OpenItem) -> dict[str, Content]:
    what = TITLES[item.about] if item.about not in {"dues", "besides"} else "Dues"
    who = ", taken from pay" if item.employer else ""
    when = f" for {label_of(item.period)}" if item.period else ""
    days = item.days
    return {
        "label": f"{what}{when}{who}",
        "due": item.due.isoformat(),
        "late": f"{days} day{'' if days == 1 else 's'}" if days > 0 else "",
        "charged": item.charged,
        "open": item.open,
    }
