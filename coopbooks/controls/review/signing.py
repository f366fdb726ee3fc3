"""Whether a period is signed: by enough people, who may, for what the book says now.

The one who prepares the books does not sign for them, and nobody counts twice (US
Department of Labor, Office of Labor-Management Standards, "Conducting Audits in Small
Unions": trustees review the work of the financial officers). How many sign is the
bylaws' matter; without a word two do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.review.kept import content_of
from coopbooks.controls.review.may import May
from coopbooks.controls.review.terms import read_reviews
from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.controls.review.terms import Reviews
    from coopbooks.controls.review.terms import Rule
    from coopbooks.controls.review.terms import Signature
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period


class Seen(NamedTuple):
    """A signature, and whether it counts.

    Attributes:
        signature: The signature.
        why_not: Why it does not count, in a sentence; empty where it does.
        void: Whether it counted, and the book says something else now.
    """

    signature: Signature
    why_not: str
    void: bool


@dataclass(frozen=True, slots=True)
class SignOff:
    """Whether a period is signed.

    Attributes:
        period: The period.
        rule: Who signs.
        content: The code of what the book says now.
        seen: The signatures for it, in order.
    """

    period: Period
    rule: Rule
    content: str
    seen: Sequence[Seen]

    @property
    def valid(self) -> list[Signature]:
        """The signatures that count."""
        return [one.signature for one in self.seen if not one.why_not]

    @property
    def is_complete(self) -> bool:
        """Whether enough people signed."""
        return len(self.valid) >= self.rule.quorum

    @property
    def is_void(self) -> bool:
        """Whether somebody signed for what the book does not say any more."""
        return any(one.void for one in self.seen) and not self.is_complete

    @property
    def words(self) -> str:
        """The state in a few words, as every page of a pack says it."""
        state, who = self._state()
        return f"{state.upper()}{who}"

    @property
    def title(self) -> str:
        """The state in a few words, as a heading says it."""
        state, who = self._state()
        return f"{state[0].upper()}{state[1:]}{who}"

    def _state(self) -> tuple[str, str]:
        """The state, and by whom."""
        who = ", ".join(one.by for one in self.valid)
        if self.is_complete:
            last = max(one.date for one in self.valid)
            return "signed", f" by {who}, {long_date(last)}"
        if self.is_void:
            return "changed since it was signed", ""
        if self.valid:
            return "signed", f" by {len(self.valid)} of {self.rule.quorum}: {who}"
        return "not yet signed", ""


def sign_off(book: Book, reviews: Reviews, period: Period, content: str) -> SignOff:
    """Whether a period is signed.

    Args:
        book: The book.
        reviews: What it says of its reviews.
        period: The period.
        content: The code of what it says up to the period's end.

    Returns:
        The signatures, each with whether it counts and why not.
    """
    rule = reviews.rule_for(period)
    asked = [one for one in reviews.signatures if one.period == period.name]
    # Who may sign is asked where somebody did, since it reads the whole book.
    may = May(book, rule, period) if asked else None
    seen: list[Seen] = []
    for one in asked:
        void = one.content != content
        why = (
            may.why_not(one, [each.signature for each in seen if not each.why_not])
            if may
            else ""
        )
        if void and not why:
            why = "the book says something else now than what was signed"
        seen.append(Seen(one, why, void))
    return SignOff(period, rule, content, seen)


def signatures_by_month(book: Book) -> dict[str, SignOff]:
    """The months for which somebody signed.

    Args:
        book: The book.

    Returns:
        Who signed by the month's name, and whether it still counts.
    """
    reviews, _ = read_reviews(book.entries)
    found = {}
    for name in sorted({one.period for one in reviews.signatures}):
        try:
            month = parse_period(name)
        except BadPeriod:  # a year of this book's own, or what a hand wrote
            continue
        if month.name == name and len(month.months()) == 1:
            content = content_of(book, month)
            found[name] = sign_off(book, reviews, month, content)
    return found
