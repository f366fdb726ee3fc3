"""The code of a proposal: short enough to stand in the minutes, and no two alike.

It is worked out from the figures alone: the year, the rule, what each step comes to and
where it goes, what each member gets in which way. Words, and the order of lines, make
no difference; a cent does. A decision that names it can only be posted as decided.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from coopbooks.core.content import number_form

if TYPE_CHECKING:
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepResult

DIGITS = 8


def code_of(allocation: Allocation) -> str:
    """The code of a proposal.

    Args:
        allocation: How a year's surplus or loss is shared.

    Returns:
        Such as `s-2025-3f9a1c2b`: the year, and eight digits of the SHA-256 of the
        figures.
    """
    figures = allocation.figures
    content = {
        "year": [str(figures.year.begin), str(figures.year.end)],
        "currency": figures.currency,
        "rule": allocation.rule.name,
        "start": number_form(figures.start),
        "left": number_form(allocation.left),
        "steps": sorted(_step(step) for step in allocation.steps),
        "parts": sorted(_part(part) for part in allocation.parts if part.amount),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"s-{name_of(allocation)}-{digest[:DIGITS]}"


def name_of(allocation: Allocation) -> str:
    """The year as it stands in codes, ids and batches.

    Args:
        allocation: How a year's surplus or loss is shared.

    Returns:
        Such as `2025`, `fy2025`.
    """
    return allocation.period.lower().replace("..", "-to-")


def _step(step: StepResult) -> list[str]:
    """What of a step counts: its number, how much, and where it goes."""
    return [
        f"{step.number:09}",
        number_form(step.amount),
        step.kind,
        step.account,
        step.owed,
        step.lot,
    ]


def _part(part: Part) -> list[str]:
    """What of a member's part counts: how much, and in which way it is theirs."""
    numbers = (part.amount, part.cash, part.kept, part.owed, part.withheld)
    taken = (f"{one.lot}={number_form(one.number)}" for one in part.taken)
    return [
        f"{part.step:09}",
        part.member,
        *map(number_form, numbers),
        "qualified" if part.qualified else "",
        ";".join(sorted(taken)),
    ]
