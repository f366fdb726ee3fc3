"""A book's month as its steps see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

from beancount.core import data

from coopbooks.controls.findings import findings
from coopbooks.controls.waivers import judge

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.controls.findings import Finding
    from coopbooks.core.periods import Period
    from coopbooks.statements.scope import Scope

Report = Literal["missing", "outdated", "made"]


@dataclass(frozen=True, slots=True)
class Month:
    """What the steps look at.

    Attributes:
        scope: The book for the period.
        found: What there is to look at in the period.
        errors: How many errors the book has.
        report: Whether a report of the period is `missing`, `made`, or `outdated`
            because the book says something else by now.
        today: The day on which one asks.
        folder: The book's folder.
        senders: Who sends a sheet each month, as batches are named after them, such as
            `harborside-bank`.
    """

    scope: Scope
    found: Sequence[Finding]
    errors: int
    report: Report
    today: datetime.date
    folder: Path
    senders: Sequence[str] = ()

    @property
    def period(self) -> Period:
        """The period."""
        return self.scope.period

    @property
    def is_over(self) -> bool:
        """Whether the period has ended."""
        return self.today >= self.period.end

    @property
    def written(self) -> int:
        """How many transactions the period has."""
        period = self.period
        return sum(
            isinstance(entry, data.Transaction) and entry.date in period
            for entry in self.scope.entries
        )

    @property
    def is_ready(self) -> bool:
        """Whether the period has ended and something is written for it."""
        return self.is_over and self.written > 0


def look(
    scope: Scope,
    errors: int,
    report: Report,
    today: datetime.date,
    folder: Path,
    senders: Sequence[str] = (),
) -> Month:
    """Look at a book's month once, for all steps.

    Args:
        scope: The book for the period.
        errors: How many errors the book has.
        report: Whether a report is `missing`, `outdated` or `made`.
        today: The day on which one asks.
        folder: The book's folder.
        senders: Who sends a sheet each month, as batches are named after them.

    Returns:
        What the steps need.
    """
    found = findings(scope, None)
    # Not everything is looked for here, so that a waiver may seem to be for nothing.
    judged = judge(found, scope.entries, scope.period, scope.entity.fiscal_year_end)
    return Month(scope, judged.open, errors, report, today, folder, senders)
