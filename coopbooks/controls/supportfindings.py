"""What to look at about support: requests that wait, late loans, what can't be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.support.overview.reading import Support


def support_findings(found: Support) -> Iterator[Finding]:
    """What to look at about what a body provides, lends and pays in need.

    Args:
        found: The support at the end of a period.

    Yields:
        How many requests for help wait, never whose; what was paid otherwise than it
        was decided; instalments of loans that are late; what of resources and loans
        does not fit together.
    """
    waiting = sum(one.waiting for one in found.needs)
    if waiting:
        many = "1 request for help waits" if waiting == 1 else ""
        words = f"{many or f'{waiting} requests for help wait'} to be decided"
        yield Finding("request-waiting", words)
    for one in found.against:
        yield Finding("help-undecided", _plain(one.message), None, one.entry)
    for state in found.loans:
        if not state.late:
            continue
        who = "of what we lent" if state.booked.ours else "of what we borrowed"
        own = state.loan.currency == found.view.currency
        words = f"{state.loan.name}: an instalment {who} is late"
        yield Finding("loan-late", words, state.late if own else None)
    problems = [one for state in found.loans for one in state.problems]
    for problem in (*found.of_year.problems, *problems):
        yield Finding("support-unknown", _plain(problem.message))


def _plain(message: str) -> str:
    return " ".join(message.split()).rstrip(".")
