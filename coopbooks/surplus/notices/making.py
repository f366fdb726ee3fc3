"""Puts notices together: what a book says of each member, for one year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

from coopbooks.core.decisions import read_decisions
from coopbooks.core.periods import DAY
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.notices.account import lot_lines
from coopbooks.surplus.notices.checks import misnamed
from coopbooks.surplus.notices.consent import consents
from coopbooks.surplus.notices.deadlines import in_the_united_states
from coopbooks.surplus.notices.deadlines import pay_by
from coopbooks.surplus.notices.deadlines import to_be_cashed
from coopbooks.surplus.notices.given import read_given
from coopbooks.surplus.notices.notice import Notice
from coopbooks.surplus.notices.notice import Notices
from coopbooks.surplus.notices.notice import Rules
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

    from beancount.core import data

    from coopbooks.core.decisions import Decision
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.notices.account import LotLine
    from coopbooks.surplus.notices.consent import Consent
    from coopbooks.surplus.notices.given import Given
    from coopbooks.surplus.notices.payments import Paid
    from coopbooks.surplus.notices.work import Work
    from coopbooks.surplus.terms import SurplusTerms

Of = TypeVar("Of", "Given", "Paid")


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
