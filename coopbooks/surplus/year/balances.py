"""The figures that a rule names: equity, debts, capital, reserves, and their like."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows
from coopbooks.surplus.forms.people import PAST
from coopbooks.surplus.posting.places import CAPITAL
from coopbooks.surplus.year.names import accounts_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.surplus.terms import SurplusTerms
    from coopbooks.surplus.year.gathering import Gathered
    from coopbooks.surplus.year.holdings import Holdings
    from coopbooks.surplus.year.measured import Measured

# What stays together, and the money there is.
KEPT, MONEY = ("reserve", "collective"), ("cash", "bank")


def figures_at(
    terms: SurplusTerms,
    rule: Group,
    book: Gathered,
    found: Measured,
    held: Holdings,
) -> dict[str, Decimal]:
    """Find the figures that a rule may name.

    Args:
        terms: What the book says.
        rule: The rule.
        book: The book, added up.
        found: What each measure came to.
        held: What stood in members' accounts.

    Returns:
        By name, at the year's end and before anything of it is shared: `assets`;
        `debts`, without members' capital, though it may stand among liabilities;
        `equity`, assets less debts;
        `capital`, what stands in members' accounts; `paid-in`, fees among that;
        `highest-capital`; `reserves`, with the collective account; `collective`, that
        alone; `cash`, with banks; `year`; and what each measure came to.
    """
    capital = held.total()
    assets = ZERO - book.of_type("Assets")
    debts = book.of_type("Liabilities") - book.with_role(CAPITAL, kind="Liabilities")
    return {
        **totals(found),
        "assets": assets,
        "debts": debts,
        "equity": assets - debts,
        "capital": capital.closing,
        "paid-in": capital.paid_in,
        "highest-capital": held.highest,
        "reserves": book.with_role(*KEPT),
        "collective": book.with_role("collective"),
        "cash": ZERO - book.with_role(*MONEY),
        "year": Decimal(number_of_year(terms, rule, book)),
    }


def cash_on(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
    day: datetime.date,
) -> Decimal:
    """What a book has in cash and banks at the end of a day.

    Args:
        terms: What the book says.
        entries: Its entries.
        currency: Its currency; what it has in others is left out.
        day: The day.

    Returns:
        The sum.
    """
    is_money = cache(terms.roles.is_money)
    return total_of(
        row.number
        for row in rows(entries)
        if row.date <= day and row.units.currency == currency and is_money(row.account)
    )


def totals(found: Measured) -> dict[str, Decimal]:
    """What each measure came to in the year.

    Args:
        found: What each measure came to for everybody.

    Returns:
        By name: for all of whom it says something; with what names nobody where it says
        something of nobody.
    """
    return {
        name: found.total(name) if numbers else found.whole.get(name, ZERO)
        for name, numbers in found.of.items()
    }


def accounts_at(terms: SurplusTerms, rule: Group, book: Gathered) -> dict[str, Decimal]:
    """Find what each account holds that a rule, or what is said of the past, names.

    Args:
        terms: What the book says.
        rule: The rule.
        book: The book, added up.

    Returns:
        What each holds at the year's end with those below it, positive when credited;
        accounts of costs, which hold nothing over a year's end, are left out.
    """
    past = {str(line.values["account"]) for line in terms.of(PAST.kind)}
    named = {*accounts_of(rule), *past}
    return {
        account: book.holds(account)
        for account in sorted(named)
        if book.roles.type_of(account) in {"Assets", "Liabilities", "Equity"}
    }


def number_of_year(terms: SurplusTerms, rule: Group, book: Gathered) -> int:
    """Which fiscal year of the co-op a year is: 1 for the first.

    Args:
        terms: What the book says.
        rule: The rule, which may say in `first-year:` which was the first.
        book: The book, added up.

    Returns:
        The number. Where the rule does not say it, the first year is the one in which
        the book first earned or spent something, or in which the first member joined.
    """
    last = book.fye.year_of(book.year.last)
    return last - book.fye.year_of(_first_day(terms, rule, book)) + 1


def _first_day(terms: SurplusTerms, rule: Group, book: Gathered) -> datetime.date:
    said = rule.header.meta.get("first-year")
    if said:
        try:
            return parse_period(str(said), book.fye).last
        except BadPeriod:
            pass
    joined = [events[0].date for events in terms.histories.values() if events]
    return min([book.years[0].begin, *joined])
