"""What tests ask of a book's dues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.terms import read_dues
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.dues.charge import Charge
    from coopbooks.dues.charge import Charges


def charges_of(entries: Sequence[data.Directive], period: str) -> Charges:
    """The charges of a book whose terms are free of errors.

    Args:
        entries: the book's entries.
        period: such as `2026-03`.
    """
    assert said(read_dues(entries)[1]) == []
    return expected(read_terms(entries), entries, parse_period(period))


def owed(entries: Sequence[data.Directive], period: str) -> dict[str, str]:
    """What each member owes, such as `24.97 USD`; nothing went wrong.

    Several charges of one member stand side by side: `22.00 USD, 11.00 USD`.
    """
    charges = charges_of(entries, period)
    assert said(charges.problems) == []
    found: dict[str, list[str]] = {}
    for charge in charges.charges:
        found.setdefault(charge.member, []).append(f"{charge.number} {charge.currency}")
    return {member: ", ".join(numbers) for member, numbers in found.items()}


def one(entries: Sequence[data.Directive], period: str) -> Charge:
    """The only charge of a book."""
    charges = charges_of(entries, period)
    assert said(charges.problems) == []
    (charge,) = charges.charges
    return charge


def words(charge: Charge) -> list[str]:
    """The steps of a charge as people read them."""
    return [step.words for step in charge.steps]


def said(errors: Sequence[LedgerError]) -> list[str]:
    """Errors as `line message`."""
    return [f"{error.source['lineno']} {error.message}" for error in errors]
