"""Bounds of steps that hold nothing: until, while, including, the most, the least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.bands import EDGES
from coopbooks.core.directives import near
from coopbooks.dues.problems.names import told
from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import NUMBERED
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.problems.names import amounts
from coopbooks.surplus.problems.steps import check_whole
from coopbooks.surplus.problems.steps import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.problems.names import Names

EMPTY = "empty"
TO = "-to-"


def check_bounds(group: Group, names: Names) -> Iterator[LedgerError]:
    """Find bounds that cannot be worked out.

    Args:
        group: A `coop-surplus` with its lines.
        names: The names of the book.

    Yields:
        An error for each.
    """
    for kind in (STEP.kind, LOSS.kind):
        lines = group.of(kind)
        numbers = {int(line.values["step"]) for line in lines}
        for line in lines:
            yield from amounts(line, names, "minimum", "maximum", "each-at-most")
            yield from _least_and_most(line)
            yield from _until(line, names)
            yield from _while(line, names)
            yield from _including(line, numbers)
    steps, losses = (
        {int(line.values["step"]) for line in group.of(kind)}
        for kind in (STEP.kind, LOSS.kind)
    )
    for limit in group.of(LIMIT.kind):
        if limit.values["step"] in steps & losses:
            problem = "limits a step of a surplus and of a loss; number them otherwise."
            yield told(limit, f"{numbered(limit)} {problem}")
        else:
            yield from _limit(limit, steps | losses, names)


def _least_and_most(line: Directive) -> Iterator[LedgerError]:
    least, most = line.meta.get("minimum"), line.meta.get("maximum")
    if least is not None and most is not None and least.number > most.number:
        problem = f"has a minimum: of {least} above its maximum: of {most}."
        yield told(line, f"{numbered(line)} {problem}")


def _until(line: Directive, names: Names) -> Iterator[LedgerError]:
    """An until: that no account can reach."""
    until, of = line.meta.get("until"), line.meta.get("until-of")
    unit = getattr(until, "currency", "")
    problem = ""
    if isinstance(until, str):
        if until == EMPTY and line.kind == STEP.kind:
            problem = 'is until "empty", which is for losses.'
        elif until != EMPTY and until not in names.figures():
            known = (*names.figures(), EMPTY)
            problem = f"is until '{until}', which is no figure.{near(until, known)}"
    elif unit == "PERCENT" and of is None:
        problem = f'is until {until}; say of what in until-of:, such as "capital".'
    elif unit and unit != "PERCENT" and not names.is_money(unit):
        problem = f"is until {until}; it must be money or PERCENT."
    if not problem and of is not None:
        if unit != "PERCENT":
            problem = "says until-of:, which is for an until: in PERCENT."
        elif of not in names.figures():
            problem = f"is until a part of '{of}', which is no figure."
            problem += near(str(of), names.figures())
    if problem:
        yield told(line, f"{numbered(line)} {problem}")


def _while(line: Directive, names: Names) -> Iterator[LedgerError]:
    """A while: of what is no figure, or in the wrong unit."""
    said = line.meta.get("while")
    edges = {edge: line.meta[edge] for edge in EDGES if line.meta.get(edge) is not None}
    if said is None:
        for edge in edges:
            problem = f"says {edge}: without while:."
            yield told(line, f"{numbered(line)} {problem}")
        return
    figures = str(said).split(TO)
    for figure in figures:
        if figure not in names.figures():
            problem = f"is while '{figure}', which is no figure."
            problem += near(figure, names.figures())
            yield told(line, f"{numbered(line)} {problem}")
    for edge, value in edges.items():
        problem = _misfit(figures, getattr(value, "currency", ""), names)
        if problem:
            words = f"is while '{said}' is {edge} {value}; it must be {problem}."
            yield told(line, f"{numbered(line)} {words}")


def _misfit(figures: list[str], unit: str, names: Names) -> str:
    """In what the edge of a while: must be; empty where it is."""
    if len(figures) > 1:
        return "" if unit == "PERCENT" else "PERCENT"
    if figures[0] in names.measures:
        return ""
    if figures[0] == "year":
        return "" if unit in ("", "YEAR") else "a plain number, such as 2"
    return "" if unit and names.is_money(unit) else "money"


def _including(line: Directive, numbers: AbstractSet[int]) -> Iterator[LedgerError]:
    """Steps that count towards a step, and are none before it."""
    said = line.meta.get("including")
    if said is None:
        return
    for word in str(said).split(","):
        one = word.strip()
        if not one.isdigit():
            problem = (
                f"counts '{one}'; including: names steps, such as 20 or \"20, 30\"."
            )
        elif int(one) not in numbers:
            problem = f"counts step {one}, and there is none."
        elif int(one) >= line.values["step"]:
            problem = f"counts step {one}: name a step before it."
        else:
            continue
        yield told(line, f"{numbered(line)} {problem}")


def _limit(
    line: Directive, numbers: AbstractSet[int], names: Names
) -> Iterator[LedgerError]:
    """A limit for no step, or by what comes later."""
    whole, after = line.values["whole"], line.values.get("after")
    step = line.values["step"]
    problem = ""
    if step not in numbers:
        problem = "limits a step that is not there."
    elif (whole in NUMBERED) != (after is not None):
        problem = f'says "{whole}" and the number of a step together, or neither.'
    elif after is not None and after not in numbers:
        problem = f"is by step {after}, and there is none."
    elif after is not None and after >= step:
        problem = f"is by step {after}: name a step before it."
    if problem:
        yield told(line, f"{numbered(line)} {problem}")
        return
    if whole not in ("loss", "result", "surplus"):
        yield from check_whole(line, names)
    part = line.values["part"]
    if not isinstance(part, str) and part.number < 0:
        yield told(line, f"{numbered(line)} is {part}, which is below zero.")
    elif getattr(part, "currency", "PERCENT") != "PERCENT":
        yield from amounts(line, names, "part")
