"""Steps that cannot be worked out: of something unknown, or more than all of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.dues.problems.names import told
from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import NUMBERED
from coopbooks.surplus.forms.rules import SOURCE
from coopbooks.surplus.forms.rules import SOURCES
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import WHOLES
from coopbooks.surplus.problems.names import HUNDRED
from coopbooks.surplus.problems.names import amounts
from coopbooks.surplus.problems.names import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.problems.names import Names

START = frozenset({"result", "surplus"})
# What can be shared once only, so that its parts come to 100 PERCENT at most.
SHARED = frozenset({*START, *SOURCES, "loss", "left-after"})
CONDITIONS = (
    "while",
    "until",
    "including",
    "maximum",
    "each-at-most",
    "round-to",
)


def check_steps(group: Group, names: Names) -> Iterator[LedgerError]:
    """Find steps that cannot be worked out.

    Args:
        group: A `coop-surplus` with its lines.
        names: The names of the book.

    Yields:
        An error for each, at the line to mend.
    """
    for line in (*group.of(STEP.kind), *group.of(LOSS.kind)):
        yield from check_whole(line, names)
        yield from _part(line, names)
        yield from _source(line, group)
    for kind in (STEP.kind, LOSS.kind):
        lines = sorted(group.of(kind), key=lambda line: line.values["step"])
        yield from _over(lines)
        yield from _nothing_left(lines, group)


def numbered(line: Directive) -> str:
    """How a step is called: `'law' 20`."""
    return f"'{line.name}' {line.values['step']}"


def check_whole(line: Directive, names: Names) -> Iterator[LedgerError]:
    """Find what a step, or its limit, takes a part of and that is not there.

    Args:
        line: A step or a limit.
        names: The names of the book.

    Yields:
        At most one error.
    """
    whole = str(line.values["whole"])
    if whole == "loss" and line.kind == STEP.kind:
        problem = 'is of a "loss"; write it as coop-surplus-loss.'
    elif whole in START and line.kind == LOSS.kind:
        problem = f'is of the "{whole}" of a year that lost; say "loss".'
    elif whole in WHOLES or whole in names.figures():
        return
    else:
        known = (*WHOLES, *names.figures())
        problem = (
            f"is of '{whole}', which is no figure and no measure of this book."
            f"{near(whole, known)}"
        )
    yield told(line, f"{numbered(line)} {problem}")


def _part(line: Directive, names: Names) -> Iterator[LedgerError]:
    """A part that is none: no money, below zero, interest without its rate."""
    part, rate = line.values["part"], line.meta.get("rate")
    yield from amounts(line, names, "part")
    if word(line) == "interest" and rate is None:
        yield told(line, f"{numbered(line)} is interest and says no rate:.")
    if word(line) != "interest":
        for key in ("rate", "on"):
            if line.meta.get(key) is not None:
                problem = f'{key}: is for "interest".'
                yield told(line, f"{numbered(line)}: {problem}")
    if getattr(part, "currency", "") == "PERCENT":
        whole = line.values["whole"]
        if part.number < ZERO:
            yield told(line, f"{numbered(line)} takes {part}, which is below zero.")
        elif part.number > HUNDRED and (whole in SHARED or whole == "left"):
            problem = f"takes {part} of '{whole}', and there is no more than 100."
            yield told(line, f"{numbered(line)} {problem}")
    if line.values["for"] == EARLIER_LOSSES and line.kind == LOSS.kind:
        problem = "makes good earlier losses out of a loss; leave it out."
        yield told(line, f"{numbered(line)} {problem}")


def _source(line: Directive, group: Group) -> Iterator[LedgerError]:
    """A step of a source of which nothing says what comes from it."""
    whole = line.values["whole"]
    if whole not in SOURCES or whole == "members-work":
        return
    said = any(one.values["source"] == whole for one in group.of(SOURCE.kind))
    header = group.header.meta
    if whole == "others-work":
        said = said or any(
            header.get(key) is not None for key in ("others-work", "others-share")
        )
        how = (
            "add members-work: and others-work: (two measures) or others-share: to "
            "the coop-surplus; others-share: 0 PERCENT if there is none."
        )
    else:
        how = f'add a coop-surplus-source "{line.name}" "{whole}" with its account.'
    if not said:
        problem = f"is of {whole}, and nothing says what comes from it: {how}"
        yield told(line, f"{numbered(line)} {problem}")


def _over(lines: list[Directive]) -> Iterator[LedgerError]:
    """Percentages of one whole that come to more than 100 in every year."""
    shares: dict[tuple[str, object], list[Directive]] = defaultdict(list)
    for line in lines:
        whole = str(line.values["whole"])
        in_percent = getattr(line.values["part"], "currency", "") == "PERCENT"
        if whole not in SHARED or not in_percent or _is_bound(line):
            continue
        key = "surplus" if whole in START else whole
        shares[key, line.values.get("after")].append(line)
    for (whole, after), parts in shares.items():
        total = total_of(line.values["part"].number for line in parts)
        alone = any(line.values["part"].number > HUNDRED for line in parts)
        if total > HUNDRED and not alone:
            numbers = ", ".join(str(line.values["step"]) for line in parts)
            of = f"{whole} {after}" if whole in NUMBERED else whole
            problem = (
                f"the steps {numbers} of '{parts[0].name}' come to {total} PERCENT"
            )
            yield told(
                parts[-1], f"{problem} of '{of}', and there is no more than 100."
            )


def _nothing_left(lines: list[Directive], group: Group) -> Iterator[LedgerError]:
    """Steps after one that takes everything in every year."""
    limited = {
        limit.values["step"]
        for limit in group.of(LIMIT.kind)
        if limit.values["edge"] == "at-most"
    }
    ending: Directive | None = None
    for line in lines:
        if ending is not None:
            problem = (
                f"comes after {ending.values['step']}, which takes all that is left."
            )
            yield told(line, f"{numbered(line)} {problem}")
            return
        takes_all = (
            word(line) in ("all", "rest")
            and line.values["whole"] == "left"
            and line.values["for"] != EARLIER_LOSSES
            and line.values["step"] not in limited
        )
        if takes_all and not _is_bound(line):
            ending = line


def _is_bound(line: Directive) -> bool:
    return any(line.meta.get(key) is not None for key in CONDITIONS)
