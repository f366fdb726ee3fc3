"""What the book of a body is to have of help that it gets."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.core.runs import ids_of
from coopbooks.sharing.posting.entries import title_of
from coopbooks.support.need.places import posting
from coopbooks.support.need.places import with_role

if TYPE_CHECKING:
    from beancount.core import amount

    from coopbooks.sharing.share import View
    from coopbooks.support.need.requests import Request

# So long money may be on its way.
UNDERWAY = datetime.timedelta(days=10)
ROLES = ("support-received", "gifts")


class Received(NamedTuple):
    """What a body's book lacks of help that it gets.

    Attributes:
        entries: The entry for it; none where the book has it, or it can't be made.
        notes: What is to be known or done there, in sentences.
    """

    entries: tuple[data.Transaction, ...]
    notes: tuple[str, ...]


def received(
    view: View, other: View, request: Request, entry: data.Transaction
) -> Received:
    """Work out what the book of a body lacks of help that is paid to it.

    Args:
        view: The book of the body that helps.
        other: The book of the body that is helped.
        request: The request.
        entry: What is posted in the book of the body that helps.

    Returns:
        The entry, on the accounts on which such help came in before, else on the only
        ones that there are.
    """
    units = entry.postings[0].units
    if units is None or units.number is None or _has(other, view.name, entry):
        return Received((), ())
    bank, income = _before(other, view.name)
    bank = bank or _only(other, ("bank",))
    income = income or _only(other, ROLES)
    lacking = [
        words
        for words, account in (("the bank account", bank), ("the income", income))
        if not account
    ]
    if lacking:
        words = (
            f"The book of {other.name} does not tell {' and '.join(lacking)} for it; "
            "no entry is made for it, and they book it by hand."
        )
        return Received((), (words,))
    made = _entry(view, other, request, entry, units, (bank, income))
    note = (
        f"For {other.name}: if it may only be spent on something, say fund: on the "
        "income."
    )
    return Received((made,), (note,))


def _entry(
    view: View,
    other: View,
    request: Request,
    entry: data.Transaction,
    units: amount.Amount,
    accounts: tuple[str, str],
) -> data.Transaction:
    """The help as the other book has it: money that came in, and an income."""
    number, (bank, income) = units.number or ZERO, accounts
    meta = {
        "id": str(entry.meta["id"]),
        "with": view.name,
        "benefit": request.benefit.name,
        "request": request.id,
    }
    legs = [
        posting(bank, number, units.currency),
        posting(income, -number, units.currency),
    ]
    empty: frozenset[str] = frozenset()
    payee = title_of(other, view.name)
    words = f"Help received, request {request.id}"
    return data.Transaction(meta, entry.date, "*", payee, words, empty, empty, legs)


def _has(other: View, giver: str, entry: data.Transaction) -> bool:
    """Whether the other book has it already, under its id or typed."""
    units = entry.postings[0].units
    for row in rows(other.entries):
        if entry.meta["id"] in ids_of(row.entry):
            return True
        if (
            row.tag("with") == giver
            and other.terms.roles.type_of(row.account) == "Income"
            and row.tag("agreement") is None
            and units is not None
            and units.number == -row.number
            and units.currency == row.units.currency
            and entry.date <= row.date <= entry.date + UNDERWAY
        ):
            return True
    return False


def _before(other: View, giver: str) -> tuple[str, str]:
    """The accounts on which help from the same body came in last."""
    roles = other.terms.roles
    for entry in reversed(other.entries):
        if not isinstance(entry, data.Transaction):
            continue
        income = [
            row.account
            for row in rows([entry])
            if row.tag("with") == giver
            and row.tag("agreement") is None
            and roles.of(row.account) in ROLES
        ]
        money = [one.account for one in entry.postings if roles.is_money(one.account)]
        if len(income) == 1 and len(money) == 1:
            return money[0], income[0]
    return "", ""


def _only(other: View, roles: tuple[str, ...]) -> str:
    """The only account with one of some roles, the first role that has any."""
    for role in roles:
        found = with_role(other, role)
        if found:
            return found[0] if len(found) == 1 else ""
    return ""
