"""What a body decided in a period, and what was paid under its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.postings import rows
from coopbooks.federation.reading.lives import UNKNOWN
from coopbooks.federation.reading.lives import Decided
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.paid import GIVEN
from coopbooks.support.need.paid import ROLES

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.decisions import Use
    from coopbooks.core.directives import Directive
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View

VOTES = ("for", "against", "abstain")
A_MEMBER = "a member"
# What may stand around an id in a title.
MARKS = ".,;:!?()[]'\""


def is_help(row: Row, role: str) -> bool:
    """Whether a cost is help in a time of need, or strike pay.

    Args:
        row: The posting of the cost.
        role: What its account is for.

    Returns:
        True by the account's role, or where it names a benefit or a request.
    """
    named = row.tag("benefit") is not None or row.tag("request") is not None
    return named or role in {GIVEN, *ROLES.values()}


def decisions_of(
    entries: Iterable[data.Directive],
    view: View,
    directives: Sequence[Directive],
    period: Period,
) -> Iterator[Decided]:
    """Find what was decided in a period, and under what something was paid in it.

    Args:
        entries: The book's entries.
        view: The same book, read.
        directives: What it says about support.
        period: The period.

    Yields:
        A decision each, by date and id.
    """
    decisions, _ = read_decisions(entries)
    if not decisions:
        return
    under = [entry for entry in entries if _names_one(entry)]
    roles, currency = view.terms.roles, view.currency
    before = {
        use.decision.id: use.used
        for use in uses(under, decisions, roles, currency, period.begin)
    }
    people = _people(under, view, directives, period)
    found = uses(under, decisions, roles, currency, period.end)
    for use in sorted(found, key=lambda one: (one.decision.date, one.decision.id)):
        paid = use.used - before.get(use.decision.id, 0)
        if paid or use.decision.date in period:
            made = _decided(use, view, people.get(use.decision.id, 0))
            yield made._replace(paid=paid)


def _decided(use: Use, view: View, people: int) -> Decided:
    one = use.decision
    return Decided(
        one.id,
        _without_ids(one.title, view.terms.dues.histories),
        one.body,
        one.date,
        tuple(one.votes.get(word) for word in VOTES),
        one.limit.currency if one.limit else view.currency,
        one.limit.number if one.limit else None,
        use.used,
        use.used,
        one.until,
        people,
    )


def _names_one(entry: data.Directive) -> bool:
    """Whether a transaction, or a posting of it, names a decision."""
    if not isinstance(entry, data.Transaction):
        return False
    if "decision" in entry.meta:
        return True
    return any("decision" in (one.meta or ()) for one in entry.postings)


def _people(
    under: Iterable[data.Directive],
    view: View,
    directives: Iterable[Directive],
    period: Period,
) -> Mapping[str, int]:
    """How many members what was spent under each decision is about.

    Those whose request it was granted on count too, before anything is paid.
    """
    found: dict[str, set[str]] = {}
    nameless: set[str] = set()
    for row in rows(one for one in under if one.date < period.end):
        decision, member = row.tag("decision"), row.tag("member")
        if decision is None:
            continue
        if member is not None:
            found.setdefault(decision, set()).add(member)
        elif row.tag("with") is None and _helps(view, row):
            nameless.add(decision)
    asked = _members_asking(directives)
    for one in directives:
        if one.kind == GRANTED.kind and one.name in asked and one.meta.get("decision"):
            found.setdefault(str(one.meta["decision"]), set()).add(asked[one.name])
    return {name: len(who) for name, who in found.items()} | dict.fromkeys(
        nameless, UNKNOWN
    )


def _helps(view: View, row: Row) -> bool:
    """Whether a posting is the cost of help."""
    roles = view.terms.roles
    if roles.type_of(row.account) != "Expenses":
        return False
    return is_help(row, roles.of(row.account) or "")


def _members_asking(directives: Iterable[Directive]) -> dict[str, str]:
    """Who asked, of requests of members."""
    return {
        one.name: str(one.meta["member"])
        for one in directives
        if one.kind == REQUEST.kind and one.meta.get("member")
    }


def _without_ids(title: str, members: Collection[str]) -> str:
    """A title in which no member is found."""
    words = []
    for word in title.split():
        bare = word.strip(MARKS)
        words.append(word.replace(bare, A_MEMBER) if bare in members else word)
    return " ".join(words)
