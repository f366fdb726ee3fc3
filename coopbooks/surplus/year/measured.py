"""What members worked, earned or bought in a year, and what all of it comes to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.dues.forms.people import DECLARED
from coopbooks.dues.forms.people import MEASURE
from coopbooks.dues.rules.measures import Posted
from coopbooks.dues.rules.measuring import read_measures
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.measures import Measured as OneMeasured
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered


@dataclass(frozen=True, slots=True)
class Measured:
    """What each measure of a book came to in a year.

    Attributes:
        of: By measure and member; who has nothing said of them is missing.
        whole: By measure, what its account or what was declared comes to in all,
            with what names no member.
        units: The unit of each measure, such as HOUR; its currency where it is money.
        sources: Where the last word of a measure on a member stands.
        problems: What can't be told, by file and line.
    """

    of: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    whole: Mapping[str, Decimal] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], data.Meta] = field(default_factory=dict)
    problems: tuple[LedgerError, ...] = ()

    def find(self, name: str, member: str) -> Decimal | None:
        """What a measure was for somebody; None where nothing says it."""
        return self.of.get(name, {}).get(member)

    def total(self, name: str) -> Decimal:
        """What a measure was for all of whom something is said."""
        return total_of(self.of.get(name, {}).values())


def known_measures(terms: SurplusTerms) -> frozenset[str]:
    """The measures that a book has.

    Args:
        terms: What the book says.

    Returns:
        The names of each `coop-measure` and of what is declared.
    """
    counted = {one.name for one in terms.dues.of(MEASURE.kind)}
    declared = {str(one.values["measure"]) for one in terms.dues.of(DECLARED.kind)}
    return frozenset(counted | declared)


def measured(terms: SurplusTerms, book: Gathered) -> Measured:
    """Find what each measure came to for everybody in a year.

    Args:
        terms: What the book says.
        book: The book, added up.

    Returns:
        The sums over the year of what is counted in each period, and what held on its
        last day of what holds until it changes.
    """
    names = known_measures(terms)
    if not names:
        return Measured()
    found = _of_year(read_measures(terms.dues, book.entries, names), book)
    of: dict[str, dict[str, Decimal]] = {name: {} for name in sorted(names)}
    sources: dict[tuple[str, str], data.Meta] = {}
    units: dict[str, str] = {}
    problems: list[LedgerError] = []
    for name, numbers in of.items():
        for member in _of_whom(found, name):
            try:
                one = found.find(name, member, book.year, book.year.last)
                if one is not None:
                    unit = one.currency or one.unit
                    _same_unit(name, member, unit, units.setdefault(name, unit), one)
                    numbers[member] = one.number
                    sources[name, member] = one.source
            except CannotCharge as error:
                problems.append(error.error)
    unnamed = _unnamed(found, book, units)
    whole = {
        name: total_of([*numbers.values(), *unnamed.get(name, ())])
        for name, numbers in of.items()
    }
    return Measured(of, whole, units, sources, tuple(problems))


def _of_whom(found: Measures, name: str) -> list[str]:
    """Of whom anything is said by a measure, by id."""
    declared = {member for measure, member in found.declared if measure == name}
    return sorted(declared | set(found.posted.get(name, ())))


def _same_unit(
    name: str, member: str, unit: str, first: str, found: OneMeasured
) -> None:
    """Refuse to add hours and something else."""
    if unit != first:
        raise CannotCharge(
            found.source,
            f"{member}: '{name}' is in {unit or 'no unit'}, that of others in "
            f"{first or 'no unit'}; it can only be in one.",
        )


def _of_year(found: Measures, book: Gathered) -> Measures:
    """The measures with their periods as this book names them.

    A fiscal year may not be the calendar's. And what is counted for a stretch of days
    that runs over its end, as a fortnight's pay does, counts on the day it was posted.
    """
    posted = {
        name: {
            member: [_posted(one, book) for one in postings]
            for member, postings in of.items()
        }
        for name, of in found.posted.items()
    }
    declared = {
        key: [_declared(one, book.fye) for one in directives]
        for key, directives in found.declared.items()
    }
    return replace(found, posted=posted, declared=declared)


def _posted(one: Posted, book: Gathered) -> Posted:
    text = one.meta.get("period") or one.above.get("period")
    if not text:
        return one
    period = _period(str(text), book.fye)
    if period is not None:
        inside = book.year.begin <= period.begin and period.end <= book.year.end
        outside = period.end <= book.year.begin or book.year.end <= period.begin
        period = period if inside or outside else None
    return one._replace(period=period)


def _declared(one: Directive, fye: FiscalYearEnd) -> Directive:
    text = one.meta.get("period")
    period = _period(str(text), fye) if text else None
    if period is None:
        return one
    name = named(period.begin, period.end).name
    return replace(one, meta={**one.meta, "period": name})


@lru_cache(maxsize=1024)
def _period(text: str, fye: FiscalYearEnd) -> Period | None:
    try:
        return parse_period(text, fye)
    except BadPeriod:
        return None


def _unnamed(
    found: Measures, book: Gathered, units: dict[str, str]
) -> dict[str, list[Decimal]]:
    """What is posted on the accounts of measures and names no member, by measure."""
    sums: dict[str, list[Decimal]] = defaultdict(list)
    by_account: dict[str, list[str]] = defaultdict(list)
    for name, line in found.lines.items():
        by_account[str(line.values["account"])].append(name)
    names: dict[str, list[str]] = {}
    for row in rows(book.entries):
        if row.account not in names:
            names[row.account] = _nearest(row.account, by_account)
        if not names[row.account] or row.tag("member") is not None:
            continue
        meta = row.posting.meta or {}
        one = _posted(Posted(row.date, None, row.units, meta, row.entry.meta), book)
        for name in names[row.account]:
            line = found.lines[name]
            each = line.values["counts"] == "in-period"
            counts = one.lies_in(book.year) if each else row.date < book.year.end
            unit = str(line.meta.get("unit") or row.units.currency)
            if counts and units.setdefault(name, unit) == unit:
                sums[name].append(row.number)
    return sums


def _nearest(account: str, accounts: Mapping[str, list[str]]) -> list[str]:
    """The measures whose account this is, or the nearest one above it."""
    while account not in accounts:
        account, colon, _ = account.rpartition(":")
        if not colon:
            return []
    return accounts[account]
