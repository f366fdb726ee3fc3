"""Years to share, written in a test's docstring on a chart that they have in common."""

from __future__ import annotations

import datetime
import inspect
from dataclasses import dataclass
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.periods import parse_period
from coopbooks.surplus.notices.years import year_end_of
from coopbooks.surplus.terms import read_terms
from coopbooks.surplus.year.gathering import gathered
from coopbooks.surplus.year.reading import read_year
from coopbooks.surplus.year.rule import rule_of

if TYPE_CHECKING:
    import pytest
    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered

TODAY = datetime.date(2026, 4, 1)
HOURS = '2025-01-01 custom "coop-surplus" "law"\n  patronage: "hours"\n'
# Below the test's own lines, so that these keep their numbers.
CHART = """
option "operating_currency" "USD"
2020-01-01 commodity HOUR
  measure: TRUE
2020-01-01 open Assets:Bank
2020-01-01 open Assets:Equipment
2020-01-01 open Liabilities:Loan
2020-01-01 open Liabilities:Patronage
2020-01-01 open Liabilities:Education
2020-01-01 open Liabilities:Share
2020-01-01 open Equity:Capital:A
2020-01-01 open Equity:Capital:B
2020-01-01 open Equity:Capital:C
2020-01-01 open Equity:Collective
2020-01-01 open Equity:Reserve
2020-01-01 open Equity:Result
2020-01-01 open Equity:Result:Earlier
2020-01-01 open Equity:Hours:Members
2020-01-01 open Equity:Hours:Others
2020-01-01 open Equity:Hours:Total
2020-01-01 open Income:Sales
2020-01-01 open Income:Interest
2020-01-01 open Income:Extra
2020-01-01 open Expenses:Wages:Members
2020-01-01 open Expenses:Wages:Employees
2020-01-01 open Expenses:Wages:Benefits
2020-01-01 open Expenses:Wages:Employer-Taxes
2020-01-01 open Expenses:Rent
2020-01-01 open Expenses:Share
2020-01-01 open Expenses:Tax
2020-01-01 custom "coop-account" "bank" Assets:Bank
2020-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
2020-01-01 custom "coop-account" "fund-payable" Liabilities:Education
2020-01-01 custom "coop-account" "member-capital" Equity:Capital
2020-01-01 custom "coop-account" "collective" Equity:Collective
2020-01-01 custom "coop-account" "reserve" Equity:Reserve
2020-01-01 custom "coop-account" "result" Equity:Result
2020-01-01 custom "coop-account" "sales" Income:Sales
2020-01-01 custom "coop-account" "wages" Expenses:Wages
2020-01-01 custom "coop-account" "share" Expenses:Share
  name: "Party's share"
2020-01-01 custom "coop-account" "income-tax" Expenses:Tax
2020-01-01 custom "coop-measure" "hours" Equity:Hours:Members "in-period"
2020-01-01 custom "coop-measure" "others" Equity:Hours:Others "in-period"
"""


@dataclass(frozen=True, slots=True)
class YearBook:
    """A book with a year to share.

    Attributes:
        entries: Its entries.
        terms: What it says.
    """

    entries: list[data.Directive]
    terms: SurplusTerms

    def year(self, name: str = "2025") -> Period:
        """A year of it."""
        last = parse_period(name)
        fye = year_end_of(self.terms, last)
        return parse_period(name, fye if name.startswith("FY") else DECEMBER)

    def rule(self, name: str = "2025") -> Group:
        """The rule of a year."""
        return rule_of(self.terms, self.year(name))

    def gathered(self, name: str = "2025") -> Gathered:
        """The book added up for a year."""
        return gathered(self.terms, self.entries, self.year(name))

    def read(
        self, name: str = "2025", today: datetime.date = TODAY, rule: str | None = None
    ) -> YearFigures:
        """What a year gives to share."""
        year = self.year(name)
        found = rule_of(self.terms, year, rule)
        return read_year(self.terms, found, self.entries, year, today)


def book_of(text: str) -> YearBook:
    """Load a book.

    Args:
        text: What stands in it besides the chart.

    Returns:
        The book, which Beancount finds no fault with.
    """
    entries, errors, _ = loader.load_string(f"{dedent(text).strip()}\n{CHART}")
    assert errors == [], errors
    return YearBook(entries, read_terms(entries))


def docstring_of(request: pytest.FixtureRequest) -> str:
    """The docstring of the test that asks."""
    return inspect.cleandoc(str(request.function.__doc__))


def lines_of(figures: YearFigures) -> list[str]:
    """The problems of a year, each after its line."""
    return [f"{one.source.get('lineno')} {one.message}" for one in figures.problems]


def person(figures: YearFigures, member: str) -> Person:
    """One of the people of a year."""
    return next(one for one in figures.people if one.member == member)


def dec(text: str) -> Decimal:
    """A number as people write it: `18,400.00`."""
    return Decimal(text.replace(",", ""))


def with_rule(more: str, lines: str) -> YearBook:
    """A book by hours, with more in its rule, and lines below it."""
    return book_of(f"{HOURS}{more}{lines}")


def worked(member: str, hours: int, date: str = "2025-06-30") -> str:
    """A transaction with hours that a member worked."""
    return (
        f'{date} * "Hours"\n  Equity:Hours:Members  {hours} HOUR\n'
        f'    member: "{member}"\n  Equity:Hours:Total  {-hours} HOUR\n'
    )


def joined(member: str, date: str = "2020-01-01", kind: str = "owner") -> str:
    """A member joins, in a class unless it is empty."""
    told = f'  class: "{kind}"\n' if kind else ""
    return f'{date} custom "coop-member" "{member}" "join"\n{told}'


def left(member: str, date: str) -> str:
    """A member leaves."""
    return f'{date} custom "coop-member" "{member}" "leave"\n'
