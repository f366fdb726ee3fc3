"""What accounts are for: their roles, said by `coop-account` or inferred."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.accounttypes import type_of
from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import near
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.inference import money_accounts
from coopbooks.core.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive


ACCOUNT = Form(
    "coop-account",
    "What an account, with those below it, is for.",
    """\
2026-01-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
  name: "Dues not yet paid\"""",
    (Slot("role", words=tuple(ROLES)), Slot("account", ("account",))),
    {"name": Slot("name", needed=False)},
)
FORMS = (ACCOUNT,)


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a book's accounts.

    Attributes:
        said: Role by account, as the book says; an account covers those below it.
        inferred: Role by account, guessed for a book that names no bank and no cash.
        names: Plain words for an account, where the book gives them.
        types: The account types by the names that this book gives them.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    inferred: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=lambda: STANDARD)

    def type_of(self, account: str) -> str:
        """The type of an account, such as `Assets`, whatever the book calls it."""
        return type_of(account, self.types)

    def of(self, account: str) -> str | None:
        """The role of an account: its own, else that of the nearest one above it."""
        root = _said_above(account, self.said)
        return self.said[root] if root else self.inferred.get(account)

    def root_of(self, account: str) -> str:
        """The account whose role covers an account; itself where none is said."""
        return _said_above(account, self.said) or account

    def name_of(self, account: str) -> str:
        """What people call an account: its given name, else its components."""
        given = self.names.get(account)
        return given or plain(*account.split(":")[1:]) or account

    def is_money(self, account: str) -> bool:
        """Whether an account is cash or money in a bank."""
        return self.of(account) in {"bank", "cash"}

    def is_opening(self, account: str) -> bool:
        """Whether an account holds what a book began with.

        Its role says so; of equity without a role its name does.
        """
        role = self.of(account)
        if role is not None or self.type_of(account) != "Equity":
            return role == "opening"
        return "opening" in account.lower()

    def is_later(self, account: str) -> bool:
        """Whether an account falls due, or turns into money, after a year or more."""
        role = self.of(account)
        return role is not None and ROLES[role].later


def read_roles(
    entries: Iterable[data.Directive], types: Mapping[str, str] = STANDARD
) -> tuple[Roles, list[LedgerError]]:
    """Read the roles of a book's accounts.

    Args:
        entries: A book's entries.
        types: The account types by the names that the book gives them.

    Returns:
        The roles, and the errors: a role that does not fit the account's type, an
        account with two roles. Where no role says which accounts are cash or bank,
        they are inferred from their names.
    """
    entries = list(entries)
    directives, errors = parse(entries, FORMS)
    said: dict[str, Directive] = {}
    for directive in directives:
        account = directive.values["account"]
        if problem := _problem(directive, said.get(account), types):
            errors.append(LedgerError(directive.source, f"coop-account: {problem}"))
        else:
            said[account] = directive
    roles = {account: str(one.values["role"]) for account, one in said.items()}
    names = {
        account: str(one.meta["name"])
        for account, one in said.items()
        if one.meta.get("name")
    }
    if {"bank", "cash"} & set(roles.values()):
        return Roles(roles, {}, names, types), errors
    opened = [entry.account for entry in entries if isinstance(entry, data.Open)]
    assets = [account for account in opened if type_of(account, types) == "Assets"]
    return Roles(roles, money_accounts(assets), names, types), errors


def _problem(
    directive: Directive, first: Directive | None, types: Mapping[str, str]
) -> str | None:
    """Why an account can't have the role that a directive gives it; None if it can."""
    account, role = directive.values["account"], directive.values["role"]
    if type_of(account, types) not in ROLES[role].roots:
        roots = " or ".join(ROLES[role].roots)
        return f"'{role}' is for accounts under {roots}, not {account}."
    if first is not None and first.values["role"] != role:
        place = where(first.source)
        return f"{account} has another role, said at {place}. Take one out."
    return None


def unknown_accounts(
    directives: Iterable[Directive], opened: Iterable[str]
) -> list[LedgerError]:
    """Find directives that name an account which the book does not have.

    Args:
        directives: Directives of any form.
        opened: The accounts that the book opens.

    Returns:
        An error for each account that is neither opened nor stands above an opened
        one. Accounts of another body (`their-account`) are not looked for.
    """
    known = set(opened)
    for account in list(known):
        parts = account.split(":")
        known.update(":".join(parts[:depth]) for depth in range(1, len(parts)))
    return [
        LedgerError(
            directive.source,
            f"{directive.kind}: {account} is not opened in this book."
            f"{near(account, known)}",
        )
        for directive in directives
        for account in _own_accounts(directive)
        if account not in known
    ]


def plain(*components: str) -> str:
    """Components of an account as people read them.

    Args:
        *components: For example `Premises`, `Bank-Charges`.

    Returns:
        For example `Premises: Bank Charges`.
    """
    return ": ".join(component.replace("-", " ") for component in components)


def measures(entries: Iterable[data.Directive]) -> frozenset[str]:
    """The commodities of a book that are no money, such as hours.

    Args:
        entries: A book's entries.

    Returns:
        The currencies whose `commodity` directive says `measure: TRUE`; statements,
        funds and prices leave them out.
    """
    return frozenset(
        entry.currency
        for entry in entries
        if isinstance(entry, data.Commodity) and entry.meta.get("measure") is True
    )


def is_under(account: str, parent: str) -> bool:
    """Whether an account is another one or stands below it.

    Args:
        account: An account.
        parent: Another one. `Expenses:Foodbank` does not stand below `Expenses:Food`.

    Returns:
        Whether it does.
    """
    return account == parent or account.startswith(f"{parent}:")


def _own_accounts(directive: Directive) -> list[str]:
    """The accounts of this book that a directive names."""
    form = directive.form
    values = [
        directive.values.get(slot.name)
        for slot in form.slots
        if "account" in slot.kinds
    ]
    for key, slot in form.meta.items():
        if "account" not in slot.kinds:
            continue
        if key.endswith("*"):
            names = [one for one in directive.meta if one.startswith(key[:-1])]
            values += [directive.meta[one] for one in names]
        else:
            values.append(directive.meta.get(key))
    return [value for value in values if isinstance(value, str) and ":" in value]


def _said_above(account: str, said: Mapping[str, str]) -> str | None:
    """The account itself or the nearest one above it that has a role."""
    while account not in said:
        account, colon, _ = account.rpartition(":")
        if not colon:
            return None
    return account
