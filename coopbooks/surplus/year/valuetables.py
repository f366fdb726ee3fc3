"""What members had of their co-op, as tables for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from decimal import Decimal

    from coopbooks.core.table import Content
    from coopbooks.surplus.year.value import OfMember
    from coopbooks.surplus.year.value import ValueToMembers

VALUE, OF_MEMBERS = "value", "value-members"
TOTAL, AN_HOUR, AMOUNT = "total", "an-hour", "amount"
TEXT, NUMBER = ColumnKind.TEXT, ColumnKind.NUMBER


def value_tables(value: ValueToMembers) -> tuple[Table, Table | None]:
    """Show what members had of their co-op.

    Args:
        value: What they had.

    Returns:
        A table of all members together, each line also by the hour where hours are
        known; and one of each member, None where the book tells nothing of single
        members.
    """
    rows = [*_lines(value)]
    refs = tuple(Ref(VALUE, row.id, AMOUNT) for row in rows)
    total = value.total if value.is_of_year or not value.years else None
    cells = _row(value, TOTAL, "Together", value.total, by_hour=total).cells
    rows.append(Row(TOTAL, {**cells, AMOUNT: Sum(refs)}, RowKind.TOTAL))
    columns = [Column("label", "", TEXT), Column(AMOUNT, value.period.label)]
    if value.hours:
        columns.append(Column(AN_HOUR, "An hour"))
    lead = tuple(map(Sentence, said_of(value)))
    notes = tuple(map(Sentence, value.notes))
    title = "What members had of their co-op"
    front = Table(
        VALUE, title, tuple(columns), tuple(rows), value.currency, lead, notes
    )
    had = any(one.pay or one.cash or one.kept for one in value.of_members)
    return front, _members(value) if had else None


def said_of(value: ValueToMembers) -> Iterator[str]:
    """Say in words what members had, beside what the period left.

    Args:
        value: What they had.

    Yields:
        Two sentences at most.
    """
    label, result = value.period.label, value.result
    left = f"left {result:,f}" if result >= 0 else f"ended with a loss of {-result:,f}"
    if not value.pay:
        yield f"{label} {left}."
        return
    words = "wages and benefits" if value.benefits else "wages"
    told = f"members received {value.pay:,f} in {words}"
    hourly = value.an_hour(value.pay)
    if hourly is not None:
        told += f" for {value.hours:,f} hours, {hourly:,f} an hour"
    yield f"{label} {left}. That is not all it brought to members: {told}."


def _lines(value: ValueToMembers) -> Iterator[Row]:
    """The lines, all but those of a surplus of another time also by the hour."""
    yield _row(value, "wages", "Wages", value.wages, by_hour=value.wages)
    if number := value.benefits:
        yield _row(value, "benefits", "Benefits", number, by_hour=number)
    of = " and ".join(value.years)
    share = f"Their part of the surplus of {of}"
    for id_, words, number in (
        ("cash", f"{share}, in cash", value.cash),
        ("kept", f"{share}, kept in their accounts", value.kept),
        ("borne", f"The loss of {of}, from their accounts", -value.borne),
    ):
        if number:
            hourly = number if value.is_of_year else None
            yield _row(value, id_, words, number, by_hour=hourly)


def _row(
    value: ValueToMembers,
    id_: str,
    label: str,
    number: Decimal,
    *,
    by_hour: Decimal | None,
) -> Row:
    cells: dict[str, Content] = {"label": label, AMOUNT: number}
    hourly = value.an_hour(by_hour) if by_hour is not None else None
    if hourly is not None:
        cells[AN_HOUR] = hourly
    return Row(id_, cells)


def _members(value: ValueToMembers) -> Table:
    """What each member had, as far as the book tells."""
    amounts = {"pay": "Wages and benefits", "cash": "In cash", "kept": "Kept"}
    shown = {
        name: title
        for name, title in amounts.items()
        if any(getattr(one, name) for one in value.of_members)
    }
    rows = [_member(one, tuple(shown)) for one in value.of_members]
    sums: dict[str, Content] = {
        name: Sum(tuple(Ref(OF_MEMBERS, row.id, name) for row in rows))
        for name in ("hours", *shown, TOTAL)
    }
    rows.append(Row("all", {"label": "Together", **sums}, RowKind.TOTAL))
    columns = [Column("label", "Member", TEXT), Column("hours", "Hours", NUMBER)]
    columns += [Column(name, title) for name, title in shown.items()]
    if len(shown) > 1:
        columns.append(Column(TOTAL, "Together"))
    notes: tuple[Sentence, ...] = ()
    if "pay" not in shown:
        notes = (Sentence("Wages are not booked by member; they stand on page 1."),)
    return Table(
        OF_MEMBERS,
        "What each member had",
        tuple(columns),
        tuple(rows),
        value.currency,
        notes=notes,
    )


def _member(one: OfMember, shown: tuple[str, ...]) -> Row:
    cells: dict[str, Content] = {"label": one.member, "hours": one.hours}
    cells |= {name: getattr(one, name) or None for name in shown}
    cells[TOTAL] = Sum(tuple(Ref(OF_MEMBERS, one.member, name) for name in shown))
    return Row(one.member, cells)
