"""What is wrong with what a book says about dues, as far as it can be seen at once.

Nobody is charged and no posting is read, so that every `bean-check` can do it: rules
that contradict each other or themselves, names that lead nowhere, relief without an end
or a decision. What depends on a member's pay or class is told when dues are charged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.groups import gather
from coopbooks.dues.forms import collecting as collectforms
from coopbooks.dues.problems.bands import check_columns
from coopbooks.dues.problems.collecting import check_collecting
from coopbooks.dues.problems.names import read_names
from coopbooks.dues.problems.names import told
from coopbooks.dues.problems.overlaps import check_overlaps
from coopbooks.dues.problems.parts import check_accounts
from coopbooks.dues.problems.parts import check_parts
from coopbooks.dues.problems.people import check_people
from coopbooks.dues.problems.schedules import check_schedule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group


def check_dues(
    entries: Sequence[data.Directive],
    groups: Sequence[Group],
    directives: Sequence[Directive],
    types: Mapping[str, str],
) -> list[LedgerError]:
    """Find what does not fit together in what a book says about dues.

    Args:
        entries: A book's entries.
        groups: Its `coop-dues`, each with its lines.
        directives: All its directives that fit their forms; those that are not about
            dues are passed over.
        types: The account types by the names that the book gives them.

    Returns:
        An error for each thing, at the line to mend, in no particular order.
    """
    names = read_names(entries, groups, directives)
    errors: list[LedgerError] = []
    for group in groups:
        errors += check_schedule(group, names)
        errors += check_columns(group)
        errors += check_parts(group)
    errors += check_overlaps(groups, names)
    errors += check_accounts(directives, types)
    errors += check_people(directives, names)
    per_capitas = gather(directives, collectforms.PER_CAPITA.kind)[0]
    errors += check_collecting(per_capitas, directives, names)
    errors += _measured(entries, directives)
    return errors


def _measured(
    entries: Sequence[data.Directive], directives: Sequence[Directive]
) -> list[LedgerError]:
    """Stamps whose commodity would be taken for money."""
    stamps = [one for one in directives if one.form is collectforms.STAMPS]
    if not stamps:
        return []
    measured = {
        entry.currency
        for entry in entries
        if isinstance(entry, data.Commodity) and entry.meta.get("measure") is True
    }
    return [
        told(one, f"{one.name} would count as money; mark its commodity measure: TRUE.")
        for one in stamps
        if one.name not in measured
    ]
