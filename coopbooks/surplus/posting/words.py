"""The words of a rule as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.forms.rules import EARLIER_LOSSES

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.surplus.allocation import StepResult

SOURCES = {
    "members-work": "members' work",
    "others-work": "others' work",
    "other-sources": "other sources",
}


def plain_name(step: StepResult) -> str:
    """What a step is for; `earlier losses` for the word that rules have for that.

    Args:
        step: A step of a rule.

    Returns:
        Its name.
    """
    return step.name.replace(EARLIER_LOSSES, EARLIER_LOSSES.replace("-", " "))


def called(step: StepResult) -> str:
    """What a step is called in tables.

    Args:
        step: A step of a rule.

    Returns:
        Its number and its name.
    """
    return f"{step.number}  {plain_name(step)}"


def percent(rate: Decimal) -> str:
    """A rate as people write it.

    Args:
        rate: From 0 to 1.

    Returns:
        Such as `20 %`, `12.5 %`.
    """
    text = f"{rate * 100:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} %"


def plain_rule(words: str) -> str:
    """The words of a step as people say them.

    Args:
        words: Such as `20 PERCENT of members-work`.

    Returns:
        Such as `20 % of members' work`.
    """
    words = words.replace(" PERCENT", " %")
    for word, plain in SOURCES.items():
        words = words.replace(word, plain)
    return words
