"""All rules, by their codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.rules import decided
from coopbooks.controls.rules import documents
from coopbooks.controls.rules import figures
from coopbooks.controls.rules import late
from coopbooks.controls.rules import names
from coopbooks.controls.rules import papers
from coopbooks.controls.rules import people
from coopbooks.controls.rules import restricted
from coopbooks.controls.rules import signers
from coopbooks.controls.rules import spending
from coopbooks.controls.rules import standing
from coopbooks.controls.rules import subjects
from coopbooks.controls.rules import twice
from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.controls.finding import Finding
    from coopbooks.controls.rules.look import Look
    from coopbooks.controls.rules.rule import Rule

# In the order in which a committee reads them.
RULES: Mapping[str, Rule] = {
    rule.code: rule
    for module in (
        spending,
        documents,
        decided,
        signers,
        people,
        twice,
        late,
        papers,
        restricted,
        names,
        standing,
        figures,
        subjects,
    )
    for rule in module.RULES
}
# Those of which a book may say something; what is an error can't be talked away.
ADJUSTABLE = tuple(code for code, rule in RULES.items() if not rule.is_error)


class UnknownCode(CoopbooksError):
    """A rule was asked for by a code that no rule has."""

    def __init__(self, code: str) -> None:
        """Build the message.

        Args:
            code: What was typed.
        """
        super().__init__(
            f"There is no rule '{code}'.{near(code, RULES)} "
            f"The rules are: {', '.join(RULES)}."
        )


def rule_of(code: str) -> Rule:
    """The rule with a code.

    Args:
        code: The code.

    Returns:
        The rule.

    Raises:
        UnknownCode: No rule has it.
    """
    if code not in RULES:
        raise UnknownCode(code)
    return RULES[code]


def found_in(look: Look, *codes: str) -> Iterator[Finding]:
    """What rules find entry by entry, in an order that files don't change.

    Args:
        look: The book for a period.
        *codes: The codes of the rules; none for all that go entry by entry.

    Yields:
        The findings by rule, those of a rule by date, words and amount.
    """
    for code in codes or RULES:
        find = RULES[code].find
        if find is not None:
            yield from sorted(find(look), key=place)


def place(finding: Finding) -> tuple[str, str, str]:
    """Where a finding stands among others of its rule."""
    day = finding.entry.date.isoformat() if finding.entry else ""
    return day, finding.words, str(finding.amount or "")
