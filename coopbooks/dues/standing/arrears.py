"""From which day on unpaid dues make somebody behind, suspended or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coopbooks.core.money import ZERO
from coopbooks.core.periods import DAY
from coopbooks.dues.forms.standing import STANDING
from coopbooks.dues.forms.standing import STATES
from coopbooks.dues.rules.working import said_amount

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core import data
    from beancount.core.amount import Amount

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.dues.standing.settling import Debt

_UNITS = {"DAY": "day", "WEEK": "week", "MONTH": "month"}


class Rule(NamedTuple):
    """A `coop-dues-standing` line.

    Attributes:
        state: What somebody is by it: `behind`, `suspended`, `dropped`.
        at_least: Whether the age itself is enough; else it must be passed.
        age: How old what is unpaid is: so many of `unit`.
        unit: `DAY`, `WEEK`, `MONTH`, or `PERIOD` for a number of charges.
        everything: Whether fees count, too.
        ignore: So little makes nobody behind; None where all counts.
        source: Where it stands in the book.
    """

    state: str
    at_least: bool
    age: int
    unit: str
    everything: bool
    ignore: Amount | None
    source: data.Meta

    @property
    def level(self) -> int:
        """How bad the state is: 1 for behind, 2 for suspended, 3 for dropped."""
        return STATES.index(self.state) + 1

    @property
    def words(self) -> str:
        """The rule in plain words."""
        what = "dues or fees" if self.everything else "dues"
        edge = "at least" if self.at_least else "more than"
        small = f", but for up to {said_amount(self.ignore)}" if self.ignore else ""
        if self.unit == "PERIOD":
            charges = "charge" if self.age == 1 else "charges"
            return (
                f"{self.state} when {edge} {self.age} {charges} of {what} are unpaid "
                f"at the end of their period{small}"
            )
        unit = _UNITS[self.unit] + ("" if self.age == 1 else "s")
        return (
            f"{self.state} when {what} are unpaid for {edge} {self.age} {unit}{small}"
        )

    def counted(self, debts: Iterable[Debt]) -> list[Debt]:
        """Those of what is unpaid that count by this rule."""
        return [one for one in debts if self.everything or one.about == "dues"]

    def begins(self, debts: Iterable[Debt]) -> datetime.date | None:
        """The first day on which the rule holds, if what is open stays as it is.

        Args:
            debts: What is open, on the member's own accounts.

        Returns:
            The day; None where nothing counts, or so little that it does not matter.
        """
        counted = sorted(self.counted(debts), key=lambda one: one.due)
        if not counted:
            return None
        day = (
            self._by_number(counted) if self.unit == "PERIOD" else self._by_age(counted)
        )
        if day is None or self.ignore is None or self.ignore.number is None:
            return day
        total = ZERO
        for debt in counted:
            total += debt.open
            if total > self.ignore.number:
                return max(day, debt.due)
        return None

    def _by_age(self, counted: Sequence[Debt]) -> datetime.date:
        """The day on which the oldest is old enough."""
        oldest = counted[0].due
        span = {
            "DAY": relativedelta(days=self.age),
            "WEEK": relativedelta(weeks=self.age),
            "MONTH": relativedelta(months=self.age),
        }[self.unit]
        return oldest + span if self.at_least else oldest + span + DAY

    def _by_number(self, counted: Sequence[Debt]) -> datetime.date | None:
        """The day on which the periods of enough charges are over."""
        over = sorted({(one.period.last, one.about) for one in counted})
        needed = self.age if self.at_least else self.age + 1
        return over[max(needed, 1) - 1][0] if needed <= len(over) else None


def rules_of(group: Group | None) -> tuple[Rule, ...]:
    """The rules of standing of a schedule.

    Args:
        group: A `coop-dues` with its lines; None for who is under none.

    Returns:
        The rules, the worst state first.
    """
    if group is None:
        return ()
    rules = [_rule(line) for line in group.of(STANDING.kind)]
    return tuple(sorted(rules, key=lambda one: -one.level))


def _rule(line: Directive) -> Rule:
    age = line.values["age"]
    return Rule(
        str(line.values.get("state") or "behind"),
        line.values["edge"] == "at-least",
        int(age.number),
        age.currency,
        line.meta.get("counts") == "everything",
        line.meta.get("ignore-up-to"),
        line.source,
    )


def worst(
    rules: Sequence[Rule], debts: Sequence[Debt], on: datetime.date
) -> Rule | None:
    """The worst rule that holds on a day.

    Args:
        rules: What `rules_of` gave.
        debts: What is open on that day.
        on: The day.

    Returns:
        The rule; None in good standing.
    """
    for rule in rules:
        begun = rule.begins(debts)
        if begun is not None and begun <= on:
            return rule
    return None


def held_from(
    rules: Sequence[Rule], level: int, debts: Sequence[Debt]
) -> datetime.date | None:
    """The first day on which somebody is at least that far behind.

    Args:
        rules: What `rules_of` gave.
        level: How bad, as in `Rule.level`.
        debts: What is open, and stays so.

    Returns:
        The day; None where they are not.
    """
    days = [rule.begins(debts) for rule in rules if rule.level >= level]
    return min((day for day in days if day is not None), default=None)
