"""Finding what was typed before: the cheque of the 3rd that cleared on the 9th."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.substance import details
from coopbooks.imports.standing import said
from coopbooks.statements.bankterms import SEEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.imports.drafts import Draft
    from coopbooks.imports.profile import Profile
    from coopbooks.imports.standing import Key
    from coopbooks.imports.standing import Standing
    from coopbooks.imports.standing import Typed


@dataclass(slots=True)
class TypedBefore:
    """Finds entries typed before, each at most once.

    Attributes:
        standing: What the book has.
        profile: The sender's profile, for the window.
        since: Nothing earlier is looked at, since the statement begins with what the
            book held then; `date.min` to look at all.
        taken: The postings and directives that were found.
    """

    standing: Standing
    profile: Profile
    since: datetime.date = datetime.date.min
    taken: set[tuple[int, int]] = field(default_factory=set)

    def find(self, draft: Draft) -> data.Directive | None:
        """The entry that was typed for a draft.

        Args:
            draft: The draft.

        Returns:
            Of those with the same amount on the same account, and for rows about
            members the same member and month, the nearest one within the window; None
            where there is none.
        """
        entry = draft.entry
        if not isinstance(entry, data.Transaction):
            other = self.standing.plain.get(said(entry))
            return other if other is not None and self._take(other, 0) else None
        told = self.told(draft)
        if told is not None:
            return told
        key, period = self._key(draft, entry)
        if key is None:
            return None
        near = [
            one
            for one in self.standing.typed.get(key, ())
            if (id(one.entry), one.at) not in self.taken
            and (id(one.entry), one.at) not in self.standing.cleared
            and self._fits(one, entry.date, period)
        ]
        if not near:
            return None
        best = min(near, key=lambda one: _nearest(one, entry.date))
        self._take(best.entry, best.at)
        return best.entry

    def free(self, account: str, currency: str) -> list[Typed]:
        """What was typed on an account and is no row so far.

        Args:
            account: The account.
            currency: The currency.

        Returns:
            The typed postings, the oldest first.
        """
        gone = self.taken | self.standing.cleared
        found = [
            one
            for key, ones in self.standing.typed.items()
            if (key[0], key[2], key[3]) == (account, currency, "")
            for one in ones
            if one.entry.date >= self.since and (id(one.entry), one.at) not in gone
        ]
        return sorted(found, key=lambda one: one.entry.date)

    def take(self, typed: Iterable[Typed]) -> None:
        """Let some typed postings be found no more."""
        for one in typed:
            self._take(one.entry, one.at)

    def told(self, draft: Draft) -> data.Directive | None:
        """What somebody wrote of a bank's row.

        Args:
            draft: The draft.

        Returns:
            A `coop-cleared` of its account, day and amount that was typed, not
            imported; None where there is none, and for other kinds.
        """
        moved = sum((part.number or Decimal(0) for part in draft.parts), Decimal(0))
        key = draft.account, draft.date, moved, draft.currency
        waiting = self.standing.told.get(key, ()) if self._is_bank else ()
        return next((one for one in waiting if self._take(one, 0)), None)

    @property
    def _is_bank(self) -> bool:
        return self.profile.kind == "bank"

    def _take(self, entry: data.Directive, index: int) -> bool:
        mark = (id(entry), index)
        if mark in self.taken:
            return False
        self.taken.add(mark)
        return True

    def _fits(self, one: Typed, day: datetime.date, period: str) -> bool:
        if one.entry.date < self.since:
            return False
        if abs((one.entry.date - day).days) > self.profile.window:
            return False
        said_for = details(one.entry, one.entry.postings[one.at]).get("period")
        return not (period and said_for) or str(said_for) == period

    def _key(self, draft: Draft, entry: data.Transaction) -> tuple[Key | None, str]:
        """The account and amount by which a draft is known, and its month."""
        if self.profile.shape.about_members and draft.member:
            for posting in entry.postings:
                tags, units = details(entry, posting), posting.units
                if (posting.meta or {}).get("member") and units and units.number:
                    key = posting.account, units.number, units.currency, draft.member
                    return key, str(tags.get("period") or "")
        number = sum(
            (
                one.units.number
                for one in entry.postings
                if one.account == draft.account and one.units and one.units.number
            ),
            Decimal(0),
        )
        if not draft.account or not number:
            return None, ""
        return (draft.account, number, draft.currency, ""), ""


def _nearest(one: Typed, day: datetime.date) -> tuple[bool, datetime.timedelta, int]:
    """How near a typed posting is to a row: first what says the bank's day itself."""
    seen = (one.entry.postings[one.at].meta or {}).get(SEEN)
    return seen != day, abs(one.entry.date - day), one.at
