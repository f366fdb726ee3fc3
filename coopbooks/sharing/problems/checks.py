"""What is wrong with what a book says about agreements.

No period is worked out, so that every `bean-check` can do it: bodies, accounts and
agreements that are not there, rates that cannot be meant, agreements that overlap, go
round in a loop or feed back into what they are counted on. What depends on a period is
told when its share is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.sharing.problems.agreements import check_agreement
from coopbooks.sharing.problems.between import check_loops
from coopbooks.sharing.problems.between import check_overlaps
from coopbooks.sharing.problems.between import check_said
from coopbooks.sharing.problems.names import read_names
from coopbooks.sharing.problems.units import check_units
from coopbooks.sharing.terms import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group


def check_sharing(
    entries: Sequence[data.Directive],
    groups: Sequence[Group],
    directives: Sequence[Directive],
    types: Mapping[str, str],
) -> list[LedgerError]:
    """Find what does not fit together in what a book says about agreements.

    Args:
        entries: A book's entries.
        groups: Its `coop-agreement`, each with its lines.
        directives: All its directives that fit their forms; those that are not about
            agreements or measures are passed over.
        types: The account types by the names that the book gives them.

    Returns:
        An error for each thing, at the line to mend, in no particular order.
    """
    if not any(one.form in FORMS for one in directives):
        return []
    roles = read_roles(entries, types)[0]
    names = read_names(entries, groups, directives, roles)
    errors: list[LedgerError] = []
    for group in groups:
        errors += check_agreement(group, names)
        errors += check_units(group)
    errors += check_loops(names)
    errors += check_overlaps(groups)
    errors += check_said(directives, names)
    return errors
