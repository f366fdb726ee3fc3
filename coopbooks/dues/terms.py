"""What a book says about dues: schedules with their lines, and what holds for whom.

Each directive fits its form; each line has its header; bands cover and do not overlap,
those of each minimum too; a band pays one amount, or one for each of the columns that
the header names; parts have one rest at most. What can only be seen when somebody is to
be charged, such as a member in no class, is said there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.directives import parse
from coopbooks.core.entity import read_entities
from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import check_parts
from coopbooks.core.groups import gather
from coopbooks.dues.forms import collecting as collectforms
from coopbooks.dues.forms import people as personforms
from coopbooks.dues.forms import schedules as scheduleforms
from coopbooks.dues.forms import standing as standingforms
from coopbooks.dues.forms.schedules import BAND
from coopbooks.dues.forms.schedules import DUES
from coopbooks.dues.forms.schedules import PART
from coopbooks.dues.forms.standing import STANDING
from coopbooks.members.terms import read_members

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

__all__ = ["BAND", "DUES", "FORMS", "PART", "STANDING", "DuesTerms", "read_dues"]

FORMS = (
    *scheduleforms.FORMS,
    *standingforms.FORMS,
    *personforms.FORMS,
    *collectforms.FORMS,
)


@dataclass(frozen=True, slots=True)
class DuesTerms:
    """All that a book says about dues, as it was known on a day.

    Attributes:
        entities: Whose book it is, by date.
        roles: What its accounts are for.
        histories: The events of its members.
        schedules: A group for each `coop-dues`, by date and name.
        per_capitas: A group for each `coop-per-capita`, by date and name.
        others: The other directives about dues by kind, by date.
        known: What was recorded later does not count; None for all.
    """

    entities: tuple[Entity, ...]
    roles: Roles
    histories: Histories
    schedules: tuple[Group, ...]
    per_capitas: tuple[Group, ...]
    others: Mapping[str, Sequence[Directive]]
    known: datetime.date | None = None

    def of(self, kind: str) -> Sequence[Directive]:
        """The directives of one kind, such as `coop-workplace`, by date."""
        return self.others.get(kind, ())

    def basis(self, day: datetime.date) -> str:
        """Whether dues count when due (`accrual`) or when paid (`cash`) on a day."""
        begun = [entity for entity in self.entities if entity.date <= day]
        stated = begun[-1:] or self.entities[:1]
        return (stated[0].basis if stated else "") or "accrual"


def read_terms(
    entries: Sequence[data.Directive],
    types: Mapping[str, str] = STANDARD,
    known: datetime.date | None = None,
) -> DuesTerms:
    """Read all that a book says about dues.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        The terms. Errors are those of `read_dues` and are not repeated here.
    """
    directives, _ = parse(entries, FORMS)
    told = [one for one in directives if known is None or one.recorded <= known]
    others: dict[str, list[Directive]] = {}
    for directive in told:
        if directive.form.header is None:
            others.setdefault(directive.kind, []).append(directive)
    return DuesTerms(
        tuple(read_entities(entries)[0]),
        read_roles(entries, types)[0],
        read_members(entries)[0],
        tuple(gather(told, DUES.kind)[0]),
        tuple(gather(told, collectforms.PER_CAPITA.kind)[0]),
        others,
        known,
    )


def read_dues(
    entries: Iterable[data.Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Read the schedules of a book.

    Args:
        entries: A book's entries.

    Returns:
        A group for each `coop-dues` with its lines, by date and name, and the errors of
        every directive about dues.
    """
    directives, errors = parse(entries, FORMS)
    groups, problems = group_dues(directives)
    return groups, [*errors, *problems]


def group_dues(
    directives: Iterable[Directive],
) -> tuple[list[Group], list[LedgerError]]:
    """Put the lines of schedules and of per capita under their headers.

    Args:
        directives: The directives about dues that fit their forms, among others.

    Returns:
        A group for each `coop-dues`, by date and name, and the errors of lines that do
        not fit their header.
    """
    directives = list(directives)
    groups, errors = gather(directives, DUES.kind)
    errors += gather(directives, collectforms.PER_CAPITA.kind)[1]
    for group in groups:
        errors += [
            error for line in group.of(BAND.kind) for error in _pays(line, group)
        ]
        errors += check_parts(group.of(PART.kind))
    return groups, errors


def _pays(line: Directive, group: Group) -> list[LedgerError]:
    """What is wrong with what a band pays."""
    columns = any(key.startswith("for-") for key in line.meta)
    pays, paid = line.values.get("pays"), line.values.get("amount")
    if pays and paid is None:
        problem = f'says "{pays}" and no amount.'
    elif columns and pays:
        problem = f'has "{pays}" and columns, such as for-0:, too; take one out.'
    elif not columns and not pays:
        problem = 'pays nothing: say "pays" and an amount, or columns such as for-0:.'
    elif columns and not group.header.meta.get("columns"):
        problem = "has columns: say in columns: below the header what they are by."
    else:
        return []
    return [LedgerError(line.source, f"{line.kind}: a band of '{line.name}' {problem}")]
