"""The kinds of sheets: each makes drafts of rows."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.imports.context import Context
    from coopbooks.imports.drafts import Outcome
    from coopbooks.imports.rows import SheetRow

# Which module makes the drafts of a kind.
MODULES = {
    "bank": "bank",
    "processor": "processor",
    "check-off": "checkoff",
    "payroll": "payroll",
    "dues": "dues",
    "roster": "roster",
    "expenses": "expenses",
    "budget": "budget",
    "balances": "balances",
    "journal": "journal",
    "adjustments": "adjustments",
}


def drafts(rows: Sequence[SheetRow], context: Context) -> Iterator[Outcome]:
    """Make the drafts of a sheet.

    Args:
        rows: Its rows of data, in order.
        context: What they are read with.

    Yields:
        For each row, or some that belong together, a draft or why there is none.
    """
    module = import_module(f"{__name__}.{MODULES[context.profile.kind]}")
    yield from module.drafts(rows, context)
