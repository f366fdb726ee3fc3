"""What-ifs for the meeting: other numbers in a rule, or another result."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import amount

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import PARTS
from coopbooks.surplus.forms.rules import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.forms import Slot
    from coopbooks.core.groups import Group

_WRITTEN = re.compile(r"(?:(?P<step>\d+)(?:\.(?P<of>[a-z-]+))?|(?P<key>[a-z-]+))=(.+)")
_AMOUNT = re.compile(r"(-?[\d,]*\.?\d+)\s+([A-Z][A-Z0-9]*)")
RESULT = "result"


class BadSetting(CoopbooksError):
    """A what-if was given that fits nothing."""

    def __init__(self, text: str, problem: str) -> None:
        """Build the message.

        Args:
            text: What was typed.
            problem: Why it fits nothing.
        """
        super().__init__(
            f"--set '{text}': {problem} Write '20=25 PERCENT' for step 20, "
            "'90.cash=30 PERCENT' for what stands below it, 'patronage=pay' for what "
            "stands below coop-surplus, or 'result=100000'."
        )


class Changed(NamedTuple):
    """A rule with what a what-if changes.

    Attributes:
        rule: The rule.
        result: Another result to begin with; None for the book's.
    """

    rule: Group
    result: Decimal | None


def changed(rule: Group, settings: Sequence[str]) -> Changed:
    """Change a rule for a what-if.

    Args:
        rule: The rule as the book has it.
        settings: Such as `20=25 PERCENT`, `90.cash=30 PERCENT`, `result=100000`.

    Returns:
        The rule with these changes; the book's own is left as it is.

    Raises:
        BadSetting: One fits no step and no key.
    """
    result: Decimal | None = None
    for text in settings:
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise BadSetting(text, "it is not written as NAME=VALUE.")
        value = match[4].strip()
        if match["key"] == RESULT:
            result = _number(text, value)
        elif match["key"]:
            rule = _header(rule, text, match["key"], value)
        else:
            rule = _step(rule, text, int(match["step"]), match["of"], value)
    return Changed(rule, result)


def _header(rule: Group, text: str, key: str, value: str) -> Group:
    form = rule.header.form
    if key not in form.meta:
        raise BadSetting(text, f"'{key}' is no key of it.{near(key, form.meta)}")
    read = _read(text, value, form.meta[key])
    return replace(rule, header=_with_meta(rule.header, key, read))


def _step(rule: Group, text: str, number: int, key: str | None, value: str) -> Group:
    lines = list(rule.lines)
    fitting = [
        place
        for place, line in enumerate(lines)
        if line.kind in {STEP.kind, LOSS.kind} and line.values["step"] == number
    ]
    if not fitting:
        raise BadSetting(text, f"there is no step {number}.")
    for place in fitting:
        line = lines[place]
        if key is None:
            part = value if value in PARTS else _amount(text, value)
            lines[place] = replace(line, values={**line.values, "part": part})
        elif key in line.form.meta:
            read = _read(text, value, line.form.meta[key])
            lines[place] = _with_meta(line, key, read)
        else:
            raise BadSetting(text, f"a step has no '{key}'.{near(key, line.form.meta)}")
    return replace(rule, lines=tuple(lines))


def _with_meta(line: Directive, key: str, value: object) -> Directive:
    return replace(line, meta={**line.meta, key: value})


def _read(text: str, value: str, slot: Slot) -> object:
    """A value of the kind that a key takes."""
    if slot.words:
        if value not in slot.words:
            told = ", ".join(slot.words)
            raise BadSetting(text, f"it is one of {told}.{near(value, slot.words)}")
        return value
    if "flag" in slot.kinds:
        return value.upper() == "TRUE"
    if "date" in slot.kinds:
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise BadSetting(text, "it is a date, such as 2026-04-30.") from None
    if "amount" in slot.kinds and _AMOUNT.fullmatch(value):
        found = _amount(text, value)
        if slot.units and found.currency not in slot.units:
            raise BadSetting(text, f"it is in {' or '.join(slot.units)}.")
        return found
    if "number" in slot.kinds:
        return _number(text, value)
    if "text" in slot.kinds or "account" in slot.kinds:
        return value
    raise BadSetting(text, "it is an amount with its unit, such as 30 PERCENT.")


def _amount(text: str, value: str) -> amount.Amount:
    match = _AMOUNT.fullmatch(value)
    if match is None:
        raise BadSetting(text, "it is an amount with its unit, such as 25 PERCENT.")
    return amount.Amount(_number(text, match[1]), match[2])


def _number(text: str, value: str) -> Decimal:
    plain = value.split(maxsplit=1)[0] if value.split() else ""
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise BadSetting(text, f"'{value}' is no number.") from None
