"""What bean-query says of a book: the oracle of every statement."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

import beanquery

from coopbooks.core.accounts import measures
from coopbooks.core.money import quantize
from coopbooks.packs.month import month_pack
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    from beancount.core.inventory import Inventory

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

# A pack shows the treasurer's own clock, which says no zone.
NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")


class Oracle:
    """Sums of a book by account, as bean-query works them out.

    Args:
        book: The book.
    """

    def __init__(self, book: Book) -> None:
        """Connect to the book's entries."""
        self.currency = book.currency
        self.measures = measures(book.entries)
        self.connection = beanquery.connect(
            "beancount:",
            entries=book.entries,
            errors=book.errors,
            options=book.options,
        )

    def moved(
        self, root: str, begin: datetime.date, end: datetime.date
    ) -> dict[str, Decimal]:
        """What moved by account, each posting at the price of its own day."""
        query = (
            "SELECT account, sum(convert(position, %(currency)s, date)) "
            "WHERE account ~ %(root)s AND date >= %(begin)s AND date < %(end)s "
            "GROUP BY account ORDER BY account"
        )
        return self._run(query, root=root, begin=begin, end=end)

    def worth(self, root: str, end: datetime.date) -> dict[str, Decimal]:
        """Balances by account at the prices of the day before `end`."""
        query = (
            "SELECT account, convert(sum(position), %(currency)s, %(last)s) "
            "WHERE account ~ %(root)s AND date < %(end)s "
            "GROUP BY account ORDER BY account"
        )
        last = end - datetime.timedelta(days=1)
        return self._run(query, root=root, end=end, last=last)

    def _run(self, query: str, **parameters: object) -> dict[str, Decimal]:
        parameters["root"] = f"^{parameters['root']}(:|$)"
        parameters["currency"] = self.currency
        cursor = self.connection.execute(query, parameters)
        found: dict[str, Decimal] = defaultdict(Decimal)
        for account, inventory in cursor.fetchall():
            number = self._number(inventory)
            if number:
                found[account] = number
        return dict(found)

    def _number(self, inventory: Inventory) -> Decimal:
        """What an inventory has in the reporting currency, rounded once."""
        units = (position.units for position in inventory)
        exact = sum(
            (one.number for one in units if one.currency == self.currency), Decimal(0)
        )
        return quantize(exact, self.currency)


def total(amounts: dict[str, Decimal]) -> Decimal:
    """The sum of some amounts."""
    return sum(amounts.values(), Decimal(0))


def compare(book: Book, period: Period) -> None:
    """Hold the pack of a period against bean-query, and its checks to YES.

    Args:
        book: A book without errors.
        period: The period.
    """
    pack = month_pack(book, period, NOW)
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    oracle, values = Oracle(book), pack.values
    root = {name: own for own, name in scope.roles.types.items()}
    income = oracle.moved(root["Income"], period.begin, period.end)
    costs = oracle.moved(root["Expenses"], period.begin, period.end)
    year = oracle.moved(root["Income"], scope.year.begin, period.end)
    for account, number in income.items():
        assert values.amount("income", account, "month") == -number
    for account, number in costs.items():
        assert values.amount("income", account, "month") == number
    assert values.amount("income", "income:total", "month") == -total(income)
    assert values.amount("income", "costs:total", "month") == total(costs)
    assert values.amount("income", "income:total", "year") == -total(year)
    for column, row, end in (
        ("end", "closing", period.end),
        ("before", "opening", period.begin),
    ):
        owned = oracle.worth(root["Assets"], end)
        owed = oracle.worth(root["Liabilities"], end)
        assert values.amount("balance", "owned:total", column) == total(owned)
        assert values.amount("balance", "owed:total", column) == -total(owed)
        for account in filter(scope.roles.is_money, owned):
            assert values.amount("cash", row, account) == owned[account]
    assert values.failed() == []
