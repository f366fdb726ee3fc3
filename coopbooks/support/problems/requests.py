"""What is wrong with requests for help and with what was decided on them.

No message says a word of what stands in `reasons:`: who writes them there by mistake
must not find them in a report as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.core.groups import in_force
from coopbooks.dues.problems.names import meant
from coopbooks.dues.problems.names import told
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.decided import Vote
from coopbooks.support.need.decided import not_decided
from coopbooks.support.need.words import STRIKE_PAY
from coopbooks.support.need.words import currency_of
from coopbooks.support.need.words import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.sharing.problems.names import Names
    from coopbooks.support.need.decided import Deciders

HASH = re.compile(r"sha256:[0-9a-f]{4,64}")
GIVEN = "granted"
WITHDRAWN = "withdrawn"


def check_requests(
    directives: Sequence[Directive],
    benefits: Sequence[Group],
    names: Names,
    known: Deciders,
) -> Iterator[LedgerError]:
    """Find what is wrong with requests and with what was decided on them.

    Args:
        directives: All the book's directives that fit their forms.
        benefits: Its benefits, each with its bands.
        names: The names of the book.
        known: Its members, officers and votes.

    Yields:
        An error for each thing, at the line to mend; none that tells a reason.
    """
    requests: dict[str, Directive] = {}
    for line in directives:
        if line.form is REQUEST:
            first = requests.setdefault(line.name, line)
            if first is not line:
                place = where(first.source)
                problem = f"'{line.name}' was asked before, at {place}."
                yield told(line, f"{problem} Each request has an id of its own.")
            yield from _benefit(line, benefits)
            yield from _asker(line, names, known)
            yield from _private(line)
    decided: dict[str, Directive] = {}
    for line in directives:
        if line.form is GRANTED:
            first = decided.setdefault(line.name, line)
            if first is not line:
                place = where(first.source)
                problem = f"'{line.name}' was decided before, at {place}."
                yield told(line, f"{problem} For more help note a new request.")
            yield from _decided(line, requests, benefits, known)
            yield from _private(line)


def _benefit(line: Directive, benefits: Sequence[Group]) -> Iterator[LedgerError]:
    """The benefit that is asked for, and how much."""
    name, amount = str(line.values["benefit"]), line.values["amount"]
    there = {one.name for one in benefits}
    benefit = in_force(benefits, name, line.date)
    if name not in there:
        problem = f"there is no coop-benefit '{name}'.{near(name, there)}"
        yield told(line, problem)
    elif benefit is None:
        yield told(line, f"'{name}' does not hold yet on {line.date}.")
    elif (benefit.header.meta.get("until") or line.date) < line.date:
        until = benefit.header.meta["until"]
        yield told(line, f"'{name}' ended on {until}.")
    elif kind_of(benefit) == STRIKE_PAY:
        problem = "strike pay is not asked for: see coop-strike."
        yield told(line, f"'{name}': {problem}")
    if amount.number <= 0:
        yield told(line, f"{line.name}: {amount} is nothing, or below it.")
    currency = currency_of(benefit, "") if benefit else ""
    if currency and amount.currency != currency:
        yield told(line, f"{line.name}: {amount}: '{name}' is in {currency}.")


def _asker(line: Directive, names: Names, known: Deciders) -> Iterator[LedgerError]:
    """Who asks: one member or one body that the book knows."""
    member, body = line.meta.get("member"), line.meta.get("body")
    if (member is None) == (body is None):
        yield told(line, f"{line.name}: who asks? Say member: or body:, one of them.")
    elif member is not None and member not in known.histories:
        problem = f"member: {member} never joined; add a coop-member."
        yield told(line, f"{problem}{meant(str(member), known.histories)}")
    elif body is not None and body not in names.bodies:
        hint = near(str(body), names.bodies)
        yield told(line, f"body: there is no coop-body '{body}'.{hint}")


def _private(line: Directive) -> Iterator[LedgerError]:
    """Why somebody asks stands in no book; what is written there is not repeated."""
    reasons = line.meta.get("reasons")
    if reasons is not None and not HASH.fullmatch(str(reasons)):
        yield told(
            line,
            f"{line.name}: reasons: holds the hash of a private file, such as "
            '"sha256:0f3c...", and never the reasons. coopbooks support request '
            "makes it.",
        )
    for key in ("note", "authority", "source"):
        if line.meta.get(key) is not None:
            problem = "has no place here: why somebody asks stands in private/ only."
            yield told(line, f"{line.name}: {key}: {problem}")
    if line.meta.get("document") is not None and line.meta.get("member") is not None:
        problem = "document: is for all to see; a member's papers lie in private/."
        yield told(line, f"{line.name}: {problem}")


def _decided(
    line: Directive,
    requests: Mapping[str, Directive],
    benefits: Sequence[Group],
    known: Deciders,
) -> Iterator[LedgerError]:
    """What was decided, on which request, and by whom."""
    request = requests.get(line.name)
    if request is None:
        hint = meant(line.name, requests)
        yield told(line, f"there is no coop-request '{line.name}'.{hint}")
        return
    if line.date < request.date:
        problem = f"it was only asked on {request.date}."
        yield told(line, f"{line.name}: decided on {line.date}, {problem}")
    if line.values["outcome"] == WITHDRAWN:
        return
    if line.values["outcome"] == GIVEN:
        yield from _granted(line, request)
    name = str(request.values["benefit"])
    benefit = in_force(benefits, name, request.date)
    if benefit is None:
        return
    said = str(line.meta.get("by") or "")
    by = tuple(one.strip() for one in said.split(",") if one.strip())
    vote = Vote(
        line.date,
        by,
        str(line.meta.get("decision") or ""),
        request.date,
        str(request.meta.get("member") or ""),
    )
    if vote.decision and vote.decision not in known.decisions:
        return  # told where all decisions are looked for
    for problem in not_decided(benefit, vote, known):
        yield told(line, f"{line.name}: {problem}")


def _granted(line: Directive, request: Directive) -> Iterator[LedgerError]:
    """A grant has a limit and an end, and is no more than was asked for."""
    limit, until = line.meta.get("limit"), line.meta.get("until")
    asked = request.values["amount"]
    if limit is None:
        yield told(line, f"{line.name}: granted up to how much? Say limit:.")
    elif limit.currency != asked.currency:
        problem = f"limit: {limit}: it was asked in {asked.currency}."
        yield told(line, f"{line.name}: {problem}")
    elif not 0 < limit.number <= asked.number:
        problem = f"limit: {limit}: above zero, and at most what was asked, {asked}."
        yield told(line, f"{line.name}: {problem}")
    if until is None:
        yield told(line, f"{line.name}: granted until when? Say until:.")
    elif until < line.date:
        yield told(line, f"{line.name}: until: {until} is before {line.date}.")
