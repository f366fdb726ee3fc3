"""Forms: the shape of each directive, and what does not fit it.

A form gives the words and values of one sentence of the bylaw, in order, and the
metadata that may stand below it. What does not fit is said in one plain sentence.
"""

from __future__ import annotations

import datetime
import difflib
import textwrap
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from beancount.core import amount

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from beancount.core import data

Kind = Literal["text", "number", "amount", "account", "their-account", "date", "flag"]

IN_WORDS: Mapping[Kind, str] = {
    "text": 'a text in quotes, such as "strike"',
    "number": "a number, such as 34",
    "amount": "an amount with its unit, such as 50.00 USD or 5 PERCENT",
    "account": "an account, such as Assets:Bank",
    "their-account": "an account of the other body, such as Income:Sales",
    "date": "a date, such as 2026-04-30",
    "flag": "TRUE or FALSE",
}

# Any directive may carry these: a remark, where it is written down, and what marks an
# entry that was generated or imported.
ALWAYS = ("note", "authority", "source", "recorded", "id", "batch")


# Stands for a text that an error does not repeat.
HIDDEN = "..."
# More words than this are too many to read in an error.
MANY = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a directive, for a word or a value.

    Attributes:
        name: What it is called in the result and in errors.
        kinds: The kinds of value that fit.
        words: Where the value is a text: the only words that fit; none means any.
        needed: Whether it must be there.
        units: Where the value is an amount: the only units that fit; none means any.
    """

    name: str
    kinds: tuple[Kind, ...] = ("text",)
    words: tuple[str, ...] = ()
    needed: bool = True
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The shape of one directive.

    Attributes:
        kind: Its type, such as `coop-fund`.
        about: What it says, in one plain sentence.
        example: How it is written, as a treasurer would.
        slots: Its values, from left to right; the first names what it is about.
        meta: Its metadata, by key; a key that ends in `*` stands for all that begin so.
        header: For a line: the kind of the header that it belongs to.
        unique: For a line: the slots that must differ among the lines of a group.
        bands: For a line that is a band: the slots that tell one table of bands from
            another in the same group; None for a line that is no band.
        hides: Whether errors never repeat a text that stands there, which may be one
            that nobody else should read.
    """

    kind: str
    about: str
    example: str
    slots: tuple[Slot, ...]
    meta: Mapping[str, Slot] = field(default_factory=dict)
    header: str | None = None
    unique: tuple[str, ...] = ()
    bands: tuple[str, ...] | None = None
    hides: bool = False


def near(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant.

    Args:
        word: What was written.
        known: What could have been meant.

    Returns:
        ` Did you mean 'restricted'?`, with its leading space; empty if none is near.
    """
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{matches[0]}'?" if matches else ""


def misfits(entry: data.Custom, form: Form) -> Iterator[str]:
    """What keeps a custom from fitting its form.

    Args:
        entry: A custom of the form's kind.
        form: The form.

    Yields:
        A sentence for each thing that does not fit.
    """
    values = entry.values or []
    for index, slot in enumerate(form.slots):
        if index < len(values):
            value = values[index]
            problem = _misfit(slot.name, slot, value.value, value.dtype, form)
            if problem:
                yield f"{problem} {_written(form)}"
                return
        elif slot.needed:
            missing = f"'{slot.name}' is missing; it is {_expected(slot)}."
            yield f"{missing} {_written(form)}"
            return
    if len(values) > len(form.slots):
        extra = values[len(form.slots)].value
        told = _told(extra, form)
        yield f"'{told}' is one value too many. {_written(form)}"
    yield from _meta_misfits(own_meta(entry), form)


def _written(form: Form) -> str:
    """How a directive is written, to be put behind an error."""
    return f"Written: {form.example.splitlines()[0]}"


def _meta_misfits(meta: Mapping[str, Any], form: Form) -> Iterator[str]:
    """What is wrong with the metadata below a directive."""
    for key, slot in form.meta.items():
        if slot.needed and not key.endswith("*") and meta.get(key) is None:
            yield f"'{key}:' is missing below it; it is {_expected(slot)}."
    for key, value in meta.items():
        found = _meta_slot(key, form)
        if found is None:
            known = [name for name in form.meta if not name.endswith("*")]
            yield f"'{key}:' is not known here.{near(key, [*known, *ALWAYS])}"
        elif value is not None:
            problem = _misfit(f"{key}:", found, value, type(value), form)
            if problem:
                yield problem


def _meta_slot(key: str, form: Form) -> Slot | None:
    """The slot that a metadata key fills; None for a key that is not known."""
    if key in form.meta:
        return form.meta[key]
    for pattern, slot in form.meta.items():
        if pattern.endswith("*") and key.startswith(pattern[:-1]):
            return slot
    if key == "recorded":
        return Slot(key, ("date",))
    return Slot(key, ("text",)) if key in ALWAYS else None


def _misfit(
    name: str, slot: Slot, value: object, dtype: object, form: Form
) -> str | None:
    """Why a value does not fit a slot of a form; None if it does."""
    kind = _kind_of(value, dtype)
    if kind == "text" and not str(value).strip():
        return f"'{name}' is empty; it must be {_expected(slot)}."
    if not _kind_fits(kind, value, slot) or not _unit_fits(value, slot):
        quoted = "the text " if kind == "text" else ""
        shown = f"'{name}' is {quoted}'{_told(value, form)}'"
        return f"{shown}; it must be {_expected(slot)}."
    if kind == "text" and slot.words and value not in slot.words:
        hint = near(str(value), slot.words)
        shown = f"'{name}' is '{_told(value, form)}'"
        return f"{shown}; it must be {_expected(slot)}.{hint}"
    return None


def _kind_fits(kind: str, value: object, slot: Slot) -> bool:
    """Whether a slot takes a kind of value."""
    # In metadata, and in quotes, Beancount gives an account as plain text.
    account = kind == "account" or (kind == "text" and ":" in str(value))
    takes_accounts = "account" in slot.kinds or "their-account" in slot.kinds
    return kind in slot.kinds or (account and takes_accounts)


def _told(value: object, form: Form) -> str:
    """A value in an error: on one line, not too much of it, or hidden."""
    if form.hides:
        return HIDDEN
    if isinstance(value, bool):
        return str(value).upper()
    return textwrap.shorten(str(value), 60, placeholder=" ...")


def _unit_fits(value: object, slot: Slot) -> bool:
    """Whether an amount is in one of the units that a slot takes."""
    if not slot.units or not isinstance(value, amount.Amount):
        return True
    return value.currency in slot.units


def _expected(slot: Slot) -> str:
    """What fits a slot, in words."""
    if slot.words and slot.kinds == ("text",):
        return _one_of(slot.words)
    return " or ".join(_expected_kind(kind, slot) for kind in slot.kinds)


def _one_of(words: Sequence[str]) -> str:
    """The words that fit; of very many only some, for they stand in the guide."""
    if len(words) == 1:
        return f'"{words[0]}"'
    if len(words) > MANY:
        some = ", ".join(words[:3])
        return f"{some} or one of {len(words) - 3} more that the guide lists"
    return "one of " + ", ".join(words)


def _expected_kind(kind: Kind, slot: Slot) -> str:
    if kind == "text" and slot.words:
        return " or ".join(f'"{word}"' for word in slot.words)
    if kind == "amount" and slot.units:
        return f"an amount in {' or '.join(slot.units)}, such as 5 {slot.units[0]}"
    return IN_WORDS[kind]


def _kind_of(value: object, dtype: object) -> str:
    """The kind of a value, from what Beancount's parser made of it."""
    if dtype == "<AccountDummy>":
        return "account"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, Decimal):
        return "number"
    if isinstance(value, amount.Amount):
        return "amount"
    if isinstance(value, datetime.date):
        return "date"
    return "text"


def own_meta(entry: data.Custom) -> dict[str, Any]:
    """The metadata that was written below a directive.

    Args:
        entry: The directive.

    Returns:
        Its metadata by key, without Beancount's own.
    """
    return {
        key: value
        for key, value in entry.meta.items()
        if key not in {"filename", "lineno"} and not key.startswith("__")
    }
