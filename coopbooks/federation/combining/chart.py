"""The common chart: which line an account of a body's book belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.roles import ROLES

if TYPE_CHECKING:
    from coopbooks.federation.reading.figures import Account
    from coopbooks.federation.terms import Federation

TYPES = ("Assets", "Liabilities", "Equity", "Income", "Expenses")
# What an account without a role and without a map counts as.
OTHERS = {
    "Assets": "Other things owned",
    "Liabilities": "Other debts",
    "Equity": "Left after debts",
    "Income": "Other income",
    "Expenses": "Other costs",
}


class Line(NamedTuple):
    """A line of the common chart.

    Attributes:
        type: The type of its accounts.
        order: Its place among the lines of its type.
        label: What people call it.
        mapped: Whether something says that the account belongs here.
    """

    type: str
    order: int
    label: str
    mapped: bool = True

    @property
    def key(self) -> str:
        """By which rows are found."""
        return f"{self.type}:{self.label}"


def line_of(federation: Federation, body: str, name: str, account: Account) -> Line:
    """The line that an account belongs to.

    Args:
        federation: Its own maps come first.
        body: Whose book it is.
        name: The account.
        account: What it is for there.

    Returns:
        The line by the federation's map, else by the account's role, else the other
        one of its type, not mapped.
    """
    mapped = federation.line_of(body, name)
    if mapped is not None:
        order = 500 + sorted(federation.lines).index(mapped)
        return Line(federation.lines[mapped], order, mapped)
    role = ROLES.get(account.role)
    if role is not None and account.type != "Equity":
        return Line(account.type, list(ROLES).index(role.name), role.label)
    # Whose equity it is, is each body's own matter: it stays with the body as a whole.
    known = account.type == "Equity"
    return Line(account.type, 999, OTHERS[account.type], mapped=known)
