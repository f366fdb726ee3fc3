"""Per capita as transactions to propose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

if TYPE_CHECKING:
    from coopbooks.core.periods import Period
    from coopbooks.dues.percapita.percapita import PerCapita
    from coopbooks.dues.percapita.percapita import PerCapitaLine


def batch_of(period: Period) -> str:
    """The batch that a period's per capita is written to.

    Args:
        period: The period.

    Returns:
        Such as `2026-03-per-capita`.
    """
    return f"{period.name.lower().replace('..', '-to-')}-per-capita"


def entries_of(owed: PerCapita) -> tuple[data.Transaction, ...]:
    """What to write for a period's per capita.

    Args:
        owed: What is owed up.

    Returns:
        A transaction for each line of which something is not in the book yet, dated on
        the last day of its period. None in a book by cash, where nothing is owed
        before it is paid, and none where parts of the dues are to hold it already.
    """
    if owed.basis == "cash":
        return ()
    return tuple(
        _transaction(line) for line in owed.lines if line.proposed and line.debit
    )


def _transaction(line: PerCapitaLine) -> data.Transaction:
    id_ = line.id
    meta = {"id": id_, "period": line.period.name, **dict(line.tags)}
    narration = f"Per capita '{line.name}' for {line.period.label}"
    postings = [
        _posting(line.debit, line, 1),
        _posting(line.to, line, -1),
    ]
    return data.Transaction(
        meta,
        line.period.last,
        "*",
        None,
        narration,
        frozenset(),
        frozenset(),
        postings,
    )


def _posting(account: str, line: PerCapitaLine, sign: int) -> data.Posting:
    units = amount.Amount(line.proposed * sign, line.currency)
    return data.Posting(account, units, None, None, None, {})
