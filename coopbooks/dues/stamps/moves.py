"""How stamps moved between the office, delegates, and those who bought them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows as rows_of
from coopbooks.dues.checkoff.lists import recorded

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row


@dataclass(slots=True)
class Moves:
    """What one delegate was given, sold and gave back.

    Attributes:
        opening: Stamps held before the period.
        issued: Stamps that came, from the office or another delegate.
        returned: Stamps that went back, or to another delegate.
        sold: Stamps that were sold, less those taken back.
    """

    opening: Decimal = ZERO
    issued: Decimal = ZERO
    returned: Decimal = ZERO
    sold: Decimal = ZERO

    def take(self, number: Decimal, sold: Decimal) -> None:
        """Count what one transaction did.

        Args:
            number: What it added to the delegate's stamps.
            sold: How many of those that went were sold.
        """
        moved = number + sold
        self.sold += sold
        if moved > 0:
            self.issued += moved
        else:
            self.returned -= moved


def moves_of(
    directive: Directive,
    entries: Iterable[data.Directive],
    period: Period,
    known: datetime.date | None,
) -> dict[str, Moves]:
    """Count how stamps moved in a period.

    Args:
        directive: The `coop-stamps`.
        entries: A book's entries, in any order.
        period: The period.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The moves by delegate, in the order of ids.
    """
    found: dict[str, Moves] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date >= period.end:
            continue
        if known is not None and recorded(entry) > known:
            continue
        rows = [row for row in rows_of([entry]) if row.units.currency == directive.name]
        own = _by_delegate(directive, rows)
        sold = _sold(directive, rows, own) if entry.date in period else {}
        for member, numbers in own.items():
            moves = found.setdefault(member, Moves())
            if entry.date in period:
                moves.take(total_of(numbers), sold.get(member, ZERO))
            else:
                moves.opening += total_of(numbers)
    return {member: found[member] for member in sorted(found)}


def _by_delegate(directive: Directive, rows: Sequence[Row]) -> dict[str, list[Decimal]]:
    """What a transaction does to the stamps of each delegate."""
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        if is_under(row.account, str(directive.values["account"])):
            member = row.tag("delegate") or row.tag("member") or ""
            found.setdefault(member, []).append(row.number)
    return found


def _sold(
    directive: Directive, rows: Sequence[Row], own: dict[str, list[Decimal]]
) -> dict[str, Decimal]:
    """How many of the stamps that a transaction takes from each were sold."""
    sold = _at(directive, rows, "sold")
    if not sold:
        return {}
    if len(own) == 1:
        return dict.fromkeys(own, total_of(sold))
    if not _at(directive, rows, "office"):
        return {member: -total_of(numbers) for member, numbers in own.items()}
    # Of several delegates who sold and gave back at once, each posting is one of both.
    found: dict[str, Decimal] = {}
    for member, numbers in own.items():
        for number in numbers:
            if -number in sold:
                sold.remove(-number)
                found[member] = found.get(member, ZERO) - number
    return found


def _at(directive: Directive, rows: Sequence[Row], key: str) -> list[Decimal]:
    """What a transaction brings to an account that a `coop-stamps` names."""
    account = str(directive.meta[key])
    return [row.number for row in rows if is_under(row.account, account)]
