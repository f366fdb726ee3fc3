"""Whose work earned a year's result: members', or that of others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.forms import near
from coopbooks.core.money import PRECISE
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.year.names import NO_MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import Person
    from coopbooks.surplus.year.measured import Measured

MEMBERS, OTHERS, OTHERS_SHARE = "members-work", "others-work", "others-share"
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Work:
    """By what a result is split into members' and others' work.

    Attributes:
        members: What members worked, in the unit of the measure.
        others: What others worked.
        words: What that is: `hours`; empty where it is not split by a measure.
        share: Others' part, from 0 to 1, where the rule says it itself.
    """

    members: Decimal = ZERO
    others: Decimal = ZERO
    words: str = ""
    share: Decimal | None = None

    @property
    def of_others(self) -> Decimal:
        """Others' part, from 0 to 1; nothing where nobody worked."""
        if self.share is not None:
            return self.share
        both = self.members + self.others
        return PRECISE.divide(self.others, both) if both else ZERO

    @property
    def hours(self) -> Mapping[str, Decimal]:
        """What `members` and `others` worked; empty where it is not split by that."""
        if not self.words:
            return {}
        return {"members": self.members, "others": self.others}


def measures_of_work(rule: Group) -> tuple[str, str]:
    """By which measures members' and others' work is told.

    Args:
        rule: The rule.

    Returns:
        The measure of members' work, which is that of their parts unless the rule says
        another, and that of others' work; empty for none.
    """
    meta = rule.header.meta
    others = str(meta.get(OTHERS) or "")
    patronage = str(meta.get("patronage") or "")
    usual = "" if patronage in NO_MEASURES else patronage
    return str(meta.get(MEMBERS) or usual), others


def work_of(rule: Group, people: Sequence[Person], found: Measured) -> Work:
    """Find whose work earned a year's result.

    Args:
        rule: The rule, which says by which measures, or others' share itself.
        people: Who may have a part.
        found: What each measure came to for everybody.

    Returns:
        What members worked, with what names nobody on the account of their measure, and
        what others did: all on the account of theirs, or, where both are one measure,
        what is no member's. Where the rule names no work of others, all is members'.
    """
    share = rule.header.meta.get(OTHERS_SHARE)
    if share is not None:
        return Work(share=PRECISE.divide(share.number, HUNDRED))
    members, others = measures_of_work(rule)
    if not others:
        return Work()
    ours = total_of(
        person.measures.get(members, ZERO)
        for person in people
        if person.joined is not None
    )
    whole = found.whole.get(others, ZERO)
    if members == others:
        return Work(ours, whole - ours, others)
    unnamed = found.whole.get(members, ZERO) - found.total(members)
    return Work(ours + unnamed, whole, members or others)


def check_work(rule: Group, found: Measured) -> Iterator[LedgerError]:
    """Find why work can't be split.

    Args:
        rule: The rule.
        found: What each measure came to for everybody.

    Yields:
        An error for a measure that the book does not have, for one of members' work
        that is missing, and for two in different units.
    """
    members, others = measures_of_work(rule)
    if not others:
        return
    header, known = rule.header, set(found.of)
    if not members:
        problem = (
            "says others-work: and not by what members' work is measured; add "
            "members-work: with the name of a measure."
        )
        yield LedgerError(header.source, f"coop-surplus: '{rule.name}' {problem}")
        return
    for name in sorted({members, others} - known):
        yield LedgerError(
            header.source,
            f"coop-surplus: '{rule.name}' splits work by {name}, and no coop-measure "
            f"says where they are counted.{near(name, known)}",
        )
    units = [found.units[name] for name in (members, others) if name in found.units]
    if len(set(units)) > 1:
        yield LedgerError(
            header.source,
            f"coop-surplus: '{rule.name}' compares {members} in {units[0]} with "
            f"{others} in {units[1]}; both must be in one unit.",
        )
