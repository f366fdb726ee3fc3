"""Years to share: made by hand around the text of a rule, or read from a ledger."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.parser import parser

import coopbooks
from coopbooks.core.periods import Period
from coopbooks.core.periods import parse_period
from coopbooks.surplus.figures import Person
from coopbooks.surplus.figures import YearFigures
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.steps.settings import changed
from coopbooks.surplus.steps.waterfall import share_out
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.figures import Special
    from coopbooks.surplus.terms import SurplusTerms

TODAY = datetime.date(2026, 4, 18)
YEAR = Period("2025", datetime.date(2025, 1, 1), datetime.date(2026, 1, 1))
SINCE = datetime.date(2020, 1, 1)
Number = Decimal | int | str

CAPITAL = "Equity:Capital:Members"
LAW = '"coop-surplus" "law"\n  patronage: "hours"\n'
# What a co-op's book has before anything of its own: to be included in a docstring.
CHART = """\
2019-12-31 commodity HOUR
  measure: TRUE
2019-12-31 open Assets:Bank
2019-12-31 open Liabilities:Patronage
2019-12-31 open Liabilities:Left
2019-12-31 open Liabilities:Tax
2019-12-31 open Liabilities:Loan
2019-12-31 open Liabilities:Funds:Education
2019-12-31 open Liabilities:Funds:Mutual
2019-12-31 open Liabilities:Funds:Labour
2019-12-31 open Equity:Collective
2019-12-31 open Equity:Reserve
2019-12-31 open Equity:Reserve:Legal
2019-12-31 open Equity:Reserve:Statutory
2019-12-31 open Equity:Result
2019-12-31 open Equity:Capital:Members
2019-12-31 open Equity:Memo:Hours:Members HOUR
2019-12-31 open Equity:Memo:Hours:Others HOUR
2019-12-31 open Equity:Memo:Hours:Total HOUR
2019-12-31 open Income:Sales
2019-12-31 open Income:Other
2019-12-31 open Expenses:Costs
2019-12-31 open Expenses:Tax
2020-01-01 custom "coop-account" "bank" Assets:Bank
2020-01-01 custom "coop-account" "patronage-payable" Liabilities:Patronage
2020-01-01 custom "coop-account" "capital-payable" Liabilities:Left
2020-01-01 custom "coop-account" "tax-payable" Liabilities:Tax
2020-01-01 custom "coop-account" "loan" Liabilities:Loan
2020-01-01 custom "coop-account" "fund-payable" Liabilities:Funds
2020-01-01 custom "coop-account" "collective" Equity:Collective
2020-01-01 custom "coop-account" "reserve" Equity:Reserve
2020-01-01 custom "coop-account" "result" Equity:Result
2020-01-01 custom "coop-account" "member-capital" Equity:Capital:Members
2020-01-01 custom "coop-account" "income-tax" Expenses:Tax
2020-01-01 custom "coop-measure" "hours" Equity:Memo:Hours:Members "in-period"
2020-01-01 custom "coop-measure" "others" Equity:Memo:Hours:Others "in-period"
2020-01-01 custom "coop-member" "A" "join"
2020-01-01 custom "coop-member" "B" "join"
2020-01-01 custom "coop-member" "C" "join"
2020-01-01 custom "coop-member" "D" "join"
2020-01-01 custom "coop-member" "E" "join"
"""


def with_chart(path: Path) -> Book:
    """A docstring's ledger with the chart of a co-op, and five members, A to E.

    Args:
        path: The ledger, to which an include is added at its end.

    Returns:
        The book, loaded.
    """
    chart = path.with_name("chart.beancount")
    chart.write_text(CHART, encoding="utf-8", newline="\n")
    text = path.read_text(encoding="utf-8") + 'include "chart.beancount"\n'
    path.write_text(text, encoding="utf-8", newline="\n")
    return coopbooks.load(path)


def proposed(book: Book, year: str = "2025", *settings: str) -> Allocation:
    """How a book's year is shared."""
    assert book.errors == []
    terms = read_terms(book.entries)
    return propose(terms, book.entries, parse_period(year), TODAY, settings)


@dataclass(frozen=True)
class Facts:
    """What a year made by hand has, besides its rule.

    Attributes:
        start: Where the steps begin.
        people: Who may have a part.
        sources: `start` by source; all members' work if nothing is said.
        figures: Other figures.
        accounts: What accounts hold.
        losses: What earlier years lost.
        averages: The average share of accounts.
        specials: What was decided for single members.
        currency: The book's currency.
    """

    start: Number
    people: Iterable[Person] = ()
    sources: Mapping[str, Number] | None = None
    figures: Mapping[str, Number] | None = None
    accounts: Mapping[str, Number] | None = None
    losses: Number = 0
    averages: Mapping[str, Number] | None = None
    specials: tuple[Special, ...] = ()
    currency: str = "USD"

    def year(self) -> YearFigures:
        """The year."""
        start = Decimal(self.start)
        sources = _decimals(self.sources or {"members-work": start})
        return YearFigures(
            YEAR,
            self.currency,
            start,
            start,
            (),
            sources,
            earlier_losses=Decimal(self.losses),
            figures=_decimals(self.figures),
            accounts=_decimals(self.accounts),
            average_shares=_decimals(self.averages),
            people=tuple(self.people),
            specials=self.specials,
        )


def shared(rule: str, facts: Facts, *settings: str) -> Allocation:
    """How a year made by hand is shared by the text of a rule named `law`.

    Args:
        rule: Its directives without date and `custom`: `"coop-surplus" "law"`, and
            below it what each says.
        facts: What the year has.
        settings: What a what-if changes.
    """
    terms = terms_of(rule)
    found = changed(terms.rules[-1], settings)
    return share_out(found.rule, facts.year(), terms.roles, settings)


def terms_of(rule: str) -> SurplusTerms:
    """What a book says that has a chart and a rule, written as `shared` takes it."""
    text = "".join(
        f"2025-01-01 custom {line}\n" if line.startswith('"') else f"{line}\n"
        for line in rule.splitlines()
    )
    entries, errors, _ = parser.parse_string(CHART + text)
    assert not errors
    return read_terms(entries)


def step(text: str, *meta: str, to: str = "Equity:Reserve") -> str:
    """A step of the rule `law`."""
    below = [*meta, f"to: {to}"] if to else meta
    return "\n  ".join([f'"coop-surplus-step" "law" {text}', *below]) + "\n"


def loss(text: str, *meta: str, to: str = "Equity:Reserve") -> str:
    """A step of the rule `law` for a loss."""
    return step(text, *meta, to=to).replace("surplus-step", "surplus-loss", 1)


def people(**hours: Number) -> list[Person]:
    """Members since long ago with their hours, by id."""
    return [person(member, hours=number) for member, number in hours.items()]


def person(
    member: str,
    *,
    capital: Number = 0,
    joined: datetime.date | None = SINCE,
    left: datetime.date | None = None,
    lots: Mapping[str, Number] | None = None,
    part_of_year: Number = 1,
    why_not: str = "",
    member_class: str = "",
    consents: bool = False,
    **measures: Number,
) -> Person:
    """A person with so much of each measure, and so much capital all year."""
    held = Decimal(capital)
    return Person(
        member,
        member_class,
        joined,
        left,
        _decimals(measures),
        Decimal(part_of_year),
        why_not,
        dict.fromkeys(("opening", "closing", "average", "paid-in"), held),
        consents,
        _decimals(lots),
    )


def amounts(found: Allocation) -> dict[int, Decimal]:
    """What each step came to."""
    return {step.number: step.amount for step in found.steps}


def parts(found: Allocation, step: int | None = None) -> dict[str, Decimal]:
    """What each member gets or bears, of one step or in all."""
    gets: dict[str, Decimal] = {}
    for part in found.parts:
        if step in (None, part.step):
            gets[part.member] = gets.get(part.member, Decimal(0)) + part.amount
    return gets


def messages(found: Allocation) -> list[str]:
    """What is wrong, in words."""
    return [problem.message for problem in found.problems]


def money(*texts: Number) -> list[Decimal]:
    """Amounts, with commas or without."""
    return [Decimal(str(text).replace(",", "")) for text in texts]


def _decimals(of: Mapping[str, Number] | None) -> dict[str, Decimal]:
    return {key: Decimal(number) for key, number in (of or {}).items()}
