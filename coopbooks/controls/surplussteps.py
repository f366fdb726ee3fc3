"""The steps of a month about a surplus: sharing the last year, and paying members."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.step import Step
from coopbooks.core.decisions import read_decisions
from coopbooks.core.errors import in_folder
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.surplus.forms.rules import SURPLUS
from coopbooks.surplus.overview.reading import owed_to_members
from coopbooks.surplus.overview.unshared import last_year
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.controls.month import Month
    from coopbooks.core.decisions import Decision
    from coopbooks.core.errors import LedgerError
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.overview.unshared import LastYear

# More than so many problems are only counted.
MOST = 5
# What is due so soon after the month is to be done.
SOON = datetime.timedelta(days=62)


def shared(month: Month) -> Step | None:
    """Whether the last year that is over was shared, and what comes next of it."""
    found = _last_year(month)
    if found is None:
        return None
    if found.shared is not None:
        if found.shared.date not in month.period:
            return None
        return Step("shared", "done", f"The {found.title} is shared")
    if found.proposal is None:
        words = f"It can't be worked out how {found.year.name} is shared"
        return Step("shared", "todo", words, _propose(found), (found.why_not,))
    if not found.proposal.figures.start:
        return None
    return _to_share(month, found, found.proposal)


def _to_share(month: Month, found: LastYear, proposal: Allocation) -> Step:
    """What comes next for a year that is not shared."""
    title, year = found.title, found.year.name
    if proposal.problems:
        words = f"The {title} can't be shared as the book stands"
        details = _told(month, proposal.problems)
        return Step("shared", "todo", words, _propose(found), details)
    if proposal.figures.closed == "open":
        words = f"{year} is not closed; close it, and then share the {title}"
        close = ("close", "BOOK", "--period", year, "--hard", "--write")
        return Step("shared", "todo", words, close)
    code = code_of(proposal)
    decided = _decided(month, found)
    if decided is None:
        words = (
            f"The {title} is not shared yet; work out the proposal, and let the "
            "members decide"
        )
        return Step("shared", "todo", words, _propose(found))
    if decided.proposal != code:
        words = f"The book has changed since the members decided on the {title}"
        details = (
            f"decision {decided.id} is about proposal {decided.proposal}",
            f"the book now gives proposal {code}",
        )
        return Step("shared", "todo", words, _propose(found), details)
    words = f"The members decided on the {title}; write it into the book"
    command = ("surplus", "post", "BOOK", "--period", year)
    return Step(
        "shared", "todo", words, (*command, "--decision", decided.id, "--write")
    )


def paid_out(month: Month) -> Step | None:
    """Whether members have got what is due to them in cash."""
    found = _last_year(month)
    if found is None or found.shared is None:
        return None
    scope, year = month.scope, found.year.name
    terms = read_terms(scope.entries, scope.roles.types)
    owed = owed_to_members(terms, scope.entries, scope.currency)
    due = total_of(one.number for one in owed if not one.left)
    if due <= 0:
        return None
    amount = f"{quantize(due, scope.currency):,f} {scope.currency}"
    asked = f"coopbooks surplus notices BOOK --period {year} --into FOLDER"
    details = (f"what each one got: {asked}",)
    if not found.pay_by:
        words = f"Pay members what is due to them of {year} in cash, {amount}"
        return Step("paid-out", "todo", words, (), details)
    day = long_date(found.pay_by)
    if found.pay_by - month.period.end > SOON:
        words = f"Paying members {amount} of {year} in cash, by {day}"
        return Step("paid-out", "awaited", words)
    until = f"that was to be by {day}" if found.pay_by < month.today else f"by {day}"
    words = f"Pay members what is due to them of {year} in cash, {amount}, {until}"
    return Step("paid-out", "todo", words, (), details)


def _last_year(month: Month) -> LastYear | None:
    """The last year that was over by the end of the month, as the book is now."""
    scope = month.scope
    if not any(
        one.type == SURPLUS.kind
        for one in scope.entries
        if isinstance(one, data.Custom)
    ):
        return None
    end = min(month.period.end, month.today)
    return last_year(scope.entries, scope.roles.types, scope.currency, end, month.today)


def _decided(month: Month, found: LastYear) -> Decision | None:
    """The last decision about a proposal of the year; None if there is none."""
    decisions, _ = read_decisions(month.scope.entries)
    begin = f"s-{found.year.name.lower()}-"
    about = [one for one in decisions if (one.proposal or "").startswith(begin)]
    return about[-1] if about else None


def _propose(found: LastYear) -> tuple[str, ...]:
    return ("surplus", "propose", "BOOK", "--period", found.year.name)


def _told(month: Month, problems: Sequence[LedgerError]) -> tuple[str, ...]:
    """Problems with their places in the book, as many as can be read at once."""
    told = [f"{in_folder(one.source, month.folder)}: {one.message}" for one in problems]
    more = len(told) - MOST
    return (*told[:MOST], f"and {more} more") if more > 0 else tuple(told)
