"""Read from which amount on rules ask for something, as `coop-control` says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.edges import Limit
from coopbooks.controls.edges import limit_on
from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.registry import RULES
from coopbooks.controls.terms import CONTROL
from coopbooks.controls.terms import DAYS
from coopbooks.core.directives import coop_customs
from coopbooks.core.directives import parse

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError

__all__ = ["Limit", "every_limit", "foreign", "limit_on", "read_limits"]

REFUSED = "ledger-error"


def read_limits(
    entries: Iterable[data.Directive], rule: str
) -> tuple[list[Limit], list[LedgerError]]:
    """Read the limits of one rule.

    Args:
        entries: A book's entries.
        rule: The rule, such as `no-receipt`.

    Returns:
        Its limits by date, and the errors.
    """
    directives, errors = parse(entries, (CONTROL,))
    return [_limit(one) for one in directives if one.name == rule], errors


def every_limit(
    entries: Iterable[data.Directive], found: Iterable[Finding] = ()
) -> Mapping[str, Sequence[Limit]]:
    """Read the limits of all rules.

    Args:
        entries: A book's entries.
        found: What was found in it. A limit that `foreign` refused counts as zero, so
            that nothing stays unseen by it.

    Returns:
        The limits by code and then by date; a rule of which nothing is said is not
        among them.
    """
    refused = {id(one.entry.meta) for one in found if one.code == REFUSED and one.entry}
    limits: dict[str, list[Limit]] = {}
    for one in parse(entries, (CONTROL,))[0]:
        limit = _limit(one)
        if id(one.source) in refused:
            limit = limit._replace(edge="above", number=Decimal(0))
        limits.setdefault(one.name, []).append(limit)
    return limits


def foreign(
    entries: Iterable[data.Directive], currency: str, end: datetime.date
) -> Iterator[Finding]:
    """Find limits in another currency than that in which the book is reported.

    Args:
        entries: A book's entries.
        currency: Its reporting currency.
        end: The day after the last that counts.

    Yields:
        An error of the book for each limit that begins before the end.
    """
    for entry in coop_customs(entries):
        if entry.type != CONTROL.kind or entry.date >= end:
            continue
        for one in parse([entry], (CONTROL,))[0]:
            amount = one.values.get("amount")
            if amount is None or RULES[one.name].adjusted != "amount":
                continue
            if amount.currency not in {currency, DAYS}:
                words = (
                    f"coop-control: '{one.name}' is looked at in {currency}, not in "
                    f"{amount.currency}; until {amount} is mended every amount counts"
                )
                yield Finding(REFUSED, words, None, entry)


def _limit(one: Directive) -> Limit:
    said = one.values.get("amount")
    number = Decimal(0) if said is None or said.number is None else said.number
    accounts = tuple(
        str(value)
        for key, value in one.meta.items()
        if key.startswith("account") and value
    )
    return Limit(one.date, one.values["edge"], number, accounts)
