"""A proposal for a meeting: in short, step by step, and the cash that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.table import Agree
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Ref
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Sum
from coopbooks.core.table import Table
from coopbooks.surplus.posting.words import percent
from coopbooks.surplus.posting.words import plain_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.accounts import Roles
    from coopbooks.core.table import Content
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

STEPS, CASH, SHORT = "steps", "cash", "short"
TEXT = ColumnKind.TEXT


def steps_table(allocation: Allocation, roles: Roles) -> Table:
    """How the result becomes what each step gets, and what is left after each.

    Args:
        allocation: How a year's surplus or loss is shared.
        roles: What accounts are for, and what people call them.

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
            "label": f"{step.number}  {step.name}",
            "amount": step.amount,
            "left": left,
        }
        rows.append(Row(id_, cells, account=step.account or None))
        for place, line in enumerate(_below(allocation, step, roles)):
            rows.append(Row(f"how:{step.number}:{place}", {"label": line}, depth=2))
        before = id_
    rows += _end(allocation, before)
    title = f"From the {'loss' if loss else 'surplus'} to {_to(allocation)}"
    columns = (
        Column("label", "", TEXT),
        Column("amount", "Bears" if loss else "Gets"),
        Column("left", "Left"),
    )
    return Table(STEPS, title, columns, tuple(rows), allocation.figures.currency)


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
    yield f"{rule}{_where(allocation, step, roles)}"
    for bound in step.bounds:
        if bound.words:
            yield plain_rule(bound.words)


def _where(allocation: Allocation, step: StepResult, roles: Roles) -> str:
    """Where a step goes, as the end of a sentence."""
    if step.kind == "members":
        return _to_members(allocation, step)
    if step.kind == "earlier-losses":
        return "; makes good what earlier years lost"
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


def short_table(allocation: Allocation, code: str) -> Table:
    """The proposal in a few sentences, to be read out.

    Args:
        allocation: How a year's surplus or loss is shared.
        code: The proposal's code; empty for a what-if, which has none.

    Returns:
        A table of words only; their figures come from the other tables.
    """
    lead = [*_sentences(allocation)]
    if code:
        lead.append(
            Sentence(
                f"Proposal {code}. If the meeting agrees, its decision names this "
                f'code, proposal: "{code}", and can be posted as it stands here.'
            )
        )
    return Table(SHORT, "In short", (Column("label", "", TEXT),), (), lead=tuple(lead))


def _sentences(allocation: Allocation) -> Iterator[Sentence]:
    """What the year brought and what becomes of it."""
    label = allocation.figures.year.label
    start = Ref(STEPS, "start", "left")
    what = "a loss" if allocation.is_loss else "a surplus"
    if not allocation.figures.start:
        yield Sentence(f"{label} brought neither a surplus nor a loss.")
        return
    yield Sentence(f"{label} brought {what} of {{}}.", (start,))
    if allocation.is_loss:
        borne = "bears" if len(allocation.steps) == 1 else "bear"
        if allocation.steps:
            names = ", ".join(f"{one.name} {{}}" for one in allocation.steps)
            refs = tuple(
                Ref(STEPS, f"step:{one.number}", "amount") for one in allocation.steps
            )
            yield Sentence(f"Of it {borne}: {names}.", refs)
        else:
            yield Sentence("By the rule it is carried, to be made good later.")
        return
    yield from _of_surplus(allocation)


def _of_surplus(allocation: Allocation) -> Iterator[Sentence]:
    """Who gets what of a surplus."""
    names = {
        "earlier-losses": "makes good what earlier years lost",
        "equity": "stays together",
        "liability": "becomes a debt to its purpose",
        "expense": "is a cost",
    }
    for kind, words in names.items():
        refs = tuple(
            Ref(STEPS, f"step:{one.number}", "amount")
            for one in allocation.steps
            if one.kind == kind and one.amount
        )
        if refs:
            sums = " and ".join(["{}"] * len(refs))
            yield Sentence(f"{sums} {words}.", refs)
    if allocation.parts:
        members = len({part.member for part in allocation.parts if part.amount})
        cash = Ref(CASH, "members", "amount")
        refs = tuple(
            Ref(STEPS, f"step:{one.number}", "amount")
            for one in allocation.steps
            if one.kind == "members" and one.amount
        )
        if refs:
            sums = " and ".join(["{}"] * len(refs))
            yield Sentence(
                f"{sums} goes to {members} members, {{}} of it in cash.", (*refs, cash)
            )


def cash_table(allocation: Allocation) -> Table:
    """The cash that a proposal needs, and what there is.

    Args:
        allocation: How a year's surplus or loss is shared.

    Returns:
        What is to be paid, what there is in cash and banks, and what would be left.
    """
    withheld = total_of(part.withheld for part in allocation.parts)
    cells: dict[str, Content] = {
        "label": "Members' parts in cash",
        "amount": allocation.total("cash"),
    }
    rows = [Row("members", cells)]
    other = allocation.cash_needed - allocation.total("cash")
    if other:
        cells = {"label": "Other parts to be paid", "amount": other}
        rows.append(Row("other", cells))
    needed = tuple(Ref(CASH, row.id, "amount") for row in rows)
    cells = {"label": "In cash and banks", "amount": allocation.cash_there}
    rows.append(Row("there", cells))
    there = Ref(CASH, "there", "amount")
    cells = {"label": "Left when it is paid", "amount": Sum((there,), needed)}
    rows.append(Row("after", cells, RowKind.TOTAL))
    notes = []
    if withheld:
        notes.append(
            f"Of the cash, {withheld:,f} is tax withheld, which goes to the tax office."
        )
    if allocation.cash_needed > allocation.cash_there:
        notes.append("THERE IS NOT ENOUGH to pay it now.")
    columns = (Column("label", "", TEXT), Column("amount", ""))
    return Table(
        CASH,
        "The cash for it",
        columns,
        tuple(rows),
        allocation.figures.currency,
        notes=tuple(map(Sentence, notes)),
    )
