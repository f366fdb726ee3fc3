"""What a book says, as one code: the same for the same content, whatever its form.

The code is the SHA-256 of everything in a stretch of days that decides a figure or
tells of one: transactions, prices, balances, accounts, documents and terms (customs),
the currency in which the book is reported, and the code before it. It does not depend
on comments, on the order of files, lines, postings, tags and metadata, on where the
book's folder lies, or on how a number is written: `1,000.00`, `1000.0` and `1000` are
the same amount. Reviews are left out, for they are made of the code; so are saved
queries and Fava's settings, which decide nothing but the end of the fiscal year, and
what stands in documents. Entries that are there twice count twice.

Beancount derives how exact a transaction must be from the digits that are written, so
a change from `10.00` to `10.0` may change whether a book has errors; a book with errors
is no book to sign, whatever its code.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from decimal import Decimal
from json.encoder import encode_basestring_ascii as quoted
from typing import TYPE_CHECKING

from beancount.core import amount
from beancount.core import data

from coopbooks.core.content import directive_form
from coopbooks.core.content import keys_that_count
from coopbooks.core.content import meta_form
from coopbooks.core.content import number_form
from coopbooks.core.content import posting_form
from coopbooks.core.content import value_form
from coopbooks.core.content import with_line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from coopbooks.core.ledger import Book

# Says how the code is made; changes when that changes, so that codes made in different
# ways can't be taken for a change of the book.
VERSION = "coopbooks content 2"

# Customs that speak about the book instead of being part of it, and one among them that
# says which days are a year.
LEFT_OUT = ("coop-review", "fava-")
FISCAL_YEAR_END = "fiscal-year-end"

_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"))


def content_hash(
    entries: Iterable[data.Directive],
    *,
    folder: Path,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    seal: str | None = None,
    currency: str = "",
) -> str:
    """The code of a book's content in [begin, end).

    Args:
        entries: A book's entries, as loaded.
        folder: The book's folder; documents count by their path from there, so that a
            copy elsewhere has the same code.
        begin: The first day; None for the book's first.
        end: The day after the last; None for all that follow.
        seal: The code of what lies before, which this one builds on.
        currency: The currency in which the book says that it is reported.

    Returns:
        64 hexadecimal digits.
    """
    first = begin or datetime.date.min
    lines = [
        text
        for entry in entries
        if first <= entry.date and (end is None or entry.date < end)
        if (text := canonical(entry, folder)) is not None
    ]
    return code_of_lines(lines, f"{seal or ''}\n{currency}")


def code_of_lines(lines: Iterable[str], head: str = "\n") -> str:
    """The code of entries that are on a line each already.

    Args:
        lines: Lines as `canonical` gives them, in any order.
        head: The code before and the currency, a line each; empty lines for neither.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256(f"{VERSION}\n{head}\n".encode())
    digest.update("\n".join(sorted(lines)).encode())
    return digest.hexdigest()


def book_code(book: Book, end: datetime.date | None = None) -> str:
    """The code of what a book says, as its packs print it and people sign for it.

    Args:
        book: The book.
        end: The day after the last that counts; None for all.

    Returns:
        64 hexadecimal digits.
    """
    currency = currency_said(book.options)
    return content_hash(book.entries, folder=book.folder, end=end, currency=currency)


def currency_said(options: Mapping[str, Any]) -> str:
    """The currency that a book names for its reports; empty where it names none."""
    named = options.get("operating_currency") or [""]
    return str(named[0])


def short(code: str) -> str:
    """The code as people compare it.

    Args:
        code: A code from `content_hash`.

    Returns:
        Its first seven digits.
    """
    return code[:7]


def canonical(entry: data.Directive, folder: Path) -> str | None:
    """One entry on one line, written the same way whenever it says the same.

    Args:
        entry: A directive, as loaded or as parsed.
        folder: The book's folder.

    Returns:
        A line of plain ASCII; None for a directive that does not count.
    """
    if isinstance(entry, data.Transaction):
        return _transaction(entry)
    if isinstance(entry, data.Query) or _left_out(entry):
        return None
    return _ENCODER.encode(directive_form(entry, folder))


def _left_out(entry: data.Directive) -> bool:
    """Whether a custom speaks about the book only."""
    if not isinstance(entry, data.Custom) or not entry.type.startswith(LEFT_OUT):
        return False
    return all(value.value != FISCAL_YEAR_END for value in entry.values or ())


def _transaction(entry: data.Transaction) -> str:
    """A transaction on one line: what it says itself, and its postings in order."""
    head = _ENCODER.encode(
        [
            "transaction",
            entry.date.isoformat(),
            entry.flag,
            value_form(entry.payee or ""),
            value_form(entry.narration or ""),
            sorted(entry.tags or ()),
            sorted(entry.links or ()),
            meta_form(entry.meta),
        ]
    )
    postings = sorted(_posting(posting) for posting in entry.postings)
    return f"[{','.join([head[1:-1], *postings])}]"


def _posting(posting: data.Posting) -> str:
    """What `_ENCODER` makes of `posting_form`, put together at once where that is easy.

    Most of the time that a code takes goes into postings, and most of them are a
    number of a currency with a word or two of metadata.
    """
    units = posting.units
    if (
        posting.cost
        or posting.price
        or not isinstance(units, amount.Amount)
        or not isinstance(units.number, Decimal)
        or not isinstance(units.currency, str)
    ):
        return _ENCODER.encode(posting_form(posting))
    return (
        f'[{quoted(posting.account)},["amount",{quoted(number_form(units.number))},'
        f"{quoted(units.currency)}],[],[],{quoted(posting.flag or '')}"
        f"{_meta(posting.meta or {})}]"
    )


def _meta(meta: data.Meta) -> str:
    """What `_ENCODER` makes of the lists of `meta_form`, each after a comma."""
    said: list[str] = []
    for key in keys_that_count(tuple(meta)):
        value = meta[key]
        if isinstance(value, str):
            said.append(f',[{quoted(key)},"text",{quoted(with_line_feeds(value))}]')
        elif form := value_form(value):
            said.append(f",[{quoted(key)},{','.join(map(quoted, form))}]")
    return "".join(said)
