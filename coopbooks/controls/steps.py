"""The steps of a month: what is done, what is awaited, and what comes next.

Each step is a function that looks at the month and says how far it is; one that reads
a subject for several steps yields them all. A new one is added to `STEPS`, where they
stand in the order in which a treasurer takes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.controls.arrived import last_batches
from coopbooks.controls.arrived import with_statements
from coopbooks.controls.capitalsteps import kept_up
from coopbooks.controls.capitalsteps import paid_in
from coopbooks.controls.capitalsteps import settled
from coopbooks.controls.duessteps import charged
from coopbooks.controls.duessteps import owed_up
from coopbooks.controls.limits import read_limits
from coopbooks.controls.review.terms import read_reviews
from coopbooks.controls.sharingsteps import between
from coopbooks.controls.step import Step
from coopbooks.controls.surplussteps import paid_out
from coopbooks.controls.surplussteps import shared
from coopbooks.core.closing import read_closings
from coopbooks.core.closing import state_of
from coopbooks.core.errors import in_folder
from coopbooks.core.periods import long_date
from coopbooks.core.periods import parse_period
from coopbooks.funds.budgets import planned
from coopbooks.statements.cash import confirmed
from coopbooks.statements.cash import money_accounts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from coopbooks.controls.findings import Finding
    from coopbooks.controls.month import Month
    from coopbooks.statements.scope import Scope


def steps(month: Month) -> list[Step]:
    """Take every step's measure.

    Args:
        month: What is known.

    Returns:
        The steps that concern this book, in the order in which they are taken.
    """
    found: list[Step] = []
    for measure in STEPS:
        told = measure(month)
        found += [told] if isinstance(told, Step) else told or ()
    return found


def _sound(month: Month) -> Step:
    if not month.errors:
        return Step("sound", "done", "The book has no errors")
    many = "an error" if month.errors == 1 else f"{month.errors} errors"
    return Step("sound", "todo", f"The book has {many}; mend it first", ("check",))


def _over(month: Month) -> Step:
    label, last = month.period.label, long_date(month.period.last)
    if month.is_over:
        return Step("over", "done", f"{label} is over")
    return Step("over", "awaited", f"{label} goes on until {last}")


def _written(month: Month) -> Step:
    label, number = month.period.label, month.written
    if number:
        many = "1 entry" if number == 1 else f"{number} entries"
        return Step("written", "done", f"{label} has {many}")
    return Step("written", "todo", f"Nothing is written for {label} yet")


def _imported(month: Month) -> Step | None:
    """Whether who sent a sheet for an earlier month has sent one for this."""
    last = last_batches(month.scope.entries, month.senders)
    if not last:
        return None
    period, label = month.period, month.period.label
    lacking = [name for name in last if last[name] < f"{period.last:%Y-%m}"]
    if not lacking:
        words = f"Whoever sends a sheet each month has one in the book for {label}"
        return Step("imported", "done", words)
    if not month.is_over:
        return Step("imported", "awaited", f"Sheets for {label}", (), tuple(lacking))
    details = tuple(
        f"{name} (the last one is of {parse_period(last[name]).label})"
        for name in lacking
    )
    words = f"No sheet yet for {label} from"
    command = ("import", "preview", "BOOK", "FILE")
    return Step("imported", "todo", words, command, details)


def _confirmed(month: Month) -> Step | None:
    """Whether each account of money has a balance for the end of the period."""
    scope, day = month.scope, long_date(month.period.last)
    accounts = money_accounts(scope)
    if not accounts:
        return None
    found = {name: confirmed(scope, name) for name in accounts}
    if differing := [name for name in accounts if found[name] == "NO"]:
        words = f"Not as statements and cash count of {day} say"
        names = tuple(scope.roles.name_of(name) for name in differing)
        return Step("confirmed", "todo", words, (), names)
    lacking = [name for name in accounts if found[name] != "YES"]
    if not lacking:
        return Step("confirmed", "done", f"All money agrees with statements of {day}")
    if not month.is_over:
        return Step("confirmed", "awaited", f"Statements and cash count of {day}")
    words = f"Not yet in the book: what statements and cash count of {day} show; write"
    banks = [name for name in lacking if scope.roles.of(name) == "bank"]
    command = _reconcile(scope, banks[0], "AMOUNT") if banks else ()
    return Step("confirmed", "todo", words, command, _balances(scope, lacking))


def _balances(scope: Scope, accounts: Sequence[str]) -> tuple[str, ...]:
    """The lines to write, with dots in place of the amounts.

    A bank whose statements are imported is reconciled, since the book may have more
    than its statement.
    """
    opened = {
        entry.account: entry.currencies[0]
        for entry in scope.entries
        if isinstance(entry, data.Open) and entry.currencies
    }
    shown = with_statements(scope.entries)
    return tuple(
        " ".join(
            ("coopbooks", *_reconcile(scope, name, "..."))
            if name in shown
            else (
                f"{scope.period.end} balance {name} ...",
                opened.get(name, scope.currency),
            )
        )
        + f"  ({scope.roles.name_of(name)})"
        for name in accounts
    )


def _reconcile(scope: Scope, account: str, shown: str) -> tuple[str, ...]:
    """The command that holds an account against its statement."""
    day = scope.period.last.isoformat()
    return ("reconcile", "BOOK", account, "--on", day, "--balance", shown, "--write")


def _flagged(month: Month) -> Step:
    marked = _of_kind(month, "flagged")
    if not marked:
        return Step("flagged", "done", "No entry is marked with a ! to look at")
    many = "1 entry is" if len(marked) == 1 else f"{len(marked)} entries are"
    words = f"{many} marked with a ! to look at; mend and mark with a *"
    return Step("flagged", "todo", words, (), _placed(month, marked))


def _receipts(month: Month) -> Step | None:
    if not read_limits(month.scope.entries, "no-receipt")[0]:
        return None
    lacking = _of_kind(month, "no-receipt")
    if not lacking:
        return Step("receipts", "done", "Every cost that needs a receipt has one")
    many = "1 cost has" if len(lacking) == 1 else f"{len(lacking)} costs have"
    words = f"{many} no receipt; name its file in document: below the entry"
    return Step("receipts", "todo", words, (), _placed(month, lacking))


def _plan(month: Month) -> Step:
    scope, period = month.scope, month.period
    there = any(
        planned(scope.budgets, account, period.begin, period.end)
        for account in scope.budgets
    )
    if there:
        return Step("plan", "done", f"There is a plan for {period.label}")
    example = 'custom "budget" Expenses:Office "monthly" 40.00'
    line = f"{period.begin} {example} {scope.currency}"
    words = f"There is no plan for {period.label}; write lines such as"
    return Step("plan", "todo", words, (), (line,))


def _reported(month: Month) -> Step:
    label = month.period.label
    command = ("report", "month")
    if not month.is_ready:
        return Step("reported", "awaited", f"The report of {label}")
    match month.report:
        case "made":
            return Step("reported", "done", f"The report of {label} is made")
        case "outdated":
            words = f"The book has changed since the report of {label} was made"
            return Step("reported", "todo", words, command)
    return Step("reported", "todo", f"Make the report of {label}", command)


def _closed(month: Month) -> Step:
    period, fye = month.period, month.scope.entity.fiscal_year_end
    closings, _ = read_closings(month.scope.entries, fye)
    if state_of(period, closings, month.today) != "open":
        return Step("closed", "done", f"{period.label} is closed")
    if not month.is_ready:
        return Step("closed", "awaited", f"Closing {period.label}")
    close = (*_typed(month, "close"), "--hard", "--write")
    if lacking := _signatures_lacking(month):
        words = f"Let {lacking} sign for {period.label}, and then close it with"
        packet = _typed(month, "review", "packet")
        details = (" ".join(("coopbooks", *close)),)
        return Step("closed", "todo", words, packet, details)
    words = f"Close {period.label} once the committee has seen the report"
    return Step("closed", "todo", words, close)


def _typed(month: Month, *words: str) -> tuple[str, ...]:
    return (*words, "BOOK", "--period", month.period.name)


def _signatures_lacking(month: Month) -> str:
    """How many have yet to sign, where the book asks for signatures; empty for none.

    Whether those that are there count is for `coopbooks close` to say, which refuses
    to close what is not signed by enough.
    """
    reviews, _ = read_reviews(month.scope.entries)
    rule, name = reviews.rule_for(month.period), month.period.name
    signed = {
        (one.by, one.of)
        for one in reviews.signatures
        if one.period == name and one.date <= month.today
    }
    if not rule.said or len(signed) >= rule.quorum:
        return ""
    more = " more" if signed else ""
    people = "person" if rule.quorum - len(signed) == 1 else "people"
    return f"{rule.quorum - len(signed)}{more} {people}"


STEPS: tuple[Callable[[Month], Step | Iterable[Step] | None], ...] = (
    _sound,
    _over,
    _written,
    _imported,
    charged,
    owed_up,
    shared,
    paid_out,
    paid_in,
    settled,
    kept_up,
    between,
    _confirmed,
    _flagged,
    _receipts,
    _plan,
    _reported,
    _closed,
)


def _of_kind(month: Month, code: str) -> list[Finding]:
    return [one for one in month.found if one.code == code]


def _placed(month: Month, found: Sequence[Finding]) -> tuple[str, ...]:
    """Findings with their places in the book."""
    return tuple(
        f"{in_folder(one.entry.meta, month.folder)}: {one.words}"
        for one in found
        if one.entry is not None
    )
