"""What is promised, requested and delivered in a period, and what it is worth."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.periods import DAY
from coopbooks.core.periods import Period
from coopbooks.core.periods import named
from coopbooks.dues.rules.calendar import period_of
from coopbooks.support.forms.resources import RESOURCE
from coopbooks.support.resources.memos import Thing
from coopbooks.support.resources.memos import memos

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.memos import Memo
    from coopbooks.support.terms import SupportTerms

ONCE = "once"
# For what no terms name.
UNSAID = "quarter"


@dataclass(slots=True)
class Provided:
    """Something that is provided, in one of the periods for which it is promised.

    Attributes:
        thing: What it is, between whom.
        period: The period.
        group: Its `coop-resources` as they hold then; None if none says it.
        line: Its `coop-resource`; None if none says it.
        agreed: How much the terms promise for the period.
        stages: How much the book counts as promised, requested, delivered.
        entries: The postings' quantities.
    """

    thing: Thing
    period: Period
    group: Group | None = None
    line: Directive | None = None
    agreed: Decimal = ZERO
    stages: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    entries: list[Memo] = field(default_factory=list)

    @property
    def promised(self) -> Decimal:
        """How much is promised: as the book counts it, else as the terms say."""
        return self.stages.get("promised") or self.agreed

    @property
    def requested(self) -> Decimal:
        """How much was asked for."""
        return self.stages.get("requested", ZERO)

    @property
    def delivered(self) -> Decimal:
        """How much was delivered."""
        return self.stages.get("delivered", ZERO)

    @property
    def to_come(self) -> Decimal:
        """What is still to come of what was promised."""
        return max(self.promised - self.delivered, ZERO)

    @property
    def each(self) -> Decimal | None:
        """The stated value of one; None where none is stated."""
        value = self.line.meta.get("value") if self.line else None
        return None if value is None else Decimal(value.number or 0)

    @property
    def currency(self) -> str:
        """The currency of the stated value; empty where none is stated."""
        value = self.line.meta.get("value") if self.line else None
        return "" if value is None else str(value.currency)

    @property
    def value(self) -> Decimal:
        """The stated value of what was delivered; zero where none is stated."""
        return worth(self.delivered, self.each, self.currency)


@dataclass(frozen=True, slots=True)
class Resources:
    """What is provided between this body and others in a period.

    Attributes:
        asked: The period that was asked for.
        rows: What is provided, by body, resource and period.
        problems: What can't be told, by file and line.
    """

    asked: Period
    rows: tuple[Provided, ...]
    problems: tuple[LedgerError, ...]


def worth(number: Decimal, each: Decimal | None, currency: str) -> Decimal:
    """The stated value of a quantity.

    Args:
        number: How much.
        each: What one is worth; None where nothing is stated.
        currency: The currency of that.

    Returns:
        The value, rounded half up; zero where none is stated.
    """
    if each is None:
        return ZERO
    with localcontext(prec=PRECISION):
        return quantize(number * each, currency)


def resources(
    view: View, terms: SupportTerms, asked: Period, other: str = ""
) -> Resources:
    """See what is promised, requested and delivered.

    Args:
        view: The book.
        terms: What it says about support.
        asked: The period. What is promised for a quarter stands for that quarter also
            where a month of it is asked for; what was delivered counts up to the last
            day that is asked for.
        other: Only with this body; empty for all.

    Returns:
        What is provided. What the book counts as promised stands for what the terms
        say; where they differ, that is told.
    """
    read = memos(view, terms, asked.end)
    found: dict[tuple[Thing, Period], Provided] = {}
    for row in _agreed(view, terms, asked):
        found[row.thing, row.period] = row
    for memo in read.found:
        group, line, period = terms_for(terms, memo, asked)
        if period.end <= asked.begin or period.begin >= asked.end:
            continue
        key = memo.thing, period
        row = found.setdefault(key, Provided(*key, group, line))
        row.stages[memo.stage] += memo.number
        row.entries.append(memo)
    rows = [row for row in found.values() if other in {"", row.thing.other}]
    rows.sort(key=lambda row: (not row.thing.ours, row.thing, row.period.begin))
    return Resources(asked, tuple(rows), (*read.problems, *_differing(rows)))


def _agreed(view: View, terms: SupportTerms, asked: Period) -> Iterator[Provided]:
    """What the terms promise for the periods that touch the one asked for."""
    for place, group in enumerate(terms.resources):
        meta = group.header.meta
        if view.name not in {meta["from"], meta["to"]}:
            continue
        ours = meta["from"] == view.name
        other = str(meta["to"] if ours else meta["from"])
        begin, end = _holds(group, terms.resources[place + 1 :])
        for line in group.of(RESOURCE.kind):
            quantity = line.values["quantity"]
            thing = Thing(
                group.name,
                str(line.values["resource"]),
                str(quantity.currency),
                ours,
                other,
            )
            for period in _periods(str(line.values["every"]), begin, end, asked):
                yield Provided(
                    thing, period, group, line, Decimal(quantity.number or 0)
                )


def _holds(group: Group, later: Sequence[Group]) -> tuple[datetime.date, datetime.date]:
    """From when to when terms hold: until they end, or others replace them."""
    ends = [one.date for one in later if one.name == group.name]
    until: datetime.date | None = group.header.meta.get("until")
    if until is not None:
        ends.append(until + DAY)
    return group.date, min(ends, default=datetime.date.max)


def _periods(
    every: str, begin: datetime.date, end: datetime.date, asked: Period
) -> Iterator[Period]:
    """The periods of a promise that touch the one asked for.

    Terms that begin or end within a period promise all of it; later terms replace it.
    """
    if begin >= asked.end or end <= asked.begin:
        return
    if every == ONCE:
        yield _once(begin, end, asked)
        return
    period = period_of(every, max(begin, asked.begin))
    while period.begin < min(end, asked.end):
        yield period
        period = period_of(every, period.end)


def _once(begin: datetime.date, end: datetime.date, asked: Period) -> Period:
    """The stretch of what is promised once: as long as its terms hold."""
    return named(
        begin, max(asked.end, begin + DAY) if end == datetime.date.max else end
    )


def terms_for(
    terms: SupportTerms, memo: Memo, asked: Period
) -> tuple[Group | None, Directive | None, Period]:
    """The terms of a quantity, and the period of theirs for which it counts.

    Args:
        terms: What the book says about support.
        memo: The quantity.
        asked: The period that was asked for.

    Returns:
        The `coop-resources` and the `coop-resource` that hold in that period, and it;
        a quarter where no terms name it.
    """
    groups = [one for one in terms.resources if one.name == memo.thing.name]
    for place, group in reversed(list(enumerate(groups))):
        begin, end = _holds(group, groups[place + 1 :])
        for line in group.of(RESOURCE.kind):
            same = (
                str(line.values["resource"]),
                str(line.values["quantity"].currency),
            ) == (memo.thing.resource, memo.thing.unit)
            if not same:
                continue
            every = str(line.values["every"])
            if every == ONCE and begin <= memo.day:
                return group, line, _once(begin, end, asked)
            if every != ONCE and begin < period_of(every, memo.day).end:
                return group, line, period_of(every, memo.day)
    return None, None, period_of(UNSAID, memo.day)


def _differing(rows: Sequence[Provided]) -> Iterator[LedgerError]:
    """Promises that the book counts and the terms say otherwise."""
    for row in rows:
        counted = row.stages.get("promised")
        if counted and row.agreed and counted != row.agreed and row.line:
            yield LedgerError(
                row.line.source,
                f"{row.thing.resource}, {row.period.label}: the terms promise "
                f"{row.agreed} {row.thing.unit}, the book counts {counted}.",
            )
