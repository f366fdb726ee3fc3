"""Members' accounts in plain words: what a lot is, why an account changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.periods import long_date
from coopbooks.surplus.capital.lots import kind_of
from coopbooks.surplus.capital.lots import year_of
from coopbooks.surplus.overview.shared import CASH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.members.status import Status
    from coopbooks.surplus.capital.lots import LotKind
    from coopbooks.surplus.capital.lots import MoveKind
    from coopbooks.surplus.overview.unshared import LastYear

# In the order in which people tell it; what is said of the account as a whole, and of
# one change of it.
MOVES: Mapping[MoveKind, str] = {
    "opening": "Brought in at the start",
    "paid-in": "Paid in by members",
    "allocated": "Kept from a surplus",
    "interest": "Interest on what they have",
    "loss": "Their part of a loss",
    "redeemed": "Paid back",
    "left": "Of members who left, owed to them now",
    "moved": "Moved to or from elsewhere",
}
CHANGES: Mapping[MoveKind, str] = {
    "opening": "Brought in at the start",
    "paid-in": "Paid in",
    "allocated": "Kept from the surplus",
    "interest": "Interest",
    "loss": "Part of the loss",
    "redeemed": "Paid back",
    "left": "Owed on leaving",
    "moved": "Moved",
}
_LOTS: Mapping[LotKind, str] = {
    "qualified": "Kept of {}, qualified",
    "nonqualified": "Kept of {}, nonqualified",
    "kept": "Kept of {}",
    "interest": "Interest of {}",
    "loss": "Loss of {}, still to be made good",
}
_STATES = {
    "active": "A member",
    "paused": "A member, paused",
    "suspended": "A member, suspended",
    "left": "No member any more",
}


def lot_words(lot: str) -> str:
    """What a lot is, as people say it.

    Args:
        lot: Its name, such as `2025-Q`.

    Returns:
        Such as `Paid in`, `Kept of 2025, qualified`.
    """
    kind = kind_of(lot)
    if kind == "fee":
        return "Paid in"
    if year := year_of(lot):
        return _LOTS[kind].format(year)
    return f"Lot {lot}" if lot else "In no lot"


def state_words(status: Status | None) -> str:
    """What somebody is, since when and of which class.

    Args:
        status: What they are on a day; None for whom the book never let join.

    Returns:
        A sentence without a full stop.
    """
    if status is None:
        return "Not known as a member in this book"
    words = _STATES.get(status.state, status.state)
    since = status.since if status.state == "left" else status.joined
    words = f"{words} since {long_date(since)}"
    return f"{words}, class {status.member_class}" if status.member_class else words


def news(last: LastYear) -> list[str]:
    """How far the last year is, in sentences.

    Args:
        last: The last year that is over.

    Returns:
        That it was shared, when, and until when members get their cash; else that it
        was not, and what is missing for that.
    """
    year = last.year.label
    if last.shared is not None:
        verb = "borne" if last.is_loss else "shared"
        found = [f"The {last.title} was {verb} on {long_date(last.shared.date)}."]
        if last.pay_by and last.shared.of(*CASH):
            day = long_date(last.pay_by)
            found.append(f"What is due in cash of it must be paid by {day}.")
        return found
    if last.proposal is None:
        return [f"How {year} is shared can't be worked out: {last.why_not}"]
    if not last.proposal.figures.start:
        return [f"{year} brought neither a surplus nor a loss."]
    found = [f"The {last.title} is not shared yet."]
    if many := len(last.proposal.problems):
        what = "1 thing is" if many == 1 else f"{many} things are"
        found.append(f"{what} in the way; the proposal names them.")
    return found
