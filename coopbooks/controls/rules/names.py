"""A rule on people: their names and addresses are no part of a book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.periods import long_date
from coopbooks.core.postings import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look
    from coopbooks.members.names import Names

CODE = "name-in-narration"
# Bounded, so that no text of a stranger takes long.
_EMAIL = re.compile(
    r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}(?:[^\W\d_]{2,24}|xn--[\w-]{1,59})(?![\w-])"
)
_PHONE = re.compile(
    r"(?<![\w-])(?:\+\d{1,3}(?:[ ./-]?\(?\d{2,4}\)?){2,5}"
    r"|\(\d{3}\) ?\d{3}[ .-]\d{4}|\d{3}[ .-]\d{3}[ .-]\d{4}"
    # In the country itself: the code of a place with its 0, and what follows.
    r"|\(?0[1-9]\d{1,3}\)?[ /-](?!(?:19|20)\d\d-\d\d)"
    r"(?:\d{5,8}|\d{2,4}(?:[ -]\d{2,4}){1,3})"
    r"|0[1-9](?:[ .]\d\d){4})(?![\w-])"
)
# A number after one of these is that of a paper.
_PAPER = re.compile(
    r"(?:#|\b(?:invoice|order|bill|receipt|voucher|ref|reference|contract|policy|case"
    r"|ticket|account|acct|check|cheque|no|nos|nr|num|number))\W{0,3}$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:tel|phone|telephone|mobile|cell|fax)\W{1,3}(?:no|nr|num|number)\W{0,3}$",
    re.IGNORECASE,
)
_BEFORE = 40
_LEAST = 9
# What is no sentence of a person's.
_CODES = frozenset({"filename", "lineno", "id", "batch", "row", *TAGS})


def names(look: Look) -> Iterator[Finding]:
    """Names of members, and addresses, in what entries of the period say."""
    seen: dict[str, str] = {}
    for entry in look.entries:
        if entry.date not in look.period:
            continue
        what = {
            kind for text in _texts(entry) if (kind := _kind(text, look.names, seen))
        }
        for kind in sorted(what):
            day = long_date(entry.date)
            words = f"{kind} seems to stand in an entry of {day}"
            yield Finding(CODE, words, None, entry)


def person_in(text: str) -> str:
    """What of a person stands in a text, whoever that is.

    Args:
        text: What somebody typed.

    Returns:
        What it is, such as `An e-mail address`; empty where nothing is found.
    """
    return _kind(text, None, {})


def _kind(text: str, known: Names | None, seen: dict[str, str]) -> str:
    """What of a person stands in a text; the text itself is never repeated."""
    found = seen.get(text)
    if found is None:
        found = ""
        if "@" in text and _EMAIL.search(text):
            found = "An e-mail address"
        elif known is not None and known.found(text):
            found = "A member's name"
        elif _is_called(text):
            found = "A telephone number"
        seen[text] = found
    return found


def _is_called(text: str) -> bool:
    """Whether a telephone number stands in a text, and not only that of a paper."""
    for match in _PHONE.finditer(text):
        if sum(letter.isdigit() for letter in match[0]) < _LEAST:
            continue
        before = text[max(match.start() - _BEFORE, 0) : match.start()]
        if match[0].startswith("+") or not _PAPER.search(before):
            return True
        if _CALLED.search(before):
            return True
    return False


def _texts(entry: data.Directive) -> Iterator[str]:
    """What an entry says in words."""
    if isinstance(entry, data.Transaction):
        yield from filter(None, (entry.payee, entry.narration))
        for posting in entry.postings:
            if posting.meta:
                yield from _values(posting.meta)
    elif isinstance(entry, data.Custom):
        values = (one.value for one in entry.values or ())
        yield from (one for one in values if isinstance(one, str))
    elif isinstance(entry, data.Note):
        yield entry.comment
    elif isinstance(entry, data.Event):
        yield entry.description
    yield from _values(entry.meta)


def _values(meta: data.Meta) -> Iterator[str]:
    for key, value in meta.items():
        if isinstance(value, str) and key not in _CODES and not key.startswith("__"):
            yield value


RULES = (
    Rule(
        CODE,
        "A name, an address or a number of a person",
        "An e-mail address or a telephone number in a payee, a narration, a note or "
        "metadata; with `check` and the private roster at hand also a member's whole "
        "name. What was found is never shown.",
        "Write the member's id instead, or no person at all: `A member`. If the book "
        "was shared already, ask for help: the name stays in older copies.",
        "a rule of this language: members are ids; GDPR art. 5(1)(c) and 9(1)",
        """\
2026-03-05 * "Postage" "Parcel for someone@example.org"
  Expenses:Postage       7.00 USD
  Assets:Bank           -7.00 USD""",
        find=names,
    ),
)
