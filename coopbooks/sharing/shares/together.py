"""Shares that are counted over short periods and charged over a longer one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.charge import Step
from coopbooks.sharing.share import SharePart
from coopbooks.sharing.shares.calendar import due_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Share


def together(shares: Sequence[Share], period: Period) -> Share:
    """Add up what an agreement came to in the periods that one of its charges is for.

    Args:
        shares: The shares of the shorter periods, in order; at least one.
        period: What is charged.

    Returns:
        One share: the only one, for what is charged; else the sum with the steps of
        each.
    """
    last = shares[-1]
    if len(shares) == 1:
        due = due_day(last.group, period)
        return replace(last, period=period, due=due)
    steps = [
        step._replace(words=f"{share.period.label}: {step.words}")
        for share in shares
        for step in share.steps
    ]
    number = total_of(share.number for share in shares)
    steps.append(Step("together", number, last.currency, last.group.header.source))
    base = replace(
        last.base,
        number=total_of(share.base.number for share in shares),
        period=period,
        counted=tuple(one for share in shares for one in share.base.counted),
    )
    return replace(
        last,
        period=period,
        base=base,
        number=number,
        steps=tuple(steps),
        parts=_parts(shares),
        before_relief=total_of(share.before_relief for share in shares),
        relief=total_of(share.relief for share in shares),
        earlier=shares[0].earlier,
        # What an earlier month held back has come in where its last one does not.
        unmet=last.unmet,
        lost=last.lost,
        due=due_day(last.group, period),
        book_number=total_of(share.book_number for share in shares),
        pieces=tuple(shares),
        rate="; ".join(dict.fromkeys(share.rate for share in shares if share.rate)),
        problems=tuple(problem for share in shares for problem in share.problems),
    )


def _parts(shares: Sequence[Share]) -> tuple[SharePart, ...]:
    """The parts of all, each part once."""
    found: dict[tuple[str, str, str], Decimal] = {}
    for share in shares:
        for part in share.parts:
            key = (part.name, part.body, part.fund)
            found[key] = found.get(key, ZERO) + part.number
    return tuple(
        SharePart(name, number, body, fund)
        for (name, body, fund), number in found.items()
    )
