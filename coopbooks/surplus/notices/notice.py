"""A member's notice of a year: their part, how they have it, and their account.

In the United States it is the written notice of allocation of 26 USC 1388(b): it tells
the amount that is kept, at which it is stated, and how much of it is a patronage
dividend. Everywhere it tells what is paid, by when, and what stands in the account.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from coopbooks.core.decisions import read_decisions
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.notices.account import lot_lines
from coopbooks.surplus.notices.checks import misnamed
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.notices.deadlines import in_the_united_states
from coopbooks.surplus.notices.deadlines import pay_by
from coopbooks.surplus.notices.deadlines import to_be_cashed
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.owing import Owing
from coopbooks.surplus.notices.payments import read_payments
from coopbooks.surplus.notices.progress import progress_of
from coopbooks.surplus.notices.work import work_of
from coopbooks.surplus.notices.years import country_of
from coopbooks.surplus.notices.years import rule_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.decisions import Decision
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.account import LotLine
    from coopbooks.surplus.notices.consent import Consent
    from coopbooks.surplus.notices.given import About
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.given import Way
    from coopbooks.surplus.notices.payments import Paid
    from coopbooks.surplus.notices.work import Work
    from coopbooks.surplus.terms import SurplusTerms

Of = TypeVar("Of", "Given", "Paid")


class Rules(NamedTuple):
    """What holds for all notices of a year.

    Attributes:
        united_states: Whether Subchapter T of the United States holds.
        by_check: Whether members agree by cashing a check.
        pay_by: The last day to pay cash; None where nothing says it.
        cash_by: The last day to cash a check by which a member agrees.
    """

    united_states: bool
    by_check: bool
    pay_by: datetime.date | None
    cash_by: datetime.date


@dataclass(frozen=True, slots=True)
class Notice:
    """What one member is told of a year.

    Attributes:
        member: The member's id.
        year: The fiscal year.
        begin: The first day of the account that is shown.
        on: The last one.
        currency: The currency of every amount.
        rules: What holds for all notices of the year.
        given: What the year brought them.
        decision: What the members decided, if the entries name it.
        due: What of their part in cash is still to be paid.
        owed: What else is owed to them, such as the account of who left.
        paid_on: When something of it was paid last; None where nothing was.
        consent: How they agreed to pay tax on what is kept; None where they did not.
        work: How much they worked, of how much in all; None where nobody can say.
        lots: Their account.
    """

    member: str
    year: Period
    begin: datetime.date
    on: datetime.date
    currency: str
    rules: Rules
    given: tuple[Given, ...]
    decision: Decision | None
    due: Decimal
    owed: Decimal
    paid_on: datetime.date | None
    consent: Consent | None
    work: Work | None
    lots: tuple[LotLine, ...]

    def of(self, *ways: Way, about: About | None = None) -> Decimal:
        """What they have in some ways, or in all; of one kind if it is named."""
        return total_of(
            one.number
            for one in self.given
            if (not ways or one.way in ways) and about in {None, one.about}
        )

    @property
    def given_on(self) -> datetime.date | None:
        """When the year was shared; None where they have no part of it."""
        return min((one.day for one in self.given), default=None)


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of a year.

    Attributes:
        year: The fiscal year.
        on: The last day that counts.
        currency: The currency of every amount.
        shared: Whether the book shares the year.
        notices: One for each member who has a part of it, or an account, by id.
        problems: What is wrong with them, by file and line.
    """

    year: Period
    on: datetime.date
    currency: str
    shared: bool
    notices: tuple[Notice, ...]
    problems: tuple[LedgerError, ...] = field(default=())


def notices(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
    year: Period,
    on: datetime.date,
) -> Notices:
    """Put together what each member is told of a year.

    Args:
        terms: What the book says.
        entries: The book's entries, by date.
        currency: The book's currency; what is in others does not count.
        year: The fiscal year.
        on: The last day that counts.

    Returns:
        The notices, with accounts from the first day of the year to that day.
    """
    end = on + DAY
    every = [
        one for one in read_given(terms, entries, currency) if one.entry.date < end
    ]
    payments = read_payments(terms, entries, every, currency, end)
    far = progress_of(terms, every, payments, year)
    rule = rule_of(terms, year)
    by_work = {one.member for one in far.given if one.about == "patronage"}
    known = _Known(
        year,
        on,
        currency,
        _rules(terms, rule, year),
        _by_member(far.given),
        frozenset(one.year for one in far.given),
        _by_member(payments.paid),
        payments.owing,
        {one.id: one for one in read_decisions(entries)[0]},
        consents(terms, rule, year),
        work_of(terms, rule, entries, year, by_work),
        lot_lines(read_moves(terms, entries, end), year.begin),
    )
    problems = [one for one in payments.problems if _is_since(one, year.begin)]
    return Notices(
        year,
        on,
        currency,
        bool(far.given),
        tuple(known.notice(member) for member in known.members()),
        (*misnamed(terms, far.given, on), *problems),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """All that notices of a year are made of."""

    year: Period
    on: datetime.date
    currency: str
    rules: Rules
    given: Mapping[str, Sequence[Given]]
    years: frozenset[str]
    paid: Mapping[str, Sequence[Paid]]
    owing: Mapping[str, Owing]
    decided: Mapping[str, Decision]
    agreed: Mapping[str, Consent]
    worked: Mapping[str, Work]
    lots: Mapping[str, tuple[LotLine, ...]]

    def members(self) -> list[str]:
        """Who has a part of the year, or an account."""
        return sorted((self.given.keys() | self.lots.keys()) - {""})

    def notice(self, member: str) -> Notice:
        """What one member is told."""
        given = tuple(self.given.get(member, ()))
        paid = [
            one.day for one in self.paid.get(member, ()) if one.piece.year in self.years
        ]
        owing = self.owing.get(member, Owing())
        due = owing.of_years(self.years)
        decision = next((one.decision for one in given if one.decision), "")
        return Notice(
            member,
            self.year,
            self.year.begin,
            self.on,
            self.currency,
            self.rules,
            given,
            self.decided.get(decision),
            due,
            owing.total - due,
            max(paid, default=None),
            self.agreed.get(member),
            self.worked.get(member),
            self.lots.get(member, ()),
        )


def _by_member(found: Iterable[Of]) -> dict[str, list[Of]]:
    """What concerns each member, in order."""
    members: dict[str, list[Of]] = {}
    for one in found:
        members.setdefault(one.member, []).append(one)
    return members


def _rules(terms: SurplusTerms, rule: Group | None, year: Period) -> Rules:
    country = country_of(terms, year)
    return Rules(
        in_the_united_states(country, rule),
        rule is not None and rule.header.meta.get("consent") == "check",
        pay_by(year, country, rule),
        to_be_cashed(year),
    )


def _is_since(problem: LedgerError, day: datetime.date) -> bool:
    return problem.entry is not None and problem.entry.date >= day
