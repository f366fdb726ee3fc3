"""Cadences that lead nowhere, and standing that comes in the wrong order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from beancount.core.amount import Amount

from coopbooks.core.money import ZERO
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.forms.standing import STANDING
from coopbooks.dues.forms.standing import STATES
from coopbooks.dues.problems.names import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

# Ages of standing in days, for those that can be compared.
_DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 30}


def check_cadences(group: Group) -> Iterator[LedgerError]:
    """Find cadences that cannot be worked out.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        An error for each.
    """
    per = str(group.header.meta.get("per") or "month")
    known = {str(one.values["cadence"]) for one in group.of(forms.CADENCE.kind)}
    for line in group.of(forms.CADENCE.kind):
        cadence, of, by = (line.values.get(key) for key in ("cadence", "of", "by"))
        example = f'"{group.name}" "{cadence}" 12 "over" 52'
        if cadence == per:
            problem = f"'{group.name}' is charged each {per} as it is; take this out."
        elif isinstance(line.values["number"], Amount):
            problem = "an amount stands by itself; take out what follows it."
            if of is None:
                continue
        elif of is None or by is None or (of == "over") == isinstance(by, str):
            problem = (
                f"write a number over a number, as in {example}, or a number times "
                "another cadence."
            )
        elif of == "over" and not by:
            problem = f"nothing can be over 0; write it as in {example}."
        elif of == "times" and by not in {"dues", per} and by not in known:
            problem = f"no coop-dues-cadence of '{group.name}' says what a {by} is."
        elif of == "times" and by == cadence:
            problem = f"a {cadence} can't be so many times itself."
        else:
            continue
        yield told(line, problem)


def check_standing(group: Group) -> Iterator[LedgerError]:
    """Find lines by which somebody would be dropped before they are behind.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        An error for each.
    """
    ages: dict[str, tuple[Directive, Amount]] = {}
    for line in group.of(STANDING.kind):
        ages.setdefault(
            str(line.values.get("state") or "behind"), (line, line.values["age"])
        )
    found = [(state, *ages[state]) for state in STATES if state in ages]
    for (state, _, age), (later, line, more) in pairwise(found):
        if is_more(age, more):
            yield told(
                line,
                f"'{group.name}': members would be {later} at {more}, before they are "
                f"{state} at {age}.",
            )


def check_fees(group: Group) -> Iterator[LedgerError]:
    """Find fees that can't be paid in so many instalments.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        An error for each.
    """
    for line in group.of(FEE.kind):
        parts = line.meta.get("instalments")
        if parts is not None and (parts < 1 or parts % 1):
            yield told(
                line,
                f"'{line.values['fee']}' says instalments: {parts}; it must be a whole "
                "number, 1 or more.",
            )


def is_more(age: Amount, other: Amount) -> bool:
    """Whether an age, or an amount, is more than another, where that can be said.

    Args:
        age: So many days, weeks or months; or anything else with a unit.
        other: What it is compared with.

    Returns:
        Whether it is certainly more.
    """
    more, less = age.number or ZERO, other.number or ZERO
    if age.currency == other.currency:
        return more > less
    if age.currency in _DAYS and other.currency in _DAYS:
        return more * _DAYS[age.currency] > (less + 1) * _DAYS[other.currency]
    return False
