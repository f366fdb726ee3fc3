"""The rule by which a year is shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.surplus.notices.years import rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms


class NoRule(CoopbooksError):
    """No rule of the book holds on the year's last day."""

    def __init__(self, year: Period, name: str | None, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            year: The year.
            name: The rule that was asked for; None for any.
            known: The rules of the book that hold then.
        """
        if name is None:
            super().__init__(
                f"No coop-surplus holds on {year.last}. Write down by which rule a "
                "surplus is shared; ledgers/rules has some to copy."
            )
        else:
            super().__init__(
                f"No coop-surplus '{name}' holds on {year.last}.{near(name, known)}"
            )


class SeveralRules(CoopbooksError):
    """Several rules hold on the year's last day."""

    def __init__(self, year: Period, rules: Sequence[Group]) -> None:
        """Build the message.

        Args:
            year: The year.
            rules: The rules.
        """
        told = " and ".join(
            f"'{rule.name}' ({where(rule.header.source)})" for rule in rules
        )
        super().__init__(
            f"On {year.last} hold {told}. Choose one with --rule, or let the other end "
            "with until:."
        )


def rule_of(terms: SurplusTerms, year: Period, name: str | None = None) -> Group:
    """Find the rule by which a year is shared.

    Args:
        terms: What the book says.
        year: The year.
        name: The rule's name, where the book has several; None for the only one.

    Returns:
        The rule in force on the year's last day.

    Raises:
        NoRule: There is none, or none of that name.
        SeveralRules: There are several, and none was named.
    """
    rules = rules_of(terms, year)
    found = [rule for rule in rules if name in {None, rule.name}]
    if not found:
        raise NoRule(year, name, [rule.name for rule in rules])
    if len(found) > 1:
        raise SeveralRules(year, found)
    return found[0]
