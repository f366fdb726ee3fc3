"""A rule on ids: who approves a payment, or gets it, is known to the book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import said_by
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.officers import read_officers
from coopbooks.members.terms import read_members
from coopbooks.surplus.problems.staff import staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.controls.rules.look import Look

CODE = "unknown-approver"
# Where people stand by their ids; a `member:` that never joined is an error already.
NAMING = ("approved-by", "paid-to", "payee")
_ID = re.compile(r"([^\W\d_]+)([-_.]?)(\d+)")


@dataclass(frozen=True, slots=True)
class Known:
    """The people whom a book knows by their ids.

    Attributes:
        ids: The ids of its members and officers, and of others who work in it.
        letters: The letters that these begin with, in lower case, and how many digits
            follow.
    """

    ids: frozenset[str]
    letters: frozenset[tuple[str, int]]

    def strangers(self, text: object) -> list[str]:
        """The ids in a text that are written as this book's are, and are nobody's.

        Args:
            text: What stands in the book, such as `M-0007, M-0012`.

        Returns:
            Those whom it does not know, in order, each once. A word that is no id,
            such as a firm's name, is none of them.
        """
        words = ids(text) - self.ids
        return sorted(word for word in words if self._is_like_ours(word))

    def _is_like_ours(self, word: str) -> bool:
        """Whether a word is written as an id of this book, but for its digits."""
        match = _ID.fullmatch(word)
        if match is None:
            return False
        letters, dash, digits = match.groups()
        return any(
            letters.casefold() == ours and (dash or len(digits) == many)
            for ours, many in self.letters
        )


def ids(text: object) -> frozenset[str]:
    """The members' ids in a text such as `M-0007, M-0012`."""
    return frozenset(filter(None, re.split(r"[\s,;]+", str(text or ""))))


def known_people(entries: Sequence[data.Directive]) -> Known:
    """Read whom a book knows.

    Args:
        entries: A book's entries.

    Returns:
        The members who ever joined, whoever was in office, and the staff that shares
        in a surplus. A book that lists neither members nor officers knows nobody, and
        finds no strangers.
    """
    officers = {term.member for term in read_officers(entries)[0]}
    listed = {*read_members(entries)[0], *officers}
    everybody = frozenset({*listed, *staff(entries)} if listed else ())
    matches = map(_ID.fullmatch, everybody)
    letters = {(one[1].casefold(), len(one[3])) for one in matches if one}
    return Known(everybody, frozenset(letters))


def unknown(look: Look) -> Iterator[Finding]:
    """Entries of the period that name who is neither a member nor in office."""
    known: Known | None = None
    for entry in look.entries:
        if entry.date not in look.period:
            continue
        said = ", ".join(_named(entry))
        if not said:
            continue
        if known is None:
            known = known_people(look.entries)
        if strangers := known.strangers(said):
            who = f"{', '.join(strangers)} ({said_by(entry)})"
            yield Finding(CODE, f"Neither a member nor in office: {who}", None, entry)


def _named(entry: data.Directive) -> Iterator[str]:
    """Who approves or gets something, by an entry and its postings."""
    metas: Iterable[data.Meta | None] = (entry.meta,)
    if isinstance(entry, data.Transaction):
        metas = (entry.meta, *(posting.meta for posting in entry.postings))
    elif not isinstance(entry, data.Custom):
        return
    for meta in metas:
        if meta:
            yield from (str(meta[key]) for key in NAMING if meta.get(key))


RULES = (
    Rule(
        CODE,
        "Nobody's id",
        "An id in `approved-by:` or `paid-to:` that is written as those of the book "
        "are, and is neither a member's nor an officer's. Looked at in a book that "
        "lists members or officers. A waiver `by:` such an id is an error.",
        "Correct the id, or add the coop-member or coop-officer that is missing.",
        "common practice of auditors: who approved a payment is held against the list "
        "of those who may",
        """\
2026-01-01 custom "coop-officer" "M-0138" "treasurer"
2026-03-19 * "An organizer" "Train to the conference"
  approved-by: "M-0138, M-1038"
  Expenses:Travel       64.80 USD
  Assets:Bank          -64.80 USD""",
        find=unknown,
    ),
)
