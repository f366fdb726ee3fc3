"""What a body's book says is to be decided: requests, plans, what comes to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.officers import read_officers
from coopbooks.core.periods import DAY
from coopbooks.federation.reading.lives import Pending
from coopbooks.funds.budgets import read_budgets
from coopbooks.funds.terms import read_campaigns
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View

# So long before something ends, or a year begins, a meeting should hear of it.
AHEAD = relativedelta(months=3)


def pending_of(
    entries: Sequence[data.Directive],
    view: View,
    directives: Sequence[Directive],
    period: Period,
) -> Iterator[Pending]:
    """Find what is to be decided at the end of a period.

    Args:
        entries: The book's entries.
        view: The same book, read.
        directives: What it says about support.
        period: The period.

    Yields:
        Requests that nothing was decided on: those of bodies one by one, those of
        members as a number only. Within three months: a year without a plan, in a
        book that has plans; agreements, offices and campaigns that end, and that
        nothing follows.
    """
    yield from _requests(directives, period.last)
    yield from _plan(entries, view, period)
    yield from _agreements(view, period)
    yield from _offices(entries, period)
    yield from _campaigns(entries, period)


def _soon(last: datetime.date, period: Period) -> bool:
    """Whether a last day is one of the three months to come, or the period's last."""
    return period.last <= last < period.end + AHEAD


def _ending(kind: str, what: str, last: datetime.date, body: str = "") -> Pending:
    return Pending(kind, what, body, last, "", None, 0)


def _requests(
    directives: Sequence[Directive], last: datetime.date
) -> Iterator[Pending]:
    """Requests without an answer; of members only how many."""
    told = [one for one in directives if one.date <= last]
    decided = {one.name for one in told if one.kind == GRANTED.kind}
    members: dict[str, set[str]] = {}
    for one in told:
        if one.kind != REQUEST.kind or one.name in decided:
            continue
        benefit = str(one.values["benefit"])
        if body := one.meta.get("body"):
            asked = one.values["amount"]
            day = one.date
            yield Pending(
                "request", benefit, str(body), day, asked.currency, asked.number, 0
            )
        else:
            members.setdefault(benefit, set()).add(one.name)
    for benefit, waiting in sorted(members.items()):
        yield Pending("requests", benefit, "", None, "", None, len(waiting))


def _plan(
    entries: Sequence[data.Directive], view: View, period: Period
) -> Iterator[Pending]:
    """A year that begins soon and has no plan of its own."""
    year_end = fiscal_year_end(view)
    begin = year_end.begin_of(year_end.year_of(period.last) + 1)
    budgets, _ = read_budgets(entries)
    days = [one.date for every in budgets.values() for one in every]
    planned = any(day >= begin for day in days)
    if days and not planned and _soon(begin - DAY, period):
        yield _ending("budget", "", begin)


def _agreements(view: View, period: Period) -> Iterator[Pending]:
    """Agreements that end, and that no later one follows."""
    by_name: dict[str, Group] = {}
    for group in view.terms.agreements:
        by_name[group.name] = max(by_name.get(group.name, group), group, key=_begun)
    for name, group in sorted(by_name.items()):
        meta = group.header.meta
        until = meta.get("until")
        if until is None or group.date >= period.end or not _soon(until, period):
            continue
        others = {str(meta[key]) for key in ("from", "to")} - {view.name}
        yield _ending("agreement", name, until, min(others, default=""))


def _begun(group: Group) -> datetime.date:
    return group.date


def _offices(entries: Sequence[data.Directive], period: Period) -> Iterator[Pending]:
    """Terms of office that end, and that no other begins after."""
    terms, _ = read_officers(entries)
    for term in terms:
        if term.end is None or term.begin >= period.end:
            continue
        followed = any(
            one.office == term.office and term.begin < one.begin <= term.end
            for one in terms
        )
        if not followed and _soon(term.end - DAY, period):
            yield _ending("office", term.office, term.end - DAY)


def _campaigns(entries: Sequence[data.Directive], period: Period) -> Iterator[Pending]:
    found, _ = read_campaigns(entries)
    for one in {one.name: one for one in found}.values():
        begun = one.date < period.end
        if begun and one.until is not None and _soon(one.until, period):
            yield _ending("campaign", one.title, one.until)
