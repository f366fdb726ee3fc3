"""One period's share from its base: losses, exemption, ladder, floor, cap, guarantee.

All is exact; what is owed is rounded once, at the end.
"""

from __future__ import annotations

from decimal import ROUND_DOWN
from decimal import ROUND_HALF_UP
from decimal import ROUND_UP
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.dues.charge import Step
from coopbooks.sharing.shares.ladder import ladder

if TYPE_CHECKING:
    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import Base
    from coopbooks.sharing.shares.state import State

EARLIER = "less what earlier periods of the year came to"
EXEMPT = "that is exempt"
ROUNDINGS = {"half-up": ROUND_HALF_UP, "down": ROUND_DOWN, "up": ROUND_UP}


class Amount(NamedTuple):
    """What a period's share comes to, before conditions, threshold and relief.

    Attributes:
        number: How much, rounded to the currency; negative for what goes back of the
            same year.
        currency: Its currency.
        steps: How it came about.
    """

    number: Decimal
    currency: str
    steps: tuple[Step, ...]


def amount_of(
    group: Group, base: Base, state: State, *, last_of_year: bool, whole: Base | None
) -> Amount:
    """Work out what a period's share comes to, and remember what the next needs.

    Args:
        group: The agreement, as it holds for the period.
        base: What counted: of the period, or of the year to date.
        state: What earlier periods left; changed.
        last_of_year: Whether the fiscal year ends with the period.
        whole: The base of the whole year, for a true-up at its end; None without.

    Returns:
        The share.
    """
    steps: list[Step] = []
    with localcontext(prec=PRECISION):
        if whole is not None:
            exact, unit = _true_up(group, whole, state, steps)
        elif group.header.meta.get("count") == "year-to-date":
            exact, unit = _to_date(group, base, state, steps, last_of_year=last_of_year)
        else:
            exact, unit = _by_itself(group, base, state, steps)
        exact = _bounded(group, exact, unit, state, steps)
    # What counts to date is rounded as a whole, so that its periods come to the year.
    to_date = whole is not None or group.header.meta.get("count") == "year-to-date"
    before = state.year_share if to_date else ZERO
    rounding = ROUNDINGS[str(group.header.meta.get("round") or "half-up")]
    number = quantize(exact + before, unit, rounding) - before
    if number != exact:
        steps.append(_step(group, f"rounded to {number:,f}", number, unit))
    state.year_share += number
    return Amount(number, unit, tuple(steps))


def _by_itself(
    group: Group, base: Base, state: State, steps: list[Step]
) -> tuple[Decimal, str]:
    """A period that counts by itself, with losses carried into it."""
    state.year_base += base.number
    steps.append(
        _step(group, f"counted for {base.period.label}", base.number, base.unit)
    )
    return _with_losses(group, base, state, steps)


def _to_date(
    group: Group, base: Base, state: State, steps: list[Step], *, last_of_year: bool
) -> tuple[Decimal, str]:
    """The year to date, less what its earlier periods came to."""
    words = f"counted from {base.period.begin} to {base.period.last}"
    steps.append(_step(group, words, base.number, base.unit))
    exact, unit = _with_losses(group, base, state, steps)
    if not last_of_year:
        # The year is not over: what it lost so far may still be made up in it.
        state.loss, state.share_loss = state.before
    if earlier := state.year_share - state.year_ahead:
        exact -= earlier
        steps.append(_step(group, EARLIER, exact, unit))
    return exact, unit


def _true_up(
    group: Group, whole: Base, state: State, steps: list[Step]
) -> tuple[Decimal, str]:
    """At the year's end: the year by one ladder, less what its periods came to."""
    steps.append(_step(group, "counted for the whole year", whole.number, whole.unit))
    # The year has its own losses in it already; only those of years before come in.
    state.loss, state.share_loss = state.before
    exact, unit = _with_losses(group, whole, state, steps)
    earlier = state.year_share - state.year_ahead
    exact -= earlier
    words = f"less {earlier:,f} of the year's earlier periods"
    steps.append(_step(group, words, exact, unit))
    return exact, unit


def _with_losses(
    group: Group, base: Base, state: State, steps: list[Step]
) -> tuple[Decimal, str]:
    """What a base gives, with what was lost before set against it."""
    if group.header.meta.get("losses-at") == "share":
        return _losses_at_share(group, base, state, steps)
    number = _after_losses(group, base.number, base.unit, state, steps)
    return _ladder(group, _after_exempt(group, number, steps), base.unit, steps)


def _losses_at_share(
    group: Group, base: Base, state: State, steps: list[Step]
) -> tuple[Decimal, str]:
    """A loss gives a negative share, which is set against later ones."""
    if base.number < 0:
        exact, unit = _ladder(group, -base.number, base.unit, steps)
        exact = -exact
        steps.append(
            _step(group, "a loss: no share, set against later ones", ZERO, unit)
        )
    else:
        number = _after_exempt(group, base.number, steps)
        exact, unit = _ladder(group, number, base.unit, steps)
    exact += state.share_loss
    if state.share_loss:
        words = f"less {-state.share_loss:,f} carried from earlier losses"
        steps.append(_step(group, words, max(exact, ZERO), unit))
    carries = group.header.meta.get("losses") == "carry"
    state.share_loss = min(exact, ZERO) if carries else ZERO
    return max(exact, ZERO), unit


def _after_losses(
    group: Group, number: Decimal, unit: str, state: State, steps: list[Step]
) -> Decimal:
    """What is left of a base after earlier losses; never below zero."""
    carries = group.header.meta.get("losses") == "carry"
    if carries and state.loss:
        number += state.loss
        words = f"less {-state.loss:,f} of earlier losses"
        steps.append(_step(group, words, number, unit))
    state.loss = min(number, ZERO) if carries else ZERO
    if number < 0:
        words = "a loss: no share"
        words += ", carried on" if carries else ""
        steps.append(_step(group, words, ZERO, unit))
    return max(number, ZERO)


def _after_exempt(group: Group, number: Decimal, steps: list[Step]) -> Decimal:
    """What is left of a base after what is exempt of it."""
    exempt = group.header.meta.get("exempt")
    if exempt is None:
        return number
    left = max(number - Decimal(exempt.number or 0), ZERO)
    words = f"less {exempt.number:,f} {EXEMPT}"
    steps.append(_step(group, words, left, exempt.currency))
    return left


def _ladder(
    group: Group, number: Decimal, unit: str, steps: list[Step]
) -> tuple[Decimal, str]:
    found = ladder(group, number, unit)
    steps += found.steps
    if len(found.steps) > 1:
        steps.append(_step(group, "together", found.number, found.unit))
    return found.number, found.unit


def _bounded(
    group: Group, exact: Decimal, unit: str, state: State, steps: list[Step]
) -> Decimal:
    """The least, the most, the most of a year, and a guarantee."""
    meta = group.header.meta
    for key, words in (
        ("minimum", "at least"),
        ("maximum", "at most"),
        ("maximum-a-year", "at most in a year"),
    ):
        if (said := meta.get(key)) is None:
            continue
        bound = Decimal(said.number or 0)
        if key == "maximum-a-year":
            bound -= state.year_share
        kept = max(exact, bound) if key == "minimum" else min(exact, bound)
        if kept != exact:
            exact = kept
            steps.append(_step(group, f"{words} {said.number:,f}", exact, unit))
    return _guaranteed(group, exact, unit, state, steps)


def _guaranteed(
    group: Group, exact: Decimal, unit: str, state: State, steps: list[Step]
) -> Decimal:
    """At least what is guaranteed; what that is beyond the share may be recouped."""
    guarantee = group.header.meta.get("guarantee")
    if guarantee is None:
        return exact
    least = Decimal(guarantee.number or 0)
    recouped = bool(group.header.meta.get("recoupable"))
    if exact < least:
        state.ahead += least - exact if recouped else ZERO
        state.year_ahead += least - exact
        steps.append(_step(group, f"{least:,f} is guaranteed", least, unit))
        return least
    taken = min(state.ahead, exact - least)
    if taken:
        state.ahead -= taken
        state.year_ahead -= taken
        words = f"less {taken:,f} that was guaranteed beyond earlier shares"
        steps.append(_step(group, words, exact - taken, unit))
    return exact - taken


def _step(group: Group, words: str, number: Decimal, unit: str) -> Step:
    authority = str(group.header.meta.get("authority") or "")
    return Step(words, number, unit, group.header.source, authority)
