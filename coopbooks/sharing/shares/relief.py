"""What changes a share without its terms: conditions that are not met, and relief."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.sharing.brought import Off
from coopbooks.sharing.forms.actions import MET
from coopbooks.sharing.forms.actions import RELIEF
from coopbooks.sharing.forms.agreements import CONDITION

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.shares.state import State
    from coopbooks.sharing.terms import SharingTerms


def unmet(
    terms: SharingTerms, group: Group, day: datetime.date
) -> tuple[Directive, ...]:
    """The conditions of an agreement that are not met on a day.

    Args:
        terms: What the book says about agreements.
        group: The agreement.
        day: The day.

    Returns:
        Their `coop-agreement-condition`; a condition that nothing is said of is not
        met.
    """
    return tuple(
        line for line in group.of(CONDITION.kind) if not _is_met(terms, line, day)
    )


def reliefs(
    terms: SharingTerms, name: str, period: Period, fye: FiscalYearEnd
) -> list[Directive]:
    """The reliefs that hold for a period.

    Args:
        terms: What the book says about agreements.
        name: The agreement's name.
        period: The period of the share.
        fye: The end of the fiscal year, for periods such as FY2026.

    Returns:
        Their `coop-agreement-relief` by date: those that name the period, or one that
        holds it; those that name none, from their date on until they end.
    """
    return [
        one
        for one in terms.of(RELIEF.kind)
        if one.name == name and _holds_for(one, period, fye)
    ]


def relief_since(
    terms: SharingTerms, name: str, period: Period, fye: FiscalYearEnd
) -> datetime.date:
    """From when on a relief may have been taken that a period has a rest of.

    Args:
        terms: What the book says about agreements.
        name: The agreement's name.
        period: The period of the share.
        fye: The end of the fiscal year.

    Returns:
        The first day of the periods that reliefs of amounts are for, where the period
        lies in them; else its own first day.
    """
    return min(
        (
            parse_period(str(one.meta["period"]), fye).begin
            for one in reliefs(terms, name, period, fye)
            if _once(one)
        ),
        default=period.begin,
    )


def taken_off(
    found: Sequence[Directive], number: Decimal, currency: str, state: State
) -> Decimal:
    """How much reliefs take off a share.

    Args:
        found: The reliefs.
        number: The share, in `currency`.
        currency: Its currency.
        state: What earlier periods left; changed. An amount for a period is taken off
            once, however many shares the period has.

    Returns:
        How much, rounded half up, at most the share.
    """
    off = ZERO
    for one in found if number > 0 else ():
        left = max(number - off, ZERO)
        if not _once(one):
            off += min(_part(one, number, currency), left)
            continue
        place = _place(one)
        before = state.relieved.get(place, ZERO)
        taken = min(_part(one, number, currency) - before, left)
        state.relieved[place] = before + taken
        off += taken
    return off


def offs_of(found: Sequence[Directive], state: State) -> tuple[Off, ...]:
    """What reliefs are, before they are taken off a share.

    Args:
        found: The reliefs.
        state: What earlier periods left.

    Returns:
        Each as a percentage or as what is left of its amount.
    """
    offs = []
    for one in found:
        part, decision = one.values["part"], str(one.meta["decision"])
        if isinstance(part, str):
            offs.append(Off(decision, Decimal(100), percent=True))
            continue
        number = Decimal(part.number or 0)
        percent = part.currency == "PERCENT"
        before = state.relieved.get(_place(one), ZERO) if _once(one) else ZERO
        offs.append(Off(decision, number - before, percent))
    return tuple(offs)


def _place(one: Directive) -> tuple[str, int]:
    return str(one.source["filename"]), int(one.source["lineno"])


def _once(one: Directive) -> bool:
    """Whether it is an amount for a period as a whole, not off each share."""
    part = one.values["part"]
    of_each = isinstance(part, str) or part.currency == "PERCENT"
    return not of_each and one.meta.get("period") is not None


def _part(one: Directive, number: Decimal, currency: str) -> Decimal:
    part = one.values["part"]
    if isinstance(part, str):
        return number
    if part.currency == "PERCENT":
        return quantize(number * Decimal(part.number or 0) / 100, currency)
    return Decimal(part.number or 0)


def _is_met(terms: SharingTerms, line: Directive, day: datetime.date) -> bool:
    said = [
        one
        for one in terms.of(MET.kind)
        if one.name == line.name
        and one.values["condition"] == line.values["condition"]
        and one.date <= day
    ]
    if not said:
        return False
    last = said[-1]
    until: datetime.date | None = last.meta.get("until")
    return bool(last.values["met"]) and (until is None or day <= until)


def _holds_for(one: Directive, period: Period, fye: FiscalYearEnd) -> bool:
    named = one.meta.get("period")
    if named is None:
        until: datetime.date | None = one.meta.get("until")
        return one.date <= period.last and (until is None or until >= period.begin)
    try:
        said = parse_period(str(named), fye)
    except BadPeriod:
        return False
    return said.begin <= period.begin and period.end <= said.end
