"""Who looks: what a page may know about the person in front of it.

Pages ask `visit_of(request)`. Under stock Fava nobody is known and nothing is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.officers import read_officers
from coopbooks.members.terms import read_members
from coopbooks.pages.viewer.told import Told

if TYPE_CHECKING:
    from beancount.core import data
    from flask import Request

# Where the guard leaves it; no request can bring a key of this form along.
VISIT = "coopbooks.visit"
TYPED = "typed, not proven"
SIGNED_IN = "signed in"
# An opaque id: M-0042. Neither blanks, an @ of an address, nor what a list has.
_ID = re.compile(r"[^\s@,;:\"'<>&/\\]{1,64}")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who looks.

    Attributes:
        who: The member's id; empty for nobody known.
        how: How that is known: `TYPED`, `SIGNED_IN`, or empty for nobody.
    """

    who: str = ""
    how: str = ""

    @property
    def known(self) -> bool:
        """Whether there is an id at all."""
        return bool(self.who)

    @property
    def proven(self) -> bool:
        """Whether somebody other than the person says so."""
        return self.how == SIGNED_IN

    def __str__(self) -> str:
        """The id with how it is known, as people read it."""
        return f"{self.who} ({self.how})" if self.who else "nobody known"


NOBODY = Identity()


@dataclass(frozen=True, slots=True)
class Visit:
    """A request that was let through.

    Attributes:
        identity: Who looks.
        review: Whether reviews may be recorded.
        token: What a form that records one must send back as `token`, or as the header
            `X-Coopbooks-Token`; empty where none may be recorded.
        told: What was said to people when they recorded one.
    """

    identity: Identity = NOBODY
    review: bool = False
    token: str = ""
    told: Told = field(default_factory=Told)


def is_id(text: str) -> bool:
    """Whether a text can be a member's id.

    Args:
        text: Such as `M-0042`.

    Returns:
        Whether it is opaque: no blanks, no address, at most 64 letters.
    """
    return _ID.fullmatch(text) is not None and text.isprintable()


class NobodyOfThisBook(CoopbooksError):
    """The viewer is started for reviews by somebody whom the book does not know."""

    def __init__(self) -> None:
        """Build the message, which never repeats what may be a name."""
        super().__init__(
            "--as: that is no member or officer of this book. Give your id, such as "
            "M-0042, never a name."
        )


def check_known(entries: data.Directives, who: str) -> None:
    """Refuse somebody whom the book does not know.

    Args:
        entries: The book's entries.
        who: The id that was typed.

    Raises:
        NobodyOfThisBook: It is neither a member's nor an officer's.
    """
    officers = {one.member for one in read_officers(entries)[0]}
    if who not in officers | set(read_members(entries)[0]):
        raise NobodyOfThisBook


def visit_of(request: Request) -> Visit:
    """What is known about a request.

    Args:
        request: Flask's request.

    Returns:
        What the guard found; under stock Fava a visit of nobody.
    """
    found = request.environ.get(VISIT)
    return found if isinstance(found, Visit) else Visit()


def identity_of(request: Request) -> Identity:
    """Who looks.

    Args:
        request: Flask's request.

    Returns:
        Who it is, and how that is known.
    """
    return visit_of(request).identity
