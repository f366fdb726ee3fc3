"""What the other side reported as what counts: for the period, or month by month."""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import named
from coopbooks.core.periods import parse_period
from coopbooks.sharing.bases.counting import base_from
from coopbooks.sharing.forms.actions import REPORTED
from coopbooks.sharing.share import Counted
from coopbooks.sharing.views import fiscal_year_end

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import Base
    from coopbooks.sharing.share import View

    # The last report for each stretch: from a day on, up to another without it.
    Reports = Mapping[tuple[datetime.date, datetime.date], Directive]


def reported(view: View, group: Group, period: Period) -> Base | None:
    """What the other side reported as what counts for a period.

    Args:
        view: The book that has the reports.
        group: The agreement.
        period: The period.

    Returns:
        The base by the last report for the period; else by those for shorter periods
        that fill it: sums added up, of heads those of the day or of the month ends that
        count. None where they do not.
    """
    reports = _reports(view, group)
    whole = reports.get((period.begin, period.end))
    if whole is not None:
        return _base([whole], period)
    if group.header.values["of"] == "headcount":
        return _heads(reports, group, period)
    found, filled = _one_after_another(reports, period)
    return _base(found, period) if filled == period.end else None


def not_reported(view: View, group: Group, period: Period) -> Period:
    """What a report is missing for.

    Args:
        view: The book that has the reports.
        group: The agreement.
        period: The period, of which not all was reported.

    Returns:
        The rest of the period, after what was reported of it; of heads all of it.
    """
    if group.header.values["of"] == "headcount":
        return period
    _, filled = _one_after_another(_reports(view, group), period)
    return named(filled, period.end)


def _reports(view: View, group: Group) -> Reports:
    found: dict[tuple[datetime.date, datetime.date], Directive] = {}
    for one in view.terms.of(REPORTED.kind):
        if one.name != group.name:
            continue
        try:
            said = parse_period(str(one.values["period"]), fiscal_year_end(view))
        except BadPeriod:
            continue
        found[said.begin, said.end] = one
    return found


def _one_after_another(
    reports: Reports, period: Period
) -> tuple[list[Directive], datetime.date]:
    """The reports from a period's first day on, the longest first; and up to when."""
    day, found = period.begin, []
    while ends := [end for begin, end in reports if begin == day and end <= period.end]:
        found.append(reports[day, max(ends)])
        day = max(ends)
    return found, day


def _heads(reports: Reports, group: Group, period: Period) -> Base | None:
    """Heads are not added up: they are those of a day, or the mean of month ends."""
    how = str(group.header.meta.get("counted") or "last-day")
    months = period.months()
    match how:
        case "last-day" | "standing":
            months = months[-1:]
        case "first-day":
            months = months[:1]
        case "any-day":
            return None
    found = [reports.get((month.begin, month.end)) for month in months]
    told = [one for one in found if one is not None]
    return _base(told, period, len(told)) if told and len(told) == len(found) else None


def _base(found: list[Directive], period: Period, count: int = 1) -> Base:
    """A base of reports: their sum, or their mean."""
    counted = []
    for one in found:
        amount = one.values["counts"]
        with localcontext(prec=PRECISION):
            number: Decimal = (amount.number or ZERO) / count
        counted.append(
            Counted(
                one.date,
                "",
                number,
                amount.currency,
                counts=True,
                because="as the other side reported",
                source=one.source,
            )
        )
    unit = counted[0].unit
    return base_from(counted, unit, period, known_from="report")
