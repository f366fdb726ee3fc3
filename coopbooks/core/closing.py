"""Which periods are closed: open, closed softly (warns) or closed hard (refuses).

Books are closed in order. Closing a period leaves nothing open before its end, and
reopening one opens it and all that follows, so that no open day ever lies before a
closed one. On one day reopenings count before closings, whatever the order of lines.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from coopbooks.core.directives import parse
from coopbooks.core.entity import year_end_of
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.fiscalyear import DECEMBER
from coopbooks.core.forms import Form
from coopbooks.core.forms import Slot
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import Period
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.fiscalyear import FiscalYearEnd

CLOSE = Form(
    "coop-close",
    "The books are closed through the end of a period: soft warns about what is "
    "written there afterwards, hard refuses it.",
    """\
2026-03-05 custom "coop-close" "2026-02" "hard\"""",
    (Slot("period"), Slot("how", words=("soft", "hard"))),
    {
        "decision": Slot("decision", needed=False),
        "seal": Slot("seal", needed=False),
        "after": Slot("after", needed=False),
    },
)
REOPEN = Form(
    "coop-reopen",
    "A closed period, and all that follows it, is open again.",
    """\
2026-03-20 custom "coop-reopen" "2026-02"
  decision: "2026-03/9"
  reason: "the bank corrected its statement of February\"""",
    (Slot("period"),),
    {"decision": Slot("decision"), "reason": Slot("reason")},
)
FORMS = (CLOSE, REOPEN)

State = Literal["open", "soft", "hard"]


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing or a reopening.

    Attributes:
        period: The period that it names.
        how: `soft` or `hard`; `open` for a reopening.
        date: From which day it holds.
        recorded: The day it entered the book.
        decision: The id of the members' decision, if it names one.
        reason: Why a period was reopened.
        seal: The code of the book's content when it was closed, if it was sealed.
        source: Where it stands in the book.
    """

    period: Period
    how: State
    date: datetime.date
    recorded: datetime.date
    decision: str | None
    reason: str | None
    seal: str | None
    source: data.Meta


class Ends(NamedTuple):
    """How far a book is closed.

    Attributes:
        soft: The day after the last that is closed at least softly.
        hard: The day after the last that is closed hard; `date.min` if none is.
    """

    soft: datetime.date = datetime.date.min
    hard: datetime.date = datetime.date.min

    def after(self, closing: Closing) -> Ends:
        """How far the book is closed once a closing or reopening holds."""
        if closing.how == "open":
            begin = closing.period.begin
            return Ends(min(self.soft, begin), min(self.hard, begin))
        soft = max(self.soft, closing.period.end)
        if closing.how == "soft":
            return Ends(soft, self.hard)
        return Ends(soft, max(self.hard, closing.period.end))

    def state(self, day: datetime.date) -> State:
        """Whether a day is open, or how it is closed."""
        if day < self.hard:
            return "hard"
        return "soft" if day < self.soft else "open"


def read_closings(
    entries: Iterable[data.Directive], fye: FiscalYearEnd = DECEMBER
) -> tuple[list[Closing], list[LedgerError]]:
    """Read the closings and reopenings of a book.

    Args:
        entries: A book's entries.
        fye: The end of its fiscal year, for periods such as FY2026.

    Returns:
        Those that hold, in the order in which they count, and the errors: no period,
        a closing before its period is over, a period closed the same way twice, one
        reopened that is not closed.
    """
    directives, errors = parse(entries, FORMS)
    found: list[Closing] = []
    for directive in directives:
        try:
            found.append(_closing(directive, parse_period(directive.name, fye)))
        except BadPeriod as error:
            problem = f"{directive.kind}: {error}"
            errors.append(LedgerError(directive.source, problem))
    kept: list[Closing] = []
    for closing in sorted(found, key=_order):
        if said := _problem(closing, kept):
            errors.append(LedgerError(closing.source, said))
        else:
            kept.append(closing)
    return kept, errors


def ends_of(entries: Sequence[data.Directive]) -> Ends:
    """How far a book is closed, as it says itself.

    Args:
        entries: A book's entries; its fiscal year is the one it keeps last.

    Returns:
        The ends of what is closed softly and hard, by the closings that hold.
    """
    end = year_end_of(entries)
    closings, _ = read_closings(entries, end)
    return closed_to(closings)


def closed_to(closings: Iterable[Closing], known: datetime.date | None = None) -> Ends:
    """How far a book is closed.

    Args:
        closings: Closings as `read_closings` gives them, in their order.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The ends of what is closed softly and hard.
    """
    ends = Ends()
    for closing in closings:
        if known is None or max(closing.date, closing.recorded) <= known:
            ends = ends.after(closing)
    return ends


def state_of(
    when: datetime.date | Period,
    closings: Iterable[Closing],
    known: datetime.date | None = None,
) -> State:
    """Whether a day or a period is open, or how it is closed.

    Args:
        when: A day, or a period: it is as open as its last day.
        closings: Closings as `read_closings` gives them, in their order.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        `open`, `soft` or `hard`.
    """
    day = when.last if isinstance(when, Period) else when
    return closed_to(closings, known).state(day)


def _order(closing: Closing) -> tuple[datetime.date, int, datetime.date]:
    """Reopenings on a day before closings, soft before hard, the earlier end first."""
    rank = ("open", "soft", "hard").index(closing.how)
    return closing.date, rank, closing.period.end


def _problem(closing: Closing, before: Sequence[Closing]) -> str | None:
    """Why a closing does not hold after those before it; None if it does."""
    period = closing.period
    ends = closed_to(before)
    if closing.how == "open":
        if ends.state(period.begin) == "open":
            return (
                f"coop-reopen: {period.name} is not closed on {closing.date}. A "
                "reopening counts before a closing of the same day."
            )
        return None
    if closing.date < period.end:
        return (
            f"coop-close: {period.name} is not over on {closing.date}. "
            f"Date the closing {period.end} or later."
        )
    return _again(closing, before, ends)


def _again(closing: Closing, before: Sequence[Closing], ends: Ends) -> str | None:
    """That a period was closed already, in the same way or a stricter one."""
    period = closing.period
    state = ends.state(period.last)
    for earlier in reversed(before):
        if earlier.how == "open":
            continue
        if earlier.period == period and state in {"hard", closing.how}:
            return (
                f"coop-close: {period.name} was closed before, at "
                f"{where(earlier.source)}. Take one out, or reopen it in between."
            )
    return None


def through(end: datetime.date) -> str:
    """Say how far a book is closed.

    Args:
        end: The day after the last that is closed.

    Returns:
        Such as `through 28 February 2026`.
    """
    return f"through {long_date(end - datetime.timedelta(days=1))}"


def _closing(directive: Directive, period: Period) -> Closing:
    meta = directive.meta
    return Closing(
        period,
        directive.values.get("how", "open"),
        directive.date,
        directive.recorded,
        meta.get("decision"),
        meta.get("reason"),
        meta.get("seal"),
        directive.source,
    )
