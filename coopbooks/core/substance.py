"""What an entry says, apart from who wrote it when: to compare, to tell differences.

A posting's metadata overrides its transaction's, so that it makes no difference whether
something is said once above or on each posting below.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import amount
from beancount.core import data

from coopbooks.core.content import PLACE
from coopbooks.core.content import Form
from coopbooks.core.content import directive_form
from coopbooks.core.content import number_form
from coopbooks.core.content import posting_form

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping

# What says how an entry came into the book, not what it says.
ORIGIN = PLACE | {"id", "batch", "recorded", "replaces", "reverses", "for-date"}

FOLDER = Path("/")


def substance(entry: data.Directive) -> Form:
    """What an entry says, in a form that can be compared.

    Args:
        entry: A directive, not put together from others.

    Returns:
        A list that is equal for entries which say the same, whatever the order of
        their postings and metadata and however their numbers are written.
    """
    if not isinstance(entry, data.Transaction):
        return directive_form(entry, FOLDER, ORIGIN)
    return [
        "transaction",
        *(texts for _, texts in _heads(entry)),
        sorted(
            posting_form(posting, details(entry, posting)) for posting in entry.postings
        ),
        # Without postings nothing else would hold it.
        sorted(map(str, _own(entry.meta).items())) if not entry.postings else [],
    ]


def details(entry: data.Transaction, posting: data.Posting) -> dict[str, Any]:
    """What the metadata says about a posting: its own over its transaction's.

    Args:
        entry: The transaction.
        posting: One of its postings.

    Returns:
        The metadata by key, without what says how the entry came into the book.
    """
    return {**_own(entry.meta), **_own(posting.meta)}


def due_date(entry: data.Directive) -> datetime.date:
    """The date for which an entry was proposed.

    Args:
        entry: A directive.

    Returns:
        `for-date:` where its own period was closed and it had to be dated later; else
        its date.
    """
    date: datetime.date = (entry.meta or {}).get("for-date") or entry.date
    return date


def amounts(entry: data.Transaction) -> str:
    """How much a transaction moves.

    Args:
        entry: A transaction.

    Returns:
        What is added to accounts, by currency: `25.00 USD`.
    """
    sums: dict[str, amount.Amount] = {}
    for posting in entry.postings:
        units = posting.units
        if units and units.number is not None and units.number > 0:
            held = sums.get(units.currency)
            sums[units.currency] = amount.add(held, units) if held else units
    return ", ".join(f"{one.number:f} {name}" for name, one in sorted(sums.items()))


def what_differs(before: data.Directive, after: data.Directive) -> tuple[str, ...]:
    """Say in words what differs between two entries.

    Args:
        before: What was.
        after: What is to be.

    Returns:
        Phrases such as `date was 2026-03-01, is 2026-03-02`; none if they say the same.
    """
    if substance(before) == substance(after):
        return ()
    if isinstance(before, data.Transaction) and isinstance(after, data.Transaction):
        heads = zip(_heads(before), _heads(after), strict=True)
        said = [
            _was_is(name, was, now) for (name, was), (_, now) in heads if was != now
        ]
        return (*said, *_postings_differ(before, after))
    if type(before) is not type(after):
        was, now = type(before).__name__.lower(), type(after).__name__.lower()
        return (_was_is("it", f"a {was}", f"a {now}"),)
    return tuple(_fields_differ(before, after))


def _heads(entry: data.Transaction) -> list[tuple[str, str]]:
    """What a transaction says above its postings, but for metadata."""
    return [
        ("date", str(due_date(entry))),
        ("flag", entry.flag or ""),
        ("payee", entry.payee or ""),
        ("narration", entry.narration or ""),
        ("tags", " ".join(f"#{tag}" for tag in sorted(entry.tags or ()))),
        ("links", " ".join(f"^{link}" for link in sorted(entry.links or ()))),
    ]


def _postings_differ(
    before: data.Transaction, after: data.Transaction
) -> Iterator[str]:
    """What differs in postings, those of the same account side by side."""
    was, now = _postings(before), _postings(after)
    gone, added = list((was - now).elements()), list((now - was).elements())
    for old in gone:
        new = next((one for one in added if one[0] == old[0]), None)
        if new is None:
            yield f"{old[0]} {old[1]} is no longer there"
            continue
        added.remove(new)
        if old[1] != new[1]:
            yield _was_is(old[0], old[1], new[1])
        for key in sorted(dict(old[2]).keys() | dict(new[2]).keys()):
            texts = dict(old[2]).get(key, ""), dict(new[2]).get(key, "")
            if texts[0] != texts[1]:
                yield _was_is(f"{old[0]} {key}", *texts)
    yield from (f"{new[0]} {new[1]} is added" for new in added)


_Posting = tuple[str, str, tuple[tuple[str, str], ...]]


def _postings(entry: data.Transaction) -> Counter[_Posting]:
    """Postings as account, amount and the rest, each as text."""
    found: Counter[_Posting] = Counter()
    for posting in sorted(entry.postings, key=lambda one: one.account):
        said = details(entry, posting).items()
        rest = {key: _text(value) for key, value in said if value is not None}
        for name in ("cost", "price", "flag"):
            if value := getattr(posting, name):
                rest[name] = str(value)
        key = posting.account, _text(posting.units), tuple(sorted(rest.items()))
        found[key] += 1
    return found


def _fields_differ(before: data.Directive, after: data.Directive) -> Iterator[str]:
    """What differs in directives of the same type, by field and metadata."""
    was = {**before._asdict(), **_own(before.meta)}
    now = {**after._asdict(), **_own(after.meta)}
    for name in {**was, **now}:
        old, new = _text(was.get(name)), _text(now.get(name))
        if name not in {"meta", "diff_amount"} and old != new:
            yield _was_is(name, old, new)


def _was_is(name: str, was: str, now: str) -> str:
    """`date was 2026-03-01, is 2026-03-02`, with a dash for nothing."""
    return f"{name} was {was or '-'}, is {now or '-'}"


def _text(value: object) -> str:
    """A value for people; texts in quotes, so that "5" is not taken for 5."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Decimal):
        return number_form(value)
    if isinstance(value, amount.Amount) and value.number is not None:
        return f"{value.number:f} {value.currency}"
    return "" if value is None else str(value)


def _own(meta: Mapping[str, Any] | None) -> dict[str, Any]:
    """Metadata that says something about the matter itself."""
    return {
        key: value
        for key, value in (meta or {}).items()
        if key not in ORIGIN and not key.startswith("__")
    }
