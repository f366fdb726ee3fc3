"""Rules on what stands twice in a book, and on what came into it late."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look
    from coopbooks.controls.rules.look import Payment

# Bills of one sum come once a week at most; what is closer may be the same one twice.
CLOSE = datetime.timedelta(days=7)
LATE = 31
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
    who = (entry.payee or entry.narration or "").casefold()
    moved = sorted(
        (row.account, row.units.currency, row.number, row.tag("member") or "")
        for row in payment.rows
    )
    return (who, *moved)


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


def back_dated(look: Look) -> Iterator[Finding]:
    """Entries that came into the book long after the month that they change."""
    for entry in look.entries:
        recorded = entry.meta.get("recorded")
        if not isinstance(entry, data.Transaction) or not isinstance(
            recorded, datetime.date
        ):
            continue
        if entry.date not in look.period and recorded not in look.period:
            continue
        limit = look.limit("back-dated", recorded)
        days = LATE if limit is None else int(limit.number)
        late = (recorded - month_of(entry.date).last).days
        if late > days or (limit and limit.edge == "from" and late == days):
            words = (
                f"Recorded on {long_date(recorded)}, long after its month: "
                f"{words_of(entry)}, {long_date(entry.date)}"
            )
            yield Finding("back-dated", words, None, entry)


RULES = (
    Rule(
        "duplicate",
        "Perhaps paid twice",
        "A second payment of the same sum, from and to the same accounts and to the "
        "same payee, less than seven days after the first, unless their documents, "
        "links or periods tell them apart.",
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
    Rule(
        "back-dated",
        "Back-dated",
        "An entry that was recorded (`recorded:`) more than 31 days after the end of "
        "the month in which it is dated, so that the figures of a month which was "
        "looked at before have changed. What is recorded in a closed period is an "
        "error already.",
        "Date it in the open month, with a word on what it is for; or look at the "
        "earlier month again.",
        "AICPA AU-C 240: auditors look for entries after closing that say little",
        """\
2026-03-02 * "Copy shop" "Leaflets of the strike"
  recorded: 2026-06-20
  Expenses:Printing     70.00 USD
  Assets:Bank          -70.00 USD""",
        "days",
        find=back_dated,
    ),
)
