"""A loan in both books: what who borrowed owes is what who lent expects."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import total_of
from coopbooks.support.loans.booked import loans_of
from coopbooks.support.loans.state import loan_state
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.sharing.share import View
    from coopbooks.support.loans.booked import Move
    from coopbooks.support.loans.state import LoanState

# What one book has and the other gets so much later is on its way.
ON_ITS_WAY = datetime.timedelta(days=10)
TERMS = (
    "from",
    "to",
    "interest",
    "interest-by",
    "year-of",
    "repays",
    "instalments",
    "plan",
    "each",
    "first-payment",
    "until",
)


class LoanDifference(NamedTuple):
    """Where two books do not say the same of a loan.

    Attributes:
        name: The loan's name.
        other: The other body.
        words: What differs, in plain words.
        here: What this book has; None where it is no figure.
        there: What the other has.
        currency: The currency of these.
        entries: The transactions that only one of them has, each with its body.
    """

    name: str
    other: str
    words: str
    here: Decimal | None
    there: Decimal | None
    currency: str
    entries: tuple[tuple[str, data.Transaction], ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is only on its way, so that nobody has to act."""
        return self.words.startswith("on its way")


class BothSides(NamedTuple):
    """A loan as both books have it.

    Attributes:
        state: How it stands in this book.
        other: The other body.
        theirs: How it stands in its book; None where that is not at hand, or does not
            know the loan.
        differences: What differs.
        at_hand: Whether the other book is at hand.
    """

    state: LoanState
    other: str
    theirs: LoanState | None
    differences: tuple[LoanDifference, ...]
    at_hand: bool


def both_sides(
    view: View, states: Sequence[LoanState], others: Mapping[str, View]
) -> list[BothSides]:
    """Compare the loans of a body with the books of the others.

    Args:
        view: Its book.
        states: How its loans stand.
        others: The books of other bodies at hand, by name.

    Returns:
        One for each loan.
    """
    return [_both(view, state, others) for state in states]


def _both(view: View, state: LoanState, others: Mapping[str, View]) -> BothSides:
    loan = state.loan
    other = loan.borrower if state.booked.ours else loan.lender
    theirs = others.get(other)
    if theirs is None:
        return BothSides(state, other, None, (), at_hand=False)
    terms = terms_of(theirs)
    lines = {one.name: one for one in loans_of(theirs, terms, state.on)}
    line = lines.get(loan.name)
    if line is None:
        words = f"the book of {other} has no coop-loan of this name"
        difference = LoanDifference(
            loan.name, other, words, state.owed, None, loan.currency
        )
        return BothSides(state, other, None, (difference,), at_hand=True)
    found = loan_state(theirs, terms, line, state.on)
    differences = (
        *_terms(state, found, other),
        *_figures(view.name, state, found, other),
    )
    return BothSides(state, other, found, differences, at_hand=True)


def _terms(state: LoanState, theirs: LoanState, other: str) -> Iterator[LoanDifference]:
    """Words of the loan that differ."""
    here, there = _said(state.loan.line), _said(theirs.loan.line)
    for key in here:
        if here[key] != there[key]:
            words = (
                f"{key}: here {here[key] or 'nothing'}, with {other} "
                f"{there[key] or 'nothing'}"
            )
            yield LoanDifference(
                state.loan.name, other, words, None, None, state.loan.currency
            )


def _said(line: Directive) -> dict[str, str]:
    amount = line.values["amount"]
    said = {"date": str(line.date), "amount": _text(amount)}
    return said | {key: _text(line.meta.get(key)) for key in TERMS}


def _text(value: object) -> str:
    """A value as it counts, however many zeros it was written with."""
    number = getattr(value, "number", None)
    if number is not None:
        return f"{number.normalize():f} {getattr(value, 'currency', '')}"
    return "" if value is None else str(value)


def _figures(
    name: str, state: LoanState, theirs: LoanState, other: str
) -> Iterator[LoanDifference]:
    """What is owed, and the interest since both books tell of it."""
    since = max(state.booked.since, theirs.booked.since)
    left, right = _unmatched(state.booked.moves, theirs.booked.moves, since)
    entries = tuple(
        (body, one.entry)
        for body, found in ((name, left), (other, right))
        for one in found
    )
    newest = min((one.date for one in (*left, *right)), default=state.on)
    moving = bool(entries) and newest > state.on - ON_ITS_WAY
    prefix = "on its way: " if moving else ""
    loan = state.loan
    if state.owed != theirs.owed:
        words = f"{prefix}what is owed"
        yield LoanDifference(
            loan.name, other, words, state.owed, theirs.owed, loan.currency, entries
        )
        entries = ()
    here = total_of(one.interest for one in state.booked.moves if one.date >= since)
    there = total_of(one.interest for one in theirs.booked.moves if one.date >= since)
    if here != there:
        words = f"{prefix}the interest since {since}"
        yield LoanDifference(
            loan.name, other, words, here, there, loan.currency, entries
        )


def _unmatched(
    here: Sequence[Move], there: Sequence[Move], since: datetime.date
) -> tuple[list[Move], list[Move]]:
    """Transactions of either book that the other has nothing like within ten days."""
    right = [one for one in there if one.date >= since]
    left = []
    for one in here:
        if one.date < since:
            continue
        twin = next((other for other in right if _alike(one, other)), None)
        if twin is None:
            left.append(one)
        else:
            right.remove(twin)
    return left, right


def _alike(one: Move, other: Move) -> bool:
    same = (one.lent, one.principal, one.interest)
    return same == (other.lent, other.principal, other.interest) and (
        abs(one.date - other.date) <= ON_ITS_WAY
    )
