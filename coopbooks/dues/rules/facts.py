"""What is known of one member for one charge, when amounts are worked out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.directives import near
from coopbooks.dues.rules.working import COUNTS
from coopbooks.dues.rules.working import CannotCharge

if TYPE_CHECKING:
    import datetime

    from beancount.core import data
    from beancount.core.amount import Amount

    from coopbooks.core.periods import Period
    from coopbooks.dues.rules.measures import Measured
    from coopbooks.dues.rules.measures import Measures
    from coopbooks.dues.rules.schedules import Schedule

TIMES = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}


class NoMeasure(CannotCharge):
    """A measure that the rule asks for is not there."""

    def __init__(self, source: data.Meta, message: str, name: str) -> None:
        """Keep which.

        Args:
            source: Where the rule stands.
            message: What is missing, naming the member.
            name: The measure.
        """
        super().__init__(source, message)
        self.name = name


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one member for one charge.

    Attributes:
        member: The member's id.
        member_class: Their class; may be empty.
        workplace: Their workplace; may be empty.
        schedule: The schedule that they are under.
        period: The period that measures are counted in.
        day: The day on which what was declared must hold.
        measures: The measures of all members.
        currency: The book's currency, for rules and measures that name none.
    """

    member: str
    member_class: str
    workplace: str
    schedule: Schedule
    period: Period
    day: datetime.date
    measures: Measures
    currency: str

    def get(self, name: str) -> Measured | None:
        """What a measure is; None where nothing says it."""
        return self.measures.find(name, self.member, self.period, self.day)

    def need(self, name: str) -> Measured:
        """What a measure is.

        Raises:
            NoMeasure: Nothing says it.
        """
        found = self.get(name)
        if found is not None:
            return found
        known = {*self.measures.lines, *(key[0] for key in self.measures.declared)}
        hint = "add a coop-declared, or its posting."
        if name not in known:
            hint = f"no coop-measure has this name.{near(name, known)}"
        raise NoMeasure(
            self.schedule.source,
            f"{self.member}: no '{name}' for {self.period.name}, asked by "
            f"{self.schedule.place}; {hint}",
            name,
        )

    def money(self, amount: Amount, rule: data.Meta) -> Decimal:
        """An amount of a rule in the currency of the dues.

        Args:
            amount: The amount; hours are so many hours of pay.
            rule: Where it stands.

        Returns:
            The number.

        Raises:
            CannotCharge: It is in another currency, or the hourly pay is missing.
        """
        ours, number = self.unit, amount.number or Decimal(0)
        if amount.currency == "HOUR" and ours != "HOUR":
            return number * self.need(self.hourly).number
        if amount.currency != ours:
            raise CannotCharge(
                rule,
                f"{self.member}: {amount} is in {amount.currency}, but the dues of "
                f"{self.schedule.place} are in {ours}.",
            )
        return number

    @property
    def hourly(self) -> str:
        """The measure that hours of pay are worth."""
        return str(self.schedule.meta.get("hourly") or "hourly-pay")

    @property
    def unit(self) -> str:
        """The currency of the dues: the rule's, else the measure's, else the book's."""
        schedule = self.schedule
        if schedule.currency:
            return schedule.currency
        for key in ("measure", "multiplied-by", "hourly"):
            name = schedule.meta.get(key)
            found = self.get(str(name)) if name else None
            if found and found.currency:
                return found.currency
        return self.currency or self._no_currency()

    def check(self, found: Measured, name: str, unit: str) -> None:
        """Refuse a measure in another currency than what it is compared with.

        Args:
            found: The measure.
            name: Its name.
            unit: The unit or currency of the rule.

        Raises:
            CannotCharge: Both are money, and they differ.
        """
        if not found.currency or unit in COUNTS or found.currency == unit:
            return
        raise CannotCharge(
            found.source,
            f"{self.member}: '{name}' is in {found.currency}, but {self.schedule.place}"
            f" is in {unit}. If {found.currency} is no money, mark its commodity with "
            "measure: TRUE.",
        )

    def check_bands(self, unit: str, name: str, edges: str) -> None:
        """Refuse bands in another unit than the measure: hours against money.

        Args:
            unit: What the measure is in; empty where it is a plain number.
            name: The measure.
            edges: The unit or currency of the bands.

        Raises:
            CannotCharge: One is money and the other is not, or both are times and
                differ, such as months and years.
        """
        if unit in {"", edges} or not edges or unit in self.measures.counts:
            return
        if unit in COUNTS and edges in COUNTS and not {unit, edges} <= TIMES:
            return
        if unit not in COUNTS and edges not in COUNTS:
            return
        found = self.get(name)
        raise CannotCharge(
            found.source if found else self.schedule.source,
            f"{self.member}: '{name}' is in {unit}, but the bands of "
            f"{self.schedule.place} are in {edges}.",
        )

    def _no_currency(self) -> str:
        raise CannotCharge(
            self.schedule.source,
            f"{self.member}: {self.schedule.place} names no currency; say in unit: "
            "below coop-measure what it counts.",
        )
