"""The rule by which a year is shared: the one in force on its last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.core.periods import long_date
from coopbooks.surplus.notices.years import rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.surplus.terms import SurplusTerms


class NoSurplusRule(CoopbooksError):
    """No rule says how a year is shared."""

    def __init__(self, year: Period, later: Sequence[Group]) -> None:
        """Build the message.

        Args:
            year: The fiscal year.
            later: The book's rules, none of which holds on the year's last day.
        """
        hint = "Write one, with coop-surplus and its steps, in the book."
        if later:
            header = later[-1].header
            hint = (
                f"'{header.name}' holds from {header.date}"
                f"{_until(later[-1])} ({where(header.source)}); date it so that it "
                "holds on that day."
            )
        super().__init__(
            f"No rule says how {year.name} is shared: none is in force on "
            f"{long_date(year.last)}. {hint}"
        )


class SeveralSurplusRules(CoopbooksError):
    """Several rules say how a year is shared."""

    def __init__(self, year: Period, rules: Sequence[Group]) -> None:
        """Build the message.

        Args:
            year: The fiscal year.
            rules: The rules in force on its last day.
        """
        names = " and ".join(
            f"'{one.name}' ({where(one.header.source)})" for one in rules
        )
        super().__init__(
            f"Several rules are in force on {long_date(year.last)}: {names}. End one "
            "with until: below its coop-surplus, or choose one with --rule "
            f"{rules[0].name}."
        )


class NoSuchRule(CoopbooksError):
    """A rule was asked for that does not hold for a year."""

    def __init__(
        self, name: str, year: Period, rules: Sequence[Group], known: Sequence[Group]
    ) -> None:
        """Build the message.

        Args:
            name: The name that was asked for.
            year: The fiscal year.
            rules: The rules in force on its last day.
            known: All of the book's rules.
        """
        names = sorted({one.name for one in rules})
        said = [one for one in known if one.name == name]
        if said:
            header = said[-1].header
            hint = (
                f" It holds from {header.date}{_until(said[-1])} "
                f"({where(header.source)})."
            )
        elif names:
            quoted = " and ".join(f"'{one}'" for one in names)
            hint = f" In force: {quoted}.{near(name, names)}"
        else:
            hint = ""
        super().__init__(
            f"No rule '{name}' is in force on {long_date(year.last)}.{hint}"
        )


def rule_of(terms: SurplusTerms, year: Period, name: str | None = None) -> Group:
    """The rule by which a year is shared.

    Args:
        terms: What the book says.
        year: The fiscal year.
        name: The rule's name, where several are in force; None for the only one.

    Returns:
        The group of that name that had begun last by the year's last day, if its
        `until:` is not over by then.

    Raises:
        NoSurplusRule: None is in force on that day.
        SeveralSurplusRules: Several are, and no name chooses among them.
        NoSuchRule: The name is none of those in force.
    """
    found = rules_of(terms, year)
    if name is not None:
        named = [one for one in found if one.name == name]
        if not named:
            raise NoSuchRule(name, year, found, terms.rules)
        return named[0]
    if not found:
        raise NoSurplusRule(year, terms.rules)
    if len(found) > 1:
        raise SeveralSurplusRules(year, found)
    return found[0]


def _until(rule: Group) -> str:
    """Until when a rule holds, if it says so."""
    until = rule.header.meta.get("until")
    return f" until {until}" if until else ""
