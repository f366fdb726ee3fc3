"""What every statement of a period needs, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from coopbooks.core.accounts import measures
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.entity import Entity
from coopbooks.core.entity import entity_on
from coopbooks.core.entity import favas_year_end
from coopbooks.core.entity import read_entities
from coopbooks.core.money import quantize
from coopbooks.core.periods import year_to_date
from coopbooks.core.valuation import of_book
from coopbooks.funds.budgets import planned
from coopbooks.funds.budgets import read_budgets
from coopbooks.statements.activity import cuts_of
from coopbooks.statements.activity import twelve_months
from coopbooks.statements.gathering import gather

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.periods import Period
    from coopbooks.core.valuation import Valuation
    from coopbooks.funds.budgets import Budgets
    from coopbooks.statements.activity import Activity


@dataclass(frozen=True, slots=True)
class Scope:
    """A book as statements see it, for one period.

    Attributes:
        entity: The body that it belongs to.
        period: The period.
        year: From the start of the fiscal year to the period's end.
        last_year: The same period a year before.
        months: The twelve months that end with the period.
        roles: What its accounts are for.
        activity: What moved on its accounts.
        budgets: Its plans.
        entries: Its entries.
        first: The date of its first transaction.
    """

    entity: Entity
    period: Period
    year: Period
    last_year: Period
    months: Sequence[Period]
    roles: Roles
    activity: Activity
    budgets: Budgets
    entries: Sequence[data.Directive] = field(repr=False)
    first: datetime.date

    @property
    def currency(self) -> str:
        """The reporting currency."""
        return self.activity.valuation.currency

    @property
    def valuation(self) -> Valuation:
        """The prices."""
        return self.activity.valuation

    @property
    def is_month(self) -> bool:
        """Whether the period is one whole month."""
        return self.period == self.months[-1]

    @property
    def planned(self) -> bool:
        """Whether the book has a plan, in its currency, by the end of the period."""
        return any(
            one.date < self.period.end and one.currency == self.currency
            for budgets in self.budgets.values()
            for one in budgets
        )

    def rounded(self, number: Decimal) -> Decimal:
        """Round a figure of a line, the one time that it is rounded."""
        return quantize(number, self.currency)

    def plan(self, account: str, period: Period) -> Decimal:
        """What is planned for an account itself in a period, as the book has it signed.

        Only plans in the reporting currency count.
        """
        amounts = planned(self.budgets, account, period.begin, period.end)
        return self.rounded(amounts.get(self.currency, Decimal(0)))

    def moved(self, account: str, period: Period) -> Decimal:
        """What moved on an account in a period, debits positive, rounded."""
        return self.rounded(self.activity.moved(account, period))

    def earned(self, account: str, period: Period) -> Decimal:
        """What moved on an account in a period, credits positive, rounded."""
        return self.rounded(-self.activity.moved(account, period))

    def worth(self, account: str, end: datetime.date) -> Decimal:
        """An account's balance at the prices of the day before `end`, rounded."""
        return self.rounded(self.activity.worth(account, end))

    def carried(self, account: str, end: datetime.date) -> Decimal:
        """An account's balance before `end`, at each posting's own rate, rounded."""
        return self.rounded(self.activity.carried(account, end))


def scope_of(
    entries: Sequence[data.Directive],
    options: Mapping[str, Any],
    title: str,
    currency: str,
    period: Period,
) -> Scope:
    """Look at a book for one period.

    Args:
        entries: A book's entries.
        options: Beancount's options.
        title: Its title, for a book that does not say whose it is.
        currency: Its reporting currency.
        period: The period.

    Returns:
        What statements need. Errors in directives are those of the plugin and are not
        repeated here.
    """
    entities, _ = read_entities(entries)
    silent = Entity(title, fiscal_year_end=favas_year_end(entries))
    entity = entity_on(entities, period.last, silent)
    year = year_to_date(period, entity.fiscal_year_end)
    last_year, months = period.a_year_before(), twelve_months(period)
    roles, _ = read_roles(entries, types_of(options))
    budgets, _ = read_budgets(entries)
    valuation = of_book(entries, currency, measures(entries))
    cuts = cuts_of(period, year, last_year, *months)
    activity = gather(entries, cuts, valuation, roles, options)
    first = min(
        (entry.date for entry in entries if hasattr(entry, "postings")),
        default=period.begin,
    )
    return Scope(
        entity,
        period,
        year,
        last_year,
        months,
        roles,
        activity,
        budgets,
        entries,
        first,
    )
