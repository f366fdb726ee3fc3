"""What is wrong with what a book says about support, before any is given.

No period is worked out, so that every `bean-check` can do it: bodies, agreements and
accounts that are not there, quantities and values that cannot be meant, loans that
never end, requests that nobody may have decided like that. What depends on a period is
told when it is worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import read_roles
from coopbooks.sharing.problems.names import read_names
from coopbooks.sharing.terms import read_agreements
from coopbooks.support.problems.bodies import check_with
from coopbooks.support.problems.loans import check_loans
from coopbooks.support.problems.need import check_need
from coopbooks.support.problems.resources import check_resources
from coopbooks.support.terms import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError


def check_support(
    entries: Sequence[data.Directive],
    directives: Sequence[Directive],
    types: Mapping[str, str],
) -> list[LedgerError]:
    """Find what does not fit together in what a book says about support.

    Args:
        entries: A book's entries.
        directives: All its directives that fit their forms; those that are not about
            support or agreements are passed over.
        types: The account types by the names that the book gives them.

    Returns:
        An error for each thing, at the line to mend, in no particular order.
    """
    if not any(one.form in FORMS for one in directives):
        return []
    roles = read_roles(entries, types)[0]
    names = read_names(entries, read_agreements(entries)[0], directives, roles)
    return [
        *check_with(entries, names),
        *check_resources(entries, directives, names),
        *check_loans(directives, names),
        *check_need(entries, directives, names),
    ]
