"""The shares of past periods, as agreed and by other terms."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.sharing.shares.shares import share_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Share
    from coopbooks.sharing.share import View


class Replayed(NamedTuple):
    """One period by both terms.

    Attributes:
        period: The period.
        base: What counted, by the other terms where they count it at all.
        agreed: What it came to as agreed.
        otherwise: What it would have come to.
    """

    period: Period
    base: Decimal
    agreed: Decimal
    otherwise: Decimal


@dataclass(frozen=True, slots=True)
class Replay:
    """An agreement's past periods by other terms.

    Attributes:
        name: The agreement.
        currency: What it is owed in.
        lines: Each period in order.
        problems: What could not be worked out, by file and line.
        notes: What people should know of the other terms, such as a cliff.
    """

    name: str
    currency: str
    lines: tuple[Replayed, ...]
    problems: tuple[LedgerError, ...]
    notes: tuple[str, ...]


def replay(
    view: View,
    name: str,
    period: Period,
    other_terms: Callable[[Group], Group],
    others: Mapping[str, View],
) -> Replay:
    """Work out what other terms would have come to; nothing is changed.

    Args:
        view: The book.
        name: The agreement's name.
        period: The past periods: a year, or a quarter.
        other_terms: Gives for each version of the agreement the one to try.
        others: The books of other bodies at hand, by name.

    Returns:
        Each period by both terms. The other terms hold from when each version held, so
        that what they carry from one period to the next is carried here, too.
    """
    changed = tuple(
        _since(other_terms(one), one) if one.name == name else one
        for one in view.terms.agreements
    )
    tried = replace(view, terms=replace(view.terms, agreements=changed))
    agreed = {one.period: one for one in share_of(view, name, period, others)}
    otherwise = {one.period: one for one in share_of(tried, name, period, others)}
    periods = sorted({*agreed, *otherwise}, key=lambda one: (one.begin, one.end))
    shares = [*agreed.values(), *otherwise.values()]
    return Replay(
        name,
        shares[-1].currency if shares else view.currency,
        tuple(_line(one, agreed.get(one), otherwise.get(one)) for one in periods),
        tuple(problem for share in otherwise.values() for problem in share.problems),
        tuple(dict.fromkeys(note for one in otherwise.values() for note in one.notes)),
    )


def _since(group: Group, held: Group) -> Group:
    """Terms that hold from when others held."""
    return replace(group, header=replace(group.header, date=held.date))


def _line(period: Period, agreed: Share | None, otherwise: Share | None) -> Replayed:
    shown = otherwise or agreed
    return Replayed(
        period,
        shown.base.number if shown else ZERO,
        agreed.number if agreed else ZERO,
        otherwise.number if otherwise else ZERO,
    )
