"""What a body contributed and what it received, in money and in kind, side by side.

That exchange is what an arrangement between a party and its affiliates is about. Shares
and per capita count as contributed when they are charged; what is paid stands beside
it. Loans are neither: they are lent and paid back. Quantities have no value but the
one that both sides stated.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.postings import rows
from coopbooks.sharing.posting.posted import posted
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.forms.resources import RESOURCE
from coopbooks.support.forms.resources import STAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms

# What is given or received without a share: by the account's role.
GIVEN = ("support-given", "strike-pay")
RECEIVED = ("support-received", "gifts")


class Money(NamedTuple):
    """Money that one body gave another by an agreement, or as support.

    Attributes:
        what: The agreement's name, or `support`.
        ours: Whether this body gave it.
        charged: What was owed for the period; of support what was given.
        paid: What was paid.
        currency: Its currency.
    """

    what: str
    ours: bool
    charged: Decimal
    paid: Decimal
    currency: str


@dataclass(slots=True)
class Quantity:
    """Something that is provided in kind.

    Attributes:
        resource: What it is, such as `bookkeeping`; empty where nothing says it.
        unit: What it is counted in, such as HOUR.
        ours: Whether this body provides it.
        stages: How much was promised, requested and delivered.
        each: The stated value of one, if there is any.
        currency: The currency of that.
    """

    resource: str
    unit: str
    ours: bool
    stages: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    each: Decimal | None = None
    currency: str = ""

    @property
    def value(self) -> Decimal:
        """The stated value of what was delivered; zero where none is stated."""
        if self.each is None:
            return ZERO
        return quantize(self.each * self.stages.get("delivered", ZERO), self.currency)


@dataclass(frozen=True, slots=True)
class Exchange:
    """What this body and another gave one another in a period.

    Attributes:
        other: The other body.
        period: The period.
        money: Money, by agreement.
        quantities: What was provided in kind.
    """

    other: str
    period: Period
    money: tuple[Money, ...]
    quantities: tuple[Quantity, ...]


def exchange(view: View, terms: SupportTerms, other: str, period: Period) -> Exchange:
    """Add up what this body and another gave one another.

    Args:
        view: This body's book.
        terms: What it says about support.
        other: The other body's name.
        period: Any span.

    Returns:
        The exchange, as this book has it.
    """
    inside = [
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction) and entry.date in period
    ]
    money = [*_shares(view, inside, other), *_support(view, inside, other)]
    return Exchange(
        other, period, tuple(money), tuple(_quantities(view, terms, inside, other))
    )


def _shares(view: View, inside: list[data.Transaction], other: str) -> Iterator[Money]:
    """Shares and per capita by agreement; loans are no contribution."""
    loans = {
        one.name for one in view.terms.agreements if one.header.values["of"] == "loan"
    }
    loans |= {
        entry.values[0].value
        for entry in view.entries
        if isinstance(entry, data.Custom) and entry.type == LOAN.kind and entry.values
    }
    with_other = [entry for entry in inside if _is_with(entry, other)]
    narrowed = type(view)(view.name, view.terms, with_other, view.currency, view.title)
    found: dict[tuple[str, bool, str], list[Decimal]] = defaultdict(
        lambda: [ZERO, ZERO]
    )
    for one in posted(narrowed):
        if one.name in loans:
            continue
        sums = found[one.name, one.side == "payable", one.currency]
        sums[0] += one.charged
        sums[1] += one.settled
    for (name, ours, currency), (charged, paid) in sorted(found.items()):
        yield Money(name, ours, charged, paid, currency)


def _support(view: View, inside: list[data.Transaction], other: str) -> Iterator[Money]:
    """Support in money that rests on no agreement about a share."""
    roles = view.terms.roles
    sums: dict[tuple[bool, str], Decimal] = defaultdict(Decimal)
    for row in rows(inside):
        if row.tag("with") != other or row.tag("agreement"):
            continue
        role = roles.of(row.account)
        if role in GIVEN:
            sums[True, row.units.currency] += row.number
        elif role in RECEIVED:
            sums[False, row.units.currency] -= row.number
    for (ours, currency), number in sorted(sums.items()):
        yield Money("support", ours, number, number, currency)


def _is_with(entry: data.Transaction, other: str) -> bool:
    if entry.meta.get("with") == other:
        return True
    return any((one.meta or {}).get("with") == other for one in entry.postings)


def _quantities(
    view: View, terms: SupportTerms, inside: list[data.Transaction], other: str
) -> list[Quantity]:
    """What was promised, requested and delivered in kind."""
    stages = _stages(terms)
    no_money = measures(view.entries)
    found: dict[tuple[str, str, bool], Quantity] = {}
    for row in rows(inside):
        if row.units.currency not in no_money or row.tag("with") != other:
            continue
        stage = _stage(row, stages)
        if stage is None:
            continue
        name, ours = _resource(terms, view.name, row)
        key = name, row.units.currency, ours
        one = found.setdefault(key, Quantity(name, row.units.currency, ours))
        one.stages[stage] += row.number
        _state_value(terms, one)
    return [found[key] for key in sorted(found)]


def _stages(terms: SupportTerms) -> dict[str, str]:
    return {
        str(one.values["account"]): str(one.values["stage"])
        for one in terms.of(STAGE.kind)
    }


def _stage(row: Row, stages: Mapping[str, str]) -> str | None:
    """What a posting says: promised, requested, delivered; None for the other side."""
    if row.number <= 0:
        return None
    fitting = [account for account in stages if is_under(row.account, account)]
    return stages[max(fitting, key=len)] if fitting else None


def _resource(terms: SupportTerms, name: str, row: Row) -> tuple[str, bool]:
    """Which resource a posting is about, and whether this body provides it."""
    said = str(row.entry.meta.get("resource") or "")
    agreement = row.tag("agreement")
    for group in reversed(terms.resources):
        meta = group.header.meta
        if agreement not in {None, meta.get("agreement"), group.name}:
            continue
        for line in group.of(RESOURCE.kind):
            unit = str(line.values["quantity"].currency)
            if unit == row.units.currency and said in {"", line.values["resource"]}:
                return str(line.values["resource"]), meta["from"] == name
    return said, "given" in row.account.lower()


def _state_value(terms: SupportTerms, one: Quantity) -> None:
    for group in terms.resources:
        for line in group.of(RESOURCE.kind):
            value = line.meta.get("value")
            unit = str(line.values["quantity"].currency)
            if value is not None and (line.values["resource"], unit) == (
                one.resource,
                one.unit,
            ):
                one.each, one.currency = Decimal(value.number or 0), value.currency
