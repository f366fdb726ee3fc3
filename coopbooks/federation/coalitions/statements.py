"""A partner's own statement: what went through its hands, what is its, who pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
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
from coopbooks.federation.coalitions.counted import COUNTED
from coopbooks.federation.coalitions.counted import sources_of
from coopbooks.federation.coalitions.problems import held
from coopbooks.federation.coalitions.terms import COSTS
from coopbooks.federation.coalitions.terms import GIFTS
from coopbooks.federation.coalitions.terms import part_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.table import Content
    from coopbooks.federation.coalitions.work import Worked

PAYMENTS = "payments"
BEFORE, PERIOD, TOGETHER = "before", "period", "together"
SPANS = (BEFORE, PERIOD)


def statement_of(partner: str) -> str:
    """The id of a partner's statement."""
    return f"statement-{partner}"


def statement(worked: Worked, partner: str) -> Table:
    """A statement for a partner, in steps that it can follow.

    Args:
        worked: The coalition.
        partner: The partner.

    Returns:
        What it was given, spent, paid and received; its part of all gifts and costs;
        what it gets or owes, and who pays whom; each before the period and in it.
    """
    table = statement_of(partner)
    hands = _hands(worked, partner)
    rows = [
        Row("through", {"label": "What went through your hands"}, RowKind.HEADING),
        *hands,
        _added(table, "hands", "Left in your hands", *_signs(table, hands)),
        Row("agreed", {"label": "What is yours by the agreement"}, RowKind.HEADING),
        *_yours(worked, partner),
        _added(table, "yours", "Yours", ("part-gifts",), ("part-costs",)),
    ]
    balance = worked.balance(partner)
    words = "You owe, shown below zero" if balance < 0 else "You get"
    title = words if balance else "Nothing is open"
    rows.append(_added(table, "balance", title, ("yours",), ("hands",), RowKind.TOTAL))
    rows += [*_payments(worked, partner), *_held(worked, partner)]
    span = worked.period.label
    columns = (
        Column("label", "", ColumnKind.TEXT),
        Column(BEFORE, f"Before {long_date(worked.period.begin)}"),
        Column(PERIOD, span),
        Column(TOGETHER, "Together"),
    )
    return Table(
        table,
        f"Statement for {worked.titles[partner]}",
        columns,
        tuple(rows),
        worked.currency,
        lead=(Sentence(_from(worked)),),
        notes=tuple(Sentence(words) for words in _notes(worked, partner)),
    )


def _from(worked: Worked) -> str:
    begin = long_date(worked.coalition.begin)
    said = worked.coalition.said("authority")
    return f"{worked.coalition.title}, from {begin}, by {said}."


def _notes(worked: Worked, partner: str) -> Sequence[str]:
    """What a partner should know about its figures."""
    notes = []
    if len({group.date for group in worked.coalition.groups}) > 1:
        last = long_date(worked.coalition.groups[-1].date)
        notes.append(f"The parts are those from {last}; before, others counted.")
    if partner in worked.unread:
        notes.append("Your book could not be read: what you moved is missing here.")
    elif partner not in worked.figures:
        notes.append("You keep no book here: this is what you reported.")
    return notes


def _line(row: str, label: str, contents: Sequence[Content], table: str) -> Row:
    """A line with what was before and in the period, and both together."""
    cells: dict[str, Content] = {"label": label}
    cells |= dict(zip(SPANS, contents, strict=True))
    cells[TOGETHER] = Sum(tuple(Ref(table, row, span) for span in SPANS))
    return Row(row, cells, depth=1)


def _added(
    table: str,
    row: str,
    label: str,
    plus: Sequence[str],
    minus: Sequence[str],
    kind: RowKind = RowKind.SUBTOTAL,
) -> Row:
    cells: dict[str, Content] = {"label": label}
    for column in (*SPANS, TOGETHER):
        cells[column] = Sum(
            tuple(Ref(table, one, column) for one in plus),
            tuple(Ref(table, one, column) for one in minus),
        )
    return Row(row, cells, kind)


def _hands(worked: Worked, partner: str) -> list[Row]:
    """What it was given and spent, and what went to and came from partners."""
    table = statement_of(partner)
    rows = []
    labels = {"given": "Gifts that you were given", "spent": "Costs that you paid"}
    for kind, label in labels.items():
        refs = [one.row for one in sources_of(worked) if one.is_of(partner, kind)]
        contents = [
            Sum(tuple(Ref(COUNTED, row, span) for row in refs)) if refs else ZERO
            for span in SPANS
        ]
        rows.append(_line(kind, label, contents, table))
    for giver, receiver in worked.after.passed:
        if partner not in (giver, receiver):
            continue
        if partner == giver:
            label = f"Paid to {worked.titles[receiver]}"
            before = worked.before.passed.get((giver, receiver))
            carried = before.number if before else ZERO
            now = worked.after.passed[giver, receiver].number - carried
            rows.append(_line(f"paid:{receiver}", label, (carried, now), table))
        else:
            label = f"Received from {worked.titles[giver]}"
            refs_of = [
                Sum((Ref(statement_of(giver), f"paid:{receiver}", span),))
                for span in SPANS
            ]
            rows.append(_line(f"received:{giver}", label, refs_of, table))
    return rows


def _signs(table: str, rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Which lines add to what is in somebody's hands, and which take from it."""
    adds = [
        row.id for row in rows if row.id == "given" or row.id.startswith("received:")
    ]
    return adds, [row.id for row in rows if row.id not in adds]


def _yours(worked: Worked, partner: str) -> list[Row]:
    """All gifts and costs, and the partner's part of them."""
    table = statement_of(partner)
    rows = []
    for what, kind in ((GIFTS, "given"), (COSTS, "spent")):
        whole = [
            Sum(tuple(Ref(statement_of(one), kind, span) for one in worked.partners))
            for span in SPANS
        ]
        rows.append(_line(f"all-{what}", f"All {what} of the coalition", whole, table))
        part = part_in_words(worked.coalition.groups[-1], partner, what)
        carried = worked.parts_before.get((what, partner), ZERO)
        now = worked.parts_after.get((what, partner), ZERO) - carried
        label = f"Your part of them: {part or 'none any more'}"
        rows.append(_line(f"part-{what}", label, (carried, now), table))
    return rows


def _held(worked: Worked, partner: str) -> list[Row]:
    """What others hold for it and it for others, by the holder's book if it is read."""
    rows = []
    for one in held(worked.after, set(worked.figures)):
        number = one.by_owner if one.by_holder is None else one.by_holder
        if partner == one.holder:
            owner = worked.titles[one.owner] if one.owner else "all together"
            label = f"You hold for {owner}"
        elif partner == one.owner:
            label = f"{worked.titles[one.holder]} holds for you"
        else:
            continue
        cells: dict[str, Content] = {"label": label, TOGETHER: number}
        rows.append(Row(f"held:{one.holder}:{one.owner}", cells, depth=1))
    if not rows:
        return []
    words = "What is held now, by the holder's book; it is not paid on top"
    return [Row("held", {"label": words}, RowKind.HEADING), *rows]


def _payments(worked: Worked, partner: str) -> list[Row]:
    """Whom it pays and who pays it, which settles it."""
    table = statement_of(partner)
    rows = []
    pays, gets = [], []
    for one in worked.payments:
        if partner not in (one.giver, one.receiver):
            continue
        row = f"{one.giver}>{one.receiver}"
        if partner == one.giver:
            label = f"You pay {worked.titles[one.receiver]}"
            pays.append(Ref(table, row, TOGETHER))
        else:
            label = f"{worked.titles[one.giver]} pays you"
            gets.append(Ref(table, row, TOGETHER))
        content = Sum((Ref(PAYMENTS, row, "number"),))
        rows.append(Row(row, {"label": label, TOGETHER: content}, depth=1))
    if not rows:
        return []
    settled = Agree(
        Sum((Ref(table, "balance", TOGETHER), *pays)),
        Sum(tuple(gets)),
    )
    told: dict[str, Content] = {"label": "Then you are settled", TOGETHER: settled}
    heading = Row("settling", {"label": "Who pays whom"}, RowKind.HEADING)
    return [heading, *rows, Row("settled", told, RowKind.CHECK)]
