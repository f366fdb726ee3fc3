"""What a step asks for, before its bounds and before it is seen what is left."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.steps.interest import asked_by_members
from coopbooks.surplus.steps.lines import PERCENT
from coopbooks.surplus.steps.lines import counted_by
from coopbooks.surplus.steps.lines import money_of
from coopbooks.surplus.steps.lines import rate_of
from coopbooks.surplus.steps.lines import said
from coopbooks.surplus.steps.lines import word_of
from coopbooks.surplus.steps.units import Unit
from coopbooks.surplus.steps.units import shown
from coopbooks.surplus.steps.units import unit_of
from coopbooks.surplus.steps.wholes import Whole
from coopbooks.surplus.steps.wholes import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import YearFigures

ONE = Decimal(1)
MONEY = ("minimum", "maximum", "each-at-most", "until", "round-to", "all-cash-from")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a step asks for.

    Attributes:
        whole: What it takes its part of.
        base: What that comes to.
        rate: The part it takes, from 0; 1 for all, and where `fixed` says how much.
        fixed: An amount that does not follow from a rate; else None.
        unit: In what it is counted.
        including: The earlier steps whose amounts count towards it.
        each: What each member is to get, where the step is the sum of these; else None.
    """

    whole: Whole
    base: Decimal
    rate: Decimal
    fixed: Decimal | None
    unit: Unit
    including: tuple[int, ...] = ()
    each: Mapping[str, Decimal] | None = field(default=None)

    def amount(self, amounts: Mapping[int, Decimal]) -> Decimal:
        """How much that is.

        Args:
            amounts: What earlier steps took, by number.

        Returns:
            The amount in whole units of the step, less what those took that count
            towards it; below zero where they took more.
        """
        with localcontext(prec=PRECISION):
            exact = self.base * self.rate
        if self.fixed is not None:
            exact = min(self.fixed, self.base)
        counted = total_of(amounts.get(one, ZERO) for one in self.including)
        return self.unit.rounded(max(exact, ZERO)) - counted


def ask_of(
    line: Directive,
    rule: Group,
    figures: YearFigures,
    whole: Whole,
    amounts: Mapping[int, Decimal],
) -> Ask:
    """Find what a step asks for.

    Args:
        line: The step.
        rule: Its rule.
        figures: What the year gives.
        whole: What it takes its part of.
        amounts: What earlier steps took, by number.

    Returns:
        What it asks for.
    """
    unit = unit_of(line, rule, figures.currency)
    each = asked_by_members(line, figures, unit)
    rate = rate_of(line)
    fixed = _fixed(line, figures, each)
    return Ask(
        whole,
        value_of(whole.terms, figures, amounts),
        ONE if rate is None else rate,
        fixed,
        unit,
        counted_by(line),
        each,
    )


def asked_in_words(line: Directive, ask: Ask) -> str:
    """What a step asks for, in plain words.

    Args:
        line: The step.
        ask: What it asks for.

    Returns:
        Such as `20 PERCENT of what is left after 10`.
    """
    word, of = word_of(line), ask.whole.words
    part = line.values["part"]
    if word == "interest":
        rate = (said(line, "rate") or ZERO).normalize()
        on = str(line.meta.get("on") or "opening")
        words = f"{rate:f} PERCENT on members' {on} accounts, at most {of}"
    elif word == "specials":
        words = f"special allocations by decision, at most {of}"
    elif line.values["for"] == EARLIER_LOSSES and word:
        words = f"{word} of earlier losses, at most {of}"
    elif word:
        words = f"{word} of {of}"
    elif ask.fixed is not None:
        words = f"{shown(part.number, part.currency)} {part.currency}, at most {of}"
    else:
        words = f"{part.number.normalize():f} {PERCENT} of {of}"
    if ask.including:
        words += f", including step {', '.join(map(str, ask.including))}"
    return words


def foreign(line: Directive, currency: str) -> Iterator[str]:
    """Find amounts that are in another currency than the book.

    Args:
        line: A step, or a line that limits one.
        currency: The book's currency.

    Yields:
        What is wrong with each.
    """
    values = [("its part", line.values["part"])]
    values += [(f"{key}:", line.meta.get(key)) for key in MONEY]
    for key, value in values:
        if isinstance(value, Amount) and value.currency not in {currency, PERCENT}:
            yield f"has {key} in {value.currency}; the book is shared in {currency}."


def _fixed(
    line: Directive, figures: YearFigures, each: Mapping[str, Decimal] | None
) -> Decimal | None:
    """An amount that does not follow from a rate."""
    if each is not None:
        return total_of(each.values())
    money = money_of(line)
    if line.values["for"] != EARLIER_LOSSES or rate_of(line) is not None:
        return money
    losses = figures.earlier_losses
    return losses if money is None else min(money, losses)
