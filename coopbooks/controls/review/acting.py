"""What a committee does: ask about an item, accept it, explain, sign."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.controls.review.forms import ITEM
from coopbooks.controls.review.forms import NOTE
from coopbooks.controls.review.forms import SIGNED
from coopbooks.controls.review.kept import keep
from coopbooks.controls.review.may import May
from coopbooks.controls.review.refusals import MayNotAccept
from coopbooks.controls.review.refusals import MayNotSign
from coopbooks.controls.review.refusals import NoSuchItem
from coopbooks.controls.review.refusals import NoSuchLine
from coopbooks.controls.review.refusals import NothingSaid
from coopbooks.controls.review.refusals import SaysWho
from coopbooks.controls.review.refusals import UnknownPerson
from coopbooks.controls.review.scans import is_scan
from coopbooks.controls.review.terms import Signature
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.review.writing import add
from coopbooks.controls.review.writing import directive
from coopbooks.controls.rules.names import person_in
from coopbooks.core.contenthash import short
from coopbooks.core.officers import read_officers
from coopbooks.core.periods import long_date
from coopbooks.members.terms import read_members

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.controls.review.kept import Kept
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

# What a remark on a whole period is about.
PERIOD = "period"
SHORTEST = 7


class Person(NamedTuple):
    """Who does something, when, and how that is known.

    Attributes:
        id: The id; never a name.
        day: When.
        identity: `typed`, which proves nothing, `paper` or `login`.
        of: The other body that they come from; empty for this one.
    """

    id: str
    day: datetime.date
    identity: str = "typed"
    of: str = ""


def say(
    book: Book,
    period: Period,
    item: str,
    state: str,
    person: Person,
    comment: str,
    *,
    known: Mapping[str, str],
) -> Path:
    """Say something of an item: that it is open, queried or accepted.

    Args:
        book: The book.
        period: The period under review.
        item: The item's id.
        state: `open`, `queried` or `accepted`.
        person: Who says so.
        comment: What they say; a query needs one.
        known: The period's items, in words by id.

    Returns:
        The file of the period's reviews.

    Raises:
        NoSuchItem: The period has no such item.
        NothingSaid: A query without words.
        MayNotAccept: Somebody accepts who may not sign.
        SaysWho: The comment holds an address or a number of a person.
    """
    if item not in known:
        raise NoSuchItem(item, known)
    if state == "queried" and not comment.strip():
        raise NothingSaid("a query")

    def make(now: Book) -> tuple[str, Kept | None]:
        if state == "accepted":
            _refuse_to_accept(now, period, person)
        meta = {"words": known[item], **_said(now, person, comment)}
        values = (period.name, item, state)
        return directive(person.day, ITEM.kind, values, meta), None

    return add(book, period.name, make)


def explain(
    book: Book,
    period: Period,
    about: str,
    person: Person,
    comment: str,
    *,
    lines: Collection[str] = (),
) -> Path:
    """Explain why an account differs from its plan, or remark on the period.

    Args:
        book: The book.
        period: The period under review.
        about: A line of the month, an account, or `period` for a remark on all of it.
        person: Who says so.
        comment: What they say.
        lines: The lines of the month, by their labels.

    Returns:
        The file of the period's reviews.

    Raises:
        NothingSaid: No words.
        NoSuchLine: The month has no such line, and the book no such account.
        SaysWho: They hold an address or a number of a person.
    """
    if not comment.strip():
        raise NothingSaid("an explanation")

    def make(now: Book) -> tuple[str, Kept | None]:
        opened = {one.account for one in now.entries if isinstance(one, data.Open)}
        if about not in {PERIOD, *lines, *opened}:
            raise NoSuchLine(about, lines)
        meta = _said(now, person, comment)
        return directive(person.day, NOTE.kind, (period.name, about), meta), None

    return add(book, period.name, make)


def sign(
    book: Book,
    period: Period,
    person: Person,
    *,
    code: str = "",
    document: str = "",
) -> Path:
    """Sign for a period, as the book says it now.

    Args:
        book: The book.
        period: The period, which must be over.
        person: Who signs.
        code: What the signed page has as its code, in full or its first seven digits;
            empty to sign for what the book says now.
        document: The scan of a paper that was signed, inside the book's folder.

    Returns:
        The file of the period's reviews.

    Raises:
        MayNotSign: They may not; the period is not over; the book says something else
            than the page that was signed, or has errors; the scan is not there.
    """

    def make(now: Book) -> tuple[str, Kept | None]:
        kept = keep(now, period)
        _refuse(now, period, person.day, kept, code)
        if document and not is_scan(now.folder, document):
            problem = (
                f"{document} is not in the book's folder, or is no scan; put it there "
                "as a PDF or a picture."
            )
            raise MayNotSign(problem)
        one, after = _signature(now, period, person, kept)
        meta: dict[str, object] = {
            "office": one.office,
            "of": one.of,
            "content": one.content,
            "kept": one.kept,
            "identity": one.identity,
            "document": document,
            "after": after,
        }
        return directive(one.date, SIGNED.kind, (period.name, one.by), meta), kept

    return add(book, period.name, make)


def _signature(
    now: Book, period: Period, person: Person, kept: Kept
) -> tuple[Signature, str]:
    """The signature of somebody who may sign, and the code of the review before it."""
    reviews, _ = read_reviews(now.entries)
    may = May(now, reviews.rule_for(period), period)
    held = sorted(may.offices(person.id, person.day))
    office = next((one for one in held if one in may.rule.offices), "")
    one = Signature(
        period=period.name,
        by=person.id,
        office=office or ", ".join(held),
        of=person.of,
        content=kept.content,
        kept=kept.code,
        identity=person.identity,
        document="",
        date=person.day,
        source={},
    )
    before = [
        each
        for each in reviews.signatures
        if (each.period, each.content) == (period.name, kept.content)
    ]
    if why := may.why_not(one, before):
        raise MayNotSign(f"{why}.")
    return one, reviews.last


def refuse_own(person: Person, about: Collection[str]) -> None:
    """Refuse that somebody accepts what is about them.

    Args:
        person: Who wants to accept an item.
        about: Whom it is about, by ids.

    Raises:
        MayNotAccept: They are among them.
    """
    if person.id in about and not person.of:
        raise MayNotAccept(f"It is about {person.id}; somebody else accepts it.")


def _refuse_to_accept(now: Book, period: Period, person: Person) -> None:
    """Refuse that an item is accepted by who may not sign for the period."""
    may = May(now, read_reviews(now.entries)[0].rule_for(period), period)
    one = Signature(period=period.name, by=person.id, of=person.of, date=person.day)
    if why := may.why_not(one, []):
        problem = f"{why}. Who may not sign for a period may ask, and not accept."
        raise MayNotAccept(problem)


def _said(now: Book, person: Person, comment: str) -> dict[str, object]:
    """What stands below what somebody says."""
    known = {one.member for one in read_officers(now.entries)[0]}
    if not person.of and person.id not in known | set(read_members(now.entries)[0]):
        raise UnknownPerson(person.id)
    if what := person_in(comment):
        raise SaysWho(what)
    return {
        "by": person.id,
        "of": person.of,
        "comment": comment.strip(),
        "identity": person.identity,
        "after": read_reviews(now.entries)[0].last,
    }


def _refuse(
    now: Book, period: Period, day: datetime.date, kept: Kept, code: str
) -> None:
    """Refuse to sign for what can't be meant."""
    if day < period.end:
        problem = (
            f"{period.label} is not over on {long_date(day)}; sign for it when it is."
        )
        raise MayNotSign(problem)
    if now.errors:
        problem = "The book has errors: mend them first; coopbooks check lists them."
        raise MayNotSign(problem)
    if code and len(code) < SHORTEST:
        problem = (
            f"'{code}' is too short for a code: give its first {SHORTEST} digits, as "
            "the page has them."
        )
        raise MayNotSign(problem)
    if code and not kept.content.startswith(code):
        problem = (
            f"The page that was signed has the code {short(code)}; the book says "
            f"{short(kept.content)} now. Something changed since it was printed: make "
            "the report again, and look at it."
        )
        raise MayNotSign(problem)
