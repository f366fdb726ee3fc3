"""Who is on strike in a week, and who of them gets nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.periods import DAY
from coopbooks.dues.rules.measures import Measures
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.standing.standing import standings
from coopbooks.members.status import status_on
from coopbooks.support.need.ownbands import in_money
from coopbooks.support.need.ownbands import own_bands
from coopbooks.support.need.ownbands import own_dues
from coopbooks.support.need.words import GOOD
from coopbooks.support.need.words import after
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import list_of
from coopbooks.support.need.words import span_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.standing.standing import Standing
    from coopbooks.members.status import Status
    from coopbooks.sharing.share import View
    from coopbooks.support.need.ownbands import OwnDues

# Nothing is owed for now, or ever, and standing is kept.
KEEPS_STANDING = ("good", "excused", "pledged")


def named_in(strike: Directive) -> list[str]:
    """The members that a strike names, in order; none where it goes by workplace."""
    said = str(strike.meta.get("members") or "")
    return sorted({one.strip() for one in said.split(",")} - {""})


def on_strike(view: View, strike: Directive, week: Period) -> list[str]:
    """Who is on strike in a week.

    Args:
        view: The book of the body whose members strike.
        strike: The `coop-strike`.
        week: The week.

    Returns:
        The ids: those that it names, else the members at its workplace on the first of
        its days in the week, without a workplace all members.
    """
    if said := named_in(strike):
        return said
    day = max(week.begin, strike.date)
    workplace = strike.meta.get("workplace")
    histories = view.terms.dues.histories
    return [
        member
        for member in sorted(histories)
        if (status := status_on(histories, member, day)) is not None
        and status.belongs
        and workplace in {None, status.workplace}
    ]


def day_of_standing(
    benefit: Group, first: datetime.date, paid: datetime.date
) -> datetime.date:
    """The day on which standing counts.

    Args:
        benefit: The benefit, with its `on:`.
        first: The first day of the strike, or the day on which somebody asked.
        paid: The day of the payment.

    Returns:
        The day before the first unless the benefit says another.
    """
    match benefit.header.meta.get("on"):
        case "first-day":
            return first
        case "payday":
            return paid
    return first - DAY


@dataclass(frozen=True, slots=True)
class Crowd:
    """Those on strike in a week, as a benefit looks at them.

    Attributes:
        view: The book.
        benefit: The benefit.
        strike: The strike.
        week: The week.
        day: The day on which standing counts.
        standings: Their standing on that day, by id.
        measures: What they did, where the benefit asks for it.
        dues: Their dues, where the benefit pays by them.
    """

    view: View
    benefit: Group
    strike: Directive
    week: Period
    day: datetime.date
    standings: Mapping[str, Standing]
    measures: Measures
    dues: OwnDues

    def bands(self, member: str) -> Group:
        """The benefit with a member's own bands, as the terms say them."""
        return own_bands(self.benefit, self.status(member), self.day)

    def pays(self, member: str) -> Group:
        """The same in money, where the terms pay by dues."""
        currency = currency_of(self.benefit, self.view.currency)
        return in_money(self.bands(member), self.dues.each.get(member, ZERO), currency)

    def status(self, member: str) -> Status | None:
        """What a member was on the day on which standing counts."""
        return status_on(self.view.terms.dues.histories, member, self.day)

    def why_not(self, member: str, *, measured: bool = True) -> str:
        """Why somebody gets nothing by the benefit's terms.

        Args:
            member: The member's id.
            measured: Whether to look at what they did in the week, too.

        Returns:
            The reason; empty if they get something.
        """
        status = self.status(member)
        if status is None or not status.belongs:
            return f"no member on {self.day}"
        first = max(self.week.begin, self.strike.date)
        now = status_on(self.view.terms.dues.histories, member, first)
        if now is not None and not now.belongs:
            return f"no member any more on {first}"
        if not named_in(self.strike) and now is not None and now.state == "paused":
            return "on leave, so not on strike"
        found = self.standings.get(member)
        state = found.state if found else GOOD
        because = why_no_member(self.benefit, status, state, self.day)
        if not because:
            because = self.dues.why_not(self.benefit, self.strike.date, member)
        return because or (self._too_little(member) if measured else "")

    def _too_little(self, member: str) -> str:
        """Whether they did less than they had to, such as hours on the picket."""
        meta = self.benefit.header.meta
        name, least = meta.get("measure"), meta.get("measure-at-least")
        if name is None or least is None:
            return ""
        try:
            found = self.measures.find(str(name), member, self.week, self.week.last)
        except CannotCharge as error:
            return str(error)
        did: Decimal = found.number if found else ZERO
        return "" if did >= least.number else f"less than {least} of {name}"


def crowd(
    view: View,
    benefit: Group,
    strike: Directive,
    week: Period,
    members: Sequence[str],
    paid: datetime.date,
) -> Crowd:
    """Look at those on strike in a week.

    Args:
        view: The book.
        benefit: The benefit.
        strike: The strike.
        week: The week.
        members: Their ids.
        paid: The day of the payment.

    Returns:
        What is to be known of them.
    """
    day = day_of_standing(benefit, strike.date, paid)
    dues = view.terms.dues
    asked = benefit.header.meta.get("measure")
    measures = (
        read_measures(dues, view.entries, frozenset({str(asked)}))
        if asked
        else Measures()
    )
    found = standings(dues, view.entries, day, members=members)
    own = own_dues(view, benefit, strike.date, members)
    return Crowd(view, benefit, strike, week, day, found, measures, own)


def why_no_member(
    benefit: Group, status: Status, state: str, day: datetime.date
) -> str:
    """Why a member gets nothing by what they are; empty if they do.

    Args:
        benefit: The benefit.
        status: What the member was on the day.
        state: How they stood on it.
        day: The day.

    Returns:
        One reason: standing, class, or how long they have been a member.
    """
    if benefit.header.meta.get("standing") == GOOD and state not in KEEPS_STANDING:
        return f"not in good standing on {day}"
    classes = list_of(benefit, "classes")
    if classes and status.member_class not in classes:
        return f"not of class {' or '.join(classes)}"
    span = benefit.header.meta.get("member-for")
    if span is not None and after(status.joined, span) > day:
        return f"not a member for {span_words(span)} by {day}"
    return ""
