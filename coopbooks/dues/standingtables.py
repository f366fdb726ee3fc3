"""Standing as tables: how many stand how, who is behind, and one member's account."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.standing import Standing

STATES = {
    "good": "In good standing",
    "excused": "Excused",
    "behind": "Behind",
    "suspended": "Suspended",
    "dropped": "To be dropped",
    "pledged": "Pledged, never behind",
    "left": "Left",
}
WORST = ("behind", "suspended", "dropped")
# By how many days something may be late to fall under a title; the last has no end.
AGES = (
    (0, "Not late yet"),
    (30, "Up to 30 days late"),
    (60, "31 to 60 days"),
    (90, "61 to 90 days"),
    (None, "More than 90 days"),
)
LABEL = Column("label", "", ColumnKind.TEXT)
NOBODY = "Nobody loses standing because an employer is late."


def standing_tables(found: Sequence[Standing]) -> list[Table]:
    """How many members stand how, and what is open by age: nobody's id.

    Args:
        found: How members stand.

    Returns:
        Both for each currency in which something is counted.
    """
    tables = []
    for currency in sorted({one.currency for one in found}):
        some = [one for one in found if one.currency == currency]
        tables += [_states(some, currency), _ages(some, currency)]
    return tables


def members_table(
    found: Sequence[Standing], folder: Path, table: str, title: str
) -> Table:
    """Members one by one, by id.

    Args:
        found: How they stand; in one currency.
        folder: The book's folder.
        table: The table's id.
        title: What stands above it.

    Returns:
        A line for each: how they stand, since when, by which rule, what they owe and
        what would restore it.
    """
    if not found:
        return Table(table, title, (LABEL,), (), lead=(Sentence("Nobody is."),))
    rows = [Row(one.member, _member(one, folder)) for one in found]
    ids = [row.id for row in rows]
    together: dict[str, Content] = {"label": "Together"}
    for key in ("own", "overdue", "employer", "ahead"):
        together[key] = Sum(tuple(Ref(table, row, key) for row in ids))
    rows.append(Row("all", together, RowKind.TOTAL))
    currency = found[0].currency
    return Table(
        table,
        title,
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("workplace", "Workplace", ColumnKind.TEXT),
            Column("state", "Standing", ColumnKind.TEXT),
            Column("since", "Since", ColumnKind.DATE),
            Column("own", "They owe"),
            Column("overdue", "Late"),
            Column("employer", "Employers owe"),
            Column("ahead", "Paid ahead"),
            Column("restores", "Would restore it"),
            Column("where", "By which rule", ColumnKind.TEXT),
        ),
        tuple(rows),
        currency,
        notes=tuple(map(Sentence, (*_rules(found, folder), NOBODY))),
    )


def _rules(found: Sequence[Standing], folder: Path) -> list[str]:
    """What each rule says by which somebody in a list stands as they do, once."""
    told = (
        f"{in_folder(one.rule, folder)}: {one.rule_words}."
        for one in found
        if one.rule and one.rule_words
    )
    return list(dict.fromkeys(told))


def _states(found: Sequence[Standing], currency: str) -> Table:
    """How many members stand how, and what they and their employers owe."""
    table = f"standing:{currency}"
    rows = []
    for state, words in STATES.items():
        some = [one for one in found if one.state == state]
        if state == "left":
            some = [one for one in some if one.owed]
        if some:
            rows.append(Row(state, _state(words, some), depth=1))
    together: dict[str, Content] = {"label": "Together"}
    for key in ("count", "own", "overdue", "employer", "ahead"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    on = long_date(found[0].on)
    return Table(
        table,
        f"How members stand, {on}",
        (
            LABEL,
            Column("count", "Members", ColumnKind.NUMBER),
            Column("own", "They owe"),
            Column("overdue", "Late"),
            Column("employer", "Employers owe"),
            Column("ahead", "Paid ahead"),
        ),
        tuple(rows),
        currency,
        notes=(Sentence(NOBODY),),
    )


def _state(words: str, some: Sequence[Standing]) -> dict[str, Content]:
    return {
        "label": words,
        "count": Decimal(len(some)),
        "own": total_of(own_of(one) for one in some),
        "overdue": total_of(one.overdue for one in some),
        "employer": total_of(one.expected for one in some),
        "ahead": total_of(one.prepaid for one in some),
    }


def _ages(found: Sequence[Standing], currency: str) -> Table:
    """What is open, by how late it is, and by whom."""
    table = f"ages:{currency}"
    items = [item for one in found for item in one.open if item.currency == currency]
    rows = []
    above = None
    for upto, words in AGES:
        some = [item for item in items if _within(item.days, above, upto)]
        cells: dict[str, Content] = {"label": words}
        for key, employer in (("own", False), ("employer", True)):
            numbers = (item.open for item in some if item.employer is employer)
            cells[key] = total_of(numbers)
        rows.append(Row(f"age:{upto}", cells, depth=1))
        above = upto
    together: dict[str, Content] = {"label": "Open"}
    for key in ("own", "employer"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("own", "By members"),
        Column("employer", "By employers"),
    )
    return Table(table, "What is open, by age", columns, tuple(rows), currency)


def _within(days: int, above: int | None, upto: int | None) -> bool:
    return (above is None or days > above) and (upto is None or days <= upto)


def _member(one: Standing, folder: Path) -> dict[str, Content]:
    where = in_folder(one.rule, folder) if one.rule else ""
    return {
        "label": one.member,
        "workplace": one.workplace,
        "state": STATES[one.state],
        "since": one.since.isoformat() if one.since else "",
        "own": own_of(one),
        "overdue": one.overdue or None,
        "employer": one.expected or None,
        "ahead": one.prepaid or None,
        "restores": one.restores,
        "where": where,
    }


def own_of(one: Standing) -> Decimal:
    """What is open that a member pays, whatever was paid ahead.

    Args:
        one: How the member stands.

    Returns:
        The sum, in the currency of the standing.
    """
    return total_of(
        item.open
        for item in one.open
        if not item.employer and item.currency == one.currency
    )
