"""What members had of their co-op in a period: pay, their part of the surplus, capital.

A co-op that pays its members well has less surplus, or even a loss; that is no loss to
them. So what they had of it is added up, and set beside the hours that they worked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import rules_of
from coopbooks.surplus.year.gathering import gathered
from coopbooks.surplus.year.measured import measured
from coopbooks.surplus.year.names import measures_of
from coopbooks.surplus.year.pay import pay_of
from coopbooks.surplus.year.valuenotes import is_fiscal_year
from coopbooks.surplus.year.valuenotes import notes_of_pay
from coopbooks.surplus.year.valuenotes import notes_of_rest
from coopbooks.surplus.year.work import Work
from coopbooks.surplus.year.work import measures_of_work

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.measured import Measured
    from coopbooks.surplus.year.pay import Pay

HOUR = "HOUR"


class OfMember(NamedTuple):
    """What one member had of it.

    Attributes:
        member: The member's id.
        hours: What they worked; None where the book does not say.
        pay: Wages and benefits that name them.
        cash: Their part of the surplus in cash, with what is owed since they left.
        kept: What of it was kept in their account.
    """

    member: str
    hours: Decimal | None
    pay: Decimal
    cash: Decimal
    kept: Decimal


@dataclass(frozen=True, slots=True)
class ValueToMembers:
    """What members had of their co-op in a period.

    Attributes:
        period: The period.
        currency: The book's currency.
        result: Income less costs of the period; negative where it lost.
        wages: Members' wages, before what is withheld from them.
        benefits: Health cover and the like for them.
        cash: Their part of the surplus in cash, interest and what is owed to who left
            with it.
        kept: What was added to their accounts of the surplus; what they paid in
            themselves is not.
        borne: What was taken from their accounts of a loss; positive.
        years: Of which years' surplus that is, by their names.
        is_of_year: Whether the period is a fiscal year, whose own surplus that is.
        hours: What they worked; zero where the book does not say.
        of_members: By member, as far as the book tells.
        notes: How it was counted, a sentence each.
    """

    period: Period
    currency: str
    result: Decimal
    wages: Decimal
    benefits: Decimal
    cash: Decimal = ZERO
    kept: Decimal = ZERO
    borne: Decimal = ZERO
    years: tuple[str, ...] = ()
    is_of_year: bool = False
    hours: Decimal = ZERO
    of_members: tuple[OfMember, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def pay(self) -> Decimal:
        """Wages and benefits."""
        return self.wages + self.benefits

    @property
    def total(self) -> Decimal:
        """All that members had of it, less what they bore of a loss."""
        return self.pay + self.cash + self.kept - self.borne

    def an_hour(self, number: Decimal) -> Decimal | None:
        """An amount by hours worked, rounded half up; None where nobody worked."""
        if not self.hours:
            return None
        return quantize(PRECISE.divide(number, self.hours), self.currency)


def value_to_members(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    period: Period,
    currency: str = "",
) -> ValueToMembers:
    """Add up what members had of their co-op in a period.

    Args:
        terms: What the book says.
        entries: The book's entries.
        period: Any period. Of a fiscal year it is that year's surplus that counts,
            whenever it was shared; of any other what was shared in it.
        currency: The book's currency; empty for the one that most of its income and
            costs are in.

    Returns:
        What they had, with a sentence for all that the book leaves open.
    """
    book = gathered(terms, entries, period, currency)
    found = measured(terms, book)
    work = _work(terms, book, found)
    pay = pay_of(book, terms.histories)
    given = _given(terms, entries, book)
    kept = [one.number for one in given if one.way == "kept"]
    return ValueToMembers(
        period,
        book.currency,
        book.result_of(period),
        pay.wages + _untold(pay, work, book.currency),
        pay.benefits,
        total_of(one.number for one in given if one.way != "kept"),
        total_of(number for number in kept if number > 0),
        total_of(-number for number in kept if number < 0),
        tuple(sorted({one.year for one in given})),
        is_fiscal_year(book),
        work.members,
        tuple(_of_members(terms, found, pay, given, work.words)),
        (*notes_of_pay(pay, work, book.currency), *notes_of_rest(book, given, work)),
    )


def _work(terms: SurplusTerms, book: Gathered, found: Measured) -> Work:
    """What members and others worked, in hours; nothing where the book does not say."""
    rules = rules_of(terms, book.year)
    named = [measures_of_work(rule) for rule in rules]
    others = [other for _, other in named if other]
    names = [ours for ours, _ in named] + [
        name for rule in rules for name in measures_of(rule)
    ]
    names += [name for name in sorted(found.of) if name not in others]
    for name in names:
        of = {
            one: n
            for one, n in found.of.get(name, {}).items()
            if one in terms.histories
        }
        if of and found.units.get(name) == HOUR:
            unnamed = found.whole[name] - found.total(name)
            theirs = total_of(found.whole.get(other, ZERO) for other in others[:1])
            return Work(total_of(of.values()) + unnamed, theirs, name)
    return Work()


def _untold(pay: Pay, work: Work, currency: str) -> Decimal:
    """What of wages that nothing says whose they are counts as members'.

    All where nobody else is known to have worked, else by hours; nothing where other
    wages are told to be members'.
    """
    if pay.wages or not pay.untold:
        return ZERO
    part = PRECISE.multiply(pay.untold, 1 - work.of_others)
    return quantize(part, currency)


def _given(
    terms: SurplusTerms, entries: Sequence[data.Directive], book: Gathered
) -> list[Given]:
    """What members were given: of a fiscal year's surplus, else in the period."""
    given = read_given(terms, entries, book.currency)
    if is_fiscal_year(book):
        return [one for one in given if means(one.year, book.year, book.fye)]
    return [one for one in given if one.day in book.year]


def _of_members(
    terms: SurplusTerms,
    found: Measured,
    pay: Pay,
    given: Sequence[Given],
    measure: str,
) -> Iterator[OfMember]:
    """What each member had, as far as the book tells."""
    hours = found.of.get(measure, {})
    got: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        got[one.member].append(one)
    named = {*hours, *pay.by_member, *got}
    for member in sorted(named & terms.histories.keys()):
        own = got.get(member, [])
        yield OfMember(
            member,
            hours.get(member),
            pay.by_member.get(member, ZERO),
            total_of(one.number for one in own if one.way != "kept"),
            total_of(one.number for one in own if one.way == "kept"),
        )
