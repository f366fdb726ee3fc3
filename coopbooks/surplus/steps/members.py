"""A step to members: who gets, or bears, which part of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.allocation import Part
from coopbooks.surplus.capital.lots import lot_name
from coopbooks.surplus.figures import Person
from coopbooks.surplus.steps.cash import Cutter
from coopbooks.surplus.steps.cash import cash_rate
from coopbooks.surplus.steps.cash import floor_problems
from coopbooks.surplus.steps.cash import is_qualified
from coopbooks.surplus.steps.cash import lacks_consent
from coopbooks.surplus.steps.cash import wants_consent
from coopbooks.surplus.steps.interest import INTEREST
from coopbooks.surplus.steps.interest import SPLIT_BY
from coopbooks.surplus.steps.kinds import CAPITAL
from coopbooks.surplus.steps.kinds import account_of
from coopbooks.surplus.steps.lines import number_of
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import told
from coopbooks.surplus.steps.lines import word_of
from coopbooks.surplus.steps.losses import OLDEST
from coopbooks.surplus.steps.losses import taken_from
from coopbooks.surplus.steps.units import shown
from coopbooks.surplus.steps.weights import Weights
from coopbooks.surplus.steps.weights import weights_of
from coopbooks.surplus.steps.withholding import withheld_from

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.allocation import Taken
    from coopbooks.surplus.figures import YearFigures
    from coopbooks.surplus.steps.asks import Ask


class Parts(NamedTuple):
    """Members' parts of a step.

    Attributes:
        parts: By member; with `over` they add up to the step.
        words: What they went by.
        over: What nobody can have; it stays.
        problems: What is wrong.
        notes: What people should know.
    """

    parts: tuple[Part, ...]
    words: str
    over: Decimal = ZERO
    problems: tuple[LedgerError, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Members:
    """Splits steps among members.

    Attributes:
        rule: The rule.
        figures: What the year gives.
        roles: What the book's accounts are for.
        people: Those who may have a part, by id.
        lots: Of a loss: what is left in each lot of each member's account.
    """

    rule: Group
    figures: YearFigures
    roles: Roles
    people: Mapping[str, Person]
    lots: dict[str, dict[str, Decimal]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    @classmethod
    def of(cls, rule: Group, figures: YearFigures, roles: Roles) -> Members:
        """Begin with the accounts as they stood when the year was over."""
        people = {person.member: person for person in figures.people}
        lots = {member: dict(person.lots) for member, person in people.items()}
        return cls(rule, figures, roles, people, defaultdict(dict, lots))

    def split(self, line: Directive, ask: Ask, amount: Decimal) -> Parts:
        """Split a step among members.

        Args:
            line: The step.
            ask: What it asked for.
            amount: What it came to, in whole units.

        Returns:
            The parts.
        """
        weights = self._weights(line, ask)
        problems = [] if amount <= 0 else [*weights.problems]
        if self.figures.start >= 0:
            problems += floor_problems(line, self.rule, cash_rate(line, self.roles))
        if amount <= 0 or not any(weights.by_member.values()):
            return Parts((), weights.words, max(amount, ZERO), tuple(problems))
        amounts = ask.unit.split(amount, weights.by_member)
        capped, notes = self._capped(line, ask, amounts)
        made = [
            self._part(line, ask, member, number, weights.by_member[member])
            for member, number in capped.items()
        ]
        problems += self._wrong(line, made)
        over = amount - total_of(capped.values())
        notes += [
            f"{one.member}: {one.note}." for one in made if one.taken and one.note
        ]
        return Parts(tuple(made), weights.words, over, tuple(problems), tuple(notes))

    def lot_of(self, line: Directive) -> str:
        """The lot that what a step keeps goes to: `2025-Q`, `2025-I`.

        Args:
            line: A step to members.

        Returns:
            What the step says; else the year, with a letter for interest and for
            notices of United States law.
        """
        if line.meta.get("lot"):
            return str(line.meta["lot"])
        is_interest = word_of(line) == INTEREST
        what = INTEREST if is_interest else str(line.meta.get("notice") or "")
        return lot_name(self.figures.year.name, what)

    def _weights(self, line: Directive, ask: Ask) -> Weights:
        """What parts go by: what each is to get where the step is the sum of that."""
        if ask.each is None:
            return weights_of(line, self.rule, self.figures)
        return Weights(dict(ask.each), SPLIT_BY[word_of(line)])

    def _capped(
        self, line: Directive, ask: Ask, amounts: Mapping[str, Decimal]
    ) -> tuple[dict[str, Decimal], list[str]]:
        """Let nobody have more than the most for each; what is over stays."""
        most = said(line, "each-at-most")
        if most is None:
            return dict(amounts), []
        cap = ask.unit.rounded(max(most, ZERO), "down")
        found = {member: min(number, cap) for member, number in amounts.items()}
        over = total_of(amounts.values()) - total_of(found.values())
        currency = self.figures.currency
        left, most_ = shown(over, currency), shown(most, currency)
        words = f"{left} is left, since nobody has more than {most_}."
        return found, [f"{line.values['for']}: {words}"] if over else []

    def _part(
        self,
        line: Directive,
        ask: Ask,
        member: str,
        amount: Decimal,
        weight: Decimal,
    ) -> Part:
        """One member's part, of a loss or of a surplus."""
        step, person = number_of(line), self.people.get(member, Person(member))
        if self.figures.start < 0:
            taken, note = self._taken(line, member, amount)
            return Part(step, member, weight, amount, taken=taken, note=note)
        cutter = Cutter(line, self.rule, self.figures, self.roles, ask.unit)
        cut = cutter.cut(person, amount)
        tax = withheld_from(self.rule, self.figures, person, cut.cash, amount)
        return Part(
            step,
            member,
            weight,
            amount,
            cut.cash,
            cut.kept,
            cut.owed,
            tax.number,
            tax.account,
            is_qualified(line, self.rule, person),
            note=cut.note,
        )

    def _taken(
        self, line: Directive, member: str, amount: Decimal
    ) -> tuple[tuple[Taken, ...], str]:
        """From which lots a member's part of a loss is taken, and what they lack."""
        account = account_of(line)
        if account and self.roles.of(account) != CAPITAL:
            return (), ""
        order = str(self.rule.header.meta.get("losses-from") or OLDEST)
        lots = self.lots[member]
        taken, lacking = taken_from(lots, amount, self.figures.year.name, order)
        for one in taken:
            lots[one.lot] = lots.get(one.lot, ZERO) - one.number
        number = shown(lacking, self.figures.currency)
        return taken, (
            f"the account lacks {number}, to be made good" if lacking else ""
        )

    def _wrong(self, line: Directive, parts: list[Part]) -> list[LedgerError]:
        """Parts that can't be given like that: no consent, more tax than cash."""
        found: list[LedgerError] = []
        for part in parts:
            person = self.people.get(part.member, Person(part.member))
            if part.kept and wants_consent(line) and not part.qualified:
                found.append(lacks_consent(line, person))
            if part.withheld > part.cash:
                cash = shown(part.cash, self.figures.currency)
                tax = shown(part.withheld, self.figures.currency)
                problem = (
                    f"gives {part.member} {cash} in cash, and {tax} of tax is to be "
                    "withheld. Pay more in cash."
                )
                found.append(told(line, problem))
        return found
