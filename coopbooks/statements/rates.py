"""The rates at which other currencies were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from coopbooks.statements.scope import Scope

TABLE = "rates"


def rates_table(scope: Scope) -> Table:
    """The rates that a period's statements used.

    Args:
        scope: The book for the period, after its statements were made.

    Returns:
        A line for each price of the book that was used: the currency, the date of the
        price, and what one unit was worth in the reporting currency.
    """
    used = sorted(
        {(one.currency, one.price_date, one.rate) for one in scope.valuation.rates}
    )
    rows = [
        Row(
            f"{currency}:{date}:{rate}",
            {
                "label": f"1 {currency}",
                "date": date.isoformat(),
                "rate": f"{rate.normalize():f} {scope.currency}",
            },
        )
        for currency, date, rate in used
        if date >= scope.last_year.begin
    ]
    return Table(
        TABLE,
        "Rates used",
        (
            Column("label", "", ColumnKind.TEXT),
            Column("date", "Price of", ColumnKind.DATE),
            Column("rate", "was worth", ColumnKind.TEXT),
        ),
        tuple(rows),
        scope.currency,
        notes=(
            Sentence(
                "Income and costs are counted at the last price on or before their own "
                "day; what is owned and owed at the last price on or before the day of "
                "the balance sheet."
            ),
        ),
    )
