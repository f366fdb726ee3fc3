"""What a book says about its reviews: the rule, what was asked, who signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.review.chain import chained
from coopbooks.controls.review.chain import closings_after
from coopbooks.controls.review.chain import last_code
from coopbooks.controls.review.forms import FORMS
from coopbooks.controls.review.forms import ITEM
from coopbooks.controls.review.forms import NOTE
from coopbooks.controls.review.forms import SIGN_OFF
from coopbooks.controls.review.forms import SIGNED
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period

__all__ = ["FORMS", "Reviews", "Rule", "Saying", "Signature", "read_reviews"]

MONTHS_OF_YEAR = 12


class Rule(NamedTuple):
    """Who signs for a month or a year.

    Attributes:
        quorum: How many people.
        offices: One of which they hold; none for any office or membership.
        prepares: The office that prepares the books, whose holder never signs.
        recuse_paid: Whether who was paid in the period does not sign.
        other_bodies: How many of them may come from another body.
        said: Whether the book says so; else it is what holds without a word.
    """

    quorum: int = 2
    offices: tuple[str, ...] = ()
    prepares: str = "treasurer"
    recuse_paid: bool = False
    other_bodies: int = 0
    said: bool = False


class Saying(NamedTuple):
    """What somebody said of an item, of a difference from the plan, or of a period.

    Attributes:
        period: The period's name.
        about: The item's id, or the account.
        state: `open`, `queried` or `accepted`; empty for a note.
        by: Who, by id.
        comment: What they said; empty for nothing.
        date: When.
        identity: How it is known who they are: `typed`, `paper` or `login`.
        words: What the item is, in words.
        of: The other body that they come from; empty for this one.
    """

    period: str
    about: str
    state: str
    by: str
    comment: str
    date: datetime.date
    identity: str
    words: str = ""
    of: str = ""


class Signature(NamedTuple):
    """Somebody signed for a period.

    Attributes:
        period: The period's name.
        by: Who, by id.
        date: When.
        of: The other body that they come from; empty for this one.
        office: As what.
        content: The code of what the book said then.
        kept: The code of the file that keeps what it said; empty for none.
        identity: How it is known who they are.
        document: The scan of a signed paper; empty for none.
        source: Where it stands.
    """

    period: str
    by: str
    date: datetime.date
    of: str = ""
    office: str = ""
    content: str = ""
    kept: str = ""
    identity: str = ""
    document: str = ""
    source: data.Meta | None = None


@dataclass(frozen=True, slots=True)
class Reviews:
    """All that a book says about its reviews.

    Attributes:
        rules: The rules by what they are for, the latest last.
        sayings: What was said of items, in order.
        notes: What was said of differences and periods, in order.
        signatures: Who signed, in order.
        last: What the next review says in `after`.
    """

    rules: Sequence[Directive]
    sayings: Sequence[Saying]
    notes: Sequence[Saying]
    signatures: Sequence[Signature]
    last: str

    def rule_for(self, period: Period) -> Rule:
        """Who signs for a period: a year's rule for whole years, else the month's."""
        months = len(list(period.months()))
        wanted = "year" if months == MONTHS_OF_YEAR else "month"
        held = [
            one for one in self.rules if one.name == wanted and one.date <= period.last
        ]
        return _rule(held[-1]) if held else Rule()

    def note_on(self, period: str, about: str) -> Saying | None:
        """What was last said of a difference or a period; None for nothing."""
        found = None
        for one in self.notes:
            if (one.period, one.about) == (period, about):
                found = one
        return found

    def still_open(self, period: str, found: Collection[str] = ()) -> list[Saying]:
        """What was queried and is not accepted yet, though it is not found in a period.

        Args:
            period: The period under review; what was queried in later ones is left out.
            found: The items that are found in it now. An id stands for all that an item
                says, so what is found again is the same matter.

        Returns:
            What was last said of each, in order.
        """
        last = {one.about: one for one in self.sayings}
        return [
            one
            for one in last.values()
            if one.state == "queried"
            and one.period <= period
            and one.about not in found
        ]

    def said_of(self, period: str, item: str) -> list[Saying]:
        """All that was said of an item up to a period, in order."""
        return [
            one for one in self.sayings if one.about == item and one.period <= period
        ]

    def notes_of(self, period: str) -> list[Saying]:
        """What was last said of each difference of a period, and of the period."""
        last = {one.about: one for one in self.notes if one.period == period}
        return list(last.values())

    def state_of(self, period: str, item: str) -> Saying | None:
        """What was last said of an item of a period; None where nothing was.

        What was asked about it in an earlier period holds until it is accepted.
        """
        found = None
        for one in self.sayings:
            if one.about != item or one.period > period:
                continue
            if one.period == period or one.state == "queried":
                found = one
            elif found is not None and found.period < period:
                found = None
        return found


def read_reviews(
    entries: Sequence[data.Directive],
) -> tuple[Reviews, list[LedgerError]]:
    """Read the reviews of a book.

    Args:
        entries: A book's entries.

    Returns:
        The reviews, and the errors: what does not fit its form, a chain that is
        broken, a quorum below one.
    """
    directives, errors = parse(entries, FORMS)
    order, problems = chained(entries)
    errors += problems
    errors += closings_after(entries, order)
    by_place = {_place(one.source): one for one in directives}
    told = [by_place[key] for one in order if (key := _place(one.meta)) in by_place]
    rules = [one for one in directives if one.kind == SIGN_OFF.kind]
    for one in rules:
        if one.meta["quorum"] < 1:
            problem = f"{one.kind}: a quorum of {one.meta['quorum']} is nobody."
            errors.append(LedgerError(one.source, problem))
    reviews = Reviews(
        rules,
        [_saying(one) for one in told if one.kind == ITEM.kind],
        [_saying(one) for one in told if one.kind == NOTE.kind],
        [_signature(one) for one in told if one.kind == SIGNED.kind],
        last_code(order),
    )
    return reviews, errors


def _place(source: data.Meta | None) -> tuple[object, object]:
    said = source or {}
    return said.get("filename"), said.get("lineno")


def _rule(one: Directive) -> Rule:
    meta = one.meta
    offices = str(meta.get("offices") or "").split(",")
    return Rule(
        int(meta["quorum"]),
        tuple(office.strip() for office in offices if office.strip()),
        str(meta.get("prepares") or "treasurer"),
        meta.get("recuse-paid") is True,
        int(meta.get("other-bodies") or 0),
        said=True,
    )


def _saying(one: Directive) -> Saying:
    return Saying(
        one.name,
        str(one.values.get("item") or one.values.get("about")),
        str(one.values.get("state") or ""),
        str(one.meta["by"]),
        str(one.meta.get("comment") or ""),
        one.date,
        str(one.meta["identity"]),
        str(one.meta.get("words") or ""),
        str(one.meta.get("of") or ""),
    )


def _signature(one: Directive) -> Signature:
    meta = one.meta
    return Signature(
        one.name,
        str(one.values["by"]),
        one.date,
        str(meta.get("of") or ""),
        str(meta.get("office") or ""),
        str(meta["content"]),
        str(meta.get("kept") or ""),
        str(meta["identity"]),
        str(meta.get("document") or ""),
        one.source,
    )
