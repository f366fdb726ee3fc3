"""What is set off, paid and moved between funds' accounts, as transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.funds.balances import GENERAL
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.posting.places import places_of
from coopbooks.sharing.settling.netting import between_funds

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.sharing.settling.items import Item
    from coopbooks.sharing.settling.netting import Line
    from coopbooks.sharing.settling.netting import Netting
    from coopbooks.sharing.share import View


class Writer:
    """Writes what one body settles with another on a day.

    Attributes:
        view: The book that it is written for.
        netting: What is settled, as the book that asks sees it.
        day: The day.
        name: What ids begin with, such as `2026-04-30-harbor-federation`.
        problems: What could not be written, by file and line.
    """

    def __init__(
        self, view: View, netting: Netting, day: datetime.date, name: str
    ) -> None:
        """Begin with nothing written.

        Args:
            view: The book that it is written for.
            netting: What is settled.
            day: The day.
            name: What ids begin with.
        """
        self.view = view
        self.netting = netting
        self.day = day
        self.name = name
        self.problems: list[LedgerError] = []

    def set_off(self) -> data.Transaction | None:
        """What is paid by setting off: a posting for each side's item, gross.

        Returns:
            The transaction; None where nothing is set off, or an account is not known.
        """
        found = self._postings(lambda line: line.set_off)
        if not found:
            return None
        words = "Set off: each pays what it owes with what it is owed"
        return self._entry("set-off", words, found, {"set-off": True})

    def paid(self, bank: str) -> data.Transaction | None:
        """What is left, paid with money.

        Args:
            bank: The account that it is paid from, or comes in on.

        Returns:
            The transaction; None where nothing is left for this body to pay.
        """
        found = self._postings(lambda line: line.left if self._owes(line) else ZERO)
        if not found or not self._holds(bank):
            return None
        units = amount.Amount(-self.netting.to_pay, self.netting.currency)
        found.append(data.Posting(bank, units, None, None, None, {}))
        return self._entry("paid", "Shares paid", found, {})

    def between_funds(self, kept_on: Mapping[str, str]) -> data.Transaction | None:
        """What is moved between the accounts of funds, because of what was set off.

        Args:
            kept_on: The account of each fund that has one of its own, and of `general`.

        Returns:
            The transaction; None where the money of all of them lies together.
        """
        moved: dict[str, Decimal] = {}
        for fund, number in between_funds(self.netting).items():
            account = kept_on.get(fund) or kept_on.get(GENERAL) or ""
            moved[account] = moved.get(account, ZERO) - number
        moved = {account: number for account, number in moved.items() if number}
        if not moved or "" in moved:
            return None
        postings = [
            data.Posting(
                account,
                amount.Amount(number, self.netting.currency),
                None,
                None,
                None,
                {},
            )
            for account, number in sorted(moved.items())
        ]
        words = "Moved between funds, for what was set off at their cost"
        return self._entry("moved", words, postings, {})

    def _holds(self, bank: str) -> bool:
        """Whether a bank account may hold the currency; else it is told."""
        for entry in self.view.entries:
            if not isinstance(entry, data.Open) or entry.account != bank:
                continue
            if entry.currencies and self.netting.currency not in entry.currencies:
                problem = (
                    f"{bank} holds {', '.join(entry.currencies)}, and "
                    f"{self.netting.to_pay:,f} {self.netting.currency} is owed. Book "
                    "the payment from the bank's statement, which tells the rate."
                )
                self.problems.append(LedgerError(entry.meta, problem))
                return False
        return True

    def _owes(self, line: Line) -> bool:
        return line.item.giver == self.view.name

    def _postings(self, part: Callable[[Line], Decimal]) -> list[data.Posting]:
        """A posting for each item of which a part is paid."""
        found = []
        for line in self.netting.lines:
            number = part(line)
            if not number:
                continue
            account = self._account(line.item)
            if not account:
                return []
            sign = 1 if self._owes(line) else -1
            units = amount.Amount(sign * number, self.netting.currency)
            meta = {"agreement": line.item.name, "period": line.item.period.name}
            found.append(data.Posting(account, units, None, None, None, meta))
        return found

    def _account(self, item: Item) -> str:
        """Where an item stands in this book, or its cost or income in one by cash."""
        own = _own_account(self.view, item)
        if own:
            return own
        places, problems = places_of(self.view, item)
        self.problems += problems
        if places is None:
            return ""
        by_cash = self.view.terms.dues.basis(item.period.last) == "cash"
        return places.result if by_cash else places.owed

    def _entry(
        self,
        what: str,
        words: str,
        postings: Iterable[data.Posting],
        more: Mapping[str, object],
    ) -> data.Transaction:
        other = next(
            body
            for line in self.netting.lines
            for body in (line.item.giver, line.item.receiver)
            if body != self.view.name
        )
        meta = {"id": f"{what}-{self.name}", "with": other, **more}
        return data.Transaction(
            meta,
            self.day,
            "*",
            title_of(self.view, other),
            words,
            frozenset(),
            frozenset(),
            list(postings),
        )


def _own_account(view: View, item: Item) -> str:
    """The account of an item, where it is one of this book."""
    opened = any(
        isinstance(entry, data.Open) and entry.account == item.account
        for entry in view.entries
    )
    giving = item.giver == view.name
    kind = "Liabilities" if giving else "Assets"
    fits = bool(item.account) and view.terms.roles.type_of(item.account) == kind
    return item.account if opened and fits else ""
