"""Where a coalition stands on a day: given, spent, passed on, and held."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.federation.coalitions.moves import Kind
    from coopbooks.federation.coalitions.moves import Move
    from coopbooks.federation.combining.rates import Rates


class Source(NamedTuple):
    """Where something given or spent stands.

    Attributes:
        partner: Whose it is.
        kind: `given` or `spent`.
        account: The account of its book, or the place of its report.
    """

    partner: str
    kind: str
    account: str


class Passed(NamedTuple):
    """What one partner paid another, as each of them says.

    Attributes:
        giver: Who paid.
        receiver: Who was paid.
        said: What the one who paid says; None where it says nothing.
        heard: What the other says; None where it says nothing.
    """

    giver: str
    receiver: str
    said: Decimal | None
    heard: Decimal | None

    @property
    def number(self) -> Decimal:
        """What counts: as far as both say it, or what the only one says."""
        told = [one for one in (self.said, self.heard) if one is not None]
        return min(told, default=ZERO)

    @property
    def differs(self) -> bool:
        """Whether one says something else than the other."""
        told = {one for one in (self.said, self.heard) if one is not None}
        return len(told) > 1


@dataclass(frozen=True, slots=True)
class Voice:
    """What a partner says, by its book or by its reports.

    Attributes:
        name: The partner.
        moves: What was moved.
        rates: In which rates.
        has_book: Whether its book is read, so that what it does not say is not so.
    """

    name: str
    moves: Sequence[Move]
    rates: Rates
    has_book: bool

    def exact(
        self, end: datetime.date, begin: datetime.date
    ) -> dict[tuple[Kind, str, str], Decimal]:
        """What was moved between two days, by kind, account and partner, not rounded.

        What is with a partner counts from the beginning of the book, and at the rate
        of the last day; everything else at the rate of its own day.
        """
        found: dict[tuple[Kind, str, str], Decimal] = defaultdict(lambda: ZERO)
        with localcontext(prec=PRECISION):
            for one in self.moves:
                held = one.kind == "held"
                if one.day >= end or (one.day < begin and not held):
                    continue
                day = end - DAY if held else one.day
                key = one.kind, one.account, one.other
                found[key] += one.number * self.rates.on(one.currency, day)
        return found


@dataclass(frozen=True, slots=True)
class State:
    """A coalition on a day, from its beginning; all in its currency, in whole cents.

    Attributes:
        sources: What was given and spent, by where it stands.
        passed: What partners paid one another, by giver and receiver.
        held: What is with a partner by a partner's book: by whose book and with whom
            (empty for all together), debits positive.
    """

    sources: Mapping[Source, Decimal] = field(default_factory=dict)
    passed: Mapping[tuple[str, str], Passed] = field(default_factory=dict)
    held: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)

    def total(self, kind: str, partner: str | None = None) -> Decimal:
        """What was given or spent, by one partner or by all."""
        return total_of(
            number
            for source, number in self.sources.items()
            if source.kind == kind and partner in (None, source.partner)
        )

    def in_hands(self, partner: str) -> Decimal:
        """What is left with a partner of all that went through its hands."""
        left = self.total("given", partner) - self.total("spent", partner)
        for one in self.passed.values():
            left += one.number if one.receiver == partner else ZERO
            left -= one.number if one.giver == partner else ZERO
        return left


def state_on(
    voices: Mapping[str, Voice],
    partners: Collection[str],
    begin: datetime.date,
    end: datetime.date,
    currency: str,
) -> State:
    """Add up where a coalition stands.

    Args:
        voices: What each partner says, of those that say anything.
        partners: All who carry it.
        begin: Its first day.
        end: What is before this day counts.
        currency: Its currency.

    Returns:
        The state; each number is rounded once.
    """
    said: dict[str, dict[tuple[Kind, str, str], Decimal]] = {}
    for name, voice in voices.items():
        said[name] = {
            key: quantize(number, currency)
            for key, number in voice.exact(end, begin).items()
        }
    sources: dict[Source, Decimal] = {}
    held: dict[tuple[str, str], Decimal] = {}
    for name, numbers in said.items():
        for (kind, account, other), number in numbers.items():
            if kind == "held":
                held[name, other] = held.get((name, other), ZERO) + number
            elif kind in ("given", "spent"):
                source = Source(name, kind, account)
                sources[source] = sources.get(source, ZERO) + number
    passed: dict[tuple[str, str], Passed] = {}
    for giver in sorted(partners):
        for receiver in sorted(partners):
            if giver != receiver:
                one = _passed(giver, receiver, voices, said, sources)
                if one.said or one.heard:
                    passed[giver, receiver] = one
    return State(
        {key: sources[key] for key in sorted(sources) if sources[key]},
        passed,
        {key: held[key] for key in sorted(held) if held[key]},
    )


def _passed(
    giver: str,
    receiver: str,
    voices: Mapping[str, Voice],
    said: Mapping[str, Mapping[tuple[Kind, str, str], Decimal]],
    sources: dict[Source, Decimal],
) -> Passed:
    """What one paid the other; what it bought from the other instead was spent."""
    paid = _about(giver, "paid", receiver, voices, said)
    heard = _about(receiver, "received", giver, voices, said)
    bought = {
        account: number
        for (kind, account, other), number in said.get(giver, {}).items()
        if kind == "bought" and other == receiver
    }
    # Only the other's book tells a gift to it from a purchase.
    gift = max((heard or ZERO) - (paid or ZERO), ZERO)
    for account, number in sorted(bought.items()):
        taken = min(gift, max(number, ZERO))
        gift -= taken
        paid = (paid or ZERO) + taken
        source = Source(giver, "spent", account)
        sources[source] = sources.get(source, ZERO) + number - taken
    return Passed(giver, receiver, paid, heard)


def _about(
    name: str,
    kind: Kind,
    other: str,
    voices: Mapping[str, Voice],
    said: Mapping[str, Mapping[tuple[Kind, str, str], Decimal]],
) -> Decimal | None:
    """What a partner says of payments; None where it need not have said it."""
    numbers = [
        number
        for (what, _, with_whom), number in said.get(name, {}).items()
        if what == kind and with_whom == other
    ]
    if not numbers and not (name in voices and voices[name].has_book):
        return None
    return total_of(numbers)
