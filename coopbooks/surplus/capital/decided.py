"""The decision behind what is promised to members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.decisions import read_decisions
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.core.money import ZERO
from coopbooks.core.proposal import in_batch

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.decisions import Decision
    from coopbooks.surplus.capital.lots import Move


class NoDecision(CoopbooksError):
    """Something is to be posted under a decision that the book does not have."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Build the message.

        Args:
            name: The id that was given.
            known: The ids of the book's decisions.
        """
        super().__init__(
            f"Decision '{name}' is not in this book; add its coop-decision."
            f"{near(name, known)}"
        )


def decision_of(entries: Iterable[data.Directive], name: str) -> Decision:
    """A decision of a book.

    Args:
        entries: Its entries.
        name: The decision's id.

    Returns:
        The decision.

    Raises:
        NoDecision: There is none of that id.
    """
    decided = {one.id: one for one in read_decisions(entries)[0]}
    if name not in decided:
        raise NoDecision(name, decided)
    return decided[name]


def against_decision(
    decision: Decision, number: Decimal, today: datetime.date
) -> Iterator[LedgerError]:
    """Why a decision does not let so much be promised.

    Args:
        decision: The decision.
        number: How much becomes owed, in its limit's currency.
        today: The day.

    Yields:
        An error for each reason, at the decision.
    """

    def told(words: str) -> LedgerError:
        return LedgerError(decision.source, f"decision '{decision.id}' {words}")

    if decision.date > today:
        yield told(f"is of {decision.date}, which is still to come.")
    if decision.until is not None and decision.until < today:
        yield told(f"could be used until {decision.until}.")
    if decision.limit is not None and number > (decision.limit.number or ZERO):
        yield told(f"allows {decision.limit}, and this comes to {number}.")


def moved_under(
    moves: Iterable[Move], decision: str, batch: str, member: str | None = None
) -> Iterator[LedgerError]:
    """Find what was taken from members' accounts under a decision by other entries.

    Args:
        moves: What moved on them.
        decision: The decision's id.
        batch: The batch whose entries do not count.
        member: Only this member's account; None for all.

    Yields:
        An error at the first.
    """
    for move in moves:
        named = move.source.get("decision") or move.entry.meta.get("decision")
        ours = in_batch(move.entry.meta.get("batch"), batch)
        asked = member is None or move.member == member
        if move.number < 0 and str(named) == decision and asked and not ours:
            words = (
                f"decision '{decision}' was carried out already, at "
                f"{where(move.entry.meta)}."
            )
            yield LedgerError(move.entry.meta, words, move.entry)
            return
