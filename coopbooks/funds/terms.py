"""What a book says about its funds and campaigns.

A fund is money for a purpose: restricted by its giver or by law, or set aside by the
members' vote. Whatever names no fund is general. A campaign is work for a point of the
programme, which income and costs may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.funds.balances import GENERAL

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive

FUND = Form(
    "coop-fund",
    "Money kept for a purpose: restricted by its giver or by law, or set aside by the "
    "members' vote.",
    """\
2026-01-01 custom "coop-fund" "strike" "set-aside"
  purpose: "strike pay"
  decision: "2025-11/2\"""",
    (Slot("name"), Slot("kind", words=("restricted", "set-aside"))),
    {
        "purpose": Slot("purpose"),
        "decision": Slot("decision", needed=False),
        "giver": Slot("giver", needed=False),
        "kept-on": Slot("kept-on", ("account",), needed=False),
        "spent-on*": Slot("spent-on", ("account",), needed=False),
        "until": Slot("until", ("date",), needed=False),
    },
)
CAMPAIGN = Form(
    "coop-campaign",
    "Work for a point of the programme, which income and costs may name.",
    """\
2026-01-01 custom "coop-campaign" "homes-first" "Homes First"
  works-for: "point 4: homes for people, not for profit\"""",
    (Slot("name"), Slot("title")),
    {
        "works-for": Slot("works-for"),
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (FUND, CAMPAIGN)


@dataclass(frozen=True, slots=True)
class Fund:
    """Money kept for a purpose, as said on a day.

    Attributes:
        name: Its name, as postings say it.
        kind: `restricted` or `set-aside`.
        purpose: What the money is for.
        date: From when this holds.
        decision: The id of the members' decision; empty if it names none.
        giver: Who restricted it; empty if it names none.
        authority: The law or document that restricts it; empty if it names none.
        until: The last day on which it may be spent; None if it says none.
        source: Where it stands in the book.
        kept_on: The account on which its money is kept; empty if it is kept with the
            rest.
        spent_on: The accounts on which it may be spent; none where it says none.
    """

    name: str
    kind: str
    purpose: str
    date: datetime.date
    decision: str
    giver: str
    authority: str
    until: datetime.date | None
    source: data.Meta
    kept_on: str = ""
    spent_on: tuple[str, ...] = ()

    @property
    def is_restricted(self) -> bool:
        """Whether its giver or the law says what it is for, not the members."""
        return self.kind == "restricted"


@dataclass(frozen=True, slots=True)
class Campaign:
    """Work for a point of the programme.

    Attributes:
        name: Its name, as postings say it.
        title: What people call it.
        works_for: The point of the programme that it works for.
        date: From when it runs.
        until: Its last day; None if it says none.
        source: Where it stands in the book.
    """

    name: str
    title: str
    works_for: str
    date: datetime.date
    until: datetime.date | None
    source: data.Meta


def read_funds(
    entries: Iterable[data.Directive],
) -> tuple[list[Fund], list[LedgerError]]:
    """Read the funds of a book.

    Args:
        entries: A book's entries.

    Returns:
        What is said of funds, by date; a later one of the same name replaces the
        earlier one. And the errors: a fund said twice for a day, one that ends before
        it begins, money set aside without a decision, money restricted by nobody, a
        fund named `general`.
    """
    directives, errors = parse(entries, (FUND,))
    kept, problems = _once(directives, _fund_problem)
    return [_fund(one) for one in kept], errors + problems


def read_campaigns(
    entries: Iterable[data.Directive],
) -> tuple[list[Campaign], list[LedgerError]]:
    """Read the campaigns of a book.

    Args:
        entries: A book's entries.

    Returns:
        What is said of campaigns, by date; a later one of the same name replaces the
        earlier one. And the errors: a campaign said twice for a day, one that ends
        before it begins.
    """
    directives, errors = parse(entries, (CAMPAIGN,))
    kept, problems = _once(directives, _campaign_problem)
    campaigns = [
        Campaign(
            one.name,
            one.values["title"],
            one.meta["works-for"],
            one.date,
            one.meta.get("until"),
            one.source,
        )
        for one in kept
    ]
    return campaigns, errors + problems


def funds_on(funds: Iterable[Fund], day: datetime.date) -> dict[str, Fund]:
    """What holds of each fund on a day.

    Args:
        funds: What `read_funds` gave.
        day: The day.

    Returns:
        For each fund that has begun the last thing said of it, by name. A fund whose
        `until` has passed is still there.
    """
    begun = [fund for fund in funds if fund.date <= day]
    return {fund.name: fund for fund in sorted(begun, key=lambda fund: fund.date)}


def _once(
    directives: Iterable[Directive], problem_of: Callable[[Directive], str | None]
) -> tuple[list[Directive], list[LedgerError]]:
    """Keep what is right by itself and said once for a day."""
    said: dict[tuple[str, datetime.date], Directive] = {}
    errors: list[LedgerError] = []
    for one in directives:
        problem = problem_of(one)
        first = said.get((one.name, one.date))
        if problem is None and first is not None:
            problem = f"was said before for {one.date}, at {where(first.source)}."
        if problem is None:
            said[one.name, one.date] = one
        else:
            message = f"{one.kind}: '{one.name}' {problem}"
            errors.append(LedgerError(one.source, message))
    return list(said.values()), errors


def _fund_problem(one: Directive) -> str | None:
    if one.name == GENERAL:
        return "is the word for money that is in no fund; give it another name."
    if one.values["kind"] == "set-aside" and not one.meta.get("decision"):
        return "is set aside by vote: name the members' decision in decision:."
    by_whom = one.meta.get("giver") or one.meta.get("authority")
    if one.values["kind"] == "restricted" and not by_whom:
        return "is restricted: name its giver:, or the law or paper in authority:."
    return _campaign_problem(one)


def _campaign_problem(one: Directive) -> str | None:
    until: datetime.date | None = one.meta.get("until")
    if until is not None and until < one.date:
        return f"ends on {until}, before it begins."
    return None


def _fund(one: Directive) -> Fund:
    meta = one.meta
    return Fund(
        one.name,
        one.values["kind"],
        meta["purpose"],
        one.date,
        meta.get("decision") or "",
        meta.get("giver") or "",
        meta.get("authority") or "",
        meta.get("until"),
        one.source,
        meta.get("kept-on") or "",
        tuple(str(meta[key]) for key in meta if key.startswith("spent-on")),
    )
