"""What holds for one member's dues: less to pay, a pledge, how often, through whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.dues.forms.people import AMOUNTS
from coopbooks.dues.rules.working import HUNDRED
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.dues.rules.facts import Facts
    from coopbooks.dues.rules.working import Working

# About one part of the dues, or one reason, each; the others hold one at a time.
_NAMED = {
    "opts-in": "choice",
    "opts-out": "choice",
    "objects": "objects",
    "agrees": "objects",
}


@dataclass(frozen=True, slots=True)
class Reliefs:
    """What holds for one member, by date.

    Attributes:
        lines: The member's `coop-member-dues`, by date.
    """

    lines: Sequence[Directive] = ()

    def on(self, what: str, day: datetime.date, named: str = "") -> Directive | None:
        """What holds on a day.

        Args:
            what: A word such as `pays`, `less`, `by`, `each`, `collected`.
            day: The day.
            named: Of a part or a reason: which.

        Returns:
            The last line that has begun and has not ended; None where there is none.
        """
        found: Directive | None = None
        for line in self.lines:
            if line.date > day:
                break
            if line.values["what"] == "ends":
                if found is not None and line.values["value"] in _names(found):
                    found = None
            elif _is(line, what, named):
                found = line
        if found is None or _is_over(found, day):
            return None
        return found

    def word(self, what: str, day: datetime.date) -> str:
        """The word that holds on a day, such as `week` of `each`; empty if none."""
        found = self.on(what, day)
        return str(found.values["value"]) if found else ""

    def chooses(self, part: str, choice: str, day: datetime.date) -> bool:
        """Whether the member pays a part that may be chosen.

        Args:
            part: The part's name.
            choice: `opt-in` or `opt-out`.
            day: The day.
        """
        said = self.on("choice", day, part)
        if said is None:
            return choice == "opt-out"
        return bool(said.values["what"] == "opts-in")

    def objects(self, part: str, day: datetime.date) -> bool:
        """Whether the member objects to a part."""
        said = self.on("objects", day, part)
        return said is not None and said.values["what"] == "objects"

    def excuses(self) -> list[tuple[str, Directive, datetime.date | None]]:
        """The excuses: for which reason, where it is said, and the last day if any."""
        found: list[tuple[str, Directive, datetime.date | None]] = []
        for line in self.lines:
            if line.values["what"] != "excused":
                continue
            reason, until = str(line.values["value"]), line.meta.get("until")
            ends = [
                one.date
                for one in self.lines
                if one.values["what"] == "ends"
                and one.date > line.date
                and one.values["value"] in {reason, "excused"}
            ]
            # What ends on a day does not hold on it any more.
            lasts = [day - DAY for day in ends[:1]] + ([until] if until else [])
            found.append((reason, line, min(lasts, default=None)))
        return found


@dataclass(frozen=True, slots=True)
class AllReliefs:
    """What holds for each member.

    Attributes:
        members: The reliefs by member.
    """

    members: Mapping[str, Reliefs] = field(default_factory=dict)

    def of(self, member: str) -> Reliefs:
        """The reliefs of a member."""
        return self.members.get(member, NONE)


NONE = Reliefs()


def read_reliefs(lines: Iterable[Directive]) -> AllReliefs:
    """Put the `coop-member-dues` of each member together.

    Args:
        lines: The directives, in any order.

    Returns:
        The reliefs. Of two that say the same of one day the one recorded last holds.
    """
    found: dict[str, list[Directive]] = defaultdict(list)
    for line in lines:
        found[line.name].append(line)
    return AllReliefs(
        {member: Reliefs(tuple(sorted(found[member], key=_order))) for member in found}
    )


def replaced(
    reliefs: Reliefs, day: datetime.date, words: Collection[str] = AMOUNTS
) -> Directive | None:
    """What a member pays instead of what the rule says: so much, or a pledge.

    Args:
        reliefs: What holds for the member.
        day: The day on which it must hold.
        words: Which words of `AMOUNTS` are about the schedule.
    """
    for what in ("pledges", "pays"):
        said = reliefs.on(what, day) if what in words else None
        if said is not None and said.values["value"].currency != "PERCENT":
            return said
    return None


def relieved(
    work: Working,
    facts: Facts,
    reliefs: Reliefs,
    day: datetime.date,
    words: Collection[str] = AMOUNTS,
) -> None:
    """Apply what holds for one member to an amount.

    Args:
        work: The amount so far.
        facts: What is known of the member.
        reliefs: What holds for the member.
        day: The day on which it must hold.
        words: Which words of `AMOUNTS` are about the schedule.

    Raises:
        CannotCharge: It is in another currency than the dues.
    """
    for what in AMOUNTS:
        line = reliefs.on(what, day) if what in words else None
        if line is None:
            continue
        amount = line.values["value"]
        if not hasattr(amount, "currency"):
            raise CannotCharge(
                line.source,
                f'{line.name}: "{what}" is followed by an amount, such as 6.00 USD or '
                "50 PERCENT.",
            )
        if amount.currency == "PERCENT":
            part = work.number * amount.number / HUNDRED
        else:
            part = facts.money(amount, line.source)
        if what == "less":
            work.plus(-min(part, work.number))
        else:
            work.set(part)
        note = f"{what} {said_amount(amount)}{_because(line)}"
        work.note(note, line.source, str(line.meta.get("authority") or ""))


def _because(line: Directive) -> str:
    """By which decision, and until when."""
    decision, until = line.meta.get("decision"), line.meta.get("until")
    words = f", decision {decision}" if decision else ""
    return f"{words}, until {long_date(until)}" if until else words


def _is(line: Directive, what: str, named: str) -> bool:
    """Whether a line says a thing."""
    said = str(line.values["what"])
    if named:
        return _NAMED.get(said) == what and line.values["value"] == named
    return said == what


def _names(line: Directive) -> tuple[str, ...]:
    """By which words a line can be ended."""
    value = line.values["value"]
    return (str(line.values["what"]), value if isinstance(value, str) else "")


def _is_over(line: Directive, day: datetime.date) -> bool:
    until = line.meta.get("until")
    return until is not None and bool(until < day)


def _order(line: Directive) -> tuple[object, ...]:
    """By date; what ends something before what begins on the same day."""
    begins = line.values["what"] != "ends"
    value = line.values["value"]
    return line.date, begins, line.recorded, str(line.values["what"]), str(value)
