"""For how many weeks the money of a fund lasts, for the strikes that are declared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import named
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.strikepay import WEEK_DAYS
from coopbooks.support.need.strikepay import bands_for
from coopbooks.support.need.strikepay import rate_on
from coopbooks.support.need.strikepay import waiting_days
from coopbooks.support.need.strikers import crowd
from coopbooks.support.need.strikers import on_strike
from coopbooks.support.need.weekly import benefit_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.support.need.fundmoney import FundMoney
    from coopbooks.support.terms import SupportTerms

NOTHING: Mapping[str, Decimal] = {}


@dataclass(frozen=True, slots=True)
class Need:
    """What a week of one strike costs a fund.

    Attributes:
        strike: The `coop-strike`.
        benefit: The benefit.
        people: How many are on strike.
        entitled: How many of them are entitled.
        week: What a week costs at the band of the day, or at the first that pays.
        pays_from: From when it pays; None where it does now.
    """

    strike: Directive
    benefit: Group
    people: int
    entitled: int
    week: Decimal
    pays_from: datetime.date | None


@dataclass(frozen=True, slots=True)
class Cover:
    """For how many weeks a fund lasts.

    Attributes:
        money: Its money.
        needs: What the strikes cost that it pays for.
    """

    money: FundMoney
    needs: tuple[Need, ...]

    @property
    def week(self) -> Decimal:
        """What a week costs."""
        return total_of(one.week for one in self.needs)

    @property
    def weeks(self) -> int | None:
        """For how many whole weeks it lasts; None where a week costs nothing."""
        return weeks_of(self.money.free, self.week)


def weeks_of(free: Decimal, week: Decimal) -> int | None:
    """For how many whole weeks money lasts.

    Args:
        free: The money that may be spent.
        week: What a week costs.

    Returns:
        The weeks; None where a week costs nothing.
    """
    return int(max(free, ZERO) // week) if week > 0 else None


def covers(
    view: View,
    terms: SupportTerms,
    on: datetime.date,
    less: Mapping[str, Decimal] = NOTHING,
) -> tuple[list[Cover], list[LedgerError]]:
    """See for how many weeks funds last, as strikes are declared on a day.

    Args:
        view: The book of the body whose members strike.
        terms: What it says about support.
        on: The day.
        less: What is about to be paid out of each fund, by its name.

    Returns:
        One for each fund that pays for a strike which lasts, or is still to begin; and
        what keeps one from being worked out.
    """
    needs: dict[tuple[str, str], list[Need]] = {}
    money: dict[tuple[str, str], FundMoney] = {}
    problems = []
    for strike in terms.of(STRIKE.kind):
        until = strike.meta.get("until")
        if until is not None and until < on:
            continue
        benefit = benefit_of(terms, strike, max(strike.date, on))
        if isinstance(benefit, LedgerError):
            problems.append(benefit)
            continue
        mine = fund_money(view, benefit, on)
        mine = mine._replace(held=mine.held - less.get(mine.fund, ZERO))
        key = mine.fund, mine.currency
        if key not in money or mine.keeps > money[key].keeps:
            money[key] = mine
        needs.setdefault(key, []).append(_need(view, benefit, strike, on))
    found = [Cover(money[key], tuple(needs[key])) for key in sorted(money)]
    return found, problems


def _need(view: View, benefit: Group, strike: Directive, on: datetime.date) -> Need:
    """What a week of a strike costs, by the band of the day."""
    day = max(on, strike.date)
    begin = day - datetime.timedelta(days=day.weekday())
    week = named(begin, begin + WEEK)
    members = on_strike(view, strike, week)
    looked = crowd(view, benefit, strike, week, members, on)
    number = (day - strike.date).days + 1
    entitled = [one for one in members if not looked.why_not(one, measured=False)]
    pays = ZERO
    first: int | None = None
    for member in entitled:
        status = looked.status(member)
        rate, at = _rate(benefit, number, status.member_class if status else "")
        pays += rate
        first = at if first is None else min(first, at)
    waits = first is not None and (first > number or strike.date > on)
    begins = strike.date + datetime.timedelta(days=(first or 1) - 1)
    return Need(
        strike, benefit, len(members), len(entitled), pays, begins if waits else None
    )


def _rate(benefit: Group, day: int, member_class: str) -> tuple[Decimal, int]:
    """What a week pays from a day of the strike on, or from the first that pays."""
    times = WEEK_DAYS if benefit.header.meta.get("each") == "day" else Decimal(1)
    for at in _days(benefit, day, member_class):
        rate = rate_on(benefit, at, member_class)
        if rate > 0:
            return rate * times, at
    return ZERO, day


def _days(benefit: Group, day: int, member_class: str) -> Sequence[int]:
    """The days from which the rate may be another: the given one, and later edges."""
    edges = {waiting_days(benefit) + 1}
    for line in bands_for(benefit, member_class):
        bound = int(line.values["bound"].number or 0)
        edges |= {bound, bound + 1}
    return sorted({day, *(one for one in edges if one > day)})
