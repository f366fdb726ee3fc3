"""What a book says of bonds: insurance against the dishonesty of who handles money."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive

BOND = Form(
    "coop-bond",
    "Up to how much the dishonesty of who holds an office is insured; in a union of "
    "the United States that is its fidelity bond.",
    """\
2026-01-01 custom "coop-bond" "treasurer" 5000.00 USD
  surety: "Example Surety Company"
  until: 2026-12-31""",
    (Slot("office"), Slot("amount", ("amount",))),
    {
        "surety": Slot("surety", needed=False),
        "until": Slot("until", ("date",), needed=False),
        "handles": Slot("handles", ("amount",), needed=False),
        "decision": Slot("decision", needed=False),
        "document": Slot("document", needed=False),
    },
)
FORMS = (BOND,)


class Bond(NamedTuple):
    """A bond.

    Attributes:
        office: The office, or the id of a member, that it is for.
        begin: Its first day.
        until: Its last day; None if it says none.
        number: Up to how much.
        currency: In which currency.
        surety: Who gives it; empty if it does not say.
        handles: How much they handle in a year; None for all of the money.
        source: Where it stands in the book.
    """

    office: str
    begin: datetime.date
    until: datetime.date | None
    number: Decimal
    currency: str
    surety: str
    handles: Decimal | None
    source: data.Meta

    def covers(self, day: datetime.date) -> bool:
        """Whether it holds on a day."""
        return self.begin <= day and (self.until is None or day <= self.until)


def read_bonds(
    entries: Iterable[data.Directive],
) -> tuple[list[Bond], list[LedgerError]]:
    """Read the bonds of a book.

    Args:
        entries: A book's entries.

    Returns:
        The bonds by date, and the errors: an amount that is not above zero, what is
        handled below zero or in another currency, an end before its beginning.
    """
    directives, errors = parse(entries, FORMS)
    bonds = []
    for one in directives:
        if problem := _problem(one):
            errors.append(LedgerError(one.source, f"coop-bond: {problem}"))
        else:
            bonds.append(_bond(one))
    return bonds, errors


def bonds_on(bonds: Iterable[Bond], day: datetime.date) -> dict[str, Bond]:
    """The bonds that hold on a day.

    Args:
        bonds: Bonds by date.
        day: The day.

    Returns:
        The last one of each office, as long as it holds.
    """
    last = {one.office: one for one in bonds if one.begin <= day}
    return {office: one for office, one in last.items() if one.covers(day)}


def _problem(directive: Directive) -> str | None:
    amount, handles = directive.values["amount"], directive.meta.get("handles")
    until = directive.meta.get("until")
    if amount.number <= 0:
        return f"a bond of {amount} covers nothing."
    if handles is not None and handles.currency != amount.currency:
        return f"handles: is in {handles.currency}, the bond in {amount.currency}."
    if handles is not None and handles.number < 0:
        return f"handles: is {handles}; nobody handles less than nothing."
    if until is not None and until < directive.date:
        return f"it ends on {until}, before it begins."
    return None


def _bond(directive: Directive) -> Bond:
    meta, amount = directive.meta, directive.values["amount"]
    handles = meta.get("handles")
    return Bond(
        directive.name,
        directive.date,
        meta.get("until"),
        amount.number or ZERO,
        amount.currency,
        str(meta.get("surety") or ""),
        handles.number if handles is not None else None,
        directive.source,
    )
