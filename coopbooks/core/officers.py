"""Who holds which office, by member id and date."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import near
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError
from coopbooks.core.fiscalyear import DAY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from beancount.core import data

    from coopbooks.core.directives import Directive

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
        The terms by their first day, and the errors: a term that ends before it
        begins, an end without a term. `until:` is the last day in office; an `ends` on
        a day means that the day before was the last.
    """
    directives, errors = parse(entries, FORMS)
    terms: list[Term] = []
    for directive in directives:
        problem = None
        if directive.values.get("ends"):
            ended = [_ended(term, directive) for term in terms]
            if ended == terms:
                problem = _nothing_to_end(directive, terms)
            terms = ended
        elif (until := directive.meta.get("until")) and until < directive.date:
            problem = f"'{directive.name}' ends on {until}, before it begins."
        else:
            terms.append(_term(directive))
        if problem:
            errors.append(LedgerError(directive.source, f"coop-officer: {problem}"))
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


def _term(directive: Directive) -> Term:
    last: datetime.date | None = directive.meta.get("until")
    end = last + DAY if last else None
    return Term(directive.name, directive.values["office"], directive.date, end)


def _ended(term: Term, directive: Directive) -> Term:
    """The term, ended where the directive ends it."""
    ends = (term.member, term.office) == (directive.name, directive.values["office"])
    if ends and (term.end is None or term.end > directive.date):
        return term._replace(end=directive.date)
    return term


def _nothing_to_end(directive: Directive, terms: Iterable[Term]) -> str:
    """What to say of an end without a term, and what was probably meant."""
    member, office = directive.name, directive.values["office"]
    held = [term.office for term in terms if term.member == member]
    return (
        f"'{member}' does not hold the office '{office}' on {directive.date}."
        f"{near(str(office), [one for one in held if one != office])}"
    )
