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

from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import in_force
from coopbooks.core.money import ZERO
from coopbooks.core.periods import named
from coopbooks.core.periods import year_to_date
from coopbooks.dues.charge import Step
from coopbooks.sharing.share import Base
from coopbooks.sharing.share import Share
from coopbooks.sharing.shares.amounts import amount_of
from coopbooks.sharing.shares.calendar import due_day
from coopbooks.sharing.shares.calendar import own_periods
from coopbooks.sharing.shares.calendar import periods_between
from coopbooks.sharing.shares.calendar import year_begin
from coopbooks.sharing.shares.exchange import NoRate
from coopbooks.sharing.shares.exchange import converted
from coopbooks.sharing.shares.ladder import bands_of
from coopbooks.sharing.shares.ladder import cliffs
from coopbooks.sharing.shares.parts import split
from coopbooks.sharing.shares.relief import reliefs
from coopbooks.sharing.shares.relief import taken_off
from coopbooks.sharing.shares.relief import unmet
from coopbooks.sharing.shares.state import State
from coopbooks.sharing.shares.together import together

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
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
        last = self._group(asked.last)
        if last is None:
            return []
        wanted = own_periods(last, asked, self.fye)
        if not wanted:
            return []
        found: list[Share] = []
        first = min((one.date for one in self._groups()), default=begin)
        for period in periods_between(last, max(begin, first), asked, self.fye):
            group = self._group(period.last)
            if group is None:
                continue
            share = self.share(group, period)
            if period.end > wanted[0].begin:
                found.append(share)
        return [
            together([one for one in found if one.period.last in period], period)
            for period in wanted
            if any(one.period.last in period for one in found)
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
        state.enter(year_begin(period.last, self.fye))
        base = self.base_of(group, self._counted(group, period))
        problem = _other_unit(group, base)
        if problem is not None:
            return self._share(group, period, base, None, (problem,))
        earlier = state.year_share
        ends = year_begin(period.end, self.fye) != state.year
        whole = None
        if ends and group.header.meta.get("true-up") is True:
            year = year_to_date(period, self.fye)
            whole = self.base_of(group, year)
        amount = amount_of(group, base, state, last_of_year=ends, whole=whole)
        return self._share(group, period, base, amount, (), earlier)

    def _groups(self) -> list[Group]:
        return [one for one in self.terms.agreements if one.name == self.name]

    def _group(self, day: datetime.date) -> Group | None:
        group = in_force(self.terms.agreements, self.name, day)
        if group is None:
            return None
        until: datetime.date | None = group.header.meta.get("until")
        return None if until is not None and until < day else group

    def _counted(self, group: Group, period: Period) -> Period:
        """The stretch that counts for a period: it, the year to date, or one before."""
        lag = group.header.meta.get("lag")
        if lag is not None:
            count = int(lag.number or 0)
            if lag.currency == "MONTH":
                months = relativedelta(months=count)
                period = named(period.begin - months, period.end - months)
            else:
                for _ in range(count):
                    period = period.previous()
        if group.header.meta.get("count") == "year-to-date":
            return year_to_date(period, self.fye)
        return period

    def _share(
        self,
        group: Group,
        period: Period,
        base: Base,
        amount: Amount | None,
        problems: tuple[LedgerError, ...],
        earlier: Decimal = ZERO,
    ) -> Share:
        """The share, once its amount is known: conditions, threshold, relief, parts."""
        meta = group.header.meta
        steps: list[Step] = list(amount.steps) if amount else []
        number = amount.number if amount else ZERO
        unit = amount.currency if amount else base.unit
        missing = unmet(self.terms, group, period.last)
        if missing:
            number = self._held_back(missing, number, unit, steps)
        elif self.state.held:
            number += self.state.held
            self.state.held = ZERO
            _add(steps, group, "with what was held back before", number, unit)
        number = self._waiting(group, number, unit, steps)
        found = reliefs(self.terms, self.name, period, self.fye)
        off = taken_off(found, number, unit)
        if off:
            words = "taken off by decision " + ", ".join(
                str(one.meta["decision"]) for one in found
            )
            steps.append(Step(words, number - off, unit, found[0].source))
        due = due_day(group, period)
        owed, currency, rate, more = self._converted(
            group, number - off, unit, period, due, steps
        )
        parts = split(group, owed, currency, self.state.parts)
        for part in parts:
            self.state.add_parts(part.name, part.number)
        book = number - off if unit == self.currency else owed
        return Share(
            name=self.name,
            period=period,
            giver=str(meta["from"]),
            receiver=str(meta["to"]),
            base=base,
            number=owed,
            currency=currency,
            steps=tuple(steps),
            parts=parts,
            group=group,
            before_relief=number,
            relief=off,
            earlier=earlier,
            unmet=tuple(str(one.values["condition"]) for one in missing),
            lost=any(one.meta.get("late") == "is-lost" for one in missing),
            due=due,
            book_number=book,
            book_currency=self.currency if unit == self.currency else currency,
            rate=rate,
            carried=self.state.loss + self.state.share_loss,
            problems=(*base.problems, *problems, *more),
            notes=tuple(cliffs(group)),
        )

    def _held_back(
        self, missing: Sequence[object], number: Decimal, unit: str, steps: list[Step]
    ) -> Decimal:
        """Nothing is owed while a condition is not met; kept for later, or lost."""
        lost = any(getattr(one, "meta", {}).get("late") == "is-lost" for one in missing)
        if not lost:
            self.state.held += number
        words = "a condition is not met: nothing is owed now"
        steps.append(Step(words, ZERO, unit, getattr(missing[0], "source", None)))
        return ZERO

    def _waiting(
        self, group: Group, number: Decimal, unit: str, steps: list[Step]
    ) -> Decimal:
        """Nothing is charged until more than a threshold has come together."""
        threshold = group.header.meta.get("threshold")
        if threshold is None:
            return number
        together = self.state.waiting + number
        if together > (threshold.number or 0):
            if self.state.waiting:
                _add(steps, group, "with what waited before", together, unit)
            self.state.waiting = ZERO
            return together
        self.state.waiting = together
        if together:
            words = (
                f"{together:,f} waits: charged when it is more than "
                f"{threshold.number:,f}"
            )
            _add(steps, group, words, ZERO, unit)
        return ZERO

    def _converted(
        self,
        group: Group,
        number: Decimal,
        unit: str,
        period: Period,
        due: datetime.date | None,
        steps: list[Step],
    ) -> tuple[Decimal, str, str, tuple[LedgerError, ...]]:
        """The share in the currency that it is owed in."""
        wanted = str(group.header.meta.get("currency") or unit)
        if wanted == unit or not number:
            return number, wanted, "", ()
        pair = (unit, wanted)
        try:
            found = converted(group, number, pair, period, due, self.prices)
        except NoRate as error:
            return number, unit, "", (error.problem,)
        _add(steps, group, found.words, found.number, wanted)
        return found.number, wanted, found.words, ()


def _add(
    steps: list[Step], group: Group, words: str, number: Decimal, unit: str
) -> None:
    steps.append(Step(words, number, unit, group.header.source))


def _other_unit(group: Group, base: Base) -> LedgerError | None:
    """That what counts is in another unit than the agreement's bands."""
    bands = bands_of(group)
    if not bands or bands[0].unit == base.unit or not base.number:
        return None
    return LedgerError(
        group.header.source,
        f"{group.name}: its bands are in {bands[0].unit}, and what counts is in "
        f"{base.unit}. Write the bands in {base.unit}.",
    )
