"""What bodies decided, what it cost, and what there is to decide, as tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
from coopbooks.federation.assembly.columns import LABEL
from coopbooks.federation.assembly.hiding import FEW
from coopbooks.federation.assembly.hiding import NOT_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.federation.assembly.side import Body
    from coopbooks.federation.assembly.side import Side
    from coopbooks.federation.reading.lives import Decided
    from coopbooks.federation.reading.lives import Pending

DECIDED, EARLIER, PENDING = "decided", "earlier", "pending"
AMOUNTS = ("limit", "paid", "used", "left")
VOTES = ("for", "against", "not voting")
AMOUNT = re.compile(r"\d[\d,]*\.\d{2,}")
HOW = (
    "Up to: the most that may be spent under a decision. Spent is what counts against "
    "it, in the period and in all: costs, or what own money paid for. What was decided "
    "for fewer than {} members, and votes of so few, are not told in figures."
)
AHEAD = (
    "As the books say on the last day: requests without an answer, and what ends or "
    "begins within three months without a plan or a successor."
)
WORDS = {
    "request": "{body} asks for {amount}: {what}",
    "budget": "No plan yet for the year from this day",
    "agreement": "The agreement {what} with {body} ends",
    "office": "A term of office ends: {what}",
    "campaign": "The campaign {what} ends",
}


def decision_tables(side: Side) -> list[Table]:
    """What was decided, and what was paid under what had been decided before.

    Args:
        side: The bodies.

    Returns:
        The tables `decided` and `earlier`, without rows where there is nothing.
    """
    label = side.period.label
    return [
        _decisions(
            side,
            DECIDED,
            f"What was decided, {label}",
            lambda one: one.day in side.period,
        ),
        _decisions(
            side,
            EARLIER,
            "Spent under what was decided before",
            lambda one: one.day not in side.period,
        ),
    ]


def _decisions(
    side: Side, table: str, title: str, which: Callable[[Decided], bool]
) -> Table:
    home = side.federation.currency
    rows: list[Row] = []
    foreign = False
    for body in _in_order(side):
        some = [one for one in body.figures.life.decisions if which(one)]
        foreign |= any(one.currency != home for one in some)
        rows += _of_body(body, [_decision(side, body, one, table) for one in some])
    columns = [
        LABEL,
        Column("id", "Number", ColumnKind.TEXT),
        Column("day", "Decided", ColumnKind.DATE),
        Column("votes", "By, and how", ColumnKind.TEXT),
        Column("limit", "Up to"),
        Column("paid", "Spent now"),
        Column("used", "In all"),
        Column("left", "Left"),
        Column("currency", "In", ColumnKind.TEXT),
        Column("until", "Until", ColumnKind.DATE),
    ]
    if not foreign:
        columns = [one for one in columns if one.id != "currency"]
    used = {key for row in rows for key in row.cells}
    columns = [one for one in columns if one.id in used]
    notes = (Sentence(HOW.format(side.federation.small_group)),)
    return Table(table, title, tuple(columns), tuple(rows), home, notes=notes)


def _in_order(side: Side) -> Iterator[Body]:
    for _, bodies in side.of_kinds():
        yield from bodies


def _of_body(body: Body, rows: Iterable[Row]) -> Iterator[Row]:
    """A body's rows below its title; nothing where there are none."""
    some = list(rows)
    if some:
        yield Row(f"body:{body.name}", {"label": body.member.title}, RowKind.HEADING)
        yield from some


def _decision(side: Side, body: Body, one: Decided, table: str) -> Row:
    row = f"{body.name}:{one.id}"
    few = _few(one.people, side.federation.small_group)
    cells: dict[str, Content] = {
        "label": _title(one, few),
        "id": one.id,
        "day": one.day.isoformat(),
        "votes": _votes(side, body, one),
        "currency": one.currency,
    }
    if one.until is not None:
        cells["until"] = one.until.isoformat()
    if few:
        kept = [one.limit, one.paid, one.used]
        cells |= dict.fromkeys(AMOUNTS[:3], few) if any(kept) else {}
    else:
        if one.paid or one.used:
            cells |= {"paid": one.paid, "used": one.used}
        if one.limit is not None:
            left = Sum((Ref(table, row, "limit"),), (Ref(table, row, "used"),))
            cells |= {"limit": one.limit, "used": one.used, "left": left}
    return Row(row, cells, depth=1)


def _title(one: Decided, few: str) -> str:
    """What was decided, as a sentence begins; without amounts that few got."""
    words = AMOUNT.sub("...", one.title) if few else one.title
    return words[:1].upper() + words[1:]


def _few(people: int, least: int) -> str:
    """What to say in place of what so few people got; nothing where it may be said."""
    if people < 0:
        return NOT_SHOWN
    return FEW if 0 < people < least else ""


def _votes(side: Side, body: Body, one: Decided) -> str:
    """Who decided, and how they voted; not how where few did, or in a small body."""
    if all(number is None for number in one.votes):
        return one.by
    hidden = side.hidden["members"]
    cast = total_of(number for number in one.votes if number is not None)
    if body.name in hidden:
        return f"{one.by}: {hidden.words[body.name]}"
    if cast < side.federation.small_group:
        return f"{one.by}: {FEW}"
    votes = ", ".join(
        f"{number:f} {word}"
        for number, word in zip(one.votes, VOTES, strict=True)
        if number is not None
    )
    return f"{one.by}: {votes}"


def pending_table(side: Side) -> Table:
    """What there is to decide.

    Args:
        side: The bodies.

    Returns:
        The table `pending`, without rows where there is nothing.
    """
    titles = {one.name: one.title for one in side.federation.members}
    rows: list[Row] = []
    for body in _in_order(side):
        some = enumerate(body.figures.life.pending)
        rows += _of_body(body, [_pending(side, body, *one, titles) for one in some])
    return Table(
        PENDING,
        f"What there is to decide, {long_date(side.period.last)}",
        (LABEL, Column("day", "Day", ColumnKind.DATE)),
        tuple(rows),
        side.federation.currency,
        notes=(Sentence(AHEAD),),
    )


def _pending(
    side: Side, body: Body, place: int, one: Pending, titles: dict[str, str]
) -> Row:
    if one.kind == "requests":
        few = one.people < side.federation.small_group
        many = "A few" if few else str(one.people)
        words = f"{many} requests of members for help wait: {one.what}"
    else:
        words = WORDS[one.kind].format(
            what=one.what,
            body=titles.get(one.body, one.body),
            amount="" if one.number is None else f"{one.number:,f} {one.currency}",
        )
    cells: dict[str, Content] = {"label": words}
    if one.day is not None:
        cells["day"] = one.day.isoformat()
    return Row(f"{body.name}:{place}", cells, depth=1)
