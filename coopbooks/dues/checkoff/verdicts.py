"""Why a line of a list differs from what is expected, as far as it can be told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.dues.checkoff.differences import Difference
    from coopbooks.dues.checkoff.otherwise import Other
    from coopbooks.dues.checkoff.otherwise import Otherwise
    from coopbooks.dues.checkoff.remittances import Listed
    from coopbooks.dues.rules.workplaces import Whose

# So many members off by the same ratio are no chance: the employer has another rate.
ENOUGH = 3


class Verdict(NamedTuple):
    """A kind of difference, with words and the earlier period that it pays, if any."""

    kind: Difference
    words: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What lines of a list are held against.

    Attributes:
        period: The period.
        expected: What the employer is to take from each member's pay.
        whose: The workplaces, and whose they are.
        employer: The employer.
        states: What each member was: active, paused, suspended or left.
        excused: Members who owe nothing for the period.
        open: What is waited for, by member and period.
        since: What was settled for the period since, by member, other than by its list.
        otherwise: What members would owe by another schedule or another rate.
    """

    period: Period
    expected: Mapping[str, Decimal]
    whose: Whose
    employer: str
    states: Mapping[str, str]
    excused: Collection[str]
    open: Mapping[tuple[str, str], Decimal]
    since: Mapping[str, Decimal]
    otherwise: Otherwise


def verdict_on(
    member: str, lines: Sequence[Listed], facts: Facts, others: Sequence[Other]
) -> Verdict:
    """Say what kind of difference a member has.

    Args:
        member: The member's id.
        lines: The lines of the list with that member; none where there are none.
        facts: What they are held against.
        others: What the member would owe by other rates and schedules.

    Returns:
        The kind, with words.
    """
    expected = facts.expected.get(member, ZERO)
    listed = total_of(line.number for line in lines)
    if listed == expected:
        return Verdict("matched")
    if not listed:
        return Verdict("missing from the list", "nothing was taken from pay")
    if listed > expected and (earlier := _earlier(member, listed - expected, facts)):
        return Verdict("retroactive", _also(earlier), earlier)
    if not expected:
        return _not_expected(member, facts)
    return _other_than_expected(expected, listed, len(lines), others)


def _other_than_expected(
    expected: Decimal, listed: Decimal, count: int, others: Sequence[Other]
) -> Verdict:
    """Why something else was taken than is due."""
    times, rest = divmod(listed, expected)
    if times > 1 and not rest and count == times:
        return Verdict("duplicate", f"taken {times} times")
    for other in others:
        if other.number == listed:
            return Verdict(other.kind, other.words)
    if listed > expected:
        return Verdict("over", "more was taken than is due")
    return Verdict("short", "less was taken than is due")


def _also(earlier: str) -> str:
    return f"as much was still open for {parse_period(earlier).label}"


def _earlier(member: str, number: Decimal, facts: Facts) -> str:
    """The latest earlier period for which just so much is open; empty if none."""
    begins = {
        parse_period(name).begin: name
        for (whose, name), open_ in facts.open.items()
        if whose == member and open_ == number
    }
    fitting = [begin for begin in begins if begin < facts.period.begin]
    return begins[max(fitting)] if fitting else ""


def _not_expected(member: str, facts: Facts) -> Verdict:
    """Why nothing is expected for a member from whose pay something was taken."""
    state = facts.states.get(member)
    if state is None:
        return Verdict("not on the roster", "joined only after this period")
    if state == "left":
        return Verdict("left but deducted", "is no longer a member")
    if state == "paused" or member in facts.excused:
        return Verdict("on leave but deducted", "nothing is due for this period")
    return Verdict("over", "nothing is to be taken from this pay")


def same_ratio(
    sums: Mapping[str, Decimal], expected: Mapping[str, Decimal], off: Collection[str]
) -> dict[str, str]:
    """Find members who are all off by the same ratio: the employer has another rate.

    Args:
        sums: What is listed, by member.
        expected: What is expected, by member.
        off: Members for whom the two differ, neither of them zero.

    Returns:
        That in words, for each member whom it holds for.
    """
    ratios = {
        member: (sums[member] / expected[member]).quantize(Decimal("0.001"))
        for member in sorted(off)
    }
    counts = Counter(ratios.values())
    return {
        member: f"{counts[ratio]} members are off by the same part, {ratio} of the dues"
        for member, ratio in ratios.items()
        if counts[ratio] >= ENOUGH
    }
