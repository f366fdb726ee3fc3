"""What the meeting's workbook needs to know of a rule beyond the allocation itself."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import SOURCES
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import WEIGHT
from coopbooks.surplus.steps.interest import asked_by_members
from coopbooks.surplus.steps.units import Unit
from coopbooks.surplus.steps.weights import weights_of as weights_by_rule

if TYPE_CHECKING:
    from coopbooks.core.directives import Directive
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.allocation import StepResult

Asks = Literal["percent", "amount", "interest", "specials"]
# Names under which what is shared goes in a rule.
STARTS = ("result", "surplus", "loss")
EQUAL, MIX = "equal", "mix"
HUNDRED = Decimal(100)
OF = {
    "result": "the {}",
    "surplus": "the {}",
    "loss": "the {}",
    "members-work": "what members' work brought",
    "others-work": "what others' work brought",
    "other-sources": "what came from other sources",
    "left": "what is left",
    "left-after": "what is left after step {}",
    "step": "step {}",
    "capital": "members' capital",
    "paid-in": "what members paid in",
    "reserves": "the reserves",
}
ON = {
    "opening": "at the start of the year",
    "closing": "at the end of the year",
    "average": "on average",
    "paid-in": "paid in",
}


def line_of(allocation: Allocation, step: StepResult) -> Directive | None:
    """The line of a rule that says a step.

    Args:
        allocation: How a year is shared.
        step: One of its steps.

    Returns:
        The line; None for a step that was put together otherwise.
    """
    kind = LOSS.kind if allocation.is_loss else STEP.kind
    for line in allocation.rule.of(kind):
        if line.values["step"] == step.number:
            return line
    return None


def word(allocation: Allocation, step: StepResult) -> str:
    """The word of how much a step takes, such as `rest`; empty for a number."""
    line = line_of(allocation, step)
    # Amounts can't be compared with words: Beancount's own equality fails.
    part = line.values["part"] if line else ""
    return part if isinstance(part, str) else ""


def asks(allocation: Allocation, step: StepResult) -> Asks:
    """What a step's part is: a percentage, an amount, or a sum over members."""
    if step.fixed is None:
        return "percent"
    match word(allocation, step):
        case "interest":
            return "interest"
        case "specials":
            return "specials"
    return "amount"


def by_person(allocation: Allocation, step: StepResult) -> bool:
    """Whether a step is a sum over members, of what is said of each."""
    return asks(allocation, step) in ("interest", "specials")


def must_find_enough(allocation: Allocation, step: StepResult) -> bool:
    """Whether it is a mistake if there is less than a step asks for.

    A share in percent of what is shared must find as much; an amount, the rest, or a
    share of another figure of the book may find less.
    """
    shared = all(
        term.what in STARTS or term.what in SOURCES or term.what.startswith("step:")
        for term in step.of
    )
    return shared and step.fixed is None and not word(allocation, step)


def of_what(allocation: Allocation, step: StepResult) -> str:
    """Of what a step takes its part, in plain words.

    Args:
        allocation: How a year is shared.
        step: One of its steps.

    Returns:
        Such as `of what is left after step 10`; where the rule's line is not there,
        the words of the step itself.
    """
    line = line_of(allocation, step)
    if line is None:
        return step.words
    what = "loss" if allocation.is_loss else "surplus"
    whole = str(line.values["whole"])
    after = line.values.get("after", what)
    words = OF.get(whole, whole.replace("-", " ")).format(after)
    match asks(allocation, step):
        case "interest":
            on = ON[str(line.meta.get("on", "opening"))]
            return f"interest on what members have {on}, at most {words}"
        case "specials":
            return f"what was decided for single members, at most {words}"
        case "amount" if step.kind == EARLIER_LOSSES:
            return f"what earlier years lost, at most {words}"
        case "amount":
            return f"this amount, at most {words}"
        case _:
            return f"of {words}"


def measure_of(allocation: Allocation, step: StepResult) -> str:
    """By which measure members' parts of a step are split.

    Args:
        allocation: How a year is shared.
        step: A step to members.

    Returns:
        Its name, `equal`, `mix`; the step's number where it is by none.
    """
    if by_person(allocation, step):
        return f"step {step.number}"
    line = line_of(allocation, step)
    own = line.meta.get("by") if line else None
    return str(own or allocation.rule.header.meta.get("patronage") or step.split_by)


def rate(allocation: Allocation, step: StepResult) -> Decimal:
    """The rate of interest that a step gives on what members have, from 0 to 1."""
    line = line_of(allocation, step)
    said = line.meta.get("rate") if line else None
    return Decimal(getattr(said, "number", None) or 0) / HUNDRED


def most_for_each(allocation: Allocation, step: StepResult) -> Decimal | None:
    """The most that a step gives each member; None where it says nothing of that."""
    line = line_of(allocation, step)
    said = line.meta.get("each-at-most") if line else None
    return None if said is None else Decimal(said.number or 0)


def weights_of(allocation: Allocation, step: StepResult) -> dict[str, Decimal]:
    """What members' parts of a step go by.

    Args:
        allocation: How a year is shared.
        step: A step to members.

    Returns:
        The weights of everybody who counts, by member, in the order of their ids; also
        where the step came to nothing, so that nobody has a part.
    """
    line, figures = line_of(allocation, step), allocation.figures
    if line is None:
        parts = allocation.parts_of(step.number)
        found = {part.member: part.weight for part in parts}
    elif by_person(allocation, step):
        unit = Unit(step.quantum, step.rounding)
        found = asked_by_members(line, figures, unit) or {}
    else:
        found = weights_by_rule(line, allocation.rule, figures).by_member
    return dict(sorted(found.items()))


def by_mix(allocation: Allocation) -> list[StepResult]:
    """The steps whose parts, if there are any, go by a mix of measures."""
    return [
        step
        for step in allocation.steps
        if step.kind == "members"
        and measure_of(allocation, step) == MIX
        and weights_of(allocation, step)
    ]


def mixed(allocation: Allocation) -> dict[str, Decimal]:
    """How much each measure weighs in a mix, from 0 to 1, by its name."""
    return {
        str(line.values["measure"]): line.values["part"].number / HUNDRED
        for line in sorted(
            allocation.rule.of(WEIGHT.kind), key=lambda one: str(one.values["measure"])
        )
    }


def minimum(allocation: Allocation) -> Decimal:
    """Who has less of the first measure has no part; zero where there is no least."""
    least = allocation.rule.header.meta.get("minimum")
    return Decimal(getattr(least, "number", least) or 0)


def decimals(number: Decimal) -> int:
    """How many decimals a number has."""
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
