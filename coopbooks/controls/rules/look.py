"""What rules look at: the entries of a period, and what a book says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.controls.edges import limit_on
from coopbooks.controls.rules.there import files_of
from coopbooks.controls.rules.there import missing
from coopbooks.controls.rules.there import named_by
from coopbooks.core.accounts import is_under
from coopbooks.core.money import quantize
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.controls.edges import Limit
    from coopbooks.controls.rules.there import There
    from coopbooks.core.accounts import Roles
    from coopbooks.core.officers import Term
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.core.valuation import Valuation
    from coopbooks.members.names import Names
    from coopbooks.statements.scope import Scope

ZERO = Decimal(0)
# What members, or an agreement that they made, have decided.
DECIDED = ("decision", "agreement", "benefit")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Payment(NamedTuple):
    """A transaction that spends own money, or takes a bill that is to be paid.

    Attributes:
        entry: The transaction.
        rows: Its postings.
        costs: What it spends on costs, in the reporting currency, exact.
        bought: What it spends on equipment that lasts, in the same.
    """

    entry: data.Transaction
    rows: tuple[Row, ...]
    costs: Decimal
    bought: Decimal

    @property
    def spent(self) -> Decimal:
        """What it spends in all."""
        return self.costs + self.bought

    def says(self, *keys: str) -> bool:
        """Whether it, or one of its postings, has one of some metadata."""
        return any(self.values(key) for key in keys)

    def values(self, key: str) -> set[str]:
        """What it and its postings say by a key of metadata."""
        metas = (self.entry.meta, *(row.posting.meta or {} for row in self.rows))
        return {str(meta[key]) for meta in metas if meta.get(key) not in {None, ""}}

    @property
    def documents(self) -> list[str]:
        """The documents that are named for it, or for one of its postings."""
        return named_by(self.entry)


@dataclass
class Look:
    """A book for a period, as rules look at it.

    Attributes:
        entries: All of its entries.
        period: The period.
        roles: What its accounts are for.
        valuation: Its prices, in the reporting currency.
        limits: What `coop-control` says, by code.
        names: The names of the private roster; None where there is none at hand.
    """

    entries: Sequence[data.Directive] = field(repr=False)
    period: Period
    roles: Roles
    valuation: Valuation
    limits: Mapping[str, Sequence[Limit]]
    names: Names | None = None

    def limit(self, code: str, day: datetime.date) -> Limit | None:
        """What `coop-control` says of a rule on a day; None where it says nothing."""
        said = self.limits.get(code)
        return limit_on(said, day) if said else None

    def rounded(self, number: Decimal) -> Decimal:
        """Round an amount in the reporting currency, the one time it is rounded."""
        return quantize(number, self.valuation.currency)

    def is_about(self, code: str, row: Row, words: frozenset[str]) -> bool:
        """Whether a rule on some accounts is about a posting.

        Args:
            code: The rule, for which `coop-control` may name accounts.
            row: The posting.
            words: Where it names none: words in the name of an account that it is
                about.

        Returns:
            Whether it is.
        """
        limit = self.limit(code, row.date)
        if limit is not None and limit.accounts:
            return any(is_under(row.account, one) for one in limit.accounts)
        if self.roles.type_of(row.account) != "Expenses":
            return False
        found = _WORDS.findall(row.account.partition(":")[2])
        return not words.isdisjoint(word.lower() for word in found)

    @cached_property
    def transactions(self) -> list[data.Transaction]:
        """The transactions of the period."""
        return [
            entry
            for entry in self.entries
            if isinstance(entry, data.Transaction) and entry.date in self.period
        ]

    @cached_property
    def payments(self) -> list[Payment]:
        """The transactions of the period that spend money."""
        return list(self._payments())

    @cached_property
    def officers(self) -> list[Term]:
        """The terms of office of the book."""
        return read_officers(self.entries)[0]

    @cached_property
    def linked(self) -> frozenset[str]:
        """The links of documents."""
        return frozenset(
            link
            for entry in self.entries
            if isinstance(entry, data.Document)
            for link in entry.links or ()
        )

    @cached_property
    def files(self) -> There | None:
        """The files in the book's folder; None where the book is in no file."""
        return files_of(self.entries)

    def missing(self, entry: data.Directive) -> list[str]:
        """The documents that an entry names and that are not in the book's folder."""
        return missing(entry, self.files) if named_by(entry) else []

    def has_receipt(self, payment: Payment) -> bool:
        """Whether a document that is there is named for a payment, or one is linked."""
        if self.linked & payment.entry.links:
            return True
        return len(payment.documents) > len(self.missing(payment.entry))

    def _payments(self) -> Iterator[Payment]:
        spends = {"bank", "cash", "payable"}
        roles: dict[str, str | None] = {}
        for entry in self.transactions:
            for posting in entry.postings:
                account, units = posting.account, posting.units
                if account not in roles:
                    roles[account] = self.roles.of(account)
                if roles[account] in spends and units and (units.number or ZERO) < 0:
                    yield self._payment(entry)
                    break

    def _payment(self, entry: data.Transaction) -> Payment:
        found = tuple(rows([entry]))
        costs = bought = ZERO
        for row in found:
            if self.roles.type_of(row.account) == "Expenses":
                costs += self.valuation.of_posting(row.posting, entry.date)
            elif row.number > 0 and self.roles.of(row.account) == "fixed-asset":
                bought += self.valuation.of_posting(row.posting, entry.date)
        return Payment(entry, found, costs, bought)


def look_at(
    scope: Scope,
    limits: Mapping[str, Sequence[Limit]],
    names: Names | None = None,
) -> Look:
    """Look at a book for the period of its statements.

    Args:
        scope: The book for the period.
        limits: What `coop-control` says, by code.
        names: The names of the private roster, if they are at hand.

    Returns:
        What rules look at.
    """
    return Look(
        scope.entries, scope.period, scope.roles, scope.valuation, limits, names
    )


def words_of(entry: data.Transaction) -> str:
    """What a transaction says of itself, in a few words."""
    return entry.narration or entry.payee or "an entry without words"


def said_by(entry: data.Directive) -> str:
    """What an entry is, in a few words, with its day."""
    what = "an entry"
    if isinstance(entry, data.Transaction):
        what = words_of(entry)
    elif isinstance(entry, data.Custom):
        what = " ".join([entry.type, *(str(one.value) for one in entry.values[:1])])
    return f"{what}, {long_date(entry.date)}"
