"""What changed since the last review: what was signed for then, and what came since."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.periods import long_date
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.packs.firstpage.money import LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from coopbooks.controls.review.signing import SignOff
    from coopbooks.core.periods import Period

SINCE = "review-since"


class Before(NamedTuple):
    """The review before.

    Attributes:
        sign_off: Who signed, and whether it holds.
        changes: What changed since somebody signed, in words, by who signed.
    """

    sign_off: SignOff
    changes: Mapping[str, list[str]]


def since_table(
    before: Before | None, entries: Iterable[data.Directive], period: Period
) -> Table:
    """What changed since the last period that somebody signed for.

    Args:
        before: The review before; None for the first one.
        entries: The book's entries.
        period: The period under review.

    Returns:
        A section of sentences, and a row for each change of what was signed then.
    """
    title = "What changed since the last review"
    if before is None:
        nobody = Sentence("Nobody signed for a period before this one.")
        return Table(SINCE, title, (LABEL,), (), lead=(nobody,))
    found = before.sign_off
    new = sum(
        isinstance(one, data.Transaction) and found.period.end <= one.date < period.end
        for one in entries
    )
    many = "1 entry is" if new == 1 else f"{new} entries are"
    came = f"{many} new, dated after {long_date(found.period.last)}."
    told = (one for each in before.changes.values() for one in each)
    rows = [
        Row(f"since-{number}", {"label": f"{number}. {words}"})
        for number, words in enumerate(dict.fromkeys(told), start=1)
    ]
    said = (_signed(found), came, _kept(found, before.changes))
    return Table(SINCE, title, (LABEL,), tuple(rows), lead=tuple(map(Sentence, said)))


def _signed(found: SignOff) -> str:
    """Who signed for the period before, and when."""
    by = [one.signature for one in found.seen]
    who = " and ".join(dict.fromkeys(one.by for one in by))
    last = max(one.date for one in by)
    return f"{who} signed for {found.period.label}, the last time {long_date(last)}."


def _kept(found: SignOff, changes: Mapping[str, list[str]]) -> str:
    """Whether the book still says what was signed."""
    if not changes:
        return "The book still says what was signed then."
    again = "" if found.is_complete else "; sign for it again, or put it back"
    return f"The book says something else now than was signed then{again}:"
