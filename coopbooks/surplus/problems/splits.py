"""What members' parts go by, and how they get them, where it does not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.core.money import total_of
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.names import words
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import WEIGHT
from coopbooks.surplus.problems.names import HUNDRED
from coopbooks.surplus.problems.names import TO_MEMBERS
from coopbooks.surplus.problems.names import percentages
from coopbooks.surplus.problems.names import word
from coopbooks.surplus.problems.steps import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.problems.names import Names

EQUAL, MIX = "equal", "mix"
# The least part in cash of a notice that members are taxed on: 26 USC 1388(c)(1).
FLOOR = 20
# What only steps to members can have.
MEMBERS_ONLY = (
    "cash",
    "all-cash-from",
    "notice",
    "lot",
    "each-at-most",
    "among",
    "classes",
)
# What only steps of a surplus can have.
SURPLUS_ONLY = ("cash", "all-cash-from", "notice", "lot", "rate", "on", "owed", "with")


def check_splits(group: Group, names: Names) -> Iterator[LedgerError]:
    """Find what does not fit in how members' parts come about.

    Args:
        group: A `coop-surplus` with its lines.
        names: The names of the book.

    Yields:
        An error for each.
    """
    header = group.header
    steps = (*group.of(STEP.kind), *group.of(LOSS.kind))
    split_by = {str(one.meta["by"]) for one in steps if one.meta.get("by")}
    if header.meta.get("patronage"):
        split_by.add(str(header.meta["patronage"]))
    relies = any(names.goes_to_members(one) and not one.meta.get("by") for one in steps)
    for key in ("members-work", "others-work", *(["patronage"] * relies)):
        yield from _measure(header, key, names)
    yield from _work(header, names)
    yield from _weights(group, split_by, names)
    yield from _header(header, split_by, group, names)
    for line in steps:
        yield from _measure(line, "by", names)
        yield from _step(line, header, names)


def _measure(line: Directive, key: str, names: Names) -> Iterator[LedgerError]:
    """A measure that nothing in the book gives."""
    name = line.meta.get(key)
    fixed = (EQUAL, MIX) if key in ("patronage", "by") else ()
    if name is None or name in names.measures or name in fixed:
        return
    hint = near(str(name), (*names.measures, *fixed))
    yield told(
        line,
        f"{key}: '{name}' is no measure of this book: no coop-measure and no "
        f"coop-declared has this name.{hint}",
    )


def _work(header: Directive, names: Names) -> Iterator[LedgerError]:
    """Members' and others' work, said by halves or twice."""
    meta = header.meta
    others, members = meta.get("others-work"), meta.get("members-work")
    if others and meta.get("others-share") is not None:
        yield told(header, "says others-work: and others-share:; only one can hold.")
    if members and not others:
        yield told(header, "says members-work: without others-work:; add it.")
    if others and not members and meta.get("patronage") not in names.measures:
        yield told(header, "says others-work: without members-work:; add it.")
    if others in names.measures and others not in names.counted:
        problem = (
            f"others-work: '{others}' is counted on no account; add a coop-measure."
        )
        yield told(header, problem)


def _weights(group: Group, split_by: set[str], names: Names) -> Iterator[LedgerError]:
    """Weights that are for nothing, or do not come to 100."""
    lines = group.of(WEIGHT.kind)
    if MIX in split_by and not lines:
        problem = "goes by a mix; say of what with lines coop-surplus-weight."
        yield told(group.header, f"'{group.name}' {problem}")
    if lines and MIX not in split_by:
        problem = 'says weights, and nothing goes by them: add patronage: "mix".'
        yield told(lines[0], f"'{group.name}' {problem}")
    for line in lines:
        measure = str(line.values["measure"])
        if measure not in names.measures and measure != EQUAL:
            hint = near(measure, (*names.measures, EQUAL))
            yield told(line, f"'{measure}' is no measure of this book.{hint}")
        yield from percentages(line, "part")
    total = total_of(line.values["part"].number for line in lines)
    if lines and total != HUNDRED:
        problem = f"the weights of '{group.name}' come to {total} PERCENT of 100."
        yield told(lines[-1], problem)


def _header(
    header: Directive, split_by: set[str], group: Group, names: Names
) -> Iterator[LedgerError]:
    """Conditions of the header that can hold for nobody."""
    meta = header.meta
    equal = EQUAL in split_by
    equal |= any(line.values["measure"] == EQUAL for line in group.of(WEIGHT.kind))
    if meta.get("part-year") and not equal:
        yield told(
            header,
            f"part-year: is for equal parts, and '{group.name}' has none; a measure "
            "such as hours counts as it is.",
        )
    if meta.get("minimum") is not None and split_by <= {EQUAL}:
        yield told(
            header,
            "minimum: is of what parts go by, and equal parts have no measure; say "
            "present: or classes:.",
        )
    yield from percentages(header, "others-share", "cash-floor")
    for key in ("round-to",):
        unit = meta.get(key)
        if unit is not None and (unit.number <= 0 or not names.is_money(unit.currency)):
            yield told(header, f"{key}: is {unit}; it must be money above zero.")
    yield from _classes(header, names)


def _step(line: Directive, header: Directive, names: Names) -> Iterator[LedgerError]:
    """How one step is shared out, where it cannot be."""
    meta = line.meta
    if not names.goes_to_members(line):
        for key in MEMBERS_ONLY:
            if meta.get(key) is not None:
                problem = (
                    f"says {key}: and goes to no members; name members' accounts "
                    "(role member-capital) in to:, or say by: what it is split."
                )
                yield told(line, f"{numbered(line)} {problem}")
    elif not _has_split(line, header):
        problem = "goes to members, and neither patronage: nor by: says by what."
        yield told(line, f"{numbered(line)} {problem}")
    if line.kind == LOSS.kind:
        for key in SURPLUS_ONLY:
            if meta.get(key) is not None:
                problem = f"says {key}:, which is for steps of a surplus."
                yield told(line, f"{numbered(line)} {problem}")
    else:
        yield from _cash(line, header)
    yield from percentages(line, "cash")
    yield from _classes(line, names)
    yield from _named(line, names)


def _has_split(line: Directive, header: Directive) -> bool:
    if word(line) in TO_MEMBERS:
        return True
    return bool(line.meta.get("by") or header.meta.get("patronage"))


def _cash(line: Directive, header: Directive) -> Iterator[LedgerError]:
    """A part in cash that is less than a law, or the rule itself, asks for."""
    cash = line.meta.get("cash")
    rate = cash.number if cash is not None else 0
    floor = header.meta.get("cash-floor")
    if line.meta.get("notice") == "qualified" and rate < FLOOR:
        yield told(
            line,
            f"{numbered(line)} pays {rate} PERCENT in cash; a qualified notice needs "
            f"{FLOOR} (26 USC 1388(c)(1)).",
        )
    elif cash is not None and floor is not None and rate < floor.number:
        problem = f"pays {cash} in cash, less than the cash-floor: of {floor}."
        yield told(line, f"{numbered(line)} {problem}")


def _classes(line: Directive, names: Names) -> Iterator[LedgerError]:
    """Classes that no member has."""
    for one in sorted(words(line.meta.get("classes")) - names.classes):
        if names.classes:
            hint = near(one, names.classes)
            yield told(line, f"classes: no member is of class '{one}'.{hint}")


def _named(line: Directive, names: Names) -> Iterator[LedgerError]:
    """Funds and agreements that are not there."""
    for key, known in (("fund", names.funds), ("agreement", names.agreements)):
        name = line.meta.get(key)
        if name is not None and name not in known and name != "general":
            hint = near(str(name), known)
            yield told(line, f"{key}: '{name}' is not in this book.{hint}")
