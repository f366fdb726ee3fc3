"""How many members count for a share, in fractions where the agreement has any."""

from __future__ import annotations

from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.dues.percapita.percapita import per_capita
from coopbooks.dues.rules.presence import spans
from coopbooks.dues.standing.standing import standings
from coopbooks.members.status import status_on
from coopbooks.members.terms import as_known
from coopbooks.sharing.bases.counting import base_from
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.forms.agreements import HEADS
from coopbooks.sharing.share import Counted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.members.status import Status
    from coopbooks.sharing.share import Base
    from coopbooks.sharing.share import View

MEMBER = "MEMBER"
ONE = Decimal(1)
# Without a word of the agreement: who is on leave is left out, who is suspended counts.
DEFAULTS = {"paused": "left-out", "suspended": "counted"}


def headcount(
    view: View, group: Group, period: Period, known: datetime.date | None = None
) -> Base:
    """Count the members of a book for an agreement.

    Args:
        view: The book of the body whose members count.
        group: The agreement.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The heads. Where the book has a `coop-per-capita` for this agreement its count
        holds, so that nobody is counted in two ways.
    """
    found = _by_per_capita(view, group, period)
    if found is not None:
        return found
    counted = [
        Counted(
            None,
            "",
            worth,
            MEMBER,
            counts=bool(worth),
            because=_kind(status, worth),
        )
        for _, status, worth in _heads(view, group, period, known)
    ]
    return base_from(counted, MEMBER, period)


def _kind(status: Status, worth: Decimal) -> str:
    """What kind of member somebody is; the other side sees no more of them."""
    kind = (
        f"members of class {status.member_class}" if status.member_class else "members"
    )
    if not worth and status.state in DEFAULTS:
        kind += f", {status.state}"
    return kind if worth in {ZERO, ONE} else f"{kind}, each as {worth.normalize():f}"


def _by_per_capita(view: View, group: Group, period: Period) -> Base | None:
    """The count of the book's own per capita; None where it has none."""
    if not any(
        one.header.meta.get("agreement") == group.name
        for one in view.terms.dues.per_capitas
    ):
        return None
    found = per_capita(view.terms.dues, view.entries, period)
    lines = [
        line for line in found.lines if dict(line.tags).get("agreement") == group.name
    ]
    if not lines:
        return None
    bands = group.of(BAND.kind)
    unit = str(bands[0].values["bound"].currency) if bands else MEMBER
    counted = [
        Counted(
            None,
            "",
            line.count,
            unit,
            counts=True,
            because=f"counted by coop-per-capita '{line.name}' for {line.period.label}",
            source=line.rule,
        )
        for line in lines
    ]
    return base_from(counted, unit, period, tuple(found.problems))


def _heads(
    view: View, group: Group, period: Period, known: datetime.date | None
) -> Iterator[tuple[str, Status, Decimal]]:
    """Everybody who was looked at, with as how many heads they count."""
    how = str(group.header.meta.get("counted") or "last-day")
    match how:
        case "average":
            yield from _average(view, group, period, known)
        case "any-day":
            yield from _any_day(view, group, period, known)
        case "standing":
            yield from _in_standing(view, group, period, known)
        case "first-day":
            yield from _on(view, group, period.begin, known)
        case _:
            yield from _on(view, group, period.last, known)


def _on(
    view: View, group: Group, day: datetime.date, known: datetime.date | None
) -> Iterator[tuple[str, Status, Decimal]]:
    for member in sorted(view.terms.dues.histories):
        status = status_on(view.terms.dues.histories, member, day, known)
        if status is not None and status.belongs:
            worth = _worth(group, status) if _counts(group, status) else ZERO
            yield member, status, worth


def _any_day(
    view: View, group: Group, period: Period, known: datetime.date | None
) -> Iterator[tuple[str, Status, Decimal]]:
    for member, history in sorted(view.terms.dues.histories.items()):
        events = as_known(history, known)
        counting = [
            one.status for one in spans(events, period) if _counts(group, one.status)
        ]
        if counting:
            yield member, counting[-1], _worth(group, counting[-1])


def _average(
    view: View, group: Group, period: Period, known: datetime.date | None
) -> Iterator[tuple[str, Status, Decimal]]:
    """The mean over the ends of the period's months."""
    months = period.months()
    totals: dict[str, Decimal] = {}
    last: dict[str, Status] = {}
    for month in months:
        for member, status, worth in _on(view, group, month.last, known):
            totals[member] = totals.get(member, ZERO) + worth
            last[member] = status
    with localcontext(prec=PRECISION):
        for member in sorted(totals):
            yield member, last[member], totals[member] / len(months)


def _in_standing(
    view: View, group: Group, period: Period, known: datetime.date | None
) -> Iterator[tuple[str, Status, Decimal]]:
    """Who is in good standing on the period's last day."""
    found = standings(view.terms.dues, view.entries, period.last, known)
    good = {member for member, one in found.items() if one.state == "good"}
    for member, status, worth in _on(view, group, period.last, known):
        yield member, status, worth if member in good else ZERO


def _counts(group: Group, status: Status) -> bool:
    if status.state in DEFAULTS:
        said = group.header.meta.get(status.state) or DEFAULTS[status.state]
        return said == "counted"
    return status.belongs


def _worth(group: Group, status: Status) -> Decimal:
    for line in group.of(HEADS.kind):
        if line.values["class"] == status.member_class:
            return Decimal(line.values["counts"].number or 0)
    return ONE
