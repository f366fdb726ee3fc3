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
from coopbooks.dues.standing.aging import BUCKETS
from coopbooks.dues.standing.aging import aging
from coopbooks.dues.standing.aging import oldest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.table import Content
    from coopbooks.dues.standing.reminders import Reminder
    from coopbooks.dues.standing.reminders import Reminders
    from coopbooks.dues.standing.standing import Standing

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
        tables.append(_states(some, currency))
    open_ = {item.currency for one in found for item in one.open}
    homes = {one.currency for one in found}
    return [*tables, *(_ages(found, currency) for currency in sorted(open_ | homes))]


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


def reminder_tables(found: Reminders) -> list[Table]:
    """Whom to remind of what, by id; or what the reminders wait for.

    Args:
        found: The reminders of a period.

    Returns:
        What has to come in first; or a list for each currency.
    """
    if not found.ready:
        lead = tuple(Sentence(one.words) for one in found.waiting)
        return [Table("waiting", "Not yet", (LABEL,), (), lead=lead)]
    if not found.reminders:
        lead = (Sentence("Nobody is to be reminded."),)
        return [Table("reminders", "Reminders", (LABEL,), (), lead=lead)]
    return [
        _reminders(found, currency)
        for currency in sorted({one.standing.currency for one in found.reminders})
    ]


def _reminders(found: Reminders, currency: str) -> Table:
    """Whom to remind of what, in one currency."""
    table = f"reminders:{currency}"
    some = [one for one in found.reminders if one.standing.currency == currency]
    rows = [Row(one.member, _reminder(one)) for one in some]
    total = Sum(tuple(Ref(table, row.id, "total") for row in rows))
    rows.append(Row("all", {"label": "Together", "total": total}, RowKind.TOTAL))
    return Table(
        table,
        f"Late on {long_date(found.on)}",
        (
            Column("label", "Member", ColumnKind.TEXT),
            Column("state", "Standing", ColumnKind.TEXT),
            Column("for", "For", ColumnKind.TEXT),
            Column("days", "Days", ColumnKind.NUMBER),
            Column("total", "Late"),
        ),
        tuple(rows),
        currency,
        notes=(Sentence("Write to each by: coopbooks dues statement BOOK MEMBER."),),
    )


def _reminder(one: Reminder) -> dict[str, Content]:
    periods = dict.fromkeys(item.period for item in one.items if item.period)
    return {
        "label": one.member,
        "state": STATES[one.standing.state],
        "for": ", ".join(periods),
        "days": Decimal(oldest(one.items)),
        "total": one.total,
    }


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
    aged = aging(found, currency)
    rows = []
    for bucket in BUCKETS:
        cells: dict[str, Content] = {
            "label": bucket.label,
            "count": Decimal(aged.own[bucket.id].members),
            "own": aged.own[bucket.id].number,
            "employer": aged.employers[bucket.id].number,
        }
        rows.append(Row(bucket.id, cells, depth=1))
    together: dict[str, Content] = {"label": "Open"}
    for key in ("own", "employer"):
        together[key] = Sum(tuple(Ref(table, row.id, key) for row in rows))
    rows.append(Row("all", together, RowKind.TOTAL))
    columns = (
        LABEL,
        Column("count", "Members", ColumnKind.NUMBER),
        Column("own", "They owe"),
        Column("employer", "Employers owe"),
    )
    return Table(table, "What is open, by age", columns, tuple(rows), currency)


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
