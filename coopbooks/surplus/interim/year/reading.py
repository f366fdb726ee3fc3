"""A book's postings as a year of surplus needs them, read in one pass."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.core.proposal import in_batch
from coopbooks.core.valuation import of_book
from coopbooks.surplus.notices.years import means
from coopbooks.surplus.notices.years import year_end_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.core.valuation import Valuation
    from coopbooks.surplus.terms import SurplusTerms

RESULT = ("Income", "Expenses")
STATED = ("Assets", "Liabilities", "Equity")


@dataclass(slots=True)
class Reading:
    """What the postings of a book come to, around a year.

    Amounts are in `currency`, with the book's signs: income and equity are negative.

    Attributes:
        currency: The book's currency.
        result: What the year's income and costs came to, by account.
        earlier: What those of earlier years came to, together.
        at_end: What each other account held at the year's end.
        on_result: Postings on accounts with the role `result`, by date.
        capital: Postings on members' accounts, by date.
        measured: What each measure's account came to in the year, by its unit.
        money: What cash and banks hold on the day of asking.
    """

    currency: str
    result: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    earlier: Decimal = ZERO
    at_end: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    on_result: list[Row] = field(default_factory=list)
    capital: list[Row] = field(default_factory=list)
    measured: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    money: Decimal = ZERO


def read_postings(
    terms: SurplusTerms, entries: Sequence[data.Directive], year: Period, batch: str
) -> Reading:
    """Read a book's postings around a year.

    Args:
        terms: What the book says.
        entries: Its entries.
        year: The year.
        batch: The batch that the year's surplus is written to, which does not count as
            income or costs of the year.

    Returns:
        The postings added up.
    """
    no_money = measures(entries)
    roles = terms.roles
    currency = _currency(terms, entries, no_money)
    valuation = of_book(entries, currency, no_money)
    found = Reading(currency)
    for row in rows(entries):
        if row.units.currency in no_money:
            _measure(found, row, year)
            continue
        worth = _worth(row, valuation)
        kind = roles.type_of(row.account)
        if roles.is_money(row.account):
            found.money += worth
        if kind in RESULT:
            if not in_batch(row.entry.meta.get("batch"), batch):
                _add_result(found, row, worth, year)
        else:
            _add_stated(found, row, worth, year, terms)
    return found


def is_of_year(terms: SurplusTerms, row: Row, year: Period) -> bool:
    """Whether a posting says that it is about the surplus of a year."""
    said = row.tag("period")
    return said is not None and means(said, year, year_end_of(terms, year))


def _add_result(found: Reading, row: Row, worth: Decimal, year: Period) -> None:
    if row.date in year:
        found.result[row.account] += worth
    elif row.date < year.begin:
        found.earlier += worth


def _add_stated(
    found: Reading, row: Row, worth: Decimal, year: Period, terms: SurplusTerms
) -> None:
    role = terms.roles.of(row.account)
    if role == "result":
        found.on_result.append(row)
    if role == "member-capital":
        found.capital.append(row)
    # What shares the year itself may be dated on its last day: it comes after it.
    if row.date < year.end and not is_of_year(terms, row, year):
        found.at_end[row.account] += worth


def _measure(found: Reading, row: Row, year: Period) -> None:
    if row.date in year:
        units = found.measured.setdefault(row.account, defaultdict(Decimal))
        units[row.units.currency] += row.number


def _worth(row: Row, valuation: Valuation) -> Decimal:
    if row.units.currency == valuation.currency:
        return row.number
    return valuation.of_posting(row.posting, row.date)


def _currency(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    no_money: frozenset[str],
) -> str:
    """The currency of most income and costs, ties by name."""
    counts = Counter(
        row.units.currency
        for row in rows(entries)
        if row.units.currency not in no_money
        and terms.roles.type_of(row.account) in RESULT
    )
    return min(counts, key=lambda name: (-counts[name], name), default="")
