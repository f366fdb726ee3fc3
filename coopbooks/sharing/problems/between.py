"""What several agreements say together, and what is said of one that is not there."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.forms import near
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.sharing.forms import actions
from coopbooks.sharing.forms.agreements import BASE
from coopbooks.sharing.forms.agreements import CONDITION
from coopbooks.sharing.forms.agreements import OF
from coopbooks.sharing.problems.units import units_of
from coopbooks.sharing.shares.calendar import counted_every
from coopbooks.sharing.shares.calendar import period_at

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.problems.names import Names

HUNDRED = 100
DAYS_OF_A_YEAR = 365
ABOUT_AN_AGREEMENT = (
    actions.ACCOUNTS.kind,
    actions.REPORTED.kind,
    actions.MET.kind,
    actions.RELIEF.kind,
)


def check_loops(names: Names) -> Iterator[LedgerError]:
    """Find agreements that are each a share of the other.

    Args:
        names: The names of the book.

    Yields:
        An error at the header of each agreement of a loop.
    """
    of = {
        name: {str(group.header.values["of"]) for group in groups}.difference(OF)
        for name, groups in names.agreements.items()
    }
    for name, groups in sorted(names.agreements.items()):
        seen: set[str] = set()
        ahead = of[name] & of.keys()
        while ahead:
            seen |= ahead
            ahead = set().union(*(of[one] for one in ahead)) & of.keys() - seen
        if name in seen:
            way = ", ".join(sorted(seen))
            problem = f"{name} is a share of itself, by way of {way}."
            yield told(groups[-1].header, problem)


def check_overlaps(groups: Sequence[Group]) -> Iterator[LedgerError]:
    """Find agreements that count the same for the same bodies at the same time.

    Args:
        groups: The agreements.

    Yields:
        An error at the later of each two. Where both are meant, the later one says so:
        `beside: "the earlier"`.
    """
    for first, second in combinations(groups, 2):
        if first.name == second.name or not _meet(first, second, groups):
            continue
        if _same(first) != _same(second):
            continue
        beside = words(second.header.meta.get("beside"))
        if first.name in beside or second.name in words(
            first.header.meta.get("beside")
        ):
            continue
        problem = (
            f"{second.name} shares the same between the same bodies as {first.name}, "
            f"so that it would be paid twice. End one with until:, or say that both "
            f'are meant: beside: "{first.name}".'
        )
        yield told(second.header, problem)


def _beside(group: Group) -> frozenset[str]:
    """The agreements beside which it is meant."""
    return words(group.header.meta.get("beside"))


def _same(group: Group) -> tuple[object, ...]:
    """What decides whether two agreements are about the same."""
    header = group.header
    lines = frozenset(
        (line.values["account"], line.values["how"], line.meta.get("fund"))
        for line in group.of(BASE.kind)
    )
    return (
        header.values["of"],
        header.meta["from"],
        header.meta["to"],
        header.meta.get("measure"),
        # Of fixed amounts there may well be two alike, each for something else.
        group.name if header.values["of"] == "fixed" else None,
        lines,
    )


def _meet(first: Group, second: Group, groups: Iterable[Group]) -> bool:
    """Whether there is a day on which both hold."""
    return first.date < _end(second, groups) and second.date < _end(first, groups)


def _end(group: Group, groups: Iterable[Group]) -> datetime.date:
    """The day from which an agreement no longer holds as it is written."""
    ends = [
        one.date for one in groups if one.name == group.name and one.date > group.date
    ]
    until: datetime.date | None = group.header.meta.get("until")
    if until is not None:
        ends.append(until)
    return min(ends, default=group.date.max)


def check_said(directives: Iterable[Directive], names: Names) -> Iterator[LedgerError]:
    """Check what is said of agreements: reports, reliefs, conditions, accounts.

    Args:
        directives: All directives of a book that fit their forms.
        names: The names of the book.

    Yields:
        An error for each agreement that is not there, period that is none, condition
        that no agreement has, and relief of more than everything.
    """
    for one in directives:
        if one.kind not in ABOUT_AN_AGREEMENT:
            continue
        if one.name not in names.agreements:
            hint = near(one.name, names.agreements)
            yield told(one, f"there is no coop-agreement '{one.name}'.{hint}")
            continue
        yield from _condition(one, names)
        yield from _period(one)
        yield from _relief(one)
        if one.kind == actions.RELIEF.kind:
            yield from _relieved(one, names.agreements[one.name])


def _condition(one: Directive, names: Names) -> Iterator[LedgerError]:
    if one.kind != actions.MET.kind:
        return
    known = {
        str(line.values["condition"])
        for group in names.agreements[one.name]
        for line in group.of(CONDITION.kind)
    }
    said = str(one.values["condition"])
    if said not in known:
        problem = f"{one.name} has no condition '{said}'.{near(said, known)}"
        yield told(one, problem)


def _period(one: Directive) -> Iterator[LedgerError]:
    said = one.values.get("period") or one.meta.get("period")
    if said is None:
        return
    try:
        parse_period(str(said))
    except BadPeriod as problem:
        yield told(one, str(problem))


def _relief(one: Directive) -> Iterator[LedgerError]:
    if one.kind != actions.RELIEF.kind or isinstance(one.values["part"], str):
        return
    part = one.values["part"]
    if part.number < 0:
        yield told(one, f"{part} is below nothing.")
    elif part.currency == "PERCENT" and part.number > HUNDRED:
        yield told(one, f"{part} is more than all of it.")


def _relieved(one: Directive, groups: Sequence[Group]) -> Iterator[LedgerError]:
    """A relief of what no share of its agreement is."""
    part = one.values["part"]
    shared = {units_of(group)[1] for group in groups}
    units = {"PERCENT", *shared}
    if not isinstance(part, str) and part.currency not in units and "" not in shared:
        in_what = " or ".join(sorted(shared))
        yield told(one, f"{part}; the share is in {in_what}.")
    said, lengths = one.meta.get("period"), {counted_every(group) for group in groups}
    if said is None or lengths & {"", "month"}:
        return
    try:
        period = parse_period(str(said))
    except BadPeriod:
        return
    if not any(_holds_one(period, per) for per in lengths):
        lengths_told = " or ".join(sorted(lengths))
        problem = (
            f"{said} holds no whole {lengths_told} that {one.name} is counted over."
        )
        yield told(one, problem)


def _holds_one(period: Period, per: str) -> bool:
    """Whether a period has a whole one of a length in it."""
    if per == "year":
        return (period.end - period.begin).days >= DAYS_OF_A_YEAR
    first = period_at(per, period.begin, DECEMBER)
    if first.begin < period.begin:
        first = period_at(per, first.end, DECEMBER)
    return first.end <= period.end
