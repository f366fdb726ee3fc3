"""Who is entitled to strike pay for a week, and to how much after every limit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import year_to_date
from coopbooks.core.postings import rows
from coopbooks.dues.standing.standing import standings
from coopbooks.members.status import status_on
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.strikepay import week_of
from coopbooks.support.need.strikepay import week_pay

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Step
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

GOOD = "good"


class Entitled(NamedTuple):
    """What one striker gets for a week.

    Attributes:
        member: The member's id.
        number: How much; zero for who is not entitled.
        currency: Its currency.
        because: Why nothing or less; empty if they get what the week pays.
        steps: How the week's pay came about.
        year: What they had of the same fund in the year before this week.
        paid: What the book has for this week already.
    """

    member: str
    number: Decimal
    currency: str
    because: str
    steps: tuple[Step, ...]
    year: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class StrikePay:
    """The strike pay of a week.

    Attributes:
        benefit: The `coop-benefit`.
        strike: The `coop-strike`.
        week: The week.
        people: Everybody who was on strike, by id.
        fund: What the fund holds before it.
        together: What all get, without what is paid already.
    """

    benefit: Group
    strike: Directive
    week: Period
    people: tuple[Entitled, ...]
    fund: Decimal

    @property
    def together(self) -> Decimal:
        """What is to be paid, without what the book has already."""
        return total_of(one.number - one.paid for one in self.people)

    @property
    def weeks_left(self) -> int | None:
        """For how many more weeks like this the fund lasts; None where nothing goes."""
        each = total_of(one.number for one in self.people)
        if each <= 0:
            return None
        return int(max(self.fund - self.together, ZERO) // each)


def strike_pay(
    view: View,
    terms: SupportTerms,
    benefit: Group,
    week: Period,
    fund: Decimal,
) -> list[StrikePay]:
    """Work out the strike pay of a week.

    Args:
        view: The book of the body whose members strike.
        terms: What it says about support.
        benefit: The `coop-benefit` of kind strike.
        week: The week.
        fund: What the fund holds.

    Returns:
        One for each strike that had a day in the week.
    """
    found = []
    for strike in terms.of(STRIKE.kind):
        said = strike.meta.get("benefit")
        if said is not None and said != benefit.name:
            continue
        days = week_of(strike, week)
        if days is None:
            continue
        people = tuple(_people(view, benefit, strike, week))
        found.append(StrikePay(benefit, strike, week, people, fund))
    return found


def _people(
    view: View, benefit: Group, strike: Directive, week: Period
) -> Iterator[Entitled]:
    """Everybody on strike, each with what they get."""
    days = week_of(strike, week)
    if days is None:
        return
    day = _day_of_standing(benefit, strike, week)
    members = on_strike(view, strike, week)
    found = standings(view.terms.dues, view.entries, day, members=members)
    paid = _paid(view.entries, benefit, week)
    year = _year(view.entries, benefit, week)
    for member in members:
        status = status_on(view.terms.dues.histories, member, day)
        member_class = status.member_class if status else ""
        pay = week_pay(benefit, days, member_class)
        state = found[member].state if member in found else ""
        why = _why_not(benefit, strike, state, status is not None, member_class)
        number = ZERO if why else pay.number
        number, less = _limited(benefit, number, year.get(member, ZERO))
        yield Entitled(
            member,
            number,
            pay.currency,
            why or less,
            pay.steps,
            year.get(member, ZERO),
            paid.get(member, ZERO),
        )


def on_strike(view: View, strike: Directive, week: Period) -> list[str]:
    """Who is on strike in a week.

    Args:
        view: The book of the body whose members strike.
        strike: The `coop-strike`.
        week: The week.

    Returns:
        The ids: those that it names, else the members at its workplace on the first of
        its days in the week.
    """
    said = str(strike.meta.get("members") or "")
    if said:
        return sorted({one.strip() for one in said.split(",")} - {""})
    day = max(week.begin, strike.date)
    workplace = strike.meta.get("workplace")
    return [
        member
        for member in sorted(view.terms.dues.histories)
        if (status := status_on(view.terms.dues.histories, member, day)) is not None
        and status.belongs
        and workplace in {None, status.workplace}
    ]


def _day_of_standing(benefit: Group, strike: Directive, week: Period) -> datetime.date:
    """The day on which standing counts: the day before the strike unless said."""
    match benefit.header.meta.get("on"):
        case "first-day":
            return strike.date
        case "payday":
            return week.last
    return strike.date - DAY


def _why_not(
    benefit: Group, strike: Directive, state: str, belonged: bool, member_class: str
) -> str:
    """Why somebody gets nothing; empty if they do."""
    meta = benefit.header.meta
    if not belonged:
        return f"no member on {strike.date - DAY}"
    wanted = meta.get("standing")
    if wanted == GOOD and state != GOOD:
        return "not in good standing then"
    classes = {one.strip() for one in str(meta.get("classes") or "").split(",")}
    if classes - {""} and member_class not in classes:
        return f"class {member_class or 'not said'}"
    return ""


def _limited(benefit: Group, number: Decimal, year: Decimal) -> tuple[Decimal, str]:
    """What is left of it under the most for each, and for each in a year."""
    meta = benefit.header.meta
    for key, used, words in (
        ("maximum", ZERO, "the most"),
        ("maximum-a-year", year, "the most in a year"),
    ):
        said = meta.get(key)
        if said is None:
            continue
        room = max(Decimal(said.number or 0) - used, ZERO)
        if number > room:
            return room, f"{words}, {said.number:,f}"
    return number, ""


def _paid(
    entries: Sequence[data.Directive], benefit: Group, week: Period
) -> Mapping[str, Decimal]:
    """What the book has for a week already, by member."""
    found: dict[str, Decimal] = {}
    for row in rows(entries):
        if row.entry.meta.get("benefit") != benefit.name:
            continue
        member = row.tag("member")
        if member and row.tag("period") == week.name and row.number > 0:
            found[member] = found.get(member, ZERO) + row.number
    return found


def _year(
    entries: Sequence[data.Directive], benefit: Group, week: Period
) -> Mapping[str, Decimal]:
    """What each had of a benefit in the year before a week."""
    year = year_to_date(week)
    found: dict[str, Decimal] = {}
    for row in rows(entries):
        if row.entry.meta.get("benefit") != benefit.name or row.number <= 0:
            continue
        member = row.tag("member")
        if member and row.date in year and row.tag("period") != week.name:
            found[member] = found.get(member, ZERO) + row.number
    return found


def waiting_over(benefit: Group, joined: datetime.date, day: datetime.date) -> bool:
    """Whether somebody has been a member for as long as a benefit asks.

    Args:
        benefit: The `coop-benefit` with `member-for:`.
        joined: When they joined.
        day: The day.

    Returns:
        Whether they have.
    """
    span = benefit.header.meta.get("member-for")
    if span is None:
        return True
    count = int(span.number or 0)
    if span.currency == "DAY":
        return joined + count * DAY <= day
    return joined + relativedelta(months=count) <= day
