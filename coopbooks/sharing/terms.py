"""What a book says about agreements between bodies.

Each directive fits its form; each line has its header; an account counts or is left
out, not both; bands cover and do not overlap; parts have one rest at most and come to
no more than everything. Accounts of an agreement may be those of the other body, so
they are not looked for in this book. An agreement stands in both books, in the same
words; what only concerns this one, such as its accounts, stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.directives import parse
from coopbooks.core.groups import check_parts
from coopbooks.core.groups import gather
from coopbooks.dues.terms import DuesTerms
from coopbooks.dues.terms import read_terms as read_dues_terms
from coopbooks.sharing.forms import actions
from coopbooks.sharing.forms import agreements
from coopbooks.sharing.forms.agreements import AGREEMENT
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.forms.agreements import BASE
from coopbooks.sharing.forms.agreements import PART

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.entity import Entity
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

__all__ = [
    "AGREEMENT",
    "BAND",
    "BASE",
    "FORMS",
    "PART",
    "SharingTerms",
    "read_agreements",
    "read_terms",
]

FORMS = (*agreements.FORMS, *actions.FORMS)


@dataclass(frozen=True, slots=True)
class SharingTerms:
    """All that a book says about agreements.

    Attributes:
        dues: What it says about members, measures and dues; entities and roles too.
        agreements: A group for each `coop-agreement`, by date and name.
        others: The other directives by kind, by date: accounts, bodies, reports,
            conditions that are met, reliefs.
    """

    dues: DuesTerms
    agreements: tuple[Group, ...]
    others: Mapping[str, Sequence[Directive]]

    @property
    def roles(self) -> Roles:
        """What the book's accounts are for."""
        return self.dues.roles

    def of(self, kind: str) -> Sequence[Directive]:
        """The directives of one kind, such as `coop-body`, by date."""
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
) -> SharingTerms:
    """Read all that a book says about agreements.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The terms. Errors are those of `read_agreements` and are not repeated here.
    """
    directives, _ = parse(entries, FORMS)
    told = [one for one in directives if known is None or one.recorded <= known]
    others: dict[str, list[Directive]] = {}
    for directive in told:
        if directive.form.header is None:
            others.setdefault(directive.kind, []).append(directive)
    groups = tuple(gather(told, AGREEMENT.kind)[0])
    return SharingTerms(read_dues_terms(entries, types, known), groups, others)


def read_agreements(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the agreements of a book.

    Args:
        entries: A book's entries.

    Returns:
        A group for each header with its lines, by date and name, and the errors.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = gather(directives, AGREEMENT.kind)
    errors += problems
    for group in groups:
        errors += check_parts(_split_at_once(group))
    return groups, errors


def _split_at_once(group: Group) -> list[Directive]:
    """The parts that split a share at once: not in equal parts, nor in an order."""
    return [
        line
        for line in group.of(PART.kind)
        if line.meta.get("order") is None and str(line.values["part"]) != "equal"
    ]
