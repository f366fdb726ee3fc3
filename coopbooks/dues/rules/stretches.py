"""Which charge periods touch a period, for everybody's ways of paying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.dues.forms.people import MEMBER_DUES
from coopbooks.dues.forms.people import WORKPLACE
from coopbooks.dues.rules.cadence import starts_of
from coopbooks.dues.rules.calendar import MONTHS
from coopbooks.dues.rules.calendar import WEEKS
from coopbooks.dues.rules.calendar import charge_periods
from coopbooks.dues.rules.calendar import period_of
from coopbooks.dues.rules.choosing import Schedules
from coopbooks.dues.rules.choosing import mid_period
from coopbooks.dues.rules.schedules import read_schedule

if TYPE_CHECKING:
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.terms import DuesTerms


def cadences(terms: DuesTerms) -> set[str]:
    """All the ways of how often somebody may pay.

    Args:
        terms: What the book says about dues.

    Returns:
        Words of `PER`: of schedules, of workplaces and of members.
    """
    found = {_per(group) for group in terms.schedules}
    for line in terms.of(WORKPLACE.kind):
        found.add(str(line.meta.get("each") or "month"))
    for line in terms.of(MEMBER_DUES.kind):
        if line.values["what"] == "each":
            found.add(str(line.values["value"]))
    return found


def stretches(terms: DuesTerms, period: Period) -> list[tuple[str, Period]]:
    """The charge periods of all cadences that touch a period.

    Args:
        terms: What the book says about dues.
        period: The period.

    Returns:
        The cadence and the charge period, by its first day. Who pays with each pay has
        the whole period, to be cut where there was pay.
    """
    found: set[tuple[str, Period]] = set()
    for per in cadences(terms):
        if per == "pay-period":
            found.add((per, period))
        elif per in WEEKS:
            for group in terms.schedules:
                starts = starts_of(read_schedule(group), per)
                found |= {(per, one) for one in charge_periods(per, period, starts)}
        elif per in MONTHS or per == "week":
            found |= {(per, one) for one in charge_periods(per, period)}
    return sorted(found, key=lambda one: (one[1].begin, one[1].end, one[0]))


def begun_too_late(terms: DuesTerms, period: Period) -> list[LedgerError]:
    """The errors of schedules that begin in the middle of a charge period.

    Weeks begin on any day of a month, so that a schedule by weeks holds from the first
    one that begins after it.

    Args:
        terms: What the book says about dues.
        period: The period in which they begin.
    """
    return [
        mid_period(group, period_of(_per(group), group.date).begin)
        for group in terms.schedules
        if _begins_within(group, period)
    ]


def ended(terms: DuesTerms, period: Period) -> list[LedgerError]:
    """The error of a book whose dues have all ended, so that nobody is charged.

    Args:
        terms: What the book says about dues.
        period: The period.
    """
    dues = [
        group
        for group in terms.schedules
        if group.date <= period.begin
        and group.header.meta.get("until")
        and not group.header.meta.get("besides")
    ]
    held = Schedules(terms.schedules).on(period.begin)
    if not dues or any(not one.besides for one in held):
        return []
    last = max(dues, key=lambda group: (group.header.meta["until"], group.name))
    return [
        LedgerError(
            last.header.source,
            f"coop-dues: '{last.name}' ended on {last.header.meta['until']}, and no "
            f"coop-dues holds on {period.begin}: nobody is charged. Write the next.",
        )
    ]


def _per(group: Group) -> str:
    return str(group.header.meta.get("per") or "month")


def _begins_within(group: Group, period: Period) -> bool:
    """Whether a schedule begins in the middle of a charge period, in a period."""
    per = _per(group)
    if group.date not in period or per not in MONTHS:
        return False
    return bool(period_of(per, group.date).begin != group.date)
