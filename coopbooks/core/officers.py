"""Who holds which office, by member id and date."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.errors import LedgerError

OFFICER = Form(
    "coop-officer",
    "Which member takes up an office, or lays it down; members are opaque ids.",
    """\
2026-01-01 custom "coop-officer" "M-0007" "treasurer"
  until: 2027-12-31
  decision: "2025-11/1\"""",
    (Slot("member"), Slot("office"), Slot("ends", words=("ends",), needed=False)),
    {
        "until": Slot("until", ("date",), needed=False),
        "decision": Slot("decision", needed=False),
    },
)
FORMS = (OFFICER,)


class Term(NamedTuple):
    """A stretch of days in which a member holds an office.

    Attributes:
        member: The member's id.
        office: The office, such as `treasurer`.
        begin: The first day.
        end: The day after the last; None while it is open.
    """

    member: str
    office: str
    begin: datetime.date
    end: datetime.date | None


def read_officers(
    entries: Iterable[data.Directive],
) -> tuple[list[Term], list[LedgerError]]:
    """Read the terms of office of a book.

    Args:
        entries: A book's entries.

    Returns:
        The terms by their first day, and the errors. `until:` is the last day in
        office; an `ends` on a day means that the day before was the last.
    """
    directives, errors = parse(entries, FORMS)
    terms: list[Term] = []
    for directive in directives:
        member, office = directive.name, directive.values["office"]
        if directive.values.get("ends"):
            terms = [
                term._replace(end=directive.date)
                if (term.member, term.office) == (member, office)
                and (term.end is None or term.end > directive.date)
                else term
                for term in terms
            ]
            continue
        last: datetime.date | None = directive.meta.get("until")
        end = last + datetime.timedelta(days=1) if last else None
        terms.append(Term(member, office, directive.date, end))
    return terms, errors


def in_office(terms: Iterable[Term], office: str, day: datetime.date) -> list[str]:
    """Who holds an office on a day.

    Args:
        terms: Terms of office.
        office: The office.
        day: The day.

    Returns:
        The ids of its holders, in order.
    """
    return sorted(
        {
            term.member
            for term in terms
            if term.office == office
            and term.begin <= day
            and (term.end is None or day < term.end)
        }
    )
