"""What to look up before money goes to a political committee, by country and date.

These are facts with their source and the day they were looked up; whether they hold
here, and what follows, is for an adviser. Nothing is refused because of them.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.sharing.forms.actions import BODY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.terms import SharingTerms

UNIONS, COMPANIES = "union", "worker-coop"


class Fact(NamedTuple):
    """A rule on money for political committees.

    Attributes:
        country: Where it is law.
        since: From when on.
        givers: Kinds of bodies that it is about; none for all.
        words: What it says.
        source: Where it stands.
        checked: The day it was looked up.
    """

    country: str
    since: datetime.date
    givers: frozenset[str]
    words: str
    source: str
    checked: datetime.date


CHECKED = datetime.date(2026, 11, 23)
FACTS = (
    Fact(
        "US",
        datetime.date(1976, 5, 11),
        frozenset({UNIONS, COMPANIES}),
        "corporations and unions may not give their own money to federal candidates "
        "and party committees; a separate segregated fund may, from voluntary gifts",
        "52 USC 30118(a), (b)",
        CHECKED,
    ),
    Fact(
        "US",
        datetime.date(1976, 5, 11),
        frozenset({UNIONS}),
        "a separate segregated fund may not use dues that are required, nor money that "
        "was secured by a threat of job or membership",
        "52 USC 30118(b)(3)(A)",
        CHECKED,
    ),
    Fact(
        "GB",
        datetime.date(2018, 3, 1),
        frozenset({UNIONS}),
        "what a union spends on political objects comes out of its political fund, to "
        "which members who joined since then opted in, or did not opt out where that "
        "is what the law of the day asks",
        "Trade Union and Labour Relations (Consolidation) Act 1992, ss. 71 to 84",
        CHECKED,
    ),
    Fact(
        "GB",
        datetime.date(2001, 2, 16),
        frozenset(),
        "a party may keep a donation above the limit only from those whom the law "
        "permits, and reports it; check who gives before it is kept",
        "Political Parties, Elections and Referendums Act 2000, ss. 54 to 62",
        CHECKED,
    ),
)


def warnings(terms: SharingTerms, group: Group, day: datetime.date) -> Iterator[str]:
    """Say what to look up before an agreement's share is paid.

    Args:
        terms: What a book says about bodies.
        group: An agreement.
        day: The day that it is about.

    Yields:
        A sentence for each fact in force, with its source and when it was looked up,
        where one side of the agreement is a political committee; one sentence where
        no fact is known for its country.
    """
    giver, receiver = (str(group.header.meta[key]) for key in ("from", "to"))
    for body in _committees(terms, (giver, receiver), day):
        kind = _kind(terms, giver if body.name == receiver else receiver, day)
        country = str(body.meta.get("country") or _country(terms, day))
        found = [
            fact
            for fact in FACTS
            if fact.country == country
            and fact.since <= day
            and (not fact.givers or not kind or kind in fact.givers)
        ]
        head = f"{body.name} is a political committee"
        if not found:
            where = country or "a country that is not said"
            yield (
                f"{head} in {where}, whose rules are not known here. Look them up, and "
                "ask your adviser, before anything is paid."
            )
        for fact in found:
            yield (
                f"{head}: {fact.words} ({fact.source}, looked up on {fact.checked}). "
                "Check with your adviser before anything is paid."
            )


def _committees(
    terms: SharingTerms, bodies: tuple[str, ...], day: datetime.date
) -> list[Directive]:
    """Which of some bodies are said to be political committees on a day."""
    found = {}
    for one in terms.of(BODY.kind):
        if one.name in bodies and one.date <= day:
            found[one.name] = one
    return [
        one
        for one in found.values()
        if one.meta.get("political-committee")
        and not (one.meta.get("until") and one.meta["until"] < day)
    ]


def _kind(terms: SharingTerms, body: str, day: datetime.date) -> str:
    """What kind a body is; empty where nothing says it."""
    entity = terms.entity_on(day)
    if entity is not None and entity.name == body:
        return str(entity.kind)
    kinds = [
        str(one.values["kind"])
        for one in terms.of(BODY.kind)
        if one.name == body and one.date <= day
    ]
    return kinds[-1] if kinds else ""


def _country(terms: SharingTerms, day: datetime.date) -> str:
    entity = terms.entity_on(day)
    return str(entity.country or "") if entity is not None else ""
