"""What counts that stands on no income account: hours and other measures, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.core.errors import placed
from coopbooks.dues.forms.people import MEASURE
from coopbooks.sharing.bases.counting import base_from
from coopbooks.sharing.bases.counting import in_period
from coopbooks.sharing.forms.agreements import BASE
from coopbooks.sharing.share import Base
from coopbooks.sharing.share import Counted

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View

HOURS = "hours"


def measured(
    view: View,
    group: Group,
    period: Period,
    unit: str,
    known: datetime.date | None = None,
) -> Base:
    """Add up a measure, such as hours worked, over a period.

    Args:
        view: The giver's book.
        group: The agreement: of `hours`, or of a measure's name, or with accounts.
        period: The period.
        unit: What its bands are in, such as HOUR.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The postings in that unit on the accounts that count: those of the agreement,
        else those of the `coop-measure` that it names. Of what stands on both sides
        only what is positive counts.
    """
    accounts = _accounts(view, group)
    left_out = [
        str(line.values["account"])
        for line in group.of(BASE.kind)
        if line.values["how"] == "leave-out"
    ]
    counted = []
    for row in in_period(view.entries, period, known):
        if row.units.currency != unit or not _under(row.account, accounts):
            continue
        out = _under(row.account, left_out)
        counted.append(
            Counted(
                row.date,
                row.account,
                row.number,
                unit,
                counts=not out,
                because="left out by the agreement" if out else "",
                entry=row.entry,
                source=placed(row.posting.meta or {}, row.entry.meta),
            )
        )
    return base_from(counted, unit, period)


def is_measure(view: View, name: str) -> bool:
    """Whether a book has a measure of a name, or it stands for hours."""
    lines = view.terms.dues.of(MEASURE.kind)
    return name == HOURS or any(one.name == name for one in lines)


def _accounts(view: View, group: Group) -> list[str]:
    """The accounts that count: the agreement's, else those of the measure it names."""
    counting = [
        str(line.values["account"])
        for line in group.of(BASE.kind)
        if line.values["how"] == "count"
    ]
    name = str(group.header.meta.get("measure") or group.header.values["of"])
    return counting or [
        str(one.values["account"])
        for one in view.terms.dues.of(MEASURE.kind)
        if one.name == name
    ]


def _under(account: str, roots: list[str]) -> bool:
    return any(is_under(account, root) for root in roots)


def units_of(view: View) -> frozenset[str]:
    """The commodities of a book that are no money."""
    return measures(view.entries)
