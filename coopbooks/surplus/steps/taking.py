"""Taking one step after another: how much each gets of what is left."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import StepResult
from coopbooks.surplus.forms.rules import LIMIT
from coopbooks.surplus.steps.asks import ask_of
from coopbooks.surplus.steps.asks import asked_in_words
from coopbooks.surplus.steps.asks import foreign
from coopbooks.surplus.steps.bounds import bounds_of
from coopbooks.surplus.steps.bounds import within
from coopbooks.surplus.steps.cash import cash_rate
from coopbooks.surplus.steps.conditions import held_back
from coopbooks.surplus.steps.kinds import account_of
from coopbooks.surplus.steps.kinds import kind_of
from coopbooks.surplus.steps.lines import number_of
from coopbooks.surplus.steps.lines import rate_of
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.units import shown
from coopbooks.surplus.steps.wholes import unknown
from coopbooks.surplus.steps.wholes import value_of
from coopbooks.surplus.steps.wholes import whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.surplus.allocation import Bound
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.steps.asks import Ask
    from coopbooks.surplus.steps.members import Members

# What stands below a step and below all that it causes.
TAGS = ("with", "agreement", "fund")


@dataclass(slots=True)
class Taking:
    """The steps of a year, one after another.

    Attributes:
        figures: What the year gives.
        members: Splits steps among members.
        steps: The steps so far.
        parts: Members' parts so far.
        problems: What is wrong, by file and line.
        notes: What people should know.
    """

    figures: YearFigures
    members: Members
    steps: list[StepResult] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    problems: list[LedgerError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def left(self) -> Decimal:
        """What is left of the result, or of the loss."""
        return abs(self.figures.start) - total_of(step.amount for step in self.steps)

    @property
    def amounts(self) -> dict[int, Decimal]:
        """What each step so far took."""
        return {step.number: step.amount for step in self.steps}

    def take(self, line: Directive) -> None:
        """Take the next step; one that can't be worked out is told and left out.

        Args:
            line: The step.
        """
        figures, rule = self.figures, self.members.rule
        whole = whole_of(line, figures, self.steps)
        back, wrong = held_back(line, figures)
        if wrong or whole is None:
            self._out(line, wrong if whole else unknown(line, figures))
            return
        for problem in self._foreign(line):
            self._wrong(line, problem)
        ask = ask_of(line, rule, figures, whole, self.amounts)
        bounds = bounds_of(line, rule, figures, self.steps)
        self.problems += bounds.problems
        amount = ZERO if back else self._amount(line, ask, bounds.found)
        step = self._step(line, ask, bounds.found, amount)
        step = replace(step, held_back=back)
        if step.kind == "members":
            step = self._shared(line, ask, step)
        elif step.kind == "carried" and amount:
            words = "to be made good later" if figures.start < 0 else "on the result"
            stays = shown(amount, figures.currency)
            self.notes.append(f"{step.name}: {stays} stays {words}.")
        self.steps.append(step)

    def _amount(self, line: Directive, ask: Ask, bounds: tuple[Bound, ...]) -> Decimal:
        """What a step takes: what it asks for, within bounds and what is left."""
        values = [value_of(bound.of, self.figures, self.amounts) for bound in bounds]
        self._tell_capped(line, ask)
        asked = ask.amount(self.amounts)
        amount = within(asked, bounds, values, ask.unit)
        left = self.left
        if amount > left:
            self._too_much(line, ask, amount, raised=amount > max(asked, ZERO))
            amount = left
        return ask.unit.rounded(amount, "down")

    def _tell_capped(self, line: Directive, ask: Ask) -> None:
        """Tell that an amount is more than what it is of; losses just are as large."""
        if ask.fixed is None or ask.fixed <= max(ask.base, ZERO):
            return
        if kind_of(line, self.members.roles) != "earlier-losses":
            currency = self.figures.currency
            whole = f"only {shown(ask.base, currency)}" if ask.base > 0 else "nothing"
            self.notes.append(
                f"{line.values['for']}: {shown(ask.fixed, currency)} by the rule, and "
                f"{ask.whole.words}: {whole}."
            )

    def _too_much(
        self, line: Directive, ask: Ask, amount: Decimal, *, raised: bool
    ) -> None:
        """Tell that a step asks for more than is left.

        A share in percent of what is shared is a mistake of the rule; an amount, what
        is left, a least part or a share of something else may well find less.
        """
        currency, left = self.figures.currency, self.left
        only = f"only {shown(left, currency)}" if left else "nothing"
        lacks = f"{shown(amount, currency)} by the rule, and {only} is left"
        if rate_of(line) is not None and ask.whole.is_shared and not raised:
            self._wrong(line, f"takes {lacks}: the shares come to more than there is.")
        else:
            self.notes.append(f"{line.values['for']}: {lacks}.")

    def _step(
        self, line: Directive, ask: Ask, bounds: tuple[Bound, ...], amount: Decimal
    ) -> StepResult:
        """What is known of a step before members' parts."""
        header = self.members.rule.header.meta
        return StepResult(
            number=number_of(line),
            name=str(line.values["for"]),
            kind=kind_of(line, self.members.roles),
            account=account_of(line),
            words=asked_in_words(line, ask),
            rate=ask.rate,
            of=ask.whole.terms,
            base=ask.base,
            amount=amount,
            left=self.left - amount,
            quantum=ask.unit.quantum,
            rule=line.source,
            owed=str(line.meta.get("owed") or ""),
            fixed=ask.fixed,
            including=ask.including,
            bounds=bounds,
            rounding=ask.unit.rounding,
            meta={key: str(line.meta[key]) for key in TAGS if line.meta.get(key)},
            authority=str(line.meta.get("authority") or header.get("authority") or ""),
        )

    def _shared(self, line: Directive, ask: Ask, step: StepResult) -> StepResult:
        """Split a step among members; what nobody can have stays."""
        found = self.members.split(line, ask, step.amount)
        self.parts += found.parts
        self.notes += found.notes
        self.problems += found.problems
        step = replace(
            step,
            amount=step.amount - found.over,
            left=step.left + found.over,
            split_by=found.words,
        )
        if self.figures.start < 0:
            return step
        return replace(
            step,
            cash_rate=cash_rate(line, self.members.roles),
            notice=str(line.meta.get("notice") or ""),
            lot=self.members.lot_of(line),
        )

    def _foreign(self, line: Directive) -> Iterator[str]:
        """Amounts of a step, and of what limits it, in another currency."""
        limits = self.members.rule.of(LIMIT.kind)
        number = line.values["step"]
        for one in (line, *(x for x in limits if x.values["step"] == number)):
            yield from foreign(one, self.figures.currency)

    def _out(self, line: Directive, problem: str) -> None:
        """Leave a step out; where the reading of rules told why, it is not repeated."""
        places = [place_of(error.source) for error in self.figures.problems]
        if place_of(line.source) not in places:
            self._wrong(line, problem)

    def _wrong(self, line: Directive, problem: str) -> None:
        self.problems.append(told(line, problem))


def place_of(source: data.Meta) -> tuple[object, object]:
    """The file and the line of something."""
    return source.get("filename"), source.get("lineno")
