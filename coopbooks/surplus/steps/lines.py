"""What a line of a rule says, typed: its number, its part, what stands below it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from coopbooks.core.directives import Directive

HUNDRED = Decimal(100)
PERCENT = "PERCENT"


def number_of(line: Directive) -> int:
    """The number of a step, or of the step that a line is about.

    Args:
        line: A step, or a line that limits one.

    Returns:
        Such as 20.
    """
    return int(line.values["step"])


def word_of(line: Directive) -> str:
    """The word of how much a step takes.

    Args:
        line: A step, or a line that limits one.

    Returns:
        Such as `rest`; empty where it is an amount, for amounts can't be compared with
        words: Beancount's own equality fails.
    """
    part = line.values["part"]
    return part if isinstance(part, str) else ""


def rate_of(line: Directive) -> Decimal | None:
    """The part that a step takes in percent.

    Args:
        line: A step, or a line that limits one.

    Returns:
        From 0, 1 being all; None where it says no percentage.
    """
    part = line.values["part"]
    if isinstance(part, str) or part.currency != PERCENT:
        return None
    return Decimal(part.number) / HUNDRED


def money_of(line: Directive) -> Decimal | None:
    """The amount of money that a step takes.

    Args:
        line: A step, or a line that limits one.

    Returns:
        The amount; None where it says no amount of money.
    """
    part = line.values["part"]
    if isinstance(part, str) or part.currency == PERCENT:
        return None
    return Decimal(part.number)


def said(line: Directive, key: str) -> Decimal | None:
    """A number that stands below a line, with or without its unit.

    Args:
        line: A line of a rule, or its header.
        key: Such as `cash`.

    Returns:
        The number; None where the line says nothing of it.
    """
    value = line.meta.get(key)
    if value is None:
        return None
    return Decimal(getattr(value, "number", value))


def percent_of(line: Directive, key: str) -> Decimal:
    """A percentage that stands below a line.

    Args:
        line: A line of a rule, or its header.
        key: Such as `cash`.

    Returns:
        From 0, 1 being all; 0 where the line says nothing of it.
    """
    return (said(line, key) or Decimal(0)) / HUNDRED


def words_of(line: Directive, key: str) -> tuple[str, ...]:
    """The words of a list with commas below a line, or its only number.

    Args:
        line: A line of a rule, or its header.
        key: Such as `classes`, `including`.

    Returns:
        The words, without spaces around them; none where the line says nothing of it.
    """
    value = line.meta.get(key)
    words = "" if value is None else str(value)
    return tuple(word.strip() for word in words.split(",") if word.strip())


def counted_by(line: Directive) -> tuple[int, ...]:
    """The earlier steps whose amounts count towards a step.

    Args:
        line: A step.

    Returns:
        Their numbers; a word that is no number is passed over.
    """
    return tuple(int(word) for word in words_of(line, "including") if word.isdigit())


def told(line: Directive, problem: str) -> LedgerError:
    """Say what is wrong with a line of a rule.

    Args:
        line: A step, or a line that limits or weighs something.
        problem: What is wrong, beginning with a verb.

    Returns:
        The error, with the rule's name and the step's number before it.
    """
    number = line.values.get("step")
    named = f"'{line.name}'" if number is None else f"'{line.name}' {number}"
    return LedgerError(line.source, f"{line.kind}: {named} {problem}")
