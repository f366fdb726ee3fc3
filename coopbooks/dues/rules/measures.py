"""What dues go by: pay, hours, income or dependants of each member in a period."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core.amount import Amount

from coopbooks.core.errors import placed
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import Period
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.working import COUNTS
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive

# What is shorter than this is a stretch of days that pay is for, such as two weeks.
MONTH = 28 * DAY


class Measured(NamedTuple):
    """What a measure came to for one member.

    Attributes:
        number: How much.
        currency: Its currency; empty where it only counts something.
        unit: What it counts, such as HOUR; empty if not said.
        source: Where it stands, the last place of several.
    """

    number: Decimal
    currency: str
    unit: str
    source: data.Meta


class Posted(NamedTuple):
    """A posting that says how much a measure was."""

    date: datetime.date
    period: Period | None
    units: Amount
    meta: data.Meta
    above: data.Meta

    @property
    def source(self) -> data.Meta:
        """Where it stands."""
        return placed(self.meta, self.above)

    def lies_in(self, period: Period) -> bool:
        """Whether it counts for a period: by the one it names, else by its date."""
        if self.period is None:
            return self.date in period
        return _holds(period, self.period)

    @property
    def charged(self) -> Period:
        """The stretch of pay that it is for: the one it names if short, else its day.

        Who is paid twice in a month has two charges, whatever month they name.
        """
        named_one = self.period
        if named_one is not None and named_one.end - named_one.begin < MONTH:
            return named_one
        return named(self.date, self.date + DAY)


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of all members.

    Attributes:
        lines: The `coop-measure` of each name.
        posted: Postings by measure and member, in the order of the book.
        declared: What was declared by measure and member, by date.
        counts: Commodities that count something and are no money.
    """

    lines: Mapping[str, Directive] = field(default_factory=dict)
    posted: Mapping[str, Mapping[str, Sequence[Posted]]] = field(default_factory=dict)
    declared: Mapping[tuple[str, str], Sequence[Directive]] = field(
        default_factory=dict
    )
    counts: frozenset[str] = frozenset()

    def find(
        self, name: str, member: str, period: Period, day: datetime.date
    ) -> Measured | None:
        """What a measure is for a member.

        Args:
            name: The measure's name.
            member: The member's id.
            period: The period, for what is counted in each.
            day: The day, for what holds until it changes.

        Returns:
            What the member declared, else what the account says; None where neither
            does.

        Raises:
            CannotCharge: It is negative, in two currencies, or declared twice.
        """
        found = self._declared(name, member, period, day)
        if found is None:
            found = self._posted(name, member, period, day)
        if found is not None and found.number < 0:
            raise CannotCharge(
                found.source,
                f"{member}: '{name}' for {period.name} is {found.number}, which is "
                "below zero. Mend the posting or what was declared here.",
            )
        return found

    def is_known(self, name: str) -> bool:
        """Whether anything in the book gives a measure of this name."""
        return name in self.lines or any(key[0] == name for key in self.declared)

    def pay_periods(self, name: str, member: str, period: Period) -> list[Period]:
        """The stretches of pay that lie in a period.

        Args:
            name: The measure; empty for any that is counted in each period.
            member: The member's id.
            period: The period.

        Returns:
            Each stretch once, in order: the one that a posting names if it is shorter
            than a month, else the day of the posting.
        """
        names = [name] if name else [*self.posted]
        stretches = [
            one.charged
            for each in names
            if each in self.lines and self._in_period(each)
            for one in self.posted.get(each, {}).get(member, ())
        ]
        stretches += [
            said
            for one in self.declared.get((name, member), ())
            if (said := period_named(str(one.meta.get("period")))) is not None
            and said.end - said.begin < MONTH
        ]
        found = {one.begin: one for one in stretches if one.begin in period}
        return [found[begin] for begin in sorted(found)]

    def _in_period(self, name: str) -> bool:
        return bool(self.lines[name].values["counts"] == "in-period")

    def _declared(
        self, name: str, member: str, period: Period, day: datetime.date
    ) -> Measured | None:
        lasting: Directive | None = None
        inside: list[Directive] = []
        for one in self.declared.get((name, member), ()):
            stated = one.meta.get("period")
            if stated is None:
                lasting = one if one.date <= day else lasting
                continue
            said = period_named(str(stated))
            if said and _holds(said, period):
                return self._value(name, one.values["value"], one.source)
            if said and _holds(period, said):
                inside.append(one)
        if inside:
            units = [_units(one.values["value"]) for one in inside]
            return self._sum(name, member, period, units, inside[-1].source)
        until = lasting.meta.get("until") if lasting else None
        if lasting is None or (until is not None and until < day):
            return None
        return self._value(name, lasting.values["value"], lasting.source)

    def _posted(
        self, name: str, member: str, period: Period, day: datetime.date
    ) -> Measured | None:
        postings = self.posted.get(name, {}).get(member)
        if not postings:
            return None
        if self._in_period(name):
            inside = [one for one in postings if one.lies_in(period)]
            if not inside:
                # The pay of one day or fortnight, in whatever month it was booked.
                inside = [one for one in postings if one.charged == period]
        else:
            inside = [one for one in postings if one.date <= day]
        if not inside:
            return None
        units = [one.units for one in inside]
        negative = [one for one in inside if (one.units.number or 0) < 0]
        source = (negative or inside)[-1].source
        return self._sum(name, member, period, units, source)

    def _sum(
        self,
        name: str,
        member: str,
        period: Period,
        units: Sequence[Amount],
        source: data.Meta,
    ) -> Measured:
        currencies = sorted({one.currency for one in units})
        if len(currencies) > 1:
            raise CannotCharge(
                source,
                f"{member}: '{name}' for {period.name} is in "
                f"{' and '.join(currencies)}; it can only be in one.",
            )
        total = total_of(one.number or Decimal(0) for one in units)
        return self._value(name, Amount(total, currencies[0]), source)

    def _value(self, name: str, value: Decimal | Amount, source: data.Meta) -> Measured:
        number, unit = _units(value)
        line = self.lines.get(name)
        if line is not None and (not unit or unit in self.counts):
            unit = str(line.meta.get("unit") or unit)
        money = "" if unit in COUNTS or unit in self.counts else unit
        return Measured(number or Decimal(0), money, unit, source)


def _units(value: Decimal | Amount) -> Amount:
    """A value with its unit, which is empty for a plain number."""
    return value if isinstance(value, Amount) else Amount(value, "")


def _holds(outer: Period, inner: Period) -> bool:
    """Whether one period lies wholly in another."""
    return outer.begin <= inner.begin and inner.end <= outer.end


@lru_cache(maxsize=1024)
def period_named(text: str) -> Period | None:
    """A period by the name that a book gives it; None where it is no name of one."""
    try:
        return parse_period(text)
    except BadPeriod:
        return None
