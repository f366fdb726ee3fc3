"""What each fund holds, and what moved in it.

A posting belongs to the fund that it names, else to that of its transaction, else to
the general fund. A fund's balance is minus the sum of its income, expense and equity
postings; so the funds add up to what is owned less what is owed, in every book whose
entries balance.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Literal
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.postings import tag

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.core.periods import Period

GENERAL = "general"

Kind = Literal["income", "expense", "release", "transfer", "borrowing", "equity"]

_BY_ROLE: Mapping[str | None, Kind] = {
    "fund-release": "release",
    "fund-transfer": "transfer",
    "fund-borrowing": "borrowing",
}

Amounts = dict[str, Decimal]


class FundPosting(NamedTuple):
    """A posting that raises or lowers a fund.

    Attributes:
        date: The transaction's date.
        fund: The fund, `general` for untagged money.
        kind: How it moves the fund: `income`, `expense`, or by its equity account's
            role `release`, `transfer`, `borrowing`, or else `equity`.
        account: The posting's account.
        gain: What the fund gains: the posting's number with its sign turned.
        currency: Its currency.
        posting: The posting.
        entry: The transaction.
    """

    date: datetime.date
    fund: str
    kind: Kind
    account: str
    gain: Decimal
    currency: str
    posting: data.Posting
    entry: data.Transaction


@dataclass(slots=True)
class Movement:
    """What a fund held and what moved in it; amounts by currency, gains positive.

    Attributes:
        opening: What it held when the period began.
        moved: What moved in the period, by kind: `income` came in, `expense` went out
            (negative), then what was released, transferred, lent or borrowed between
            funds, and other equity.
    """

    opening: Amounts = field(default_factory=dict)
    moved: dict[Kind, Amounts] = field(default_factory=dict)

    @property
    def closing(self) -> Amounts:
        """What it held when the period ended."""
        total = dict(self.opening)
        for amounts in self.moved.values():
            for currency, number in amounts.items():
                _add(total, currency, number)
        return total

    def of(self, kind: Kind) -> Amounts:
        """What moved in one way; empty for nothing."""
        return self.moved.get(kind, {})


def fund_postings(
    entries: Sequence[data.Directive], roles: Roles
) -> Iterator[FundPosting]:
    """The postings that move funds: those to income, expense and equity accounts.

    Args:
        entries: A book's entries; measures, such as hours, are left out.
        roles: The roles of its accounts, which tell moves between funds apart.

    Yields:
        A row for each, in the order of the entries.
    """
    left_out = measures(entries)
    kinds: dict[str, Kind | None] = {}
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        for posting in entry.postings:
            account = posting.account
            if account not in kinds:
                kinds[account] = _kind_of(account, roles)
            kind, units = kinds[account], posting.units
            if kind is None or units is None or units.number is None:
                continue
            if (currency := units.currency) in left_out:
                continue
            fund, gain = tag(entry, posting, "fund") or GENERAL, -units.number
            yield FundPosting(
                entry.date, fund, kind, account, gain, currency, posting, entry
            )


def balances(postings: Iterable[FundPosting], end: datetime.date) -> dict[str, Amounts]:
    """What each fund holds before a day.

    Args:
        postings: What `fund_postings` gave.
        end: The day after the last that counts.

    Returns:
        For each fund that has moved its balance by currency, exact and without
        currencies that have come to zero; the general fund is always there.
    """
    found: dict[str, Amounts] = {GENERAL: {}}
    for one in postings:
        if one.date < end:
            _add(found.setdefault(one.fund, {}), one.currency, one.gain)
    return {
        fund: {currency: number for currency, number in amounts.items() if number}
        for fund, amounts in found.items()
    }


def movements(postings: Iterable[FundPosting], period: Period) -> dict[str, Movement]:
    """What moved in each fund in a period.

    Args:
        postings: What `fund_postings` gave.
        period: The period.

    Returns:
        A movement for each fund that has moved by the end of the period; the general
        fund is always there.
    """
    found: dict[str, Movement] = {GENERAL: Movement()}
    for one in postings:
        if one.date >= period.end:
            continue
        movement = found.setdefault(one.fund, Movement())
        before = one.date < period.begin
        amounts = (
            movement.opening if before else movement.moved.setdefault(one.kind, {})
        )
        _add(amounts, one.currency, one.gain)
    return found


def _kind_of(account: str, roles: Roles) -> Kind | None:
    """How postings to an account move funds; None where they do not."""
    match roles.type_of(account):
        case "Income":
            return "income"
        case "Expenses":
            return "expense"
        case "Equity":
            return _BY_ROLE.get(roles.of(account), "equity")
    return None


def _add(amounts: Amounts, currency: str, number: Decimal) -> None:
    amounts[currency] = amounts.get(currency, Decimal(0)) + number
