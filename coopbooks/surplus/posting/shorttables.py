"""A proposal in short: what becomes of the year, and the cash that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Percent
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.posting.steptables import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.notices.deadlines import Deadline

SHORT, CASH = "short", "cash"
KINDS = {
    "earlier-losses": "Makes good what earlier years lost",
    "equity": "Stays together",
    "liability": "Becomes a debt to its purpose",
    "expense": "Is a cost of the year",
}
KINDS_OF_LOSS = {
    "equity": "Borne by what stays together",
    "liability": "Borne by funds",
    "expense": "Borne otherwise",
    "members": "Borne by members",
}
WAYS = {
    "cash": "Members, in cash",
    "kept": "Members, kept",
    "owed": "Owed to members who left",
}
COLUMNS = (
    Column("label", "", ColumnKind.TEXT),
    Column("amount", "Amount"),
    Column("part", "Of all", ColumnKind.PERCENT),
)
# Of the calendar, what a meeting must know when it decides.
TO_PAY = ("consent", "pay", "pay-by-rule", "cashed")


def short_table(allocation: Allocation, code: str) -> Table:
    """What becomes of a year's surplus or loss, on a few lines to be read out.

    Args:
        allocation: How it is shared.
        code: The proposal's code; empty for a what-if, which has none.

    Returns:
        A row for what stays together, what is a debt or a cost, and each way in which
        members get the rest.
    """
    rows = [*_of_steps(allocation), *_of_members(allocation)]
    start = Ref(STEPS, "start", "left")
    if allocation.left:
        refs = [Ref(STEPS, f"step:{one.number}", "amount") for one in allocation.steps]
        later = "to be made good later" if allocation.is_loss else "stays on the result"
        rows.append(_row("left", f"Left over, {later}", Sum((start,), tuple(refs))))
    added = Sum(tuple(Ref(SHORT, row.id, "amount") for row in rows))
    if len(rows) > 1:
        rows.append(_row("all", "Together", added, RowKind.TOTAL))
    title = f"What becomes of the {'loss' if allocation.is_loss else 'surplus'}"
    return Table(
        SHORT,
        title,
        COLUMNS,
        tuple(rows),
        allocation.figures.currency,
        lead=(_lead(allocation, start),),
        notes=_to_decide(allocation, code),
    )


def _lead(allocation: Allocation, start: Ref) -> Sentence:
    label = allocation.figures.year.label
    if not allocation.figures.start:
        return Sentence(f"{label} brought neither a surplus nor a loss.")
    members = len({part.member for part in allocation.parts if part.amount})
    if allocation.is_loss:
        bear = "By the rule it is carried, to be made good later."
        carried = "" if allocation.steps else f" {bear}"
        return Sentence(f"{label} brought a loss of {{}}.{carried}", (start,))
    to = f" {members} members have a part in it." if members > 1 else ""
    return Sentence(f"{label} brought a surplus of {{}}.{to}", (start,))


def _to_decide(allocation: Allocation, code: str) -> tuple[Sentence, ...]:
    if not code or not any(step.amount for step in allocation.steps):
        return ()
    if allocation.problems or not allocation.figures.over:
        return (Sentence("It can't be decided on yet."),)
    words = (
        f"This is proposal {code}. A decision that names it, with proposal: "
        f'"{code}", can be posted as it stands here.'
    )
    return (Sentence(words),)


def _of_steps(allocation: Allocation) -> Iterator[Row]:
    """A row for each kind of what goes to no single member."""
    kinds = KINDS_OF_LOSS if allocation.is_loss else KINDS
    for kind, words in kinds.items():
        refs = [
            Ref(STEPS, f"step:{one.number}", "amount")
            for one in allocation.steps
            if one.kind == kind and one.amount
        ]
        if refs:
            yield _row(kind, words, Sum(tuple(refs)))
    refs = [
        Ref(STEPS, f"step:{one.number}", "amount")
        for one in allocation.steps
        if one.kind == "carried" and one.amount
    ]
    if refs:
        yield _row("carried", "Carried on the result", Sum(tuple(refs)))


def _of_members(allocation: Allocation) -> Iterator[Row]:
    """A row for each way in which a surplus is members'."""
    if allocation.is_loss:
        return
    for way, words in WAYS.items():
        number = total_of(getattr(part, way) for part in allocation.parts)
        if number:
            yield _row(way, words, number)


def _row(id_: str, words: str, amount: Content, kind: RowKind = RowKind.LINE) -> Row:
    part = Percent(Ref(SHORT, id_, "amount"), Ref(STEPS, "start", "left"))
    return Row(id_, {"label": words, "amount": amount, "part": part}, kind)


def cash_table(allocation: Allocation, days: Iterable[Deadline] = ()) -> Table:
    """The cash that a proposal needs, what there is, and by when it is to be paid.

    Args:
        allocation: How a year's surplus or loss is shared.
        days: Until when what must be done.

    Returns:
        What is to be paid, what there is in cash and banks, and what would be left.
    """
    cells: dict[str, Content] = {
        "label": "Members' parts in cash",
        "amount": allocation.total("cash"),
    }
    rows = [Row("members", cells)]
    other = allocation.cash_needed - allocation.total("cash")
    if other:
        rows.append(Row("other", {"label": "Other parts to be paid", "amount": other}))
    needed = tuple(Ref(CASH, row.id, "amount") for row in rows)
    cells = {"label": "In cash and banks now", "amount": allocation.cash_there}
    rows.append(Row("there", cells))
    cells = {
        "label": "Left when it is paid",
        "amount": Sum((Ref(CASH, "there", "amount"),), needed),
    }
    rows.append(Row("after", cells, RowKind.TOTAL))
    columns = (Column("label", "", ColumnKind.TEXT), Column("amount", ""))
    notes = tuple(map(Sentence, _cash_notes(allocation, days)))
    currency = allocation.figures.currency
    return Table(CASH, "The cash for it", columns, tuple(rows), currency, notes=notes)


def _cash_notes(allocation: Allocation, days: Iterable[Deadline]) -> Iterator[str]:
    """Whether there is enough, what of it is tax, and by when it is to be paid."""
    if allocation.cash_needed > allocation.cash_there:
        yield "THERE IS NOT ENOUGH to pay it now."
    withheld = total_of(part.withheld for part in allocation.parts)
    if withheld:
        yield f"Of it {withheld:,f} is tax withheld, which goes to the tax office."
    for one in days:
        if one.id in TO_PAY:
            yield f"By {long_date(one.day)}: {one.words} ({one.law})."
