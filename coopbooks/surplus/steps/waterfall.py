"""From the result to members, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import Allocation
from coopbooks.surplus.allocation import StepResult
from coopbooks.surplus.capital.lots import lot_name
from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.steps.bounds import bounded
from coopbooks.surplus.steps.bounds import bounds_of
from coopbooks.surplus.steps.bounds import held_back
from coopbooks.surplus.steps.bounds import value_in
from coopbooks.surplus.steps.members import INTEREST
from coopbooks.surplus.steps.members import SPECIALS
from coopbooks.surplus.steps.members import Rule
from coopbooks.surplus.steps.members import asked_by_members
from coopbooks.surplus.steps.members import parts_of
from coopbooks.surplus.steps.members import word_of
from coopbooks.surplus.steps.units import rounded
from coopbooks.surplus.steps.units import unit_of
from coopbooks.surplus.steps.wholes import unknown
from coopbooks.surplus.steps.wholes import value_of
from coopbooks.surplus.steps.wholes import whole_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.allocation import Bound
    from coopbooks.surplus.allocation import Part
    from coopbooks.surplus.allocation import StepKind
    from coopbooks.surplus.allocation import Term
    from coopbooks.surplus.figures import YearFigures

ONE, HUNDRED = Decimal(1), Decimal(100)
PERCENT = "PERCENT"
TAGS = ("with", "agreement", "fund")
BY_TYPE: Mapping[str, StepKind] = {"Liabilities": "liability", "Expenses": "expense"}
TO_MEMBERS = ("member-capital", "patronage-payable")


@dataclass(slots=True)
class Waterfall:
    """The steps of a year, one after another.

    Attributes:
        rule: The rule.
        figures: What the year gives.
        roles: What accounts are for.
        steps: The steps so far.
        parts: Members' parts so far.
        problems: What is wrong, by file and line.
        notes: What people should know.
    """

    rule: Group
    figures: YearFigures
    roles: Roles
    steps: list[StepResult] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    problems: list[LedgerError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def loss(self) -> bool:
        """Whether the year lost."""
        return self.figures.start < 0

    @property
    def left(self) -> Decimal:
        """What is left of the result, or of the loss."""
        return abs(self.figures.start) - total_of(step.amount for step in self.steps)

    def take(self, line: Directive) -> None:
        """Take the next step.

        Args:
            line: The step.
        """
        whole = whole_of(line, self.figures, self.steps)
        if whole is None:
            self._wrong(line, unknown(line, self.figures))
            return
        terms, words = whole
        back, wrong = held_back(line, self.figures)
        if wrong:
            self._wrong(line, wrong)
        unit, rounding = unit_of(line, self.rule, self.figures.currency)
        of = Rule(line, self.rule, self.figures, unit, self.loss)
        asked = asked_by_members(of)
        bounds, problems = bounds_of(line, self.rule, self.figures, self.steps)
        self.problems += problems
        base = self._value(terms)
        fixed = self._fixed(line, asked)
        rate = self._rate(line)
        including = _including(line)
        exact = self._exact(base, rate, fixed)
        exact = rounded(max(exact, ZERO), unit, rounding)
        exact -= total_of(self._amounts().get(one, ZERO) for one in including)
        amount = self._within(line, exact, bounds, fixed, base, rate)
        amount = rounded(amount, unit, "down") if bounds else amount
        if back:
            amount = ZERO
        kind = self._kind(line)
        said = self._words(line, words, including, bounds, amount, exact)
        result = StepResult(
            number=int(line.values["step"]),
            name=str(line.values["for"]),
            kind=kind,
            account=str(line.meta.get("to") or ""),
            words=said,
            rate=rate,
            of=terms,
            base=base,
            amount=amount,
            left=self.left - amount,
            quantum=unit,
            rule=line.source,
            owed=str(line.meta.get("owed") or ""),
            fixed=fixed,
            including=including,
            bounds=bounds,
            rounding=rounding,
            held_back=back,
            meta={key: str(line.meta[key]) for key in TAGS if line.meta.get(key)},
            authority=str(
                line.meta.get("authority")
                or self.rule.header.meta.get("authority")
                or ""
            ),
        )
        self._reserve_holds(line, result)
        if kind == "members":
            result = self._to_members(of, result, asked)
        self.steps.append(result)

    def _value(self, terms: tuple[Term, ...]) -> Decimal:
        return value_of(terms, self.figures, self._amounts(), loss=self.loss)

    def _amounts(self) -> dict[int, Decimal]:
        return {step.number: step.amount for step in self.steps}

    def _fixed(
        self, line: Directive, asked: dict[str, Decimal] | None
    ) -> Decimal | None:
        """An amount that does not follow from a rate."""
        if asked is not None:
            return total_of(asked.values())
        if line.values["for"] == EARLIER_LOSSES:
            return self.figures.earlier_losses
        part = line.values["part"]
        if isinstance(part, str) or part.currency == PERCENT:
            return None
        return Decimal(part.number or 0)

    def _rate(self, line: Directive) -> Decimal:
        part = line.values["part"]
        if isinstance(part, str) or part.currency != PERCENT:
            return ONE
        return Decimal(part.number or 0) / HUNDRED

    def _exact(self, base: Decimal, rate: Decimal, fixed: Decimal | None) -> Decimal:
        """What a step asks for, before its bounds."""
        with localcontext(prec=PRECISION):
            if fixed is not None:
                return min(fixed, max(base, ZERO))
            return base * rate

    def _within(
        self,
        line: Directive,
        exact: Decimal,
        bounds: tuple[Bound, ...],
        fixed: Decimal | None,
        base: Decimal,
        rate: Decimal,
    ) -> Decimal:
        """A step within its bounds, and within what is left in all."""
        values = [value_in(bound, self._value(bound.of)) for bound in bounds]
        amount = bounded(exact, bounds, values)
        left = max(self.left, ZERO)
        if amount <= left:
            return amount
        if fixed is None and rate != ONE and base > 0:
            self._wrong(
                line,
                f"takes {amount:,f}, and only {left:,f} is left: the shares come to "
                "more than there is.",
            )
        elif fixed is not None or rate == ONE:
            name = line.values["for"]
            self.notes.append(
                f"{name}: {amount:,f} by the rule, and only {left:,f} is left."
            )
        return left

    def _kind(self, line: Directive) -> StepKind:
        account = line.meta.get("to")
        if line.values["for"] == EARLIER_LOSSES:
            return "earlier-losses"
        if word_of(line) in {INTEREST, SPECIALS} or line.meta.get("by"):
            return "members"
        if account is None:
            return "carried"
        if self.roles.of(str(account)) in TO_MEMBERS:
            return "members"
        return BY_TYPE.get(self.roles.type_of(str(account)), "equity")

    def _reserve_holds(self, line: Directive, step: StepResult) -> None:
        """That a loss is not taken out of a reserve that does not hold it."""
        if not self.loss or step.kind != "equity":
            return
        taken = total_of(
            one.amount for one in self.steps if one.account == step.account
        )
        holds = self.figures.accounts.get(step.account, ZERO) - taken
        if step.amount > holds and self.roles.of(step.account) == "reserve":
            self._wrong(
                line,
                f"takes {step.amount:,f} out of {step.account}, which holds "
                f'{holds:,f}. Add until: "empty" below it, and a step for the rest.',
            )

    def _to_members(
        self, of: Rule, step: StepResult, asked: dict[str, Decimal] | None
    ) -> StepResult:
        found = parts_of(of, step.amount, asked)
        self.parts += found.parts
        self.problems += found.problems
        self.notes += found.notes
        over = found.over if found.parts or not step.amount else step.amount
        cash = of.line.meta.get("cash")
        rate = Decimal(getattr(cash, "number", None) or ZERO) / HUNDRED
        notice = str(of.line.meta.get("notice") or "")
        return replace(
            step,
            amount=step.amount - over,
            left=step.left + over,
            cash_rate=rate,
            notice=notice,
            lot=_lot(of, notice),
            split_by=found.words,
        )

    def _words(
        self,
        line: Directive,
        whole: str,
        including: tuple[int, ...],
        bounds: tuple[Bound, ...],
        amount: Decimal,
        exact: Decimal,
    ) -> str:
        """How a step came about, in words."""
        part, word = line.values["part"], word_of(line)
        if word == INTEREST:
            rate = line.meta.get("rate")
            on = str(line.meta.get("on") or "opening")
            words = f"{rate} on members' {on} accounts"
        elif word == SPECIALS:
            words = "special allocations by decision"
        elif word:
            words = f"{word} of {whole}"
        else:
            words = f"{part.number.normalize():f} {part.currency} of {whole}"
        if including:
            told = ", ".join(map(str, including))
            words += f", including step {told}"
        if amount != exact:
            binding = [bound.words for bound in bounds]
            words += f" ({'; '.join(binding)})" if binding else ""
        return words

    def _wrong(self, line: Directive, problem: str) -> None:
        named = f"{line.kind}: '{line.name}' {line.values['step']}"
        self.problems.append(LedgerError(line.source, f"{named} {problem}"))


def share_out(
    rule: Group,
    figures: YearFigures,
    roles: Roles,
    settings: tuple[str, ...] = (),
) -> Allocation:
    """Share a year's surplus or loss.

    Args:
        rule: The rule, with what a what-if changes in it.
        figures: What the year gives.
        roles: What the book's accounts are for.
        settings: What was changed for a what-if, as it was typed.

    Returns:
        Every step and every member's part; steps and what is left add up to where they
        began.
    """
    fall = Waterfall(rule, figures, roles)
    kind = LOSS.kind if fall.loss else STEP.kind
    lines = sorted(rule.of(kind), key=lambda line: line.values["step"])
    for line in lines:
        fall.take(line)
    if fall.loss and not lines:
        fall.notes.append(
            "The rule has no coop-surplus-loss: the loss is carried to later years."
        )
    cash = total_of(part.cash for part in fall.parts)
    return Allocation(
        rule,
        figures,
        tuple(fall.steps),
        tuple(fall.parts),
        fall.left,
        cash,
        figures.figures.get("cash", ZERO),
        settings,
        (*figures.problems, *fall.problems),
        (*figures.notes, *fall.notes),
    )


def _including(line: Directive) -> tuple[int, ...]:
    """The steps that count towards a step."""
    said = line.meta.get("including")
    if said is None:
        return ()
    if isinstance(said, str):
        return tuple(int(one) for one in said.replace(",", " ").split())
    return (int(said),)


def _lot(of: Rule, notice: str) -> str:
    """The lot that what is kept goes to."""
    said = of.line.meta.get("lot")
    if said:
        return str(said)
    if word_of(of.line) == INTEREST:
        return lot_name(of.figures.year.name, "interest")
    return lot_name(of.figures.year.name, notice)
