"""A book as it stands before a year of it is shared, added up once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.core.fiscalyear import DAY
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import Period
from coopbooks.core.proposal import in_batch
from coopbooks.core.valuation import of_book
from coopbooks.statements.gathering import gather
from coopbooks.surplus.notices.given import year_shared
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import year_end_of
from coopbooks.surplus.posting.entries import batch_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.statements.activity import Activity
    from coopbooks.surplus.terms import SurplusTerms

RESULT = "result"
EARNED = ("Income", "Expenses")


@dataclass(frozen=True, slots=True)
class Gathered:
    """A book as it stands before a year of it is shared.

    Attributes:
        year: The year.
        fye: When the book's fiscal year ends.
        currency: The book's currency.
        roles: What its accounts are for.
        entries: Its transactions but for those that share the year, and those that only
            close accounts of income and costs at a year's end, by date.
        shared: The transactions that share the year.
        years: The fiscal years since the book first earned or spent something, up to
            this one, in order.
        activity: What moved on each account, cut where these years begin and end.
    """

    year: Period
    fye: FiscalYearEnd
    currency: str
    roles: Roles
    entries: tuple[data.Transaction, ...]
    shared: tuple[data.Transaction, ...]
    years: tuple[Period, ...]
    activity: Activity

    def earned(self, account: str, year: Period) -> Decimal:
        """What an account of income or costs brought in a year, rounded as statements.

        Positive where it raises the result; in the book's currency.
        """
        return quantize(-self.activity.moved(account, year), self.currency)

    def result_of(self, year: Period) -> Decimal:
        """What income less costs left in one of `years`; negative where it lost."""
        accounts = self.activity.accounts(*EARNED)
        return total_of(self.earned(account, year) for account in accounts)

    def holds(self, account: str) -> Decimal:
        """What an account holds at the year's end with those below it, credit positive.

        Equity counts at the rates of its own days, all else at those of the last day.
        """
        return total_of(
            self._holds(one)
            for one in self.activity.flows
            if is_under(one, account) and self.roles.type_of(one) not in EARNED
        )

    def with_role(self, *roles: str, kind: str = "") -> Decimal:
        """What the accounts with some roles hold at the year's end, credit positive.

        Those of one account type alone where one is named.
        """
        accounts = self.activity.accounts(kind) if kind else self.activity.flows
        return total_of(
            self._holds(one) for one in accounts if self.roles.of(one) in roles
        )

    def of_type(self, kind: str) -> Decimal:
        """What the accounts of a type hold at the year's end, credit positive."""
        return total_of(self._holds(one) for one in self.activity.accounts(kind))

    def _holds(self, account: str) -> Decimal:
        is_equity = self.roles.type_of(account) == "Equity"
        balance = self.activity.carried if is_equity else self.activity.worth
        return quantize(-balance(account, self.year.end), self.currency)


def gathered(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    year: Period,
    currency: str = "",
) -> Gathered:
    """Add up a book as it stands before a year of it is shared.

    Args:
        terms: What the book says.
        entries: Its entries.
        year: The fiscal year.
        currency: The book's currency; empty for the one that most of its income and
            costs are in.

    Returns:
        The book, added up.
    """
    roles, fye = terms.roles, year_end_of(terms, year)
    no_money = measures(entries)
    role_of, batch = cache(roles.of), batch_of(year.name)
    kept: list[data.Transaction] = []
    shared: list[data.Transaction] = []
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        results = any(role_of(one.account) == RESULT for one in entry.postings)
        if results and _closes(entry, roles, fye):
            continue
        batched = in_batch((entry.meta or {}).get("batch"), batch)
        named = year_shared(entry, roles) if results else ""
        is_shared = batched or (named and means(named, year, fye))
        (shared if is_shared else kept).append(entry)
    home = currency or _currency(kept, roles, no_money)
    years = _years(kept, roles, year, fye)
    cuts = [*(one.begin for one in years), year.end]
    activity = gather(kept, cuts, of_book(entries, home, no_money), roles, {})
    return Gathered(year, fye, home, roles, tuple(kept), tuple(shared), years, activity)


def _closes(entry: data.Transaction, roles: Roles, fye: FiscalYearEnd) -> bool:
    """Whether a transaction only closes accounts of income and costs at a year's end.

    Some people do that by hand; what the year earned is still what it earned.
    """
    begins = (entry.date, entry.date + DAY)
    if not any(fye.begin_of(fye.year_of(day)) == day for day in begins):
        return False
    accounts = [one.account for one in entry.postings]
    others = [one for one in accounts if roles.of(one) != RESULT]
    return bool(others) and all(roles.type_of(one) in EARNED for one in others)


def _currency(
    entries: Iterable[data.Transaction], roles: Roles, no_money: frozenset[str]
) -> str:
    """The currency that most postings of income and costs are in; else of all."""
    earned: Counter[str] = Counter()
    others: Counter[str] = Counter()
    kind: Callable[[str], str] = cache(roles.type_of)
    for entry in entries:
        for one in entry.postings:
            if one.units is not None and one.units.currency not in no_money:
                count = earned if kind(one.account) in EARNED else others
                count[one.units.currency] += 1
    found = earned or others
    return min(found, key=lambda name: (-found[name], name)) if found else "USD"


def _years(
    entries: Iterable[data.Transaction],
    roles: Roles,
    year: Period,
    fye: FiscalYearEnd,
) -> tuple[Period, ...]:
    """The fiscal years from the first with income or costs to this one."""
    kind: Callable[[str], str] = cache(roles.type_of)
    days = (
        entry.date
        for entry in entries
        if any(kind(one.account) in EARNED for one in entry.postings)
    )
    first: datetime.date = min(days, default=year.begin)
    last = fye.year_of(year.last)
    numbers = range(min(fye.year_of(first), last), last)
    return (*(fiscal_year(number, fye) for number in numbers), year)


def fiscal_year(number: int, fye: FiscalYearEnd) -> Period:
    """A fiscal year by its number.

    Args:
        number: The number by which the book calls it.
        fye: When the book's fiscal year ends.

    Returns:
        The year: `2025` where it is the calendar's, else `FY2025`.
    """
    name = f"{number}" if fye == DECEMBER else f"FY{number}"
    return Period(name, fye.begin_of(number), fye.begin_of(number + 1))
