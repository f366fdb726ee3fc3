"""Read from which amount on rules ask for something, as `coop-control` says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.edges import Limit
from coopbooks.controls.edges import limit_on
from coopbooks.controls.terms import CONTROL
from coopbooks.core.directives import parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError

__all__ = ["Limit", "every_limit", "limit_on", "read_limits"]


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


def every_limit(entries: Iterable[data.Directive]) -> Mapping[str, Sequence[Limit]]:
    """Read the limits of all rules.

    Args:
        entries: A book's entries.

    Returns:
        The limits by code and then by date; a rule of which nothing is said is not
        among them.
    """
    found: dict[str, list[Limit]] = {}
    for one in parse(entries, (CONTROL,))[0]:
        found.setdefault(one.name, []).append(_limit(one))
    return found


def _limit(one: Directive) -> Limit:
    said = one.values.get("amount")
    number = Decimal(0) if said is None or said.number is None else said.number
    accounts = tuple(
        str(value)
        for key, value in one.meta.items()
        if key.startswith("account") and value
    )
    return Limit(one.date, one.values["edge"], number, accounts)
