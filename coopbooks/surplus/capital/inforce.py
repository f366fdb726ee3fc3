"""Which rule on members' capital holds on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.terms import SurplusTerms


class NoCapitalRule(CoopbooksError):
    """Something was asked for that follows from a rule, and none holds."""

    def __init__(self, kind: str, day: datetime.date, name: str | None = None) -> None:
        """Build the message.

        Args:
            kind: The directive, such as `coop-redemption`.
            day: The day.
            name: The name that was given; None for any.
        """
        what = f"{kind} '{name}'" if name else kind
        super().__init__(
            f"No {what} holds in this book on {day}. The guide to writing a book shows "
            "how it is written."
        )


class WhichCapitalRule(CoopbooksError):
    """Two rules hold at once, or another one was named."""

    def __init__(self, kind: str, names: Iterable[str], asked: str | None) -> None:
        """Build the message.

        Args:
            kind: The directive.
            names: The names of those that hold.
            asked: The name that was given; None for none.
        """
        names = sorted(names)
        both = " and ".join(f"'{name}'" for name in names)
        if asked is not None:
            words = f"No {kind} '{asked}' holds.{near(asked, names)}"
        else:
            words = f"{kind} {both} hold at once; choose one with --rule, or end one."
        super().__init__(words)


def rule_in_force(
    terms: SurplusTerms, kind: str, day: datetime.date, name: str | None = None
) -> Directive:
    """The rule of a kind that holds on a day.

    Args:
        terms: What the book says.
        kind: `coop-redemption` or `coop-leaving`.
        day: The day.
        name: Its name, where several hold; None for the only one.

    Returns:
        The directive.

    Raises:
        NoCapitalRule: None holds.
        WhichCapitalRule: Several do, or none of that name.
    """
    last = {one.name: one for one in terms.of(kind) if one.date <= day}
    held = {name: one for name, one in last.items() if holds(one, day)}
    if not held:
        raise NoCapitalRule(kind, day, name)
    if name is not None and name not in held:
        raise WhichCapitalRule(kind, held, name)
    if name is None and len(held) > 1:
        raise WhichCapitalRule(kind, held, None)
    return held[name] if name is not None else next(iter(held.values()))


def holds(rule: Directive, day: datetime.date) -> bool:
    """Whether a rule that has begun has not ended.

    Args:
        rule: A directive that may say `until:`.
        day: The day.

    Returns:
        Whether it still holds.
    """
    until = rule.meta.get("until")
    return until is None or day <= until
