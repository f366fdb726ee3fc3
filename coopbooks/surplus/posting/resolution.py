"""A resolution's figures against the book's: what does not tie, and by how much.

Resolutions are typed by hand, and signed with slips in them. Each figure is compared
with what the rule gives, and the figures with each other: members with their total, the
steps with the result, cash and what is kept with the amount.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.forms import near
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepResult
    from coopbooks.surplus.posting.stated import Stated
    from coopbooks.surplus.posting.stated import Way

RESULT = ("result", "surplus", "loss", "start", "total")
MEMBERS, LEFT = "members", "left"
WAYS: tuple[Way, ...] = ("cash", "kept", "owed")
IN_WORDS = {
    "amount": "",
    "cash": ", in cash",
    "kept": ", kept",
    "owed": ", owed",
    "withheld": ", tax withheld",
}


class Finding(NamedTuple):
    """A figure of a resolution beside what it should be.

    Attributes:
        words: What it is: `20 collective account`, `M-0001, in cash`.
        stated: What the resolution says; None where it says nothing and should.
        wanted: What it should be; None where it is of nothing that there is.
        why: What it was compared with: the book, or other figures of the resolution;
            or why it can't be compared.
        source: Where it stands.
    """

    words: str
    stated: Decimal | None
    wanted: Decimal | None
    why: str
    source: data.Meta

    @property
    def ties(self) -> bool:
        """Whether it is what it should be."""
        return self.stated == self.wanted

    @property
    def difference(self) -> Decimal | None:
        """By how much it is too much, or too little; None where nothing compares."""
        if self.stated is None or self.wanted is None:
            return None
        return self.stated - self.wanted


def compare(
    allocation: Allocation, stated: Sequence[Stated], *, whole: bool = True
) -> list[Finding]:
    """Hold a resolution's figures against a proposal, and against each other.

    Args:
        allocation: How the rule shares the year.
        stated: The figures of the resolution.
        whole: Whether these are all of its figures, so that a member may be missing.

    Returns:
        A finding for each figure, then one for each sum of its own and for each member
        whom it leaves out, where it lists members.
    """
    known = _known(allocation)
    said = {(_key(one, allocation), one.way): one for one in stated}
    found = [_against(one, allocation, known) for one in stated]
    found += _sums(allocation, said)
    found += _left_out(allocation, said) if whole else ()
    return found


def _known(allocation: Allocation) -> dict[tuple[str, Way], Decimal]:
    """What the rule gives, by what it is of and in which way."""
    known: dict[tuple[str, Way], Decimal] = {
        # A loss of 24,000 is written without its sign as often as with it.
        ("result", "amount"): abs(allocation.figures.start),
        (LEFT, "amount"): allocation.left,
    }
    for step in allocation.steps:
        known[f"{step.number}", "amount"] = step.amount
        found = allocation.parts_of(step.number)
        if found:
            _add(known, f"{step.number}", found)
    _add(known, MEMBERS, allocation.parts)
    for member, parts in allocation.by_member().items():
        _add(known, member, parts)
    return known


def _add(
    known: dict[tuple[str, Way], Decimal], key: str, parts: Sequence[Part]
) -> None:
    ways: tuple[Way, ...] = ("amount", *WAYS, "withheld")
    for way in ways:
        known[key, way] = total_of(getattr(part, way) for part in parts)


def _key(one: Stated, allocation: Allocation) -> str:
    """What a figure is of, in the words of `_known`; as written if it is nothing."""
    what = one.what.strip()
    plain = what.casefold()
    if plain in RESULT:
        return "result"
    if plain in {MEMBERS, LEFT}:
        return plain
    for step in allocation.steps:
        names = {f"{step.number}", step.name.casefold()}
        if plain in {*names, f"{step.number} {step.name}".casefold()}:
            return f"{step.number}"
    return what


def _words(key: str, way: Way, allocation: Allocation) -> str:
    names = {f"{one.number}": f"{one.number} {one.name}" for one in allocation.steps}
    names |= {
        "result": "loss" if allocation.is_loss else "surplus",
        MEMBERS: "members",
        LEFT: "left over",
    }
    return f"{names.get(key, key)}{IN_WORDS[way]}"


def _against(
    one: Stated,
    allocation: Allocation,
    known: Mapping[tuple[str, Way], Decimal],
) -> Finding:
    """A figure beside what the rule gives."""
    key = _key(one, allocation)
    wanted = known.get((key, one.way))
    words = _words(key, one.way, allocation)
    loss = key == "result" and allocation.is_loss
    number = abs(one.number) if loss else one.number
    if wanted is not None:
        return Finding(words, number, wanted, "the book", one.source)
    if any(part == key for part, _ in known):
        why = "has no such way: only members get cash, or have something kept"
    else:
        names = [step.name for step in allocation.steps]
        hint = near(key, [*names, *(part for part, _ in known)])
        why = f"is no step and has no part.{hint}"
    return Finding(words, number, None, why, one.source)


def _sums(
    allocation: Allocation, said: Mapping[tuple[str, Way], Stated]
) -> Iterator[Finding]:
    """The resolution's figures against each other."""
    members = sorted({part.member for part in allocation.parts})
    listed = [one for one in members if (one, "amount") in said]
    if listed:
        yield from _members_sums(members, said)
    for member in (MEMBERS, *members):
        whole = said.get((member, "amount"))
        parts = [said[member, way] for way in WAYS if (member, way) in said]
        enough = {"cash", "kept"} <= {one.way for one in parts}
        if whole is not None and enough:
            wanted = total_of(one.number for one in parts)
            words = _words(member, "amount", allocation)
            ways = " and ".join(one.way for one in parts)
            yield Finding(words, whole.number, wanted, f"its own {ways}", whole.source)
    result = said.get(("result", "amount"))
    steps = [_of_step(one, allocation, said) for one in allocation.steps if one.amount]
    numbers = [one.number for one in steps if one is not None]
    if result is not None and numbers and len(numbers) == len(steps):
        left = said.get((LEFT, "amount"))
        wanted = total_of((*numbers, left.number if left else ZERO))
        words = _words("result", "amount", allocation)
        number = abs(result.number)
        yield Finding(words, number, wanted, "its own steps", result.source)


def _of_step(
    step: StepResult,
    allocation: Allocation,
    said: Mapping[tuple[str, Way], Stated],
) -> Stated | None:
    """What a resolution says of a step; of the only one to members, of members."""
    found = said.get((f"{step.number}", "amount"))
    to_members = [one for one in allocation.steps if one.kind == "members"]
    if found is None and to_members == [step]:
        return said.get((MEMBERS, "amount"))
    return found


def _members_sums(
    members: Sequence[str], said: Mapping[tuple[str, Way], Stated]
) -> Iterator[Finding]:
    """What members get together against what is listed of each."""
    ways: tuple[Way, ...] = ("amount", *WAYS, "withheld")
    for way in ways:
        whole = said.get((MEMBERS, way))
        listed = [said[one, way].number for one in members if (one, way) in said]
        if whole is not None and listed:
            words = f"members{IN_WORDS[way]}"
            wanted = total_of(listed)
            yield Finding(words, whole.number, wanted, "its own list", whole.source)


def _left_out(
    allocation: Allocation, said: Mapping[tuple[str, Way], Stated]
) -> Iterator[Finding]:
    """Members with a part whom a list of members leaves out."""
    listed = {what for what, _ in said}
    members = allocation.by_member()
    if listed.isdisjoint(members):
        return
    for member, parts in members.items():
        wanted = total_of(part.amount for part in parts)
        if wanted and member not in listed:
            yield Finding(member, None, wanted, "the book", {})
