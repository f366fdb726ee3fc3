"""Small books about one member's dues, put together from what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.dues.posting.entries import charge_entry

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.dues.charge import Charges

HEAD = """
2025-12-01 open Assets:Bank
2025-12-01 open Assets:Receivable:Dues
2025-12-01 open Assets:Receivable:Check-Off
2025-12-01 open Income:Dues
2025-12-01 custom "coop-account" "bank" Assets:Bank
2025-12-01 custom "coop-account" "dues-receivable" Assets:Receivable:Dues
2025-12-01 custom "coop-account" "check-off-receivable" Assets:Receivable:Check-Off
2025-12-01 custom "coop-account" "dues" Income:Dues
2025-12-01 custom "coop-entity" "local" "union"
  basis: "{basis}"
"""
RULE = """
2026-01-01 custom "coop-dues" "local" "flat"
  amount: 30.00 USD
2026-01-01 custom "coop-dues-standing" "local" "more-than" 60 DAY
"""
STANDING = '2026-01-01 custom "coop-dues-standing" "local"'
JOIN = '2026-01-01 custom "coop-member" "M-0001" "join"\n'


def book(text: str, basis: str = "accrual") -> str:
    """A book with the accounts of a local, and what else is said of it."""
    return HEAD.format(basis=basis) + text


def charged(month: str, number: str = "30.00", **said: str) -> str:
    """A month's dues, as they are typed."""
    meta = "".join(f"  {key}: {value}\n" for key, value in said.items())
    return f"""
{month}-01 * "Dues charged"
  member: "M-0001"
  period: "{month}"
{meta}  Assets:Receivable:Dues   {number} USD
  Income:Dues             -{number} USD
"""


def paid(day: str, number: str, account: str = "Assets:Receivable:Dues") -> str:
    """A payment."""
    return f"""
{day} * "Paid"
  member: "M-0001"
  Assets:Bank   {number} USD
  {account}    -{number} USD
"""


MONTHS = [f"2026-{month:02}" for month in range(1, 9)]


def posted(charges: Charges) -> list[data.Directive]:
    """The charges as they are written into a book."""
    assert charges.problems == ()
    made = (charge_entry(one) for one in charges.charges)
    return [one for one in made if one is not None]
