"""What was recorded in a period after its books were closed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.customs import in_order
from coopbooks.core import accounts
from coopbooks.core import closing
from coopbooks.core import entity
from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import Notice
from coopbooks.core.fiscalyear import DAY
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.surplus.posting.batches import shares_a_year

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.fiscalyear import FiscalYearEnd

# What is said of one member: it may be learnt after the books of its day were closed.
ADJUSTING = "adjusting"
FACTS = frozenset({"coop-member", "coop-declared", "coop-member-dues"})


def check_closing(
    entries: Sequence[data.Directive], _: Mapping[str, str] = STANDARD
) -> list[LedgerError]:
    """Check closings, and that nothing was recorded in a period that was closed.

    Args:
        entries: A book's entries.

    Returns:
        The errors by file and line; what came into a period that is closed softly is no
        error, but told. An entry without `recorded:` counts as recorded on
        its own day. What is learnt late of a member, or of a measure, may stand under
        its own day: it moves no money, and what follows is made up for in the open
        period.
    """
    fye = entity.year_end_of(entries)
    closings, errors = closing.read_closings(entries, fye)
    if not closings:
        return errors
    measures = accounts.measures(entries)
    for entry in entries:
        recorded = entry.meta.get("recorded")
        if not isinstance(recorded, datetime.date) or recorded <= entry.date:
            continue
        if _is_learnt(entry, measures) or _adjusts(entry, recorded, closings, fye):
            continue
        day_before = recorded - datetime.timedelta(days=1)
        ends = closing.closed_to(closings, day_before)
        state = ends.state(entry.date)
        # A year that is closed softly still waits for what the members decide of it.
        if state != "open" and not (state == "soft" and shares_a_year(entry)):
            end = ends.hard if state == "hard" else ends.soft
            last = long_date(end - datetime.timedelta(days=1))
            said = f"recorded on {recorded}, after the books were closed "
            if state == "hard":
                problem = f"{said}through {last}; date it in an open period."
                errors.append(LedgerError(entry.meta, problem, entry))
            else:
                problem = f"{said}softly through {last}; better in an open period."
                errors.append(Notice(entry.meta, problem, entry))
    return in_order(errors)


def _adjusts(
    entry: data.Directive,
    recorded: datetime.date,
    closings: Sequence[closing.Closing],
    fye: FiscalYearEnd,
) -> bool:
    """Whether it adjusts a year that is not sealed yet.

    A year's last month stays open to entries marked `adjusting: TRUE` until the year as
    a whole is closed hard.
    """
    if not isinstance(entry, data.Transaction) or entry.meta.get(ADJUSTING) is not True:
        return False
    name = fye.year_of(entry.date)
    begin, end = fye.begin_of(name), fye.begin_of(name + 1)
    if entry.date < month_of(end - DAY).begin:
        return False
    return not any(
        one.how == "hard"
        and (one.period.begin, one.period.end) == (begin, end)
        and one.date < recorded
        for one in closings
    )


def _is_learnt(entry: data.Directive, measures: Collection[str]) -> bool:
    """Whether it tells of a member or a measure, and moves no money."""
    if isinstance(entry, data.Custom):
        return entry.type in FACTS
    return isinstance(entry, data.Transaction) and all(
        posting.units is not None and posting.units.currency in measures
        for posting in entry.postings
    )
