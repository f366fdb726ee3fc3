"""What a book says, as one code: the same for the same content, whatever its form.

The code is the SHA-256 of everything in a stretch of days that decides a figure or
tells of one: transactions, prices, balances, accounts, documents and terms (customs),
and the code before it. It does not depend on comments, on the order of files, lines,
postings, tags and metadata, on where the book's folder lies, or on how a number is
written: `1,000.00`, `1000.0` and `1000` are the same amount. Reviews are left out, for
they are made of the code; so are saved queries and Fava's settings, which decide
nothing but the end of the fiscal year. Entries that are there twice count twice.

Beancount derives how exact a transaction must be from the digits that are written, so
a change from `10.00` to `10.0` may change whether a book has errors; a book with errors
is no book to sign, whatever its code.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os.path
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import amount
from beancount.core import data
from beancount.core import position

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

# Says how the code is made; changes when that changes, so that codes made in different
# ways can't be taken for a change of the book.
VERSION = "coopbooks content 1"

# Customs that speak about the book instead of being part of it, and one among them that
# says which days are a year.
LEFT_OUT = ("coop-review", "fava-")
FISCAL_YEAR_END = "fiscal-year-end"

# Where an entry stands, as Beancount notes it.
PLACE = frozenset({"filename", "lineno"})

# Texts and lists of them, nothing else: json writes these the same way on every system
# and in every version of Python, and lists of the same build can be sorted.
Form = list[Any]

_ENCODER = json.JSONEncoder(check_circular=False, separators=(",", ":"))


def content_hash(
    entries: Iterable[data.Directive],
    *,
    folder: Path,
    begin: datetime.date | None = None,
    end: datetime.date | None = None,
    seal: str | None = None,
) -> str:
    """The code of a book's content in [begin, end).

    Args:
        entries: A book's entries, as loaded.
        folder: The book's folder; documents count by their path from there, so that a
            copy elsewhere has the same code.
        begin: The first day; None for the book's first.
        end: The day after the last; None for all that follow.
        seal: The code of what lies before, which this one builds on.

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
    lines.sort()
    digest = hashlib.sha256(f"{VERSION}\n{seal or ''}\n".encode())
    digest.update("\n".join(lines).encode())
    return digest.hexdigest()


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
        return _ENCODER.encode(_transaction(entry))
    if isinstance(entry, data.Query) or _left_out(entry):
        return None
    return _ENCODER.encode(directive_form(entry, folder))


def number_form(number: Decimal) -> str:
    """A number without the zeros that only show how it was written.

    Args:
        number: A number of any length.

    Returns:
        Its digits, never in powers of ten, exact; `0` for a negative zero.
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def meta_form(
    meta: Mapping[str, Any] | None, without: frozenset[str] = PLACE
) -> list[Form]:
    """Metadata in order of its keys.

    Args:
        meta: Metadata of an entry or a posting.
        without: Keys that don't count.

    Returns:
        A list of key, kind and value. Keys that begin with `__` are notes of Beancount
        and its plugins; a key without a value says nothing; neither counts.
    """
    if not meta:
        return []
    keys = [key for key in meta if key not in without and not key.startswith("__")]
    return [[key, *form] for key in sorted(keys) if (form := value_form(meta[key]))]


def posting_form(posting: data.Posting, meta: Mapping[str, Any] | None = None) -> Form:
    """A posting as a list.

    Args:
        posting: The posting.
        meta: Metadata to take in place of its own.

    Returns:
        Account, number and currency, cost, price, flag, metadata.
    """
    return [
        posting.account,
        value_form(posting.units),
        _cost(posting.cost) if posting.cost else [],
        value_form(posting.price) if posting.price else [],
        posting.flag or "",
        *meta_form(posting.meta if meta is None else meta),
    ]


def value_form(value: object) -> Form:
    """A value after its kind, so that the text "5" is not the number 5.

    Args:
        value: A value of metadata, of a custom or of a directive's field.

    Returns:
        Kind and value; nothing for no value, and for one of a kind that no ledger can
        hold, which a plugin must have made.
    """
    if isinstance(value, str):
        # A file that was checked out on Windows has other line ends.
        return ["text", value.replace("\r\n", "\n")]
    if isinstance(value, amount.Amount):
        return ["amount", *_number(value.number), _text(value.currency)]
    if isinstance(value, bool):
        return ["flag", str(value)]
    if isinstance(value, Decimal):
        return ["number", number_form(value)]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    return []


def _left_out(entry: data.Directive) -> bool:
    """Whether a custom speaks about the book only."""
    if not isinstance(entry, data.Custom) or not entry.type.startswith(LEFT_OUT):
        return False
    return all(value.value != FISCAL_YEAR_END for value in entry.values or ())


def _transaction(entry: data.Transaction) -> Form:
    return [
        "transaction",
        entry.date.isoformat(),
        entry.flag,
        value_form(entry.payee or ""),
        value_form(entry.narration or ""),
        sorted(entry.tags or ()),
        sorted(entry.links or ()),
        meta_form(entry.meta),
        *sorted(posting_form(posting) for posting in entry.postings),
    ]


def directive_form(
    entry: data.Directive, folder: Path, without: frozenset[str] = PLACE
) -> Form:
    """Any directive but a transaction as a list.

    Args:
        entry: The directive.
        folder: The book's folder.
        without: Metadata keys that don't count.

    Returns:
        Its name and what it says, by field.
    """
    fields: dict[str, Any] = entry._asdict()
    fields["meta"] = meta_form(entry.meta, without)
    # Worked out by Beancount, not said by the book.
    fields.pop("diff_amount", None)
    if isinstance(entry, data.Document):
        fields["filename"] = _path(entry.filename, folder)
    elif isinstance(entry, data.Custom):
        fields["values"] = [
            _custom_value(one.value, one.dtype) for one in entry.values or ()
        ]
    elif isinstance(entry, data.Open):
        fields["booking"] = entry.booking and entry.booking.name
    for name in {"tags", "links", "currencies"} & fields.keys():
        fields[name] = sorted(fields[name] or ())
    return [
        type(entry).__name__.lower(),
        *(one if isinstance(one, list) else value_form(one) for one in fields.values()),
    ]


def _custom_value(value: object, dtype: object) -> Form:
    """A value of a custom, in which Beancount tells accounts from texts."""
    form = value_form(value)
    return ["account", *form] if dtype == "<AccountDummy>" else form


def _cost(cost: position.Cost | position.CostSpec) -> Form:
    """A cost, booked or as parsed."""
    if isinstance(cost, position.CostSpec):
        numbers = [cost.number_per, cost.number_total]
    else:
        numbers = [cost.number, None]
    return [
        *(_number(number) for number in numbers),
        _text(cost.currency),
        value_form(cost.date),
        _text(cost.label),
    ]


def _number(number: object) -> Form:
    """A number that may be missing, as it may before booking."""
    return [number_form(number)] if isinstance(number, Decimal) else []


def _text(text: object) -> str:
    """A text that may be missing, as it may before booking."""
    return text if isinstance(text, str) else ""


def _path(filename: str, folder: Path) -> str:
    """A document's path from the book's folder, the same on every system."""
    inside = f"{folder}{os.path.sep}"
    if filename.startswith(inside):
        path = filename.removeprefix(inside)
    else:
        try:
            path = os.path.relpath(filename, folder)
        except ValueError:  # on another drive of a Windows machine
            path = filename
    return unicodedata.normalize("NFC", Path(path).as_posix())
