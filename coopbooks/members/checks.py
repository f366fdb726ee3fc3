"""Whether what a book says about members fits together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.postings import saying
from coopbooks.members.status import Course
from coopbooks.members.terms import as_known

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.members.terms import Histories


def misfits(histories: Histories) -> list[LedgerError]:
    """Find events that do not fit those before them.

    Args:
        histories: The events of all members.

    Returns:
        An error for each: a member joins twice, something happens to who has not
        joined or has left, a pause ends that was none.
    """
    errors: list[LedgerError] = []
    ids = _Ids(histories)
    for member, history in histories.items():
        course = Course(member)
        for event in as_known(history):
            problem = course.apply(event)
            if problem is None:
                continue
            message = f"coop-member: '{event.event}': {member} {problem}"
            if not course.stints:
                message += ids.meant(member)
            errors.append(LedgerError(event.source, message))
    return errors


def unknown_members(
    entries: Iterable[data.Directive],
    histories: Histories,
    others: Collection[str] = (),
) -> list[LedgerError]:
    """Find postings and transactions for a member that the book does not have.

    Args:
        entries: A book's entries.
        histories: The events of all members.
        others: Who may be named without being a member.

    Returns:
        An error for each `member:` that never joined, at the line of its posting. A
        book that names no members has nothing to compare with, and gets none.
    """
    if not histories:
        return []
    errors: list[LedgerError] = []
    ids = _Ids(histories)
    for entry, meta in saying(entries, "member"):
        member = meta["member"]
        if member is None or str(member) in others:
            continue
        if str(member) not in histories:
            problem = f"member '{member}' never joined; add a coop-member."
            hint = ids.meant(str(member))
            errors.append(
                LedgerError(placed(meta, entry.meta), f"{problem}{hint}", entry)
            )
    return errors


class _Ids:
    """Finds the id that was probably meant, once there is an error at all.

    Ids look alike, so that most near ones are other people's: only differences of
    case, dashes and leading zeros count.
    """

    def __init__(self, histories: Histories) -> None:
        self.histories = histories
        self.plain: dict[str, list[str]] = {}

    def meant(self, member: str) -> str:
        """Say which other id was probably meant, with a leading space; or nothing."""
        if not self.plain:
            for one in self.histories:
                self.plain.setdefault(_plain(one), []).append(one)
        alike = self.plain.get(_plain(member), [])
        others = [one for one in alike if one != member]
        return f" Did you mean '{others[0]}'?" if others else ""


def _plain(member: str) -> str:
    """An id without case, dashes and leading zeros: `M-0042` is `m42`."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\W_]", "", member.lower()))
