"""The packet of a review: an evening's work on one page, and the month behind it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.review.changes import in_words
from coopbooks.controls.review.kept import Change
from coopbooks.controls.review.kept import Kept
from coopbooks.controls.review.kept import compare
from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.kept import keep
from coopbooks.controls.review.kept import kept_month
from coopbooks.controls.review.may import named_in
from coopbooks.controls.review.sealed import closed_in_words
from coopbooks.controls.review.sealed import kept_of
from coopbooks.controls.review.signing import SignOff
from coopbooks.controls.review.signing import sign_off
from coopbooks.controls.review.terms import Reviews
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.review.writing import FOLDER
from coopbooks.controls.tables import FINDINGS
from coopbooks.core.entity import year_end_of
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period
from coopbooks.core.table import RowKind
from coopbooks.core.table import evaluate
from coopbooks.packs.month import month_pack
from coopbooks.packs.pack import Pack
from coopbooks.packs.reviewsince import SINCE
from coopbooks.packs.reviewsince import Before
from coopbooks.packs.reviewsince import since_table
from coopbooks.packs.reviewtables import CHANGES
from coopbooks.packs.reviewtables import PLAN
from coopbooks.packs.reviewtables import STATE
from coopbooks.packs.reviewtables import changes_table
from coopbooks.packs.reviewtables import plan_table
from coopbooks.packs.reviewtables import queue_table
from coopbooks.packs.reviewtables import signatures_table
from coopbooks.packs.reviewtables import state_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.controls.review.terms import Saying
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table

# What stands at the top, and what of the month follows it.
CHANGED = (STATE, CHANGES, SINCE)
FRONT = ("page-money", "page-free", "page-members", "page-party", "page-checks")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A period under review.

    Attributes:
        book: The book.
        period: The period.
        reviews: What the book says of its reviews.
        sign_off: Whether the period is signed.
        items: What is to be looked at, in words by id.
        carried: What was asked about before and nobody accepted yet, in order.
        about: Whom each item is about, by ids.
        changes: What changed since somebody signed, in words, by who signed.
        pack: The packet, worked out.
    """

    book: Book
    period: Period
    reviews: Reviews
    sign_off: SignOff
    items: Mapping[str, str]
    carried: Sequence[Saying]
    about: Mapping[str, frozenset[str]]
    changes: Mapping[str, list[str]]
    pack: Pack


def review(book: Book, period: Period, now: datetime.datetime) -> Reviewed:
    """Put together what a committee looks at for a period.

    Args:
        book: The book.
        period: The period.
        now: When it is made.

    Returns:
        The packet, and what it is made of.

    Raises:
        EmptyBook: The book has no transactions.
        PeriodOutsideBook: It has none in the period.
    """
    month = month_pack(book, period, now)
    reviews, _ = read_reviews(book.entries)
    found = sign_off(book, reviews, period, content_of(book, period))
    items = _items(month)
    carried = reviews.still_open(period.name, items)
    changes = changes_since(book, period, found)
    own = [
        state_table(found, closed_in_words(book, period, found.content)),
        changes_table(changes),
        since_table(_before(book, period, reviews), book.entries, period),
        plan_table(month, reviews, period.name),
        queue_table(month, reviews, period.name),
        signatures_table(found),
    ]
    own = [table for table in own if table.rows or table.lead or table.notes]
    pack = _packet(month, own, found)
    about = _about(book, month)
    return Reviewed(book, period, reviews, found, items, carried, about, changes, pack)


def period_of(found: Reviewed, item: str) -> Period:
    """The period for which an item is spoken of.

    Args:
        found: The period under review.
        item: The item's id.

    Returns:
        The period itself; for what is carried over the one in which it was asked about.
    """
    names = {one.about: one.period for one in found.carried}
    if item in found.items or item not in names:
        return found.period
    return parse_period(names[item], year_end_of(found.book.entries))


def words_of(found: Reviewed) -> dict[str, str]:
    """All that can be spoken of in a review.

    Args:
        found: The period under review.

    Returns:
        Its items and what is carried over, in words by id.
    """
    return {**{one.about: one.words for one in found.carried}, **found.items}


def _before(book: Book, period: Period, reviews: Reviews) -> Before | None:
    """The last period before, for which somebody signed; None where there is none."""
    fye = year_end_of(book.entries)
    signed = []
    for name in {one.period for one in reviews.signatures}:
        try:
            one = parse_period(name, fye)
        except BadPeriod:  # a hand wrote it; the book's errors say so
            continue
        if one.end <= period.begin:
            signed.append(one)
    if not signed:
        return None
    last = max(signed, key=lambda one: one.end)
    content = content_of(book, last)
    found = sign_off(book, reviews, last, content)
    return Before(found, changes_since(book, last, found))


def _items(month: Pack) -> dict[str, str]:
    """What is to be looked at in a period, in words by id."""
    table = next(one for one in month.pages if one.id == FINDINGS)
    return {
        row.id: str(row.cells["label"])
        for row in table.rows
        if row.cells.get("code") != "ledger-error"
    }


def _about(book: Book, month: Pack) -> dict[str, frozenset[str]]:
    """Whom the items of a period are about: who is named in their entries."""
    table = next(one for one in month.pages if one.id == FINDINGS)
    wanted = {row.where for row in table.rows if row.where and row.entry}
    named: dict[str, frozenset[str]] = {}
    for entry in book.entries:
        if isinstance(entry, data.Transaction):
            place = in_folder(entry.meta, book.folder)
            if place in wanted:
                named[place] = named_in(entry)
    return {row.id: named.get(row.where or "", frozenset()) for row in table.rows}


def lines_of(found: Reviewed) -> list[str]:
    """The lines of the month that can be explained, by their labels.

    Args:
        found: The period under review.

    Returns:
        Them in order.
    """
    table = next((one for one in found.pack.front if one.id == PLAN), None)
    rows = table.rows if table else ()
    return [str(row.cells["label"]) for row in rows if row.kind is RowKind.LINE]


def changes_since(book: Book, period: Period, found: SignOff) -> dict[str, list[str]]:
    """What changed since somebody signed for what the book does not say any more.

    Args:
        book: The book.
        period: The period.
        found: Who signed.

    Returns:
        Sentences by who signed; one that says so where nothing was kept to compare.
    """
    told: dict[str, list[str]] = {}
    now: Kept | None = None
    for one in (seen.signature for seen in found.seen if seen.void):
        before = kept_of(book, period.name, one.content, one.kept)
        if before is None:
            told[one.by] = ["what was signed was not kept, or was changed since"]
            continue
        now = now or keep(book, period)
        told[one.by] = list(differences(book, before, now)) or [
            "what came before the period, or terms that hold for it"
        ]
    return told


def differences(book: Book, before: Kept, now: Kept) -> Iterator[str]:
    """What differs between what was kept and what a book says now, in words.

    Args:
        book: The book.
        before: What was kept.
        now: The same of the book as it is.

    Yields:
        Sentences; of months before those of what was kept for them, if anything was.
    """
    change = compare(before, now)
    for name in change.months:
        code = before.months.get(name, "")
        kept = kept_month(book.folder / FOLDER, name, code)
        if kept is None:
            yield from in_words(Change((), (), (name,)))
            continue
        month = keep(book, parse_period(name))
        yield from in_words(replace(compare(kept, month), months=(), currency=()))
    yield from in_words(replace(change, months=()))


def _packet(month: Pack, own: list[Table], found: SignOff) -> Pack:
    """The month's tables with ours before them, and the page of the review first."""
    tables = {one.id: one for one in (*own, *month.values.tables)}
    order = [one.id for one in own]
    changed = [one for one in order if one in CHANGED]
    rest = [one for one in order if one not in CHANGED]
    first = [*changed, *(one for one in FRONT if one in tables), *rest]
    # The lines to sign stand at the end of the page, not below the checks.
    checks = tables.get("page-checks")
    if checks is not None:
        tables["page-checks"] = replace(checks, notes=())
    values = evaluate(tuple(tables.values()))
    heading = replace(month.heading, state=found.words)
    return Pack(heading, values, tuple(first), month.pictures)
