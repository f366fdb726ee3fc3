"""On which accounts of a book an agreement's share stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.postings import rows
from coopbooks.sharing.forms.actions import ACCOUNTS
from coopbooks.sharing.forms.agreements import PART

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.sharing.share import View

# Whose names `coop-agreement-accounts` gives to them, for who owes and who expects.
OWING = ("expense", "payable")
EXPECTING = ("income", "receivable")
TYPES = {
    "expense": "Expenses",
    "payable": "Liabilities",
    "income": "Income",
    "receivable": "Assets",
}
# The roles of accounts that are taken where nothing else is said.
ROLES = {
    "expense": ("share", "per-capita"),
    "payable": ("share-payable", "per-capita-payable"),
    "income": ("share-income",),
    "receivable": ("share-receivable",),
}


# What comes in for another body is owed to it.
HELD = ("held-for-others",)


class Placed(Protocol):
    """What stands on accounts: a share, or what is open of one."""

    @property
    def name(self) -> str:
        """The agreement's name."""

    @property
    def giver(self) -> str:
        """Who owes it."""

    @property
    def receiver(self) -> str:
        """Who expects it."""

    @property
    def period(self) -> Period:
        """The period."""

    @property
    def group(self) -> Group:
        """The agreement."""


class Places(NamedTuple):
    """The accounts that a share is posted on.

    Attributes:
        result: The cost of who owes it, or the income of who expects it.
        owed: The debt, or what is owed to us.
        held: Where stands what is passed on to other bodies; empty if nothing is.
    """

    result: str
    owed: str
    held: str = ""


def places_of(view: View, share: Placed) -> tuple[Places | None, list[LedgerError]]:
    """Find the accounts of a share in a book.

    Args:
        view: The book of the giver or the receiver.
        share: The share, or what is open of it.

    Returns:
        The accounts: those that `coop-agreement-accounts` names, else those on which
        the agreement stands already, else the one with the role; or None and a problem
        that says what to add.
    """
    keys = OWING if view.name == share.giver else EXPECTING
    found = [_place(view, share, key) for key in keys]
    others = _others(view, share)
    held = _one_with(view, share, HELD) if others else ""
    if all(found) and others and not held:
        problem = (
            f"{share.name}: a part of it is for {', '.join(others)}, and no account is "
            "for what we pass on. Add one with the role held-for-others, or make an "
            "agreement with each body that is paid by itself."
        )
        return None, [LedgerError(share.group.header.source, problem)]
    if all(found):
        return Places(found[0], found[1], held), []
    lacking = [key for key, one in zip(keys, found, strict=True) if not one]
    lines = ", ".join(f"{key}: {TYPES[key]}:..." for key in lacking)
    problem = (
        f"{share.name}: no account for its {' and '.join(lacking)} is said. Add: "
        f'coop-agreement-accounts "{share.name}" with {lines}'
    )
    return None, [LedgerError(share.group.header.source, problem)]


def _place(view: View, share: Placed, key: str) -> str:
    said = [one for one in view.terms.of(ACCOUNTS.kind) if one.name == share.name]
    if said and said[-1].meta.get(key):
        return str(said[-1].meta[key])
    return _used(view, share, key) or _by_role(view, share, key)


def _used(view: View, share: Placed, key: str) -> str:
    """The account on which the agreement was posted last."""
    roles = view.terms.roles
    account = ""
    naming = (
        entry
        for entry in view.entries
        if isinstance(entry, data.Transaction)
        and entry.meta.get("agreement") == share.name
    )
    for row in rows(naming):
        fits = roles.type_of(row.account) == TYPES[key]
        if fits and not roles.is_money(row.account) and row.account[-1:]:
            if key == "expense" and roles.of(row.account) not in ROLES[key]:
                # A difference of rates, or bank charges, beside a payment.
                continue
            account = row.account
    return account


def _by_role(view: View, share: Placed, key: str) -> str:
    """The one account with the role, or the one below it that names the other body."""
    roles = view.terms.roles
    opened = sorted(_opened(view.entries, share))
    fitting = [one for one in opened if roles.of(one) in ROLES[key]]
    other = share.receiver if view.name == share.giver else share.giver
    named = [one for one in fitting if _is_named(one, other)]
    if len(named) == 1:
        return named[0]
    return fitting[0] if len(fitting) == 1 else ""


def _others(view: View, share: Placed) -> list[str]:
    """The other bodies that a part of what we receive is for."""
    if view.name != share.receiver:
        return []
    bodies = {str(line.meta.get("body") or "") for line in share.group.of(PART.kind)}
    return sorted(bodies - {"", share.receiver})


def _one_with(view: View, share: Placed, wanted: tuple[str, ...]) -> str:
    """The one open account with a role; empty where there is none, or several."""
    roles = view.terms.roles
    found = [one for one in _opened(view.entries, share) if roles.of(one) in wanted]
    return found[0] if len(found) == 1 else ""


def _is_named(account: str, body: str) -> bool:
    return account.rsplit(":", 1)[-1].lower() == body.lower()


def _opened(entries: Iterable[data.Directive], share: Placed) -> set[str]:
    """The accounts that are open at the end of the share's period."""
    found: set[str] = set()
    for entry in entries:
        if entry.date >= share.period.end:
            break
        if isinstance(entry, data.Open):
            found.add(entry.account)
        elif isinstance(entry, data.Close):
            found.discard(entry.account)
    return found
