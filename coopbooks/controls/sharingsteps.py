"""The steps of a month about shares and support: charging, paying, deciding."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from coopbooks.controls.step import Step
from coopbooks.core.errors import in_folder
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.sharing.overview.reading import read
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.shares.relief import unmet
from coopbooks.support.forms.need import GRANTED
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import read as read_support
from coopbooks.support.overview.reading import view_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.controls.month import Month
    from coopbooks.sharing.overview.lines import Line
    from coopbooks.sharing.overview.reading import Sharing
    from coopbooks.support.overview.reading import Support
    from coopbooks.support.resources.provided import Provided

# More than so many are only counted.
MOST = 5
# What is due so soon is to be paid; before that it is not for today.
SOON = datetime.timedelta(days=7)


def between(month: Month) -> Iterator[Step]:
    """The steps about what bodies share, provide and lend.

    Args:
        month: What is known.

    Yields:
        The steps that concern this book; none where it says nothing of agreements or
        support. Of who asked for help, nobody is named.
    """
    if not concerns(month.scope):
        return
    view, terms = view_on(month.scope)
    sharing = read(month.scope, view)
    if sharing is not None:
        if (step := _charged(month, sharing)) is not None:
            yield step
        yield from _conditions(sharing)
        yield from _to_pay(month, sharing)
        yield from _awaited(month, sharing)
    support = read_support(month.scope, view, terms)
    yield from _provided(month, support)
    yield from _loans(month, support)
    yield from _requests(support)


def _charged(month: Month, found: Sharing) -> Step | None:
    """Whether the shares that ended in the month are in the book."""
    ended = [one for one in found.lines if one.period and _ends_in(one, month)]
    if not ended or ended[0].basis == "cash":
        return None
    label = month.period.label
    if not month.is_over:
        return Step("shares-charged", "awaited", f"Charging the shares of {label}")
    command: tuple[str, ...] = (
        "share",
        "accrue",
        "BOOK",
        "--period",
        month.period.name,
    )
    problems = [
        f"{in_folder(problem.source, month.folder)}: {problem.message}"
        for one in ended
        for problem in (one.share.problems if one.share else ())
    ]
    if problems:
        words = f"Not all shares of {label} can be worked out"
        return Step("shares-charged", "todo", words, command, _some(problems))
    lacking = [one for one in ended if one.lacking]
    unseen = [one for one in ended if one.share is None and not one.is_charged]
    if not lacking and not unseen:
        words = f"The shares that ended in {label} are charged"
        return Step("shares-charged", "done", words)
    many = len(lacking) + len(unseen)
    what = "1 share" if many == 1 else f"{many} shares"
    words = f"{what} that ended in {label} not charged as the agreements say"
    if unseen:
        command = (*command, "--with", "OTHER-BOOK")
    details = _some([f"{one.name}, {one.label}" for one in (*lacking, *unseen)])
    return Step("shares-charged", "todo", words, (*command, "--write"), details)


def _ends_in(line: Line, month: Month) -> bool:
    return line.period is not None and line.period.last in month.period


def _conditions(found: Sharing) -> Iterator[Step]:
    """Conditions that are not met on the last day, of shares that we expect or owe."""
    waits = [
        f"{group.name}: {line.values['condition']}"
        for group in found.agreements
        for line in unmet(found.view.terms, group, found.period.last)
    ]
    if waits:
        words = "Not owed before it is met; say so with coop-agreement-met"
        yield Step("conditions", "awaited", words, (), _some(waits))


def _to_pay(month: Month, found: Sharing) -> Iterator[Step]:
    """Shares of ours that are due, or will be within a week."""
    by = month.today + SOON
    due = [one for one in found.open if one.giving and one.due and one.due <= by]
    if not due:
        return
    first = min(one.due for one in due if one.due)
    late = f"the oldest since {long_date(first)}"
    when = late if first < month.today else f"the first by {long_date(first)}"
    words = f"Pay what is due of our shares, {_sums(due)}, {when}"
    command = ("share", "settle", "BOOK", "--period", month.period.name)
    yield Step("shares-paid", "todo", words, command, _listed(found, due))


def _awaited(month: Month, found: Sharing) -> Iterator[Step]:
    """Shares of others that are late."""
    late = [
        one
        for one in found.open
        if not one.giving and one.due and one.due < month.today
    ]
    if late:
        words = f"Ask for shares that are late, {_sums(late)}"
        yield Step("shares-late", "todo", words, (), _listed(found, late))


def _provided(month: Month, found: Support) -> Iterator[Step]:
    """What was promised in kind for periods that are over, and not delivered."""
    over = [
        one
        for one in found.provided.rows
        if one.to_come and one.period.end <= month.period.end
    ]
    if over:
        words = "Promised for periods that are over, and not delivered"
        details = _some([_promise(found, one) for one in over])
        yield Step("resources", "todo", words, ("support", "resources"), details)


def _promise(found: Support, one: Provided) -> str:
    side = "to" if one.thing.ours else "from"
    return (
        f"{one.to_come.normalize():f} {one.thing.unit} of {one.thing.resource}, "
        f"{one.period.label}, {side} {title_of(found.view, one.thing.other)}"
    )


def _loans(month: Month, found: Support) -> Iterator[Step]:
    """Instalments of loans that we borrowed, late or due soon."""
    by = month.today + SOON
    lines = []
    for state in found.loans:
        name, unit = state.loan.name, state.loan.currency
        side = "owed to us" if state.booked.ours else "to be paid"
        if state.late:
            lines.append(f"{name}: {state.late:,.2f} {unit} late, {side}")
        coming = state.next
        if coming is not None and coming.payment.due <= by and not state.booked.ours:
            day = long_date(coming.payment.due)
            lines.append(f"{name}: {coming.open:,.2f} {unit} to be paid by {day}")
    if lines:
        words = "Instalments of loans that are late or due soon"
        yield Step("loans", "todo", words, ("support", "loans"), tuple(lines))


def _requests(found: Support) -> Iterator[Step]:
    """Requests for help that nothing was decided on; never who asked, or why."""
    terms = found.terms
    decided = {one.name for one in terms.of(GRANTED.kind)}
    open_ = [one for one in terms.of(REQUEST.kind) if one.name not in decided]
    if open_:
        many = "1 request for help waits" if len(open_) == 1 else ""
        words = f"{many or f'{len(open_)} requests for help wait'} to be decided"
        details = _some([one.name for one in open_])
        command = ("support", "decide", "BOOK", open_[0].name)
        yield Step("requests", "todo", words, command, details)


def _sums(lines: Sequence[Line]) -> str:
    """What lines come to, in each currency."""
    sums: dict[str, Decimal] = {}
    for currency in dict.fromkeys(one.currency for one in lines):
        sums[currency] = total_of(one.open for one in lines if one.currency == currency)
    return " and ".join(f"{sums[one]:,.2f} {one}" for one in sums)


def _listed(found: Sharing, lines: Sequence[Line]) -> tuple[str, ...]:
    return _some(
        [
            f"{one.name}, {one.label}: {one.open:,.2f} {one.currency}, "
            f"{title_of(found.view, one.other)}"
            + (f", due {long_date(one.due)}" if one.due else "")
            for one in lines
        ]
    )


def _some(told: Sequence[str]) -> tuple[str, ...]:
    """As many as can be read at once."""
    more = len(told) - MOST
    return (*told[:MOST], f"and {more} more") if more > 0 else tuple(told)
