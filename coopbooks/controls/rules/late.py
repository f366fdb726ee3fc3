"""Rules on what came into a book late: into months looked at before, or closed ones."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.closing import read_closings
from coopbooks.core.entity import year_end_of
from coopbooks.core.money import total_of
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.controls.rules.look import Look
    from coopbooks.core.periods import Period

LATE = 31


def back_dated(look: Look) -> Iterator[Finding]:
    """Entries that came into the book after the month that they change was signed.

    Or long after it, where nobody signs.
    """
    signed: list[tuple[Period, datetime.date]] | None = None
    for entry in look.entries:
        recorded = entry.meta.get("recorded")
        if not isinstance(entry, data.Transaction) or not isinstance(
            recorded, datetime.date
        ):
            continue
        if entry.date not in look.period and recorded not in look.period:
            continue
        if signed is None:
            signed = _signed(look.entries)
        when = _after_signing(entry.date, recorded, signed)
        if not when and _is_late(look, entry.date, recorded):
            when = "long after its month"
        if when:
            what = f"{words_of(entry)}, {long_date(entry.date)}"
            words = f"Recorded on {long_date(recorded)}, {when}: {what}"
            yield Finding("back-dated", words, None, entry)


def _is_late(look: Look, day: datetime.date, recorded: datetime.date) -> bool:
    limit = look.limit("back-dated", recorded)
    days = LATE if limit is None else int(limit.number)
    late = (recorded - month_of(day).last).days
    return late > days or bool(limit and limit.edge == "from" and late == days)


def _after_signing(
    day: datetime.date,
    recorded: datetime.date,
    signed: Sequence[tuple[Period, datetime.date]],
) -> str:
    """That the period of a day was signed before something was recorded in it."""
    for period, when in signed:
        if day in period and recorded > when:
            return f"after {period.label} was signed on {long_date(when)}"
    return ""


def _signed(
    entries: Sequence[data.Directive],
) -> list[tuple[Period, datetime.date]]:
    """The periods that somebody signed for, with the day; the latest day first."""
    fye, found = year_end_of(entries), []
    for one in read_reviews(entries)[0].signatures:
        try:
            found.append((parse_period(one.period, fye), one.date))
        except BadPeriod:  # a hand wrote it; the book's errors say so
            continue
    return sorted(found, key=lambda one: one[1], reverse=True)


def restated(look: Look) -> Iterator[Finding]:
    """Changes of what the book began with, after periods were closed, undecided."""
    closed: datetime.date | None = None
    for entry in look.transactions:
        moved = _of_opening(look, entry)
        if not moved or "decision" in entry.meta:
            continue
        if closed is None:
            closed = _first_closed(look)
        if entry.date < closed:
            continue
        what = f"{words_of(entry)}, {long_date(entry.date)}"
        words = f"Opening balances changed without a decision: {what}"
        yield Finding("restated-opening", words, look.rounded(abs(moved)), entry)


def _of_opening(look: Look, entry: data.Transaction) -> Decimal:
    """What a transaction moves on accounts for what the book began with."""
    return total_of(
        look.valuation.of_posting(posting, entry.date)
        for posting in entry.postings
        if look.roles.is_opening(posting.account)
    )


def _first_closed(look: Look) -> datetime.date:
    """The day after the first period that was ever closed; `date.max` for none."""
    closings, _ = read_closings(look.entries, year_end_of(look.entries))
    return min((one.period.end for one in closings), default=datetime.date.max)


RULES = (
    Rule(
        "back-dated",
        "Back-dated",
        "An entry that was recorded (`recorded:`) after somebody signed for its "
        "period, or more than 31 days after the end of its month, so that figures "
        "which were looked at before have changed. What is recorded in a closed "
        "period is an error already.",
        "Date it in the open month, with a word on what it is for; or look at the "
        "earlier month again.",
        "common practice of auditors: what came into a month after it was looked at is "
        "looked at again",
        """\
2026-03-02 * "Copy shop" "Leaflets of the strike"
  recorded: 2026-06-20
  Expenses:Printing     70.00 USD
  Assets:Bank          -70.00 USD""",
        "days",
        find=back_dated,
    ),
    Rule(
        "restated-opening",
        "Opening balances changed",
        "A transaction on an account with the role `opening`, after a period of the "
        "book was closed, that names no decision. A material error of a closed year is "
        "put right there; members decide that.",
        "Name the decision in `decision:`. A small error goes into the open month "
        "instead, on the account where it belongs.",
        "FASB ASC 250-10-45-23; IAS 8.42: material errors of earlier periods restate "
        "the opening balances, and are told",
        """\
2026-03-05 custom "coop-close" "2026-02" "soft"
2026-03-06 * "Dues of December 2025 were counted twice"
  Equity:Opening-Balances    240.00 USD
  Assets:Bank               -240.00 USD""",
        "amount",
        find=restated,
    ),
)
