"""The names that what a book says about agreements may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.dues.forms.people import MEASURE
from coopbooks.sharing.forms.actions import ACCOUNTS
from coopbooks.sharing.forms.actions import BODY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

ENTITY = "coop-entity"
FUND = "coop-fund"


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one book.

    Attributes:
        own: The names of the body whose book it is; more than one where it was renamed.
        bodies: The bodies of `coop-body`.
        agreements: The agreements, each with all its versions by date.
        measures: Measures that are counted on an account.
        no_money: The commodities that are no money, such as HOUR.
        funds: The names of `coop-fund`.
        accounts: The accounts that are opened.
        costs: The account of an agreement's own cost, by its name.
        roles: What the accounts are for.
    """

    own: frozenset[str]
    bodies: frozenset[str]
    agreements: Mapping[str, Sequence[Group]]
    measures: frozenset[str]
    no_money: frozenset[str]
    funds: frozenset[str]
    accounts: frozenset[str]
    costs: Mapping[str, str]
    roles: Roles

    def is_own(self, body: object) -> bool:
        """Whether a body is the one whose book it is; so where no book says it."""
        return not self.own or str(body) in self.own

    def is_shared_on(self, name: str) -> bool:
        """Whether another agreement is a share of one, so that its terms are needed."""
        return any(
            group.header.values["of"] == name
            for groups in self.agreements.values()
            for group in groups
        )

    def is_opened(self, account: str) -> bool:
        """Whether an account, or one below it, is opened in this book."""
        return any(is_under(one, account) for one in self.accounts)


def read_names(
    entries: Sequence[data.Directive],
    groups: Iterable[Group],
    directives: Sequence[Directive],
    roles: Roles,
) -> Names:
    """Collect the names of a book.

    Args:
        entries: A book's entries.
        groups: Its `coop-agreement`, each with its lines.
        directives: All its directives that fit their forms.
        roles: What its accounts are for.

    Returns:
        The names.
    """
    agreements: dict[str, list[Group]] = {}
    for group in groups:
        agreements.setdefault(group.name, []).append(group)
    accounts: set[str] = set()
    own: set[str] = set()
    funds: set[str] = set()
    for entry in entries:
        if isinstance(entry, data.Open):
            accounts.add(entry.account)
        elif isinstance(entry, data.Custom) and entry.values:
            if entry.type == ENTITY:
                own.add(str(entry.values[0].value))
            elif entry.type == FUND:
                funds.add(str(entry.values[0].value))
    return Names(
        frozenset(own),
        frozenset(one.name for one in directives if one.kind == BODY.kind),
        agreements,
        frozenset(one.name for one in directives if one.kind == MEASURE.kind),
        measures(entries),
        frozenset(funds),
        frozenset(accounts),
        {
            one.name: str(one.meta["expense"])
            for one in directives
            if one.kind == ACCOUNTS.kind and one.meta.get("expense")
        },
        roles,
    )
