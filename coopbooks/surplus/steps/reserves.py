"""That no reserve is taken below zero: it can only bear what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.steps.bounds import EMPTY
from coopbooks.surplus.steps.kinds import account_of
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.figures import YearFigures

RESERVE = "reserve"


def check_reserves(
    lines: Sequence[Directive],
    steps: Sequence[StepResult],
    figures: YearFigures,
    roles: Roles,
) -> Iterator[LedgerError]:
    """Find reserves that would be below zero.

    Args:
        lines: The steps of the rule that were taken, as they are written.
        steps: What they came to.
        figures: What the year gives.
        roles: What the book's accounts are for.

    Yields:
        An error for each reserve that bears more than it holds, at the first step that
        takes it too far, and for each that was below zero before and is not filled.
    """
    loss = figures.start < 0
    taken = {step.number: step for step in steps}
    told_of: set[str] = set()
    for line in lines:
        account = account_of(line)
        if roles.of(account) != RESERVE or account in told_of:
            continue
        number = line.values["step"]
        upto = steps if not loss else [one for one in steps if one.number <= number]
        moved = total_of(one.amount for one in upto if _goes_to(one, account))
        held = figures.accounts.get(account, ZERO)
        if held + (-moved if loss else moved) >= 0:
            continue
        told_of.add(account)
        amount = taken[number].amount if number in taken else ZERO
        before = held - (moved - amount) if loss else held
        yield told(line, _problem(account, before, amount, figures))


def _goes_to(step: StepResult, account: str) -> bool:
    return bool(step.account) and is_under(step.account, account)


def _problem(account: str, held: Decimal, amount: Decimal, figures: YearFigures) -> str:
    """What is wrong with a reserve, and what to do."""
    holds = shown(held, figures.currency)
    if figures.start < 0 and amount:
        takes = shown(amount, figures.currency)
        return (
            f"takes {takes} out of {account}, which holds {holds}. Add until: "
            f'"{EMPTY}" below it, and a step for the rest.'
        )
    return (
        f"is about {account}, which holds {holds}: no reserve can be below zero. "
        "Mend the entries that took it there, or let a step fill it first."
    )
