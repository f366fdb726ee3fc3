"""What changed since somebody signed or the books were closed, in words."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from coopbooks.core.money import quantum
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.review.kept import Change

Said = list[Any]
# What a change of terms is told in, so that a page stays one.
LONGEST = 240


class Entry(NamedTuple):
    """An entry as it was kept, taken apart.

    Attributes:
        date: Its day.
        words: What it is, in words.
        amounts: Its postings: account and amount.
        rest: All else that it says.
        flag: What it is marked with, such as `*`; empty for what is no transaction.
    """

    date: str
    words: str
    amounts: tuple[tuple[str, str], ...]
    rest: str
    flag: str = ""


def in_words(change: Change) -> list[str]:
    """Tell what changed.

    Args:
        change: What differs.

    Returns:
        A sentence for each change, by day: what is new, what is gone, what says
        something else now; months before it last.
    """
    gone, new = (
        [entry_of(line) for line in some] for some in (change.gone, change.new)
    )
    told: list[tuple[str, str]] = []
    for one in gone:
        other = next((each for each in new if _same(one, each)), None)
        if other is None:
            told.append((one.date, f"gone: {_shown(one)}"))
            continue
        new.remove(other)
        told.append((one.date, f"changed: {_difference(one, other)}"))
    told += [(one.date, f"new: {_shown(one)}") for one in new]
    sentences = [words for _, words in sorted(told)]
    if change.currency:
        new_one, old = change.currency
        sentences.insert(0, f"reported in {new_one} instead of {old}")
    for name in change.months:
        sentences.append(f"something before it: {parse_period(name).label}")
    return sentences


def entry_of(line: str) -> Entry:
    """Take a line apart.

    Args:
        line: A line as `core.contenthash` writes it.

    Returns:
        The entry.
    """
    said: Said = json.loads(line)
    if said[0] != "transaction":
        return _directive(said)
    _, date, flag, payee, narration, tags, links, meta, *postings = said
    words = " ".join(_text(one) for one in (payee, narration) if _text(one))
    amounts = tuple((one[0], _money(*one[1][1:])) for one in postings)
    rest = [tags, links, meta, [one[2:] for one in postings]]
    words = words or "an entry without words"
    return Entry(date, words, amounts, json.dumps(rest), str(flag))


def _directive(said: Said) -> Entry:
    """A price, a balance, a custom and so on: its date and what it says."""
    name, below, day, *rest = said
    date = next(_leaves(day), "")
    words = " ".join(_leaves(rest))
    if name != "custom":
        words = f"{name} {words}"
    under = "; ".join(f"{one[0]}: {' '.join(_leaves(one[1:]))}" for one in below)
    if under:
        words = f"{words} ({under})"
    return Entry(date, words[:LONGEST], (), json.dumps(said))


def _leaves(said: object) -> Iterator[str]:
    """The texts in nested lists, without the words for their kinds."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, list):
        kinds = {"text", "amount", "flag", "number", "date", "account"}
        first = said[0] if said else None
        rest = said[1:] if isinstance(first, str) and first in kinds else said
        for one in rest:
            yield from _leaves(one)


def _money(number: str = "", currency: str = "", *_: str) -> str:
    """An amount as people write it, with its cents."""
    try:
        value, part = Decimal(number), quantum(currency)
    except (ArithmeticError, ValueError):
        return f"{number} {currency}".strip()
    rounded = value.quantize(part)
    return f"{rounded if rounded == value else value:,} {currency}"


def _text(form: Said) -> str:
    return str(form[1]) if len(form) > 1 else ""


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries are one that was changed, as far as can be told."""
    if one.words.startswith("coop-"):
        return (one.date, one.words.split()[:2]) == (
            other.date,
            other.words.split()[:2],
        )
    if one.date == other.date and one.words == other.words:
        return True
    return bool(one.amounts) and one.amounts == other.amounts


def _shown(one: Entry) -> str:
    amounts = [amount for _, amount in one.amounts if not amount.startswith("-")]
    much = f", {', '.join(amounts[:3])}" if amounts else ""
    if len(amounts) > 3:
        much += f" and {len(amounts) - 3} more"
    return f"{_day(one)}, {one.words}{much}"


def _day(one: Entry) -> str:
    try:
        return long_date(parse_period(one.date).begin)
    except BadPeriod:
        return one.date


def _difference(one: Entry, other: Entry) -> str:
    """What an entry said, and what it says now."""
    found = []
    if one.date != other.date:
        found.append(f"dated {_day(other)} instead")
    if one.words != other.words:
        found.append(f"says '{other.words}' instead")
    if one.flag != other.flag:
        found.append(f"marked {other.flag} instead of {one.flag}")
    before, after = dict(one.amounts), dict(other.amounts)
    for account in sorted({*before, *after}):
        if before.get(account) != after.get(account):
            was, now = before.get(account, "nothing"), after.get(account, "nothing")
            found.append(f"{account} {now} instead of {was}")
    if not found:
        found.append("what stands below it (tags, links, receipts, members)")
    return f"{_day(one)}, {one.words}: {'; '.join(found)}"
