"""A coalition worked out: what each partner got and spent, its part, who pays whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.federation.coalitions import problems
from coopbooks.federation.coalitions.forms import GIVEN
from coopbooks.federation.coalitions.forms import PAID
from coopbooks.federation.coalitions.forms import RECEIVED
from coopbooks.federation.coalitions.forms import SPENT
from coopbooks.federation.coalitions.moves import Move
from coopbooks.federation.coalitions.moves import moves_of
from coopbooks.federation.coalitions.settling import settle
from coopbooks.federation.coalitions.state import Voice
from coopbooks.federation.coalitions.state import state_on
from coopbooks.federation.coalitions.terms import COSTS
from coopbooks.federation.coalitions.terms import GIFTS
from coopbooks.federation.coalitions.terms import parts
from coopbooks.federation.combining.rates import Rates

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.federation.coalitions.moves import Kind
    from coopbooks.federation.coalitions.settling import Payment
    from coopbooks.federation.coalitions.state import State
    from coopbooks.federation.coalitions.terms import Coalition
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.reading.figures import Quote
    from coopbooks.federation.terms import Federation

KINDS: Mapping[str, Kind] = {
    SPENT: "spent",
    GIVEN: "given",
    PAID: "paid",
    RECEIVED: "received",
}
WHOLE = {COSTS: "spent", GIFTS: "given"}
Parts = dict[tuple[str, str], "Decimal"]


@dataclass(frozen=True, slots=True)
class Worked:
    """A coalition worked out for a period.

    Attributes:
        coalition: The coalition.
        period: The period.
        currency: In what all is told.
        titles: What partners are called, by name.
        figures: The figures of those whose book was read.
        unread: Those that keep a book here which could not be read.
        before: Where it stood at the beginning of the period.
        after: Where it stands at its end.
        parts_before: Each partner's part of costs and gifts until the beginning, by
            `costs` or `gifts` and partner.
        parts_after: The same until the end.
        payments: Who pays whom.
        fewest: Whether there can't be fewer payments.
        problems: What is to be looked at, in sentences.
    """

    coalition: Coalition
    period: Period
    currency: str
    titles: Mapping[str, str]
    figures: Mapping[str, Figures]
    unread: frozenset[str]
    before: State
    after: State
    parts_before: Mapping[tuple[str, str], Decimal]
    parts_after: Mapping[tuple[str, str], Decimal]
    payments: tuple[Payment, ...]
    fewest: bool
    problems: tuple[str, ...]

    @property
    def partners(self) -> tuple[str, ...]:
        """Who carries it, by name."""
        return self.coalition.partners

    def balance(self, partner: str) -> Decimal:
        """What a partner gets, or below zero owes, at the end."""
        return _balance(self.after, self.parts_after, partner)


def work_out(
    federation: Federation,
    coalition: Coalition,
    period: Period,
    figures: Mapping[str, Figures],
    unread: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
) -> Worked:
    """Work a coalition out.

    Args:
        federation: The federation, for its currency and what bodies are called.
        coalition: The coalition, with what is said of it before the period's end.
        period: The period.
        figures: The figures of the partners whose books were read, by name.
        unread: The partners whose books could not be read.
        quotes: The federation's own prices.

    Returns:
        It, from its beginning: what is open of earlier periods is among what is to be
        paid. Parts add up to the whole and balances to zero, to the cent.
    """
    currency = str(coalition.said("currency") or federation.currency)
    voices = _voices(coalition, currency, period, figures, quotes)
    state = _States(coalition, voices, currency)
    before, after = state(period.begin), state(period.end)
    parts_after = _parts(coalition, state, period.end, currency)
    balances = {name: _balance(after, parts_after, name) for name in coalition.partners}
    payments, fewest = settle(balances)
    titles = {one.name: one.title for one in federation.members}
    books = {name for name, voice in voices.items() if voice.has_book}
    return Worked(
        coalition,
        period,
        currency,
        {name: titles.get(name, name) for name in coalition.partners},
        figures,
        frozenset(unread),
        before,
        after,
        _parts(coalition, state, period.begin, currency),
        parts_after,
        tuple(payments),
        fewest,
        tuple(problems.of(after, currency, books, unread, voices)),
    )


class _States:
    """Where a coalition stands on each day that is asked for, worked out once."""

    def __init__(
        self, coalition: Coalition, voices: Mapping[str, Voice], currency: str
    ) -> None:
        self._coalition = coalition
        self._voices = voices
        self._currency = currency
        self._found: dict[datetime.date, State] = {}

    def __call__(self, day: datetime.date) -> State:
        if day not in self._found:
            begin, partners = self._coalition.begin, self._coalition.partners
            found = state_on(self._voices, partners, begin, day, self._currency)
            self._found[day] = found
        return self._found[day]


def _balance(
    state: State, parts_of: Mapping[tuple[str, str], Decimal], partner: str
) -> Decimal:
    """What is a partner's by the agreement, less what is in its hands."""
    yours = parts_of.get((GIFTS, partner), ZERO) - parts_of.get((COSTS, partner), ZERO)
    return yours - state.in_hands(partner)


def _parts(
    coalition: Coalition,
    state: Callable[[datetime.date], State],
    end: datetime.date,
    currency: str,
) -> Parts:
    """Each partner's part until a day, by what was agreed when it was moved."""
    found: Parts = {}
    groups = [group for group in coalition.groups if group.date < end]
    ends = [*(group.date for group in groups[1:]), end]
    for group, until in zip(groups, ends, strict=False):
        for what, kind in WHOLE.items():
            number = state(until).total(kind) - state(group.date).total(kind)
            for name, part in parts(group, number, currency, what).items():
                found[what, name] = found.get((what, name), ZERO) + part
    return found


def _voices(
    coalition: Coalition,
    currency: str,
    period: Period,
    figures: Mapping[str, Figures],
    quotes: Sequence[Quote],
) -> dict[str, Voice]:
    """What each partner says, by its book or by its reports."""
    found: dict[str, Voice] = {}
    for name in coalition.partners:
        if name in figures:
            body = figures[name]
            moves = moves_of(
                name,
                body.campaigns,
                body.accounts,
                coalition.name,
                coalition.partners,
            )
            rates = Rates(currency, period, [quotes, body.quotes])
            found[name] = Voice(name, moves, rates, has_book=True)
            continue
        reports = [
            _reported(place, one)
            for place, one in enumerate(coalition.reports)
            if one.values["body"] == name
        ]
        if reports:
            rates = Rates(currency, period, [quotes])
            found[name] = Voice(name, reports, rates, has_book=False)
    return found


def _reported(place: int, one: Directive) -> Move:
    """A report as a move; its place among the reports stands for the account."""
    amount = one.values["amount"]
    kind = KINDS[str(one.values["what"])]
    other = str(one.meta.get("to") or one.meta.get("from") or "")
    account = "" if other else str(place)
    return Move(one.date, kind, account, other, amount.currency, amount.number)
