"""When shares, loans and dues are due: between this body and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.controls.calendar.dated import Dated
from coopbooks.core.groups import in_force
from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.dues.rules.workplaces import workplaces_on
from coopbooks.dues.terms import read_terms
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.calendar import every
from coopbooks.sharing.shares.calendar import own_periods
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.loans.state import loan_states
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import view_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.calendar.dated import Ahead
    from coopbooks.core.groups import Group
    from coopbooks.sharing.overview.reading import Sharing
    from coopbooks.support.loans.state import LoanState

# Shares of periods that began so long ago may still be due.
LONGEST = relativedelta(months=18)


def of_agreements(ahead: Ahead) -> Iterator[Dated]:
    """The days on which shares are due, ours and those owed to us.

    Args:
        ahead: The book on a day.

    Yields:
        What is open, with how much; and each period that ends later, without.
    """
    if not concerns(ahead.scope):
        return
    view, _ = view_on(ahead.scope)
    sharing = read(ahead.scope, view)
    if sharing is None:
        return
    for line in sharing.open:
        if line.due is not None and ahead.shows(line.due):
            other = title_of(view, line.other)
            side = f"Pay {other}" if line.giving else f"Expect from {other}"
            yield Dated(
                line.due,
                f"{side}: {line.name}, {line.label}",
                "share",
                line.open,
                line.currency,
                _authority(line.group),
                line.group.header.source,
            )
    for group in sharing.agreements:
        yield from _coming(ahead, sharing, group)


def _coming(ahead: Ahead, sharing: Sharing, group: Group) -> Iterator[Dated]:
    """The periods of an agreement that are due later, of which nothing is open yet."""
    if not every(group):
        return
    view = sharing.view
    known = {(one.name, one.period) for one in sharing.lines if one.is_charged}
    giving = group.header.meta["from"] == view.name
    other = title_of(view, str(group.header.meta["to" if giving else "from"]))
    side = f"Pay {other}" if giving else f"Expect from {other}"
    span = named(ahead.on - LONGEST, ahead.end)
    until = group.header.meta.get("until")
    for period in own_periods(group, span, fiscal_year_end(view)):
        day = due_day(group, period)
        held = in_force(view.terms.agreements, group.name, period.last)
        if day is None or held is None or (group.name, period) in known:
            continue
        if (until is None or period.last <= until) and ahead.on <= day < ahead.end:
            words = f"{side}: {group.name}, {period.label}"
            source = group.header.source
            yield Dated(day, words, "share", because=_authority(group), source=source)


def _authority(group: Group) -> str:
    return str(group.header.meta.get("authority") or "")


def of_loans(ahead: Ahead) -> Iterator[Dated]:
    """The instalments of loans, and of those that are late.

    Args:
        ahead: The book on a day.

    Yields:
        Each that is open.
    """
    if not concerns(ahead.scope):
        return
    view, terms = view_on(ahead.scope)
    for state in loan_states(view, terms, ahead.on):
        yield from _instalments(ahead, state)


def _instalments(ahead: Ahead, state: LoanState) -> Iterator[Dated]:
    loan = state.loan
    words = f"Pay {loan.lender}"
    if state.booked.ours:
        words = f"Expect from {loan.borrower}"
    for one in state.instalments:
        is_open = one.state in {"late", "due", "to-come"} and one.open
        if is_open and ahead.shows(one.payment.due):
            yield Dated(
                one.payment.due,
                f"{words}: instalment of the loan {loan.name}",
                "loan",
                one.open,
                loan.currency,
                str(loan.line.meta.get("authority") or ""),
                loan.line.source,
            )


def of_dues(ahead: Ahead) -> Iterator[Dated]:
    """When employers hand over dues, and when what goes up per member is due.

    Args:
        ahead: The book on a day.

    Yields:
        A day for each month and employer, and for each `coop-per-capita` that no
        agreement stands for.
    """
    terms = read_terms(ahead.scope.entries, ahead.scope.roles.types)
    first = month_of(ahead.on).previous()
    months = named(first.begin, ahead.end).months()
    places = workplaces_on(terms, ahead.on).values()
    remits = {
        (one.employer or one.name, one.remits): one.source
        for one in places
        if one.remits is not None and one.collected == "check-off"
    }
    for month in months:
        for (employer, days), source in sorted(remits.items(), key=lambda one: one[0]):
            day = month.last + (days or 0) * DAY
            if ahead.on <= day < ahead.end:
                words = f"{employer} hands over the dues of {month.label}"
                yield Dated(day, words, "dues", source=source)
        for group in terms.per_capitas:
            due = due_day(group, month)
            if group.header.meta.get("agreement") or due is None:
                continue
            if group.header.date <= month.last and ahead.on <= due < ahead.end:
                words = f"Pay {group.name}: per capita, {month.label}"
                yield Dated(due, words, "dues", source=group.header.source)
