"""For how many weeks the money of a fund lasts, for the strikes that are declared.

A strike that goes on costs more a week where its bands rise, so weeks are counted one
by one. Who is on two strikes is paid once, and so counts once.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import WEEK
from coopbooks.core.periods import named
from coopbooks.support.forms.need import BENEFIT_BAND
from coopbooks.support.forms.need import STRIKE
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.strikepay import WEEK_DAYS
from coopbooks.support.need.strikepay import rate_on
from coopbooks.support.need.strikepay import waiting_days
from coopbooks.support.need.strikers import crowd
from coopbooks.support.need.strikers import on_strike
from coopbooks.support.need.weekly import benefit_of
from coopbooks.support.need.words import money_of

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
        entitled: How many of them are entitled, but for who gets more by another
            strike.
        weeks: What the next weeks cost, from the first that pays on, until it costs the
            same from then on; empty where nothing is paid.
        pays_from: From when it pays; None where it does now.
    """

    strike: Directive
    benefit: Group
    people: int
    entitled: int
    weeks: tuple[Decimal, ...]
    pays_from: datetime.date | None

    @property
    def week(self) -> Decimal:
        """What the next week costs, or the first that pays."""
        return self.after(0)

    def after(self, weeks: int) -> Decimal:
        """What a week costs after so many others."""
        return self.weeks[min(weeks, len(self.weeks) - 1)] if self.weeks else ZERO


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
        """What the next week costs."""
        return self._after(0)

    @property
    def highest(self) -> Decimal:
        """What a week costs in the end, if the strikes go on."""
        return self._after(self._longest())

    @property
    def weeks(self) -> int | None:
        """For how many whole weeks it lasts; None where a week costs nothing."""
        free, longest = self.money.free, self._longest()
        for done in range(longest):
            cost = self._after(done)
            if cost > free:
                return done
            free -= cost
        more = weeks_of(free, self.highest)
        return None if more is None else longest + more

    def _after(self, weeks: int) -> Decimal:
        return total_of(one.after(weeks) for one in self.needs)

    def _longest(self) -> int:
        """After how many weeks a week costs the same from then on."""
        return max((len(one.weeks) - 1 for one in self.needs if one.weeks), default=0)


class Paying(NamedTuple):
    """A strike, who is on it, and what each who is entitled gets.

    Attributes:
        strike: The `coop-strike`.
        benefit: The benefit that pays it.
        people: How many are on it.
        day: The number of its next day.
        pays: By member, what the next weeks pay, from the first that pays on.
        firsts: By member, the day of the strike from which it pays.
    """

    strike: Directive
    benefit: Group
    people: int
    day: int
    pays: dict[str, tuple[Decimal, ...]]
    firsts: dict[str, int]


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
    """See for how many weeks funds last after a day, as strikes are declared on it.

    Args:
        view: The book of the body whose members strike.
        terms: What it says about support.
        on: The day.
        less: What is about to be paid out of each fund, by its name.

    Returns:
        One for each fund that pays for a strike which lasts longer, or is still to
        begin; and what keeps one from being worked out.
    """
    money: dict[tuple[str, str], FundMoney] = {}
    keys: list[tuple[str, str]] = []
    paying: list[Paying] = []
    problems = []
    for strike in terms.of(STRIKE.kind):
        until = strike.meta.get("until")
        if until is not None and until <= on:
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
        keys.append(key)
        paying.append(_paying(view, benefit, strike, on + DAY))
    needs: dict[tuple[str, str], list[Need]] = {}
    for key, need in zip(keys, _each_once(paying), strict=True):
        needs.setdefault(key, []).append(need)
    found = [Cover(money[key], tuple(needs[key])) for key in sorted(money)]
    return found, problems


def _paying(
    view: View, benefit: Group, strike: Directive, next_day: datetime.date
) -> Paying:
    """Who is on a strike, and what each who is entitled gets in the next weeks."""
    day = max(next_day, strike.date)
    begin = day - datetime.timedelta(days=day.weekday())
    week = named(begin, begin + WEEK)
    members = on_strike(view, strike, week)
    looked = crowd(view, benefit, strike, week, members, day)
    number = (day - strike.date).days + 1
    made = Paying(strike, benefit, len(members), number, {}, {})
    for member in members:
        if looked.why_not(member, measured=False):
            continue
        first, pays = _weeks(looked.pays(member), number)
        made.pays[member], made.firsts[member] = pays, first
    return made


def _weeks(benefit: Group, number: int) -> tuple[int, tuple[Decimal, ...]]:
    """The first day that pays, and what each week from then on comes to."""
    edges = _days(benefit, number)
    first = next((at for at in edges if _rate(benefit, at) > 0), 0)
    if not first:
        return number, ()
    many = (edges[-1] - first + 6) // 7
    days = (first + 7 * week for week in range(max(many, 0) + 1))
    return first, tuple(_rate(benefit, day) for day in days)


def _each_once(paying: Sequence[Paying]) -> list[Need]:
    """What strikes cost, each member on the one only that gives them most."""
    best: dict[str, int] = {}
    for place, one in enumerate(paying):
        for member, weeks in one.pays.items():
            there = paying[best[member]].pays[member] if member in best else ()
            if member not in best or weeks[:1] > there[:1]:
                best[member] = place
    needs = []
    for place, one in enumerate(paying):
        mine = [name for name in one.pays if best[name] == place]
        longest = max((len(one.pays[name]) for name in mine), default=0)
        weeks = tuple(
            total_of(
                one.pays[name][min(at, len(one.pays[name]) - 1)]
                for name in mine
                if one.pays[name]
            )
            for at in range(longest)
        )
        firsts = [one.firsts[name] for name in mine if one.pays[name]]
        first = min(firsts, default=one.day)
        begins = one.strike.date + (first - 1) * DAY
        pays_from = begins if firsts and (first > one.day or one.day == 1) else None
        needs.append(
            Need(one.strike, one.benefit, one.people, len(mine), weeks, pays_from)
        )
    return needs


def _rate(benefit: Group, day: int) -> Decimal:
    """What a week pays by the band of a day, up to the most for a week."""
    times = WEEK_DAYS if benefit.header.meta.get("each") == "day" else Decimal(1)
    rate = rate_on(benefit, day) * times
    if bands := benefit.of(BENEFIT_BAND.kind):
        rate = quantize(rate, str(bands[0].values["rate"].currency))
    most = money_of(benefit, "maximum")
    return rate if most is None else min(rate, most)


def _days(benefit: Group, day: int) -> Sequence[int]:
    """The days from which the rate may be another: the given one, and later edges."""
    edges = {waiting_days(benefit) + 1}
    for line in benefit.of(BENEFIT_BAND.kind):
        bound = int(line.values["bound"].number or 0)
        edges |= {bound, bound + 1}
    return sorted({day, *(one for one in edges if one > day)})
