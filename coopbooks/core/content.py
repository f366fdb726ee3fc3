"""What entries say, as lists of texts: to compare them, and to make a code of them.

Where something stands, in which order it was written and with how many zeros makes no
difference.
"""

from __future__ import annotations

import datetime
import os.path
import unicodedata
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import amount
from beancount.core import data
from beancount.core import position

if TYPE_CHECKING:
    from collections.abc import Mapping

# Where an entry stands, as Beancount notes it.
PLACE = frozenset({"filename", "lineno"})

# Texts and lists of them, nothing else: json writes these the same way on every system
# and in every version of Python, and lists of the same build can be sorted.
Form = list[Any]


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
    keys = keys_that_count(tuple(meta), without)
    return [[key, *form] for key in keys if (form := value_form(meta[key]))]


@lru_cache(maxsize=1000)
def keys_that_count(
    keys: tuple[str, ...], without: frozenset[str] = PLACE
) -> tuple[str, ...]:
    """The keys of metadata that say something, in order.

    Args:
        keys: All keys of an entry or a posting; a book has few different sets of them.
        without: Keys that don't count.

    Returns:
        Those left, without notes of Beancount and its plugins, which begin with `__`.
    """
    return tuple(
        sorted(key for key in keys if key not in without and not key.startswith("__"))
    )


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
        return ["text", with_line_feeds(value)]
    if isinstance(value, amount.Amount):
        return ["amount", *_number(value.number), _text(value.currency)]
    if isinstance(value, bool):
        return ["flag", str(value)]
    if isinstance(value, Decimal):
        return ["number", number_form(value)]
    if isinstance(value, datetime.date):
        return ["date", value.isoformat()]
    return []


def with_line_feeds(text: str) -> str:
    """A text as it was before a checkout on Windows gave it other line ends.

    Args:
        text: A text of a book.

    Returns:
        The same with line feeds.
    """
    return text.replace("\r\n", "\n")


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
