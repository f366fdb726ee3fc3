"""On which accounts help is booked: its cost, and the money that pays it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View
    from coopbooks.support.need.fundmoney import FundMoney

ROLES = {"strike": "strike-pay"}
GIVEN = "support-given"


def expense_of(view: View, benefit: Group) -> tuple[str, str]:
    """The account that a benefit's cost stands on.

    Args:
        view: The book.
        benefit: The benefit.

    Returns:
        The account that it names, else the only one with the role for it; and else
        what is to be done.
    """
    said = benefit.header.meta.get("expense")
    if said:
        return str(said), ""
    role = ROLES.get(kind_of(benefit), GIVEN)
    found = with_role(view, role)
    if len(found) == 1:
        return found[0], ""
    there = f" It may be {' or '.join(found)}." if found else ""
    return "", (
        f"{benefit.name}: nothing says on which account it is a cost. Add expense: "
        f"Expenses:... to coop-benefit.{there}"
    )


def source_of(
    view: View, benefit: Group, money: FundMoney, typed: str
) -> tuple[str, str]:
    """The account that help is paid from, or that it is owed on.

    Args:
        view: The book.
        benefit: The benefit.
        money: The money of its fund.
        typed: The account that was typed; empty if none was.

    Returns:
        The one that was typed, else the benefit's `payable:` in a book that counts
        when due, else the account of the fund, else the only one that holds money; and
        else what is to be done.
    """
    if typed:
        return typed, ""
    payable = benefit.header.meta.get("payable")
    if payable and view.terms.dues.basis(money.day) != "cash":
        return str(payable), ""
    if money.kept_on:
        return money.kept_on, ""
    found = with_role(view, "bank")
    if len(found) == 1:
        return found[0], ""
    return "", (
        f"{benefit.name}: nothing says from which account it is paid. Name it with "
        f"--from: {' or '.join(found) or 'no account has the role bank'}."
    )


def with_role(view: View, role: str) -> list[str]:
    """The accounts of a book with a role, in order.

    Args:
        view: The book.
        role: The role, such as `bank`.

    Returns:
        Those that are open; those that the role was said of alone, if any is open.
    """
    roles = view.terms.roles
    found = sorted(one for one in opened(view) if roles.of(one) == role)
    roots = [one for one in found if roles.root_of(one) == one]
    return roots or found


def opened(view: View) -> Iterator[str]:
    """The accounts that a book opens and does not close."""
    closed = {one.account for one in view.entries if isinstance(one, data.Close)}
    for entry in view.entries:
        if isinstance(entry, data.Open) and entry.account not in closed:
            yield entry.account


def posting(account: str, number: Decimal, currency: str) -> data.Posting:
    """A posting without anything of its own to say."""
    units = amount.Amount(number, currency)
    return data.Posting(account, units, None, None, None, {})
