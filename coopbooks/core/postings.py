"""All postings of a book as one typed table."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator

    import pandas as pd
    from beancount.core.amount import Amount

# What a posting may say that it concerns; on a transaction it holds for all of its
# postings that do not say otherwise.
TAGS = (
    "member",
    "fund",
    "agreement",
    "workplace",
    "campaign",
    "with",
    "period",
    "recorded",
    "lot",
    "decision",
)


class Row(NamedTuple):
    """A posting with its transaction.

    Attributes:
        date: The transaction's date.
        account: The posting's account.
        units: The amount posted, in its own currency.
        entry: The transaction.
        posting: The posting.
    """

    date: datetime.date
    account: str
    units: Amount
    entry: data.Transaction
    posting: data.Posting

    @property
    def number(self) -> Decimal:
        """The number of `units`."""
        return self.units.number or Decimal(0)

    def tag(self, key: str) -> str | None:
        """What the posting concerns, by one of `TAGS`: its own word, else its entry's.

        Args:
            key: The metadata key, such as `fund`.

        Returns:
            The value as text; None where neither says it.
        """
        return tag(self.entry, self.posting, key)


def tag(entry: data.Transaction, posting: data.Posting, key: str) -> str | None:
    """What a posting concerns: its own metadata, else its transaction's.

    Args:
        entry: The transaction.
        posting: One of its postings.
        key: The metadata key, such as `fund`.

    Returns:
        The value as text; None where neither says it.
    """
    value = posting.meta.get(key) if posting.meta else None
    if value is None:
        value = entry.meta.get(key)
    return None if value is None else str(value)


def rows(entries: Iterable[data.Directive]) -> Iterator[Row]:
    """The postings of a book, in the order of its entries.

    Args:
        entries: A book's entries.

    Yields:
        A row for each posting that has an amount.
    """
    for entry in entries:
        if isinstance(entry, data.Transaction):
            for posting in entry.postings:
                if posting.units is not None:
                    yield Row(
                        entry.date, posting.account, posting.units, entry, posting
                    )


def saying(
    entries: Iterable[data.Directive], key: str
) -> Iterator[tuple[data.Transaction, data.Meta]]:
    """Where transactions, or postings of theirs, say something by a key.

    Args:
        entries: A book's entries.
        key: The metadata key, such as `fund`.

    Yields:
        The transaction and the metadata that has the key, its own before those of its
        postings. In a large book few places say what is looked for, and the others are
        passed over as quickly as may be.
    """
    for entry in entries:
        if isinstance(entry, data.Transaction):
            if key in entry.meta:
                yield entry, entry.meta
            for posting in entry.postings:
                if posting.meta and key in posting.meta:
                    yield entry, posting.meta


def frame(entries: Iterable[data.Directive]) -> pd.DataFrame:
    """The postings of a book for those who work with pandas.

    Args:
        entries: A book's entries.

    Returns:
        A row for each posting, with the columns date (datetime64), account, number
        (Decimal, exact), currency, payee, narration, and one for each of `TAGS` (text,
        missing where nothing is said).
    """
    import pandas as pd

    found = [
        (
            row.date,
            row.account,
            row.number,
            row.units.currency,
            row.entry.payee,
            row.entry.narration,
            *(row.tag(key) for key in TAGS),
        )
        for row in rows(entries)
    ]
    columns = ["date", "account", "number", "currency", "payee", "narration", *TAGS]
    table = pd.DataFrame(found, columns=columns)
    table["date"] = pd.to_datetime(table["date"])
    return table
