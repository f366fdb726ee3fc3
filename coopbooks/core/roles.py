"""The words for what an account can be for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(NamedTuple):
    """What an account can be for.

    Attributes:
        name: The word in the book.
        roots: The account types that it fits.
        label: How the first page says it.
        later: Whether it falls due, or turns into money, after 12 months or more.
    """

    name: str
    roots: tuple[str, ...]
    label: str
    later: bool = False


_A, _L, _E = ("Assets",), ("Liabilities",), ("Equity",)
_I, _X = ("Income",), ("Expenses",)

ROLES: Mapping[str, Role] = {
    role.name: role
    for role in (
        Role("bank", _A, "In the bank"),
        Role("cash", _A, "Cash in hand"),
        Role("clearing", _A + _L, "On its way"),
        Role("receivable", _A, "Bills sent, not yet paid to us"),
        Role("dues-receivable", _A, "Dues not yet paid"),
        Role("check-off-receivable", _A, "Dues taken from pay, not yet handed over"),
        Role("dues-allowance", _A, "Dues not expected to come in"),
        Role("share-receivable", _A, "Shares owed to us"),
        Role("due-from", _A, "Owed to us by our own bodies"),
        Role("stock", _A, "Stock"),
        Role("prepaid", _A, "Paid in advance by us"),
        Role("fixed-asset", _A, "Equipment", later=True),
        Role("long-term-asset", _A, "Held for more than a year", later=True),
        Role("payable", _L, "Bills not yet paid"),
        Role("tax-payable", _L, "Taxes, ours and withheld"),
        Role("wages-payable", _L, "Wages not yet paid"),
        Role("dues-prepaid", _L, "Dues paid in advance"),
        Role("dues-unapplied", _L, "Received, not yet matched to a member"),
        Role("per-capita-payable", _L, "Owed up per member"),
        Role("share-payable", _L, "Our share to the party"),
        Role("due-to", _L, "Owed to our own bodies"),
        Role("held-for-others", _L, "Held for others"),
        Role("patronage-payable", _L, "Surplus due to members in cash"),
        Role("capital-payable", _L, "Owed to members who left"),
        Role("fund-payable", _L, "Funds that are a debt"),
        Role("loan", _L, "Loans due within a year"),
        Role("long-term-loan", _L, "Loans due later", later=True),
        Role("member-capital", _E + _L, "Members' accounts"),
        Role("collective", _E, "Collective account"),
        Role("reserve", _E, "Reserves"),
        Role("result", _E, "Surplus not yet shared"),
        Role("opening", _E, "Brought in at the start"),
        Role("fund-transfer", _E, "Moved between funds"),
        Role("fund-release", _E, "Released from a fund"),
        Role("fund-borrowing", _E, "Lent between funds"),
        Role("dues", _I, "Dues"),
        Role("sales", _I, "Sales"),
        Role("gifts", _I, "Gifts and grants"),
        Role("support-received", _I, "Support received"),
        Role("wages", _X, "Wages, with taxes"),
        Role("cost-of-sales", _X, "Materials"),
        Role("per-capita", _X, "Owed up per member"),
        Role("share", _X, "Party's share"),
        Role("income-tax", _X, "Tax on the surplus"),
        Role("strike-pay", _X, "Strike pay"),
        Role("support-given", _X, "Support given"),
        Role("dues-written-off", _X, "Dues written off"),
        Role("general", _X, "General costs"),
    )
}
