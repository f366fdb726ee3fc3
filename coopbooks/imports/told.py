"""What a book says of the rows of banks: `coop-cleared`, imported or typed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.statements.bankterms import CLEARED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.parser.grammar import ValueType

# An account, the bank's day, a number and its currency.
Row = tuple[str, datetime.date, Decimal, str]


def row_said(entry: data.Directive) -> Row | None:
    """The row of a bank that a directive is about.

    Args:
        entry: A directive.

    Returns:
        The account, the bank's day and the amount of a `coop-cleared`; None for others.
    """
    if not isinstance(entry, data.Custom) or entry.type != CLEARED.kind:
        return None
    values = [value.value for value in entry.values or ()]
    if len(values) < 2 or not isinstance(values[1], amount.Amount):
        return None
    number = values[1].number or Decimal(0)
    return str(values[0]), entry.date, number, values[1].currency


def in_one(pieces: Sequence[data.Directive]) -> data.Directive:
    """What stands under one id, as one directive.

    Args:
        pieces: At least one.

    Returns:
        The first; where a row of a bank cleared several entries, with their sum.
    """
    first = pieces[0]
    rows = [row for piece in pieces if (row := row_said(piece))]
    if len(rows) < 2 or not isinstance(first, data.Custom):
        return first
    units = amount.Amount(sum((row[2] for row in rows), Decimal(0)), rows[0][3])
    values: list[ValueType] = list(first.values)
    values[1] = values[1]._replace(value=units)
    return first._replace(values=values)
