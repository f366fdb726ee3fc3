"""What kind of difference there is between what is expected and what is listed."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.dues.checkoff.verdicts import Verdict
from coopbooks.dues.checkoff.verdicts import same_ratio
from coopbooks.dues.checkoff.verdicts import verdict_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.dues.checkoff.remittances import Listed
    from coopbooks.dues.checkoff.verdicts import Facts

Difference = Literal[
    "matched",
    "short",
    "over",
    "missing from the list",
    "not on the roster",
    "on leave but deducted",
    "left but deducted",
    "wrong rate",
    "wrong category",
    "duplicate",
    "retroactive",
]


@dataclass(frozen=True, slots=True)
class CheckOffRow:
    """One member on an employer's list, or missing from it.

    Attributes:
        member: The member's id; empty for somebody the book does not know.
        expected: What the employer was to take from pay.
        kind: What kind of difference there is, if any.
        words: What can be said of it, in plain words; never why somebody is on leave.
        applied: What of the list pays what the member owes.
        lines: The lines of the list.
        earlier: The earlier period that is paid by it, by name; empty if none is.
        for_earlier: How much of what is applied pays that.
        since: What was settled since, by a later list or otherwise.
    """

    member: str
    expected: Decimal
    kind: Difference
    words: str
    applied: Decimal
    lines: tuple[Listed, ...]
    earlier: str = ""
    for_earlier: Decimal = field(default=ZERO)
    since: Decimal = field(default=ZERO)

    @property
    def listed(self) -> Decimal:
        """What the employer lists."""
        return total_of(line.number for line in self.lines)

    @property
    def difference(self) -> Decimal:
        """Listed less expected."""
        return self.listed - self.expected

    @property
    def unapplied(self) -> Decimal:
        """What of the list waits for an answer."""
        return self.listed - self.applied

    @property
    def owed(self) -> Decimal:
        """What of the expected the employer still owes."""
        paid = self.applied - self.for_earlier + self.since
        return max(self.expected - paid, ZERO)


def compared(lines: Iterable[Listed], facts: Facts) -> list[CheckOffRow]:
    """Compare the lines for a period with what is expected.

    Args:
        lines: The lines of lists that are for the period.
        facts: What they are held against.

    Returns:
        A row for each member by id, then one for each line of nobody known.
    """
    found: dict[str, list[Listed]] = {member: [] for member in facts.expected}
    unknown: list[Listed] = []
    for line in lines:
        if line.member in facts.whose.terms.histories:
            found.setdefault(line.member, []).append(line)
        else:
            unknown.append(line)
    sums = {member: total_of(one.number for one in found[member]) for member in found}
    off = {
        member
        for member, listed in sums.items()
        if listed and member in facts.expected and listed != facts.expected[member]
    }
    others = facts.otherwise.of(off)
    alike = same_ratio(sums, facts.expected, off)
    rows = []
    for member in sorted(found):
        verdict = verdict_on(member, found[member], facts, others.get(member, ()))
        if verdict.kind in {"short", "over"} and member in alike:
            verdict = Verdict("wrong rate", alike[member])
        rows.append(_row(member, found[member], facts, verdict))
    return rows + [
        CheckOffRow(one.member, ZERO, "not on the roster", _NOBODY, ZERO, (one,))
        for one in sorted(unknown, key=lambda one: (one.member, one.number))
    ]


_NOBODY = "no member has this number"


def late(lines: Iterable[Listed], facts: Facts) -> list[CheckOffRow]:
    """Compare lines of the period's list that say they are for another period.

    Args:
        lines: The lines.
        facts: What they are held against.

    Returns:
        A row for each, by id: retroactive where that much was open for the period that
        it names, else over.
    """
    rows = []
    for line in sorted(lines, key=lambda one: (one.member, one.period, one.number)):
        label = parse_period(line.period).label
        if line.member not in facts.whose.terms.histories:
            rows.append(
                CheckOffRow(
                    line.member, ZERO, "not on the roster", _NOBODY, ZERO, (line,)
                )
            )
            continue
        still = max(facts.open.get((line.member, line.period), ZERO), ZERO)
        fits = min(still, line.number)
        whole = fits == line.number
        rows.append(
            CheckOffRow(
                line.member,
                ZERO,
                "retroactive" if whole else "over",
                f"for {label}" if whole else f"only {still} was open for {label}",
                fits,
                (line,),
                line.period,
                fits,
            )
        )
    return rows


def _row(
    member: str, lines: Sequence[Listed], facts: Facts, verdict: Verdict
) -> CheckOffRow:
    """A row with what of the list is applied."""
    expected = facts.expected.get(member, ZERO)
    listed = total_of(line.number for line in lines)
    earlier = listed - expected if verdict.kind == "retroactive" else ZERO
    applied = max(min(listed, expected), ZERO) + earlier
    return CheckOffRow(
        member,
        expected,
        verdict.kind,
        verdict.words,
        applied,
        tuple(lines),
        verdict.earlier,
        earlier,
        facts.since.get(member, ZERO),
    )
