"""What bodies provided to one another in kind, over any span."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.support.exchange.flows import value_of
from coopbooks.support.resources.provided import resources
from coopbooks.support.resources.provided import worth

if TYPE_CHECKING:
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View
    from coopbooks.support.resources.memos import Memo
    from coopbooks.support.resources.memos import Thing
    from coopbooks.support.terms import SupportTerms


@dataclass(slots=True)
class Quantity:
    """Something that is provided in kind.

    Attributes:
        resource: What it is, such as `bookkeeping`; empty where nothing says it.
        unit: What it is counted in, such as HOUR.
        ours: Whether this body provides it.
        stages: How much was promised, requested and delivered.
        value: The stated value of what was delivered; zero where none is stated.
        currency: The currency of that; empty where none is stated.
    """

    resource: str
    unit: str
    ours: bool
    stages: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    value: Decimal = ZERO
    currency: str = ""


def quantities(
    view: View, terms: SupportTerms, read: tuple[Memo, ...], other: str, span: Period
) -> list[Quantity]:
    """What was promised, requested and delivered in kind, by the day it was posted.

    Args:
        view: The book.
        terms: What it says about support.
        read: The quantities that were posted.
        other: The other body.
        span: The span.

    Returns:
        A line for each thing. What is promised is what the terms say for the periods
        that touch the span, unless the book counts it.
    """
    found: dict[tuple[bool, str, str], Quantity] = {}
    for row in resources(view, terms, span, other).rows:
        if row.promised:
            _of(found, row.thing).stages["promised"] += row.promised
    for memo in read:
        thing = memo.thing
        if thing.other != other or memo.entry.date not in span:
            continue
        one = _of(found, thing)
        if memo.stage != "promised":
            one.stages[memo.stage] += memo.number
        each, currency = value_of(terms, memo, span)
        if memo.stage == "delivered" and each is not None:
            one.value += worth(memo.number, each, currency)
            one.currency = currency
    return [found[key] for key in sorted(found)]


def _of(found: dict[tuple[bool, str, str], Quantity], thing: Thing) -> Quantity:
    """The line of something that is provided."""
    key = not thing.ours, thing.resource, thing.unit
    return found.setdefault(key, Quantity(thing.resource, thing.unit, thing.ours))
