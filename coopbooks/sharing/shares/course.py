"""What is owed by an agreement for a period, followed from its beginning on.

Losses that are carried, a guarantee that is recouped, a threshold, the most of a year:
each rests on what came before. So the periods are gone through in order, from the first
one that the agreement and the giver's book both have to the one that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

from coopbooks.core.groups import in_force
from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.core.periods import year_to_date
from coopbooks.sharing.brought import NOTHING_BROUGHT
from coopbooks.sharing.problems.political import warnings
from coopbooks.sharing.share import Base
from coopbooks.sharing.share import Share
from coopbooks.sharing.shares.amounts import amount_of
from coopbooks.sharing.shares.calendar import counted_every
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.calendar import every
from coopbooks.sharing.shares.calendar import period_at
from coopbooks.sharing.shares.calendar import periods_between
from coopbooks.sharing.shares.calendar import walked
from coopbooks.sharing.shares.calendar import year_begin
from coopbooks.sharing.shares.doubts import left_over
from coopbooks.sharing.shares.doubts import other_unit
from coopbooks.sharing.shares.doubts import two_years
from coopbooks.sharing.shares.ladder import cliffs
from coopbooks.sharing.shares.owed import Asked
from coopbooks.sharing.shares.owed import owed_of
from coopbooks.sharing.shares.relief import relief_since
from coopbooks.sharing.shares.state import State
from coopbooks.sharing.shares.state import reach
from coopbooks.sharing.shares.together import together

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.brought import Brought
    from coopbooks.sharing.shares.amounts import Amount
    from coopbooks.sharing.terms import SharingTerms

BaseOf = Callable[["Group", "Period"], Base]


@dataclass(slots=True)
class Course:
    """An agreement on its way through the periods.

    Attributes:
        terms: What the asking book says about agreements.
        name: The agreement's name.
        fye: The end of the giver's fiscal year.
        base_of: What counts for a period.
        prices: The entries of the books that may have prices.
        currency: The currency of the asking book.
        state: What earlier periods left.
    """

    terms: SharingTerms
    name: str
    fye: FiscalYearEnd
    base_of: BaseOf
    prices: Sequence[Sequence[data.Directive]]
    currency: str
    state: State = field(default_factory=State)

    def shares(self, begin: datetime.date, asked: Period) -> list[Share]:
        """The shares of the periods that end in a period.

        Args:
            begin: From when on there is something to count.
            asked: The period that was asked for.

        Returns:
            Them in order; none where the agreement does not hold, or is charged less
            often and not now.
        """
        last = self._last(asked)
        if last is None:
            return []
        first = max(begin, min(one.date for one in self._groups()))
        wanted, counted = self._periods(last, first, asked)
        if not wanted:
            return []
        needed = self._needed(last, wanted[0])
        found: list[Share] = []
        for period in counted:
            group = self._group(period.last)
            if group is None or period.end <= needed:
                continue
            share = self.share(group, period)
            if period.end > wanted[0].begin:
                found.append(share)
        return [
            together([one for one in found if one.period.last in period], period)
            for period in wanted
            if any(one.period.last in period for one in found)
        ]

    def _periods(
        self, last: Group, first: datetime.date, asked: Period
    ) -> tuple[list[Period], list[Period]]:
        """The periods that are charged in one, and those that are gone through."""
        if not every(last):
            until: datetime.date | None = last.header.meta.get("until")
            if until is not None and until < asked.last:
                asked = named(asked.begin, until + DAY)
            return [asked], periods_between(last, first, asked, self.fye)
        charged, counted = (
            walked(self._lengths(per, asked), first, asked.end, self.fye)
            for per in (every, counted_every)
        )
        return [one for one in charged if one.end > asked.begin], counted

    def _lengths(
        self, per: Callable[[Group], str], asked: Period
    ) -> list[tuple[str, datetime.date]]:
        """How long the periods of each version are, and up to when it holds."""
        groups = sorted(self._groups(), key=lambda one: one.date)
        ends = [*(one.date for one in groups[1:]), asked.end]
        return [
            (per(one) or "month", end) for one, end in zip(groups, ends, strict=True)
        ]

    def share(self, group: Group, period: Period) -> Share:
        """What is owed for the next period.

        Args:
            group: The agreement, as it holds for it.
            period: The period.

        Returns:
            The share, with every step.
        """
        state = self.state
        lagged = _lagged(group, period)
        state.enter(year_begin(lagged.last, self.fye))
        base = self.base_of(group, self._counted(group, lagged))
        problem = other_unit(group, base) or two_years(group, lagged, self.fye)
        if problem is not None:
            return self._finished(group, period, base, None, (problem,))
        ends = year_begin(lagged.end, self.fye) != state.year
        whole = None
        if group.header.meta.get("true-up") is True and (
            ends or self._is_final(group, period)
        ):
            whole = self.base_of(group, self._to_date(group, lagged))
        brought = state.brought(group, base, whole)
        amount = amount_of(group, base, state, last_of_year=ends, whole=whole)
        brought = brought._replace(unit=amount.currency)
        return self._finished(group, period, base, amount, (), brought)

    def _finished(
        self,
        group: Group,
        period: Period,
        base: Base,
        amount: Amount | None,
        problems: tuple[LedgerError, ...],
        brought: Brought = NOTHING_BROUGHT,
    ) -> Share:
        due = due_day(group, period)
        asked = Asked(group, period, due, self.fye, self.currency)
        owed = owed_of(asked, self.terms, base, amount, self.state, self.prices)
        return Share(
            name=self.name,
            period=period,
            giver=str(group.header.meta["from"]),
            receiver=str(group.header.meta["to"]),
            base=base,
            number=owed.number,
            currency=owed.currency,
            steps=owed.steps,
            parts=owed.parts,
            group=group,
            before_relief=owed.before_relief,
            relief=owed.relief,
            earlier=brought.earlier,
            unmet=owed.unmet,
            lost=owed.lost,
            due=due,
            book_number=owed.book_number,
            book_currency=owed.book_currency,
            rate=owed.rate,
            carried=self.state.loss + self.state.share_loss,
            problems=(*base.problems, *problems, *owed.problems),
            notes=(
                *cliffs(group),
                *left_over(group, self._unshared(group, period)),
                *warnings(self.terms, group, period.last),
            ),
            brought=brought,
            offs=owed.offs,
            at_rate=owed.at_rate,
        )

    def _needed(self, last: Group, wanted: Period) -> datetime.date:
        """From when on periods must be gone through, for what a period rests on."""
        reaches = {reach(one) for one in self._groups()}
        if "all" in reaches:
            return wanted.begin.min
        if "year" in reaches:
            year = year_begin(_lagged(last, wanted).begin, self.fye)
            return min(year, relief_since(self.terms, self.name, wanted, self.fye))
        return relief_since(self.terms, self.name, wanted, self.fye)

    def _groups(self) -> list[Group]:
        return [one for one in self.terms.agreements if one.name == self.name]

    def _group(self, day: datetime.date) -> Group | None:
        group = in_force(self.terms.agreements, self.name, day)
        if group is None:
            return None
        until: datetime.date | None = group.header.meta.get("until")
        return None if until is not None and until < day else group

    def _last(self, asked: Period) -> Group | None:
        """The agreement as it held last in a period; None where it did not."""
        ends = [one.header.meta.get("until") for one in self._groups()]
        days = [asked.last, *(day for day in ends if day and day in asked)]
        held = (self._group(day) for day in sorted(days, reverse=True))
        return next((group for group in held if group is not None), None)

    def _is_final(self, group: Group, period: Period) -> bool:
        """Whether the agreement has ended by the next period, which gets no share."""
        return self._unshared(group, period) is not None

    def _unshared(self, group: Group, period: Period) -> Period | None:
        """The next period where it gets no share, since the agreement ended by then."""
        after = period_at(counted_every(group) or "month", period.end, self.fye)
        return after if self._group(after.last) is None else None

    def _counted(self, group: Group, lagged: Period) -> Period:
        """The stretch that counts for a period: it, or the year to date."""
        if group.header.meta.get("count") == "year-to-date":
            return self._to_date(group, lagged)
        return lagged

    def _to_date(self, group: Group, period: Period) -> Period:
        """The fiscal year up to a period's end, as far as there was an agreement."""
        year = year_to_date(period, self.fye)
        first = min(one.date for one in self._groups())
        length = counted_every(group) or "month"
        begin = _lagged(group, period_at(length, first, self.fye)).begin
        return named(max(year.begin, min(begin, period.begin)), year.end)


def _lagged(group: Group, period: Period) -> Period:
    """The period that counts for one: it, or one before."""
    lag = group.header.meta.get("lag")
    if lag is None:
        return period
    count = int(lag.number or 0)
    if lag.currency == "MONTH":
        months = relativedelta(months=count)
        return named(period.begin - months, period.end - months)
    for _ in range(count):
        period = period.previous()
    return period
