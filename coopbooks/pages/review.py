"""The page Review: what a committee looks at for a period, asks, accepts and signs."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import flask
from fava.ext import extension_endpoint

from coopbooks.core.errors import CoopbooksError
from coopbooks.pages.page import Page
from coopbooks.pages.viewer.identity import visit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.controls.review.acting import Person
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.packs.review import Reviewed
    from coopbooks.pages.viewer.identity import Identity

MOST_PACKS = 12
QUEUE, PLAN = "review-queue", "review-plan"
LONGEST_COMMENT = 500
# A whole month, quarter or year; weeks and days are not reviewed.
_REVIEWED = re.compile(r"\d{4}-\d\d|(FY)?\d{4}(-Q[1-4])?")
_PARTS = ("", "-Q1", "-Q2", "-Q3", "-Q4")
_CODE = re.compile(r"[0-9a-f]{64}")


class NotRecorded(CoopbooksError):
    """What was sent is nothing that this page sends."""


class Review(Page):
    """The packet of a review, with forms where the guarded viewer lets somebody."""

    report_title = "Review"

    def after_load_file(self) -> None:
        """Forget what was worked out: the book may have changed."""
        self.found = lru_cache(MOST_PACKS)(self._found)

    def written(self, asked: Mapping[str, str]) -> str:
        """Write the page for the period that is chosen, or the last whole month."""
        from coopbooks.packs.review import lines_of
        from coopbooks.pages.periods import choose
        from coopbooks.pages.periods import month_page
        from coopbooks.pages.periods import time_filter
        from coopbooks.pages.sheet import Sheet
        from coopbooks.pages.sheet import anchor

        choice = choose(self.ledger, asked.get("time", ""))
        found = self.found(choice.period, _today())
        visit = visit_of(flask.request)
        return self.render(
            "review_page.html",
            sheet=Sheet(
                found.pack, self.book(), choice.period, month_page(choice.period)
            ),
            choice=choice,
            anchor=anchor,
            time_filter=time_filter,
            found=found,
            lines=lines_of(found),
            visit=visit,
            whole=_is_whole(self.book(), choice.period),
            longest=LONGEST_COMMENT,
            told=visit.told.said(visit.identity.who, asked.get("told", "")),
        )

    # Fava's annotation of the decorator leaves no type to infer.
    @extension_endpoint("record", ["POST"])  # type: ignore[arg-type, untyped-decorator]
    def record(self) -> flask.Response:
        """Write what somebody says or signs; the page says what became of it."""
        visit, asked = visit_of(flask.request), flask.request.form
        if not (visit.review and visit.identity.known):
            # The guard lets nobody else come here; under stock Fava anybody could.
            return flask.Response("Nobody may write here.", 403, mimetype="text/plain")
        try:
            told = self._recorded(visit.identity, asked)
        except CoopbooksError as error:
            told = str(error)
        place = flask.url_for(
            "extension_report",
            extension_name=self.name,
            time=asked.get("time", ""),
            told=visit.told.keep(visit.identity.who, told),
        )
        return flask.Response(status=303, headers={"Location": place})

    def _recorded(self, one: Identity, asked: Mapping[str, str]) -> str:
        """Do what a form asks for, with the book as it is on the disk."""
        from coopbooks.controls.review import acting
        from coopbooks.core.ledger import load
        from coopbooks.packs.review import lines_of

        book = load(self.book().path)
        period, person = _period(book, asked.get("period", "")), _person(one)
        comment = asked.get("comment", "")
        if len(comment) > LONGEST_COMMENT:
            problem = f"A comment has at most {LONGEST_COMMENT} characters."
            raise NotRecorded(f"{problem} Nothing was written.")
        match asked.get("do", ""):
            case "sign":
                acting.sign(book, period, person, code=_code(asked.get("code", "")))
                return f"{person.id} signed for {period.label}."
            case "explain":
                about = asked.get("about", "")
                found = _reviewed(book, period, _today())
                acting.explain(
                    book, period, about, person, comment, lines=lines_of(found)
                )
                return f"{about}: explained."
            case "ask" | "accept" as what:
                item = asked.get("item", "")
                state = "queried" if what == "ask" else "accepted"
                return _said(book, period, item, state, person, comment)
        return "Nothing was asked for."

    def _found(self, period: Period, today: datetime.date) -> Reviewed:
        return _reviewed(self.book(), period, today)


def _reviewed(book: Book, period: Period, today: datetime.date) -> Reviewed:
    from coopbooks.packs.review import review

    return review(book, period, datetime.datetime.combine(today, datetime.time()))


def _said(
    book: Book, period: Period, item: str, state: str, person: Person, comment: str
) -> str:
    """Say something of an item; what became of it."""
    from coopbooks.controls.review.acting import refuse_own
    from coopbooks.controls.review.acting import say
    from coopbooks.packs.review import period_of
    from coopbooks.packs.review import words_of

    found = _reviewed(book, period, _today())
    if state == "accepted":
        refuse_own(person, found.about.get(item, ()))
    known, where = words_of(found), period_of(found, item)
    say(book, where, item, state, person, comment, known=known)
    return f"{known[item]}: {state}."


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).astimezone().date()


def _period(book: Book, name: str) -> Period:
    from coopbooks.core.entity import year_end_of
    from coopbooks.core.periods import parse_period

    period = parse_period(name, year_end_of(book.entries))
    if not _is_whole(book, period):
        problem = f"{period.label} is no month, quarter or year; those are reviewed."
        raise NotRecorded(problem)
    return period


def _is_whole(book: Book, period: Period) -> bool:
    """Whether it is a month, a quarter or a year, also one of the book's own year."""
    from coopbooks.core.entity import year_end_of
    from coopbooks.core.periods import parse_period

    if _REVIEWED.fullmatch(period.name):
        return True
    ends = year_end_of(book.entries)
    year = f"FY{ends.year_of(period.last)}"
    own = [parse_period(f"{year}{part}", ends) for part in _PARTS]
    return (period.begin, period.end) in [(one.begin, one.end) for one in own]


def _code(text: str) -> str:
    """The whole code of what somebody saw, without which nobody signs here.

    Raises:
        NotRecorded: It is none.
    """
    if not _CODE.fullmatch(text):
        problem = "The page did not say what is signed. Open it anew, and look at it."
        raise NotRecorded(problem)
    return text


def _person(one: Identity) -> Person:
    from coopbooks.controls.review.acting import Person

    return Person(one.who, _today(), "login" if one.proven else "typed")
