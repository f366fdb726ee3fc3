"""What a book says about sharing a surplus and about members' capital.

Each directive fits its form; each step has its header and a number of its own, and a
step that takes what is left after another names an earlier one; accounts are open. What
can only be seen when a year is to be shared is said there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import gather
from coopbooks.dues.terms import DuesTerms
from coopbooks.dues.terms import read_terms as read_dues_terms
from coopbooks.surplus.forms import capital as capitalforms
from coopbooks.surplus.forms import people as personforms
from coopbooks.surplus.forms import rules as ruleforms
from coopbooks.surplus.forms.rules import LOSS
from coopbooks.surplus.forms.rules import STEP
from coopbooks.surplus.forms.rules import SURPLUS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.entity import Entity
    from coopbooks.core.groups import Group
    from coopbooks.members.terms import Histories

__all__ = [
    "FORMS",
    "LOSS",
    "STEP",
    "SURPLUS",
    "SurplusTerms",
    "read_surplus_rules",
    "read_terms",
]

FORMS = (*ruleforms.FORMS, *personforms.FORMS, *capitalforms.FORMS)
EDGES = ("below", "up-to", "from", "above")


@dataclass(frozen=True, slots=True)
class SurplusTerms:
    """All that a book says about its surplus and about members' capital.

    Attributes:
        dues: What it says about members and measures, as dues read it: entities, roles,
            histories, `coop-measure` and `coop-declared`.
        rules: A group for each `coop-surplus`, by date and name.
        others: The other directives by kind, by date: specials, consents, joining fees,
            redemption, leaving.
    """

    dues: DuesTerms
    rules: tuple[Group, ...]
    others: Mapping[str, Sequence[Directive]]

    @property
    def roles(self) -> Roles:
        """What the book's accounts are for."""
        return self.dues.roles

    @property
    def histories(self) -> Histories:
        """The events of its members."""
        return self.dues.histories

    def of(self, kind: str) -> Sequence[Directive]:
        """The directives of one kind, such as `coop-consent`, by date."""
        return self.others.get(kind, ())

    def entity_on(self, day: datetime.date) -> Entity | None:
        """Whose book it is on a day; None where the book doesn't say."""
        begun = [entity for entity in self.dues.entities if entity.date <= day]
        stated = begun[-1:] or self.dues.entities[:1]
        return stated[0] if stated else None


def read_terms(
    entries: Sequence[data.Directive],
    types: Mapping[str, str] = STANDARD,
    known: datetime.date | None = None,
) -> SurplusTerms:
    """Read all that a book says about its surplus and about members' capital.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The terms. Errors are those of `read_surplus_rules` and are not repeated here.
    """
    directives, _ = parse(entries, FORMS)
    told = [one for one in directives if known is None or one.recorded <= known]
    others: dict[str, list[Directive]] = {}
    for directive in told:
        if directive.form.header is None:
            others.setdefault(directive.kind, []).append(directive)
    rules = tuple(gather(told, SURPLUS.kind)[0])
    return SurplusTerms(read_dues_terms(entries, types, known), rules, others)


def read_surplus_rules(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the rules by which a surplus is shared.

    Args:
        entries: A book's entries.

    Returns:
        A group for each header with its steps, by date and name, and the errors of
        every directive about surplus and capital.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = gather(directives, SURPLUS.kind)
    errors += problems
    for group in groups:
        for kind in (STEP.kind, LOSS.kind):
            lines = group.of(kind)
            numbers = {line.values["step"] for line in lines}
            for line in lines:
                if problem := _problem(line, numbers):
                    named = f"{line.kind}: '{line.name}' {line.values['step']}"
                    errors.append(LedgerError(line.source, f"{named} {problem}"))
    return groups, errors


def _problem(line: Directive, numbers: set[object]) -> str | None:
    """What is wrong with a step; None if nothing is."""
    step, whole = line.values["step"], line.values["whole"]
    after = line.values.get("after")
    if step != int(step) or step < 1:
        return "has no whole number; number steps 10, 20, 30."
    numbered = whole in ruleforms.NUMBERED
    if numbered != (after is not None):
        return f'says "{whole}" and the number of a step together, or neither.'
    words = "of what is left after" if whole == "left-after" else "of step"
    if after is not None and after not in numbers:
        return f"is {words} {after}, and there is no step {after}."
    if after is not None and after >= step:
        return f"is {words} {after}: name a step before it."
    if line.meta.get("while") and not any(line.meta.get(edge) for edge in EDGES):
        return f"has a while: without its edge: {', '.join(EDGES)}."
    return None
