"""Rules on what stands twice in a book."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look
    from coopbooks.controls.rules.look import Payment

# Bills of one sum come once a week at most; what is closer may be the same one twice.
CLOSE = datetime.timedelta(days=7)
# Where these are said and differ, it is not the same thing twice.
APART = ("document", "period", "id", "request", "lot")


def duplicates(look: Look) -> Iterator[Finding]:
    """Payments of the same sum to the same payee within a few days."""
    alike: dict[tuple[object, ...], list[Payment]] = {}
    for one in look.payments:
        if one.spent > ZERO:
            alike.setdefault(_key(one), []).append(one)
    for group in alike.values():
        ordered = sorted(group, key=lambda one: (one.entry.date, words_of(one.entry)))
        for number, later in enumerate(ordered):
            first = next((one for one in ordered[:number] if _same(one, later)), None)
            if first is None:
                continue
            entry = later.entry
            when = long_date(first.entry.date)
            what = f"{words_of(entry)}, {long_date(entry.date)}"
            words = f"Perhaps paid twice: {what}, and the same on {when}"
            yield Finding("duplicate", words, look.rounded(later.spent), entry)


def _key(payment: Payment) -> tuple[object, ...]:
    """What is the same in a payment that stands in the book twice."""
    entry = payment.entry
    who = _plain(entry.payee) or _plain(entry.narration)
    moved = sorted(
        (row.account, row.units.currency, row.number, row.tag("member") or "")
        for row in payment.rows
    )
    return (who, *moved)


def _plain(text: str | None) -> str:
    """A text without what typing and banks change: capitals and spaces."""
    return " ".join((text or "").casefold().split())


def _same(first: Payment, later: Payment) -> bool:
    """Whether nothing tells two payments of one sum apart."""
    if later.entry.date - first.entry.date >= CLOSE:
        return False
    for key in APART:
        said, other = first.values(key), later.values(key)
        if said and other and said != other:
            return False
    links, others = first.entry.links, later.entry.links
    return not (links and others and links != others)


RULES = (
    Rule(
        "duplicate",
        "Perhaps paid twice",
        "A second payment of the same sum, from and to the same accounts and to the "
        "same payee (capitals and spaces aside), less than seven days after the "
        "first, unless their documents, links or periods tell them apart.",
        "If the bill was paid twice, ask for the money back. If there were two bills, "
        "name each in `document:`, or give each its link.",
        "common practice of auditors: payments are searched for doubles",
        """\
2026-03-16 * "Event Sound" "Sound for the assembly"
  Expenses:Events       70.00 USD
  Assets:Bank          -70.00 USD
2026-03-18 * "Event Sound" "Sound"
  Expenses:Events       70.00 USD
  Assets:Bank          -70.00 USD""",
        "amount",
        find=duplicates,
    ),
)
