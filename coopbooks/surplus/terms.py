"""What a book says about sharing a surplus.

This version checks how the steps are written and computes none: each directive fits its
form; each step has its header and a number of its own, and a step that takes what is
left after another names an earlier one; accounts are open. Whether the steps can be
taken is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.bands import EDGES
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import gather

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

SURPLUS = Form(
    "coop-surplus",
    "By which rule a surplus is shared; the steps of the same name and date belong to "
    "it.",
    """\
2026-01-01 custom "coop-surplus" "law"
  patronage: "hours"
  authority: "Ley 27/1999 art. 57-59\"""",
    (Slot("name"),),
    {
        "patronage": Slot("patronage", needed=False),
        "minimum": Slot("minimum", ("amount",), needed=False),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
STEP = Form(
    "coop-surplus-step",
    "One step: its number, what it is for, how much, and of what.",
    """\
2026-01-01 custom "coop-surplus-step" "law" 10 "earlier-losses" "all" "of" "surplus"
2026-01-01 custom "coop-surplus-step" "law" 20 "reserve" 20 PERCENT "of" "left-after" 10
  to: Equity:Reserve:Mandatory""",
    (
        Slot("name"),
        Slot("step", ("number",)),
        Slot("for"),
        Slot("part", ("amount", "text"), ("all", "rest")),
        Slot("of", words=("of",)),
        Slot("whole"),
        Slot("after", ("number",), needed=False),
    ),
    {
        "to": Slot("to", ("account",), needed=False),
        "until": Slot("until", needed=False),
        "while": Slot("while", needed=False),
        **{edge: Slot(edge, ("amount",), needed=False) for edge in EDGES},
        "cash": Slot("cash", ("amount",), needed=False, units=("PERCENT",)),
        "maximum": Slot("maximum", ("amount",), needed=False),
    },
    header=SURPLUS.kind,
    unique=("step",),
)
FORMS = (SURPLUS, STEP)


def read_surplus_rules(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the rules by which a surplus is shared.

    Args:
        entries: A book's entries.

    Returns:
        A group for each header with its steps, by date and name, and the errors.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = gather(directives, SURPLUS.kind)
    errors += problems
    for group in groups:
        numbers = {line.values["step"] for line in group.lines}
        for line in group.lines:
            if problem := _problem(line, numbers):
                message = f"{line.kind}: '{line.name}' {line.values['step']} {problem}"
                errors.append(LedgerError(line.source, message))
    return groups, errors


def _problem(line: Directive, numbers: set[object]) -> str | None:
    """What is wrong with a step; None if nothing is."""
    step, whole = line.values["step"], line.values["whole"]
    after = line.values.get("after")
    if (whole == "left-after") != (after is not None):
        return 'says "left-after" and the number of a step together, or neither.'
    if after is not None and after not in numbers:
        return f"is of what is left after {after}, and there is no step {after}."
    if after is not None and after >= step:
        return f"is of what is left after {after}: name a step before it."
    if line.meta.get("while") and not any(line.meta.get(edge) for edge in EDGES):
        return f"has a while: without its edge: {', '.join(EDGES)}."
    return None
