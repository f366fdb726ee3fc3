"""A proposal step by step, as it is voted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import in_folder
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
from coopbooks.surplus.posting.words import called
from coopbooks.surplus.posting.words import percent
from coopbooks.surplus.posting.words import plain_rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

STEPS = "steps"
TEXT = ColumnKind.TEXT


def steps_table(allocation: Allocation, roles: Roles, folder: Path) -> Table:
    """How the result becomes what each step gets, and what is left after each.

    Args:
        allocation: How a year's surplus or loss is shared.
        roles: What accounts are for, and what people call them.
        folder: The book's folder, from which places are named.

    Returns:
        A row for each step with its rule below it, and a check that nothing is lost.
    """
    loss, label = allocation.is_loss, allocation.figures.year.label
    start = abs(allocation.figures.start)
    words = f"{'Loss' if loss else 'Surplus'} of {label}"
    cells: dict[str, Content] = {"label": words, "left": start}
    rows = [Row("start", cells, RowKind.SUBTOTAL)]
    before = "start"
    for step in allocation.steps:
        id_ = f"step:{step.number}"
        left = Sum((Ref(STEPS, before, "left"),), (Ref(STEPS, id_, "amount"),))
        cells = {
            "label": called(step),
            "amount": step.amount,
            "left": left,
        }
        place = in_folder(step.rule, folder)
        rows.append(Row(id_, cells, account=step.account or None, where=place))
        for nth, line in enumerate(_below(allocation, step, roles)):
            rows.append(Row(f"how:{step.number}:{nth}", {"label": line}, depth=2))
        before = id_
    rows += _end(allocation, before)
    title = f"From the {'loss' if loss else 'surplus'} to {_to(allocation)}"
    columns = (
        Column("label", "", TEXT),
        Column("amount", "Bears" if loss else "Gets"),
        Column("left", "Left"),
    )
    currency, lead = allocation.figures.currency, (_rule(allocation),)
    return Table(STEPS, title, columns, tuple(rows), currency, lead=lead)


def _rule(allocation: Allocation) -> Sentence:
    """By which rule it is shared, and what that rests on."""
    header = allocation.rule.header
    authority = header.meta.get("authority")
    rests = f", which rests on {authority}" if authority else ""
    return Sentence(f"By the rule '{header.name}' of {long_date(header.date)}{rests}.")


def _to(allocation: Allocation) -> str:
    if allocation.is_loss:
        return "those who bear it"
    return "members" if allocation.parts else "where it goes"


def _end(allocation: Allocation, before: str) -> Iterator[Row]:
    """What no step took, and that everything is accounted for."""
    kept = "stays to be made good" if allocation.is_loss else "stays on the result"
    left = Sum((Ref(STEPS, before, "left"),))
    cells: dict[str, Content] = {"label": f"Left over, {kept}", "left": left}
    if allocation.left or not allocation.steps:
        yield Row("left", cells, RowKind.SUBTOTAL)
    taken = tuple(
        Ref(STEPS, f"step:{one.number}", "amount") for one in allocation.steps
    )
    if taken:
        whole = Agree(
            Sum((*taken, Ref(STEPS, before, "left"))),
            Sum((Ref(STEPS, "start", "left"),)),
        )
        words = "The steps and what is left come to everything"
        yield Row("check", {"label": words, "left": whole}, RowKind.CHECK)


def _below(allocation: Allocation, step: StepResult, roles: Roles) -> Iterator[str]:
    """What stands below a step: its rule, where it goes, and what bounded it."""
    rule = plain_rule(step.words)
    if step.held_back:
        yield f"{rule}: nothing, {plain_rule(step.held_back)}"
        return
    own = step.authority != (allocation.rule.header.meta.get("authority") or "")
    rests = f" ({step.authority})" if step.authority and own else ""
    yield f"{rule}{_where(allocation, step, roles)}{rests}"
    for bound in step.bounds:
        if bound.words:
            yield plain_rule(bound.words)


def _where(allocation: Allocation, step: StepResult, roles: Roles) -> str:
    """Where a step goes, as the end of a sentence."""
    if step.kind == "members":
        return _to_members(allocation, step)
    if step.kind == "earlier-losses":
        return ""
    if step.kind == "carried" or not step.account:
        return "; stays on the result"
    owed = f", owed on {roles.name_of(step.owed)}" if step.owed else ""
    kinds = {"liability": ", as a debt", "expense": ", as a cost"}
    verb = "borne by" if allocation.is_loss else "to"
    return f"; {verb}: {roles.name_of(step.account)}{kinds.get(step.kind, '')}{owed}"


def _to_members(allocation: Allocation, step: StepResult) -> str:
    """By what members' parts are split, and in which way they are theirs."""
    by = f", by {step.split_by}" if step.split_by else ""
    if allocation.is_loss:
        return f"{by}; taken from members' accounts"
    if step.cash_rate == 1:
        return f"{by}; all paid out in cash"
    cash = f"{percent(step.cash_rate)} in cash, the rest " if step.cash_rate else ""
    return f"{by}; {cash}kept in members' accounts"
