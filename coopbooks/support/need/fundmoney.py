"""What a fund has to give: what it holds, less what it must keep."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.funds.balances import fund_postings
from coopbooks.funds.terms import read_funds
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import fund_of
from coopbooks.support.need.words import money_of

if TYPE_CHECKING:
    import datetime
    from decimal import Decimal

    from coopbooks.core.groups import Group
    from coopbooks.funds.terms import Fund
    from coopbooks.sharing.share import View


class FundMoney(NamedTuple):
    """The money of a fund for a benefit.

    Attributes:
        fund: The fund's name.
        day: The day.
        held: What it holds.
        keeps: What it must keep by the benefit's terms.
        currency: The currency of both.
        kept_on: The account that its money is kept on; empty if it has none of its own.
        until: The last day on which it may be spent; None if it has none.
    """

    fund: str
    day: datetime.date
    held: Decimal
    keeps: Decimal
    currency: str
    kept_on: str
    until: datetime.date | None

    @property
    def free(self) -> Decimal:
        """What it can give; negative where it holds less than it must keep."""
        return self.held - self.keeps


def fund_money(view: View, benefit: Group, on: datetime.date) -> FundMoney:
    """See what a fund can give on a day.

    Args:
        view: The book.
        benefit: The benefit that is paid from it.
        on: The day.

    Returns:
        The money: what the fund holds at the end of that day, or by all that the book
        has if that is less, so that nothing is given out twice.
    """
    fund, currency = fund_of(benefit), currency_of(benefit, view.currency)
    said = fund_said(view, fund, on)
    return FundMoney(
        fund,
        on,
        held(view, fund, currency, on),
        money_of(benefit, "fund-keeps") or ZERO,
        currency,
        said.kept_on if said else "",
        said.until if said else None,
    )


def held(view: View, fund: str, currency: str, on: datetime.date) -> Decimal:
    """What a fund holds at the end of a day, or of the book if that is less."""
    gains = [
        one
        for one in fund_postings(view.entries, view.terms.roles)
        if one.fund == fund and one.currency == currency
    ]
    then = total_of(one.gain for one in gains if one.date <= on)
    return min(then, total_of(one.gain for one in gains))


def fund_said(view: View, fund: str, on: datetime.date) -> Fund | None:
    """What the book says of a fund on a day; None where it says nothing."""
    said = [one for one in read_funds(view.entries)[0] if one.name == fund]
    begun = [one for one in said if one.date <= on]
    found = begun or said
    return found[-1] if found else None
