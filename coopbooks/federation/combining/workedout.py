"""What books by cash owe by agreement, so that all count on one basis.

An accrual book has a share when it is due, a book by cash when it is paid. What a book
by cash owes, or is owed, is worked out from its agreements; the change of it in the
period is a cost, or an income. Bills that a book by cash has not paid are known to
nobody, and are not made up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.federation.reading.figures import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.reading.figures import Figures

FLOWS = {"Liabilities": "Expenses", "Assets": "Income"}


class Adjustment(NamedTuple):
    """What is worked out for one agreement of a book by cash; debits positive.

    Attributes:
        type: `Liabilities` for what it owes, `Assets` for what it is owed.
        body: The other body.
        agreement: The agreement.
        currency: The currency.
        before: At the beginning of the period.
        after: At its end.
    """

    type: str
    body: str
    agreement: str
    currency: str
    before: Decimal
    after: Decimal


def adjustments(body: Figures) -> list[Adjustment]:
    """What is worked out for a body's book.

    Args:
        body: Its figures.

    Returns:
        One for each agreement, by name; none for a book by accrual.
    """
    before, after = _by_agreement(body.owed_before), _by_agreement(body.owed)
    return [
        Adjustment(*key, before.get(key, ZERO), after.get(key, ZERO))
        for key in sorted({**before, **after})
    ]


def flows_worked_out(body: Figures) -> list[Cell]:
    """What a book by cash owes more than at the beginning, as costs and income.

    Args:
        body: Its figures.

    Returns:
        Cells of no account, but of the type of one.
    """
    return [
        Cell(
            FLOWS[one.type],
            one.body,
            one.agreement,
            "",
            "",
            one.currency,
            one.before - one.after,
        )
        for one in adjustments(body)
        if one.before != one.after
    ]


Key = tuple[str, str, str, str]


def _by_agreement(cells: Sequence[Cell]) -> dict[Key, Decimal]:
    found: dict[Key, Decimal] = {}
    for cell in cells:
        key = cell.account, cell.body, cell.agreement, cell.currency
        found[key] = found.get(key, ZERO) + cell.number
    return found
