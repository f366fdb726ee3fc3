"""What was closed and sealed: whether the book still says what it said then."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.controls.review.kept import Kept
from coopbooks.controls.review.kept import compare
from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.kept import keep
from coopbooks.controls.review.kept import read
from coopbooks.controls.review.writing import FOLDER
from coopbooks.core.closing import ends_of
from coopbooks.core.closing import read_closings
from coopbooks.core.entity import year_end_of
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import Notice
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    from beancount.core import data

    from coopbooks.core.closing import Closing
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

# As `core.contenthash` begins the line of a document.
DOCUMENT = '["document"'


def closings_of(book: Book) -> list[Closing]:
    """The closings of a book that hold, in their order.

    Args:
        book: The book.

    Returns:
        Them, reopenings among them.
    """
    return read_closings(book.entries, year_end_of(book.entries))[0]


def closed_in_words(book: Book, period: Period, content: str) -> str:
    """Whether a period is closed, and whether it is still as it was then.

    Args:
        book: The book.
        period: The period.
        content: The code of what the book says up to its end.

    Returns:
        A sentence.
    """
    ends = ends_of(book.entries)
    if ends.state(period.last) == "open":
        return f"{period.label} is not closed."
    hard = ends.state(period.last) == "hard"
    how = "closed (hard: nothing more can be written into it)"
    if not hard:
        how = "closed (soft: what is written into it later is told)"
    seals = [one for one in sealed(book) if one.period.name == period.name]
    if not seals:
        return f"{period.label} is {how}."
    one = seals[-1]
    since = f"{period.label} is {how} since {long_date(one.recorded)}"
    if one.seal == content:
        return f"{since}, and still as it was then."
    return (
        f"{since}, and says something else now: coopbooks changed-since-close tells "
        "what changed."
    )


def broken_seal(book: Book) -> LedgerError | None:
    """That what was closed says something else now than when it was closed.

    Args:
        book: The book.

    Returns:
        An error at the last closing with a seal, which covers all before it; None where
        the book says the same as then. After a soft closing it is a notice.
    """
    seals = sealed(book)
    if not seals or fits(book, seals[-1]):
        return None
    last = seals[-1]
    problem = (
        f"{last.period.label} was closed, and says something else now: coopbooks "
        "changed-since-close tells what changed. Put it back, or reopen it by decision."
    )
    kind = LedgerError if last.how == "hard" else Notice
    return kind(last.source, problem)


def fits(book: Book, closing: Closing) -> bool:
    """Whether a book says what it said when it was closed.

    What an entry says itself that it was recorded later is looked at elsewhere: it may
    be an adjusting entry, or a fact that was learnt late. Papers may come later.

    Args:
        book: The book.
        closing: A closing with a seal.

    Returns:
        Whether nothing else changed.
    """
    then = [one for one in book.entries if not _later(one.meta, closing.date)]
    unseen = replace(book, entries=then)
    if closing.seal in {
        content_of(unseen, closing.period),
        content_of(book, closing.period),
    }:
        return True
    before = kept_of(book, closing.period.name, str(closing.seal))
    if before is None:
        return False
    change = compare(before, keep(unseen, closing.period))
    new = [one for one in change.new if not one.startswith(DOCUMENT)]
    return not (new or change.gone or change.months or change.currency)


def _later(meta: data.Meta | None, day: datetime.date) -> bool:
    recorded = (meta or {}).get("recorded")
    return isinstance(recorded, datetime.date) and recorded > day


def kept_of(book: Book, period: str, content: str, code: str = "") -> Kept | None:
    """What was kept of a book for a signature or a closing.

    Args:
        book: The book.
        period: The period's name.
        content: The code of what the book said.
        code: The code of the file, which a signature names; empty if unsaid.

    Returns:
        It; None where it is not there, or is not what it was.
    """
    path = book.folder / FOLDER / Kept(period, content, {}, ()).name
    try:
        found = read(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    if found is None or found.content != content or (code and found.code != code):
        return None
    return found


def sealed(book: Book) -> list[Closing]:
    """The closings that hold and have a seal, the latest of each period.

    Args:
        book: The book.

    Returns:
        Them by period.
    """
    found: dict[str, Closing] = {}
    for one in closings_of(book):
        if one.how == "open":
            # What was opened again is not sealed any more.
            found = {
                name: each
                for name, each in found.items()
                if each.period.end <= one.period.begin
            }
        elif one.seal:
            found[one.period.name] = one
    return sorted(found.values(), key=lambda one: one.period.end)
