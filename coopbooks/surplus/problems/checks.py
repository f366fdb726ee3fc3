"""What is wrong with what a book says about its surplus and about members' capital.

No year is read, so that every `bean-check` can do it: steps of what is not there,
shares over 100 %, members' parts by nothing, accounts of the wrong type, cash under the
floor of a law. What depends on a year's figures is told when the year is to be shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.surplus.problems.bounds import check_bounds
from coopbooks.surplus.problems.capital import check_capital
from coopbooks.surplus.problems.names import read_names
from coopbooks.surplus.problems.people import check_people
from coopbooks.surplus.problems.people import check_sources
from coopbooks.surplus.problems.places import check_accounts
from coopbooks.surplus.problems.places import check_places
from coopbooks.surplus.problems.splits import check_splits
from coopbooks.surplus.problems.steps import check_steps
from coopbooks.surplus.terms import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group


def check_surplus(
    entries: Sequence[data.Directive],
    groups: Sequence[Group],
    directives: Sequence[Directive],
    types: Mapping[str, str],
) -> list[LedgerError]:
    """Find what does not fit together in what a book says about its surplus.

    Args:
        entries: A book's entries.
        groups: Its `coop-surplus`, each with its lines.
        directives: All its directives that fit their forms; those that are not about
            surplus, capital or measures are passed over.
        types: The account types by the names that the book gives them.

    Returns:
        An error for each thing, at the line to mend, in no particular order.
    """
    ours = [one for one in directives if one.form in FORMS]
    if not ours:
        return []
    names = read_names(entries, directives, read_roles(entries, types)[0])
    errors: list[LedgerError] = []
    for group in groups:
        errors += check_steps(group, names)
        errors += check_bounds(group, names)
        errors += check_places(group, names)
        errors += check_splits(group, names)
        errors += check_sources(group)
    errors += check_accounts(ours, names)
    errors += check_people(ours, groups, names)
    errors += check_capital(ours, names)
    return errors
