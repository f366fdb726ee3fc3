"""Help in kind that is recognised: who gets it books income and cost, as much of each.

Who gives it books nothing: the wages of those who help are a cost already.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.difference import difference
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import ids_of
from coopbooks.sharing.bases.selecting import IN_KIND
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.forms.resources import RESOURCE
from coopbooks.support.resources.provided import ONCE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.provided import Provided
    from coopbooks.support.resources.provided import Resources

RECOGNISED = "income-and-cost"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a book lacks of help in kind that is recognised.

    Attributes:
        differences: For each period what the book lacks.
        notes: What is not booked, and why, in sentences.
        problems: What keeps something from being booked, by file and line.
    """

    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    problems: tuple[LedgerError, ...]


def is_recognised(group: Group | None) -> bool:
    """Whether terms say that help is booked as income and cost."""
    return group is not None and group.header.meta.get("recognise") == RECOGNISED


def recognise(view: View, found: Resources, hard: datetime.date) -> Recognised:
    """Work out what a book lacks of help in kind that is recognised.

    Args:
        view: The book.
        found: What is provided.
        hard: The day after the last that is closed, even softly.

    Returns:
        For each period of the terms that ends in the one asked for the difference
        against the book: an entry for each resource that this body got, under its own
        id. In the book of who gives it, and in one by cash, nothing.
    """
    notes: list[str] = []
    problems: list[LedgerError] = []
    made: dict[Period, list[data.Directive]] = {}
    for row in found.rows:
        group = row.group
        if group is None or not is_recognised(group) or not row.delivered:
            continue
        if words := _not_here(view, row, found.asked):
            notes.append(words)
        elif problem := _problem(row, group):
            problems.append(problem)
        elif lacking := row.value - _typed(view, row, group):
            entry = _entry(view, row, group, lacking)
            made.setdefault(row.period, []).append(entry)
    ended = {row.period for row in found.rows if row.period.end <= found.asked.end}
    differences = [
        difference(
            Proposal(batch_of(period), tuple(made.get(period, ()))), view.entries, hard
        )
        for period in sorted(ended, key=lambda one: (one.end, one.begin))
    ]
    bodies = {row.thing.other for row in found.rows}
    return Recognised(
        tuple(_about(one, bodies) for one in differences),
        tuple(dict.fromkeys(notes)),
        tuple(problems),
    )


def _about(found: Difference, bodies: Collection[str]) -> Difference:
    """Only what is about the bodies that were asked for."""
    changes = tuple(
        change
        for change in found.changes
        if change.kind != "gone"
        or (change.before is not None and change.before.meta.get("with") in bodies)
    )
    return replace(found, changes=changes)


def _not_here(view: View, row: Provided, asked: Period) -> str:
    """Why nothing is booked, though nothing is wrong; empty if something is."""
    thing = row.thing
    if thing.ours:
        return (
            f"{thing.resource} for {thing.other}: nothing is booked here: what it "
            "costs us is in the book already."
        )
    if view.terms.dues.basis(row.period.last) == "cash":
        return f"{thing.resource}: a book by cash books no help in kind."
    if row.period.end > asked.end:
        return f"{thing.resource}: it is booked when {row.period.label} is over."
    return ""


def _typed(view: View, row: Provided, group: Group) -> Decimal:
    """What somebody booked by hand of the same help for the same period."""
    cost = str(group.header.meta["cost"])
    first = _id(row)
    several = len(group.of(RESOURCE.kind)) > 1
    found = ZERO
    for entry in view.entries:
        if (
            not isinstance(entry, data.Transaction)
            or entry.meta.get(IN_KIND) != group.name
        ):
            continue
        ours = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
        if any(one.split("~", 1)[0] == first for one in ours):
            continue
        said = entry.meta.get("resource")
        if said is None and several:
            continue
        if said in {None, row.thing.resource} and _is_for(entry, row.period):
            found += total_of(
                one.number for one in rows([entry]) if is_under(one.account, cost)
            )
    return found


def _is_for(entry: data.Transaction, period: Period) -> bool:
    said = entry.meta.get("period")
    return entry.date in period if said is None else said == period.name


def batch_of(period: Period) -> str:
    """The batch that a period's help in kind is written to.

    Args:
        period: The period of the terms.

    Returns:
        Such as `2026-q1-resources`.
    """
    name = period.name.lower().replace("..", "-to-")
    return f"{name.removeprefix('fy')}-resources"


def _problem(row: Provided, group: Group) -> LedgerError | None:
    """Why help can't be booked; None if it can."""
    line = row.line or group.header
    if line.values.get("every") == ONCE and group.header.meta.get("until") is None:
        words = (
            f"{row.thing.resource}: it is booked once its terms have ended. Say until: "
            "at the coop-resources."
        )
        return LedgerError(line.source, words)
    if row.each is None:
        words = (
            f"{row.thing.resource}: it is to be booked as income and cost, and no "
            "value: of one is stated."
        )
        return LedgerError(line.source, words)
    meta = group.header.meta
    lacking = [key for key in ("income", "cost") if not meta.get(key)]
    if lacking:
        roots = {"income": "Income:...", "cost": "Expenses:..."}
        lines = ", ".join(f"{key}: {roots[key]}" for key in lacking)
        words = f"{row.thing.name}: no account for it is said. Add {lines}."
        return LedgerError(group.header.source, words)
    return None


def _id(row: Provided) -> str:
    return f"{IN_KIND}-{row.period.name}-{row.thing.name}-{row.thing.resource}"


def _entry(
    view: View, row: Provided, group: Group, number: Decimal
) -> data.Transaction:
    """The income and the cost of what was delivered, at its stated value."""
    meta = group.header.meta
    thing, period = row.thing, row.period
    postings = [
        data.Posting(
            str(account), amount.Amount(each, row.currency), None, None, None, {}
        )
        for account, each in ((meta["cost"], number), (meta["income"], -number))
    ]
    return data.Transaction(
        {
            "id": _id(row),
            "with": thing.other,
            IN_KIND: thing.name,
            "period": period.name,
        },
        period.last,
        "*",
        title_of(view, thing.other),
        f"Help in kind: {thing.resource}, {row.delivered.normalize():f} {thing.unit} "
        f"at {row.each} {row.currency}",
        frozenset(),
        frozenset(),
        postings,
    )
