"""The kinds of sheets: each makes drafts of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.imports.kinds import adjustments
from coopbooks.imports.kinds import balances
from coopbooks.imports.kinds import bank
from coopbooks.imports.kinds import budget
from coopbooks.imports.kinds import checkoff
from coopbooks.imports.kinds import dues
from coopbooks.imports.kinds import expenses
from coopbooks.imports.kinds import journal
from coopbooks.imports.kinds import payroll
from coopbooks.imports.kinds import processor
from coopbooks.imports.kinds import roster

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow

# What makes the drafts of a kind.
DRAFTS: Mapping[str, Callable[[Sequence[SheetRow], Context], Iterator[Outcome]]] = {
    "bank": bank.drafts,
    "processor": processor.drafts,
    "check-off": checkoff.drafts,
    "payroll": payroll.drafts,
    "dues": dues.drafts,
    "roster": roster.drafts,
    "expenses": expenses.drafts,
    "budget": budget.drafts,
    "balances": balances.drafts,
    "journal": journal.drafts,
    "adjustments": adjustments.drafts,
}


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make the drafts of a sheet.

    Args:
        rows: Its rows of data, in order.
        context: What they are read with.

    Yields:
        For each row, or some that belong together, a draft or why there is none.
    """
    yield from DRAFTS[context.profile.kind](rows, context)
