"""Where a step goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.forms.rules import EARLIER_LOSSES
from coopbooks.surplus.steps.interest import SPLIT_BY
from coopbooks.surplus.steps.lines import word_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.surplus.allocation import StepKind

CAPITAL, PAYABLE = "member-capital", "patronage-payable"
BY_TYPE: Mapping[str, StepKind] = {"Liabilities": "liability", "Expenses": "expense"}


def account_of(line: Directive) -> str:
    """The account that a step goes to; empty where it names none."""
    return str(line.meta.get("to") or "")


def kind_of(line: Directive, roles: Roles) -> StepKind:
    """Where a step goes.

    Args:
        line: The step.
        roles: What the book's accounts are for.

    Returns:
        To people, where it goes to members' accounts or to what is due to them, or says
        by what it is split; else by the type of its account. Without one it is carried.
    """
    account = account_of(line)
    if line.values["for"] == EARLIER_LOSSES:
        return "earlier-losses"
    if word_of(line) in SPLIT_BY or line.meta.get("by"):
        return "members"
    if not account:
        return "carried"
    if roles.of(account) in {CAPITAL, PAYABLE}:
        return "members"
    return BY_TYPE.get(roles.type_of(account), "equity")
