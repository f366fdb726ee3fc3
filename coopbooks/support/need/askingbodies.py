"""What a body must be, and be in, to be helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.sharing.forms.actions import BODY
from coopbooks.support.need.bodies import agreement_problem
from coopbooks.support.need.bodies import agreements_of
from coopbooks.support.need.bodies import last_months
from coopbooks.support.need.bodies import overdue
from coopbooks.support.need.check import Check
from coopbooks.support.need.words import GOOD
from coopbooks.support.need.words import after
from coopbooks.support.need.words import span_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.groups import Group
    from coopbooks.sharing.share import View


def body_checks(
    view: View,
    benefit: Group,
    body: str,
    day: datetime.date,
    others: Mapping[str, View],
) -> Iterator[Check]:
    """Look at a body that asks.

    Args:
        view: The book of the body that would help.
        benefit: The benefit.
        body: The body that asks.
        day: The day on which it asks.
        others: The books of other bodies at hand, by name.

    Yields:
        A check for each thing that the benefit asks for.
    """
    meta = benefit.header.meta
    known = any(
        one.name == body and (one.meta.get("until") or day) >= day
        for one in view.terms.of(BODY.kind)
    )
    words = f'this book does not know it: add coop-body "{body}"'
    yield Check("a body that we deal with", met=known, because="" if known else words)
    if meta.get("agreement"):
        because = agreement_problem(view, benefit, day, body)
        yield Check("an agreement in force", met=not because, because=because)
    if meta.get("member-for") is not None:
        yield _long_enough(view, benefit, body, day)
    if meta.get("standing") == GOOD:
        owed = overdue(view, body, day, others)
        because = f"it owes {'; '.join(owed)}: to be paid or relieved" if owed else ""
        yield Check(f"owes nothing that is past due on {day}", not owed, because)
    if meta.get("classes"):
        words = "classes: is about members; take it out, or ask for a member"
        yield Check("classes", met=False, because=words)
    if meta.get("months-of-loss") is not None:
        yield _in_need(benefit, body, day, others)


def _long_enough(view: View, benefit: Group, body: str, day: datetime.date) -> Check:
    """Whether an agreement with it has been in force for as long as is asked."""
    span = benefit.header.meta["member-for"]
    found = agreements_of(view, benefit, day, body)
    first = min((one.date for one in found), default=None)
    words = f"an agreement for {span_words(span)}"
    if first is None:
        return Check(words, met=False, because=f"none with {body} is in force")
    if after(first, span) > day:
        because = f"it began on {first}; ask again from {after(first, span)} on"
        return Check(words, met=False, because=because)
    return Check(words, met=True)


def _in_need(
    benefit: Group, body: str, day: datetime.date, others: Mapping[str, View]
) -> Check:
    """Whether its last months came to a loss, by its own book."""
    count = int(benefit.header.meta["months-of-loss"])
    words = f"{count} months of loss before {day}"
    other = others.get(body)
    if other is None:
        because = f"its book is not at hand: name it with --with, or in book: of {body}"
        return Check(words, met=False, because=because)
    months = last_months(other, day, count)
    if not months:
        return Check(words, met=False, because="its book has no closed month")
    said = ", ".join(f"{one.period.label} {one.surplus:,.2f}" for one in months)
    if all(one.surplus < 0 for one in months):
        return Check(f"{words}: {said}", met=True)
    return Check(words, met=False, because=f"its months were {said}")
