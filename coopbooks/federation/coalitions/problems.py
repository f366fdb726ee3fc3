"""What is to be looked at in a coalition, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.coalitions.state import State
    from coopbooks.federation.coalitions.state import Voice


class Held(NamedTuple):
    """What one partner holds for another, as each of their books says.

    Attributes:
        holder: Who holds it.
        owner: For whom; empty for all together.
        by_holder: What the holder's book says; None where none was read.
        by_owner: What the owner's book says; None where none was read.
    """

    holder: str
    owner: str
    by_holder: Decimal | None
    by_owner: Decimal | None

    @property
    def differs(self) -> bool:
        """Whether both books were read and do not say the same."""
        told = {one for one in (self.by_holder, self.by_owner) if one is not None}
        return len(told) > 1


def held(state: State, books: Collection[str]) -> list[Held]:
    """What partners hold for one another.

    Args:
        state: Where the coalition stands.
        books: Whose books were read.

    Returns:
        One for each pair of which a book says anything, by name; what is held for
        all together last.
    """
    found = []
    for one, other in sorted(
        {(min(pair), max(pair)) for pair in state.held if all(pair)}
    ):
        first = state.held.get((one, other), ZERO) if one in books else None
        second = state.held.get((other, one), ZERO) if other in books else None
        # Debits are above zero: who holds something owes it.
        owed = -first if first is not None and first else second or ZERO
        if owed >= 0:
            found.append(Held(one, other, _turned(first), second))
        else:
            found.append(Held(other, one, _turned(second), first))
    for (name, other), number in sorted(state.held.items()):
        if not other:
            found.append(Held(name, "", -number, None))
    return found


def _turned(number: Decimal | None) -> Decimal | None:
    return None if number is None else (-number if number else ZERO)


def of(
    state: State,
    currency: str,
    books: Collection[str],
    unread: Sequence[str],
    voices: Mapping[str, Voice],
) -> Iterator[str]:
    """What is to be looked at.

    Args:
        state: Where the coalition stands.
        currency: Its currency.
        books: Whose books were read.
        unread: Whose books could not be read.
        voices: What each partner says.

    Yields:
        A sentence for each thing: a book that could not be read, payments and money
        held of which two partners say different things, a price that is missing, a
        campaign that nobody knows.
    """
    for name in unread:
        yield (
            f"{name}: its book could not be read, so what it was given and spent is "
            "missing, and all that follows from it."
        )
    if not voices or not any(voice.moves for voice in voices.values()):
        yield "No partner's book has anything with this campaign: until then."
    for one in state.passed.values():
        if one.differs:
            yield (
                f"{one.giver} says that it paid {one.receiver} {one.said} {currency} "
                f"in all, {one.receiver} that it received {one.heard}; "
                f"{one.number} counts."
            )
    for each in held(state, books):
        if each.differs:
            yield (
                f"{each.holder}'s book holds {each.by_holder} {currency} for "
                f"{each.owner}, whose own book says {each.by_owner}."
            )
    for name, voice in voices.items():
        for missing in sorted(voice.rates.missing):
            yield f"{name}: there is no price of {missing}; it is left out."
