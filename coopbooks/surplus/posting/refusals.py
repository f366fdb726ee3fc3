"""Why a year's surplus can't be posted: not over, not closed, not decided like that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from coopbooks.core.closing import Ends
    from coopbooks.core.decisions import Decision
    from coopbooks.surplus.allocation import Allocation


def refusals_of(
    allocation: Allocation,
    code: str,
    decision: Decision,
    today: datetime.date,
    ends: Ends,
    *,
    there: bool = False,
) -> Iterator[LedgerError]:
    """Find why a proposal can't be posted.

    Args:
        allocation: How the year's surplus or loss is shared.
        code: Its code.
        decision: The decision that it is to be posted under.
        today: The day.
        ends: How far the book is closed.
        there: Whether the book has all of it, by entries that somebody typed, so that
            nothing depends on the decision any more.

    Yields:
        An error for each reason, at the line to mend; none if it may be posted.
    """
    year = allocation.figures.year
    if today < year.end:
        yield LedgerError(
            {}, f"{year.name} is over on {long_date(year.last)}; post it after that."
        )
        return
    if ends.state(year.last) == "open":
        yield LedgerError(
            {},
            f"{year.name} is not closed, so that it may still change. Close it first: "
            f"coopbooks close BOOK --period {year.name} --write",
        )
    yield from () if there else allocation.problems
    yield from () if there else _of_decision(allocation, code, decision, today)
    if (
        ends.state(year.last) == "hard"
        and allocation.rule.header.meta.get("recognise") == "year-end"
        and not there
    ):
        yield LedgerError(
            allocation.rule.header.source,
            f'recognise: "year-end" writes into {year.name}, which is closed hard. '
            "Close it softly until the surplus is posted, or reopen it by decision.",
        )


def _of_decision(
    allocation: Allocation, code: str, decision: Decision, today: datetime.date
) -> Iterator[LedgerError]:
    """Why a decision does not allow it."""
    year, named = allocation.figures.year, f"decision '{decision.id}'"

    def told(words: str) -> LedgerError:
        return LedgerError(decision.source, f"{named} {words}")

    if decision.date < year.end:
        yield told(f"was taken before {year.name} was over.")
    if decision.date > today:
        yield told(f"is of {decision.date}, which is still to come.")
    if decision.until is not None and decision.until < today:
        yield told(f"could be used until {decision.until}.")
    if not decision.proposal:
        yield told(
            "names no proposal. If it was taken on what is proposed here, say so "
            f'below it: proposal: "{code}"'
        )
    elif decision.proposal != code:
        yield told(
            f"was taken on {decision.proposal}, and the book gives {code} now: the "
            "rule, the result or what members worked has changed since. Compare with "
            "coopbooks surplus propose, and decide again."
        )
