"""Each once a week, and never more for all than the most for a year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import allocate
from coopbooks.core.money import rounded_down
from coopbooks.core.money import total_of
from coopbooks.support.need.paid import paid_of
from coopbooks.support.need.paid import total
from coopbooks.support.need.words import money_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.sharing.share import View
    from coopbooks.support.need.paid import Paid
    from coopbooks.support.need.striker import StrikePay
    from coopbooks.support.need.striker import Striker
    from coopbooks.support.terms import SupportTerms


def each_once(found: Sequence[StrikePay]) -> list[StrikePay]:
    """Leave out who is on two strikes in a week, where they would get less.

    Args:
        found: The pay of each strike of a week.

    Returns:
        The same, each member on one strike only: the one that gives them most, of equal
        ones the first.
    """
    best: dict[str, tuple[Decimal, int]] = {}
    for place, one in enumerate(found):
        for striker in one.people:
            now = striker.number, -place
            best[striker.member] = max(best.get(striker.member, now), now)
    kept = []
    for place, one in enumerate(found):
        people = tuple(
            striker for striker in one.people if best[striker.member][1] == -place
        )
        kept.append(replace(one, people=people))
    return kept


def capped(
    view: View, terms: SupportTerms, found: Iterable[StrikePay]
) -> list[StrikePay]:
    """Say what is paid now, under the most that all may have of a benefit in a year.

    Args:
        view: The book.
        terms: What it says about support.
        found: The pay of each strike of a week.

    Returns:
        The same with what is paid now: what each lacks; where the year's most does not
        reach that far, as much of it in proportion.
    """
    left: dict[str, Decimal] = {}
    made = []
    for one in found:
        most = money_of(one.benefit, "body-maximum-a-year")
        lacks = {
            striker.member: striker.number - striker.paid
            for striker in one.people
            if striker.number > striker.paid
        }
        if most is not None:
            name = one.benefit.name
            if name not in left:
                had: list[Paid] = paid_of(view, terms, one.benefit)
                room = max(most - total(had, year=one.year), ZERO)
                left[name] = rounded_down(room, one.currency)
            room = left[name]
            if total_of(lacks.values()) > room:
                lacks = allocate(room, lacks, one.currency)
            left[name] = room - total_of(lacks.values())
        made.append(replace(one, people=tuple(_paying(one, lacks, most))))
    return made


def _paying(
    one: StrikePay, lacks: dict[str, Decimal], most: Decimal | None
) -> list[Striker]:
    """Everybody with what is paid to them now."""
    people = []
    for striker in one.people:
        pays = lacks.get(striker.member, ZERO)
        short = striker.number > striker.paid + pays
        because = striker.because
        if short and not because:
            because = f"the most for all in a year, {most:,.2f}"
        people.append(striker._replace(pays=pays, because=because))
    return people
