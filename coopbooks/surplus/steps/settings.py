"""What-ifs for the meeting: other numbers in a rule, or another result."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.core.typed import NoValueError
from coopbooks.core.typed import read_amount
from coopbooks.core.typed import read_number
from coopbooks.core.typed import read_value
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import PARTS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.steps.lines import PERCENT
from coopbooks.surplus.steps.lines import number_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.forms import Slot
    from coopbooks.core.groups import Group
    from coopbooks.surplus.figures import YearFigures

Value = TypeVar("Value")
_WRITTEN = re.compile(
    r"\s*((?P<step>\d+)(\.(?P<of>[a-z-]+))?|(?P<key>[a-z-]+))\s*=\s*(?P<value>.*?)\s*"
)
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
        steps: The numbers of steps that were changed, by what was typed.
    """

    rule: Group
    result: Decimal | None
    steps: dict[str, int]


class Setting(NamedTuple):
    """What was typed, taken apart.

    Attributes:
        text: What was typed.
        step: The number of a step; None for the header, or the result.
        key: What stands below it; empty for the step's part.
        value: The value, as it was typed; empty to take out what stands there.
    """

    text: str
    step: int | None
    key: str
    value: str


def changed(rule: Group, settings: Sequence[str]) -> Changed:
    """Change a rule for a what-if.

    Args:
        rule: The rule as the book has it.
        settings: Such as `20=25 PERCENT`, `20=rest`, `90.cash=30 PERCENT`,
            `patronage=pay`, `result=100000`. A key with nothing behind it takes out
            what stands below the step or the header.

    Returns:
        The rule with these changes, the last of the same kind; the book's own is left
        as it is.

    Raises:
        BadSetting: One fits no step and no key.
    """
    result: Decimal | None = None
    steps: dict[str, int] = {}
    for text in settings:
        one = _taken_apart(text)
        if one.step is not None:
            steps[text] = one.step
            rule = _with_step(rule, one, one.step)
        elif one.key == RESULT:
            result = _tried(one, lambda found: read_number(_bare(found.value)))
        else:
            header = _with_meta(rule.header, one, "it is no key of coop-surplus")
            rule = replace(rule, header=header)
    return Changed(rule, result, steps)


def refuse_untaken(found: Changed, figures: YearFigures) -> None:
    """Refuse what would change nothing: a step for a loss in a year with a surplus.

    Args:
        found: A rule with what a what-if changes.
        figures: What the year gives.

    Raises:
        BadSetting: A step that was changed is not taken in such a year.
    """
    loss = figures.start < 0
    kind, what = (LOSS, "a loss") if loss else (STEP, "a surplus")
    numbers = {number_of(line) for line in found.rule.of(kind.kind)}
    for text, number in found.steps.items():
        if number not in numbers:
            year = f"{figures.year.name} {'lost' if loss else 'has a surplus'}"
            raise BadSetting(text, f"{year}, and step {number} is none for {what}.")


def _taken_apart(text: str) -> Setting:
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise BadSetting(text, "it is not written as NAME=VALUE.")
    step = None if match["step"] is None else int(match["step"])
    return Setting(text, step, match["of"] or match["key"] or "", match["value"])


def _with_step(rule: Group, one: Setting, number: int) -> Group:
    """A rule with something else in the steps of a number."""
    lines = list(rule.lines)
    numbered = {
        place: number_of(line)
        for place, line in enumerate(lines)
        if line.kind in {STEP.kind, LOSS.kind}
    }
    fitting = [place for place, found in numbered.items() if found == number]
    if not fitting:
        known = ", ".join(map(str, sorted(set(numbered.values()))))
        raise BadSetting(one.text, f"there is no step {number}, only {known}.")
    for place in fitting:
        line = lines[place]
        if one.key:
            lines[place] = _with_meta(line, one, f"a step has no '{one.key}'")
        else:
            part = _tried(one, _part)
            lines[place] = replace(line, values={**line.values, "part": part})
    return replace(rule, lines=tuple(lines))


def _part(one: Setting) -> object:
    """A step's part: a word, a percentage or an amount."""
    return one.value if one.value in PARTS else read_amount(one.value)


def _with_meta(line: Directive, one: Setting, problem: str) -> Directive:
    """A line, or a header, with something else below it."""
    slot: Slot | None = line.form.meta.get(one.key)
    if slot is None:
        hint = near(one.key, line.form.meta)
        raise BadSetting(one.text, f"{problem}.{hint}")
    meta = dict(line.meta)
    meta.pop(one.key, None)
    if one.value:
        meta[one.key] = _tried(one, lambda found: _fitting(found, slot))
    return replace(line, meta=meta)


def _fitting(one: Setting, slot: Slot) -> object:
    """A value of the kind that fits a key; no more than all of it in cash."""
    value = read_value(one.value, slot)
    if slot.units == (PERCENT,) and getattr(value, "number", 0) > 100:
        problem = "there is no more than 100 PERCENT."
        raise NoValueError(problem)
    return value


def _tried(one: Setting, read: Callable[[Setting], Value]) -> Value:
    """A value, or the refusal with what was typed."""
    try:
        return read(one)
    except NoValueError as error:
        raise BadSetting(one.text, str(error)) from None


def _bare(text: str) -> str:
    """A number without the currency behind it."""
    return text.split(maxsplit=1)[0] if text.split()[1:] else text
