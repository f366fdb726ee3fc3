"""The work that comes again and again, as far as the book says what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.controls.audit import facts
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Table
from coopbooks.dues.rules.workplaces import workplaces_on
from coopbooks.dues.terms import read_terms
from coopbooks.statements.cash import bank_accounts
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.overview.reading import concerns
from coopbooks.support.overview.reading import view_on
from coopbooks.surplus.terms import read_surplus_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.statements.scope import Scope

WORK = "handover-work"
MONTH, YEAR = "each month", "each year"


class Task(NamedTuple):
    """A piece of work.

    Attributes:
        words: What.
        when: How often.
        typed: The command that helps with it; empty for none.
    """

    words: str
    when: str
    typed: str = ""


def work_table(scope: Scope, senders: Sequence[str]) -> Table:
    """What is to be done each month, quarter and year.

    Args:
        scope: The book up to the day.
        senders: Who sends a sheet each month.

    Returns:
        A line for each piece of work that concerns this book, with its command.
    """
    tasks = [
        *_sheets(senders),
        *_dues(scope),
        *_between(scope),
        *_money(scope),
        *_months_end(),
        *_years_end(scope),
    ]
    rows = [
        Row(
            f"work:{number}",
            {"label": one.words, "when": one.when, "typed": one.typed},
        )
        for number, one in enumerate(tasks, start=1)
    ]
    return Table(
        WORK,
        "Work that comes again",
        (
            Column("label", "What", ColumnKind.TEXT),
            Column("when", "When", ColumnKind.TEXT),
            Column("typed", "Command", ColumnKind.TEXT),
        ),
        tuple(rows),
    )


def _sheets(senders: Sequence[str]) -> Iterator[Task]:
    for name in senders:
        words = f"Bring in the sheet of {name}"
        yield Task(words, MONTH, "coopbooks import preview BOOK FILE")


def _dues(scope: Scope) -> Iterator[Task]:
    terms = read_terms(scope.entries, scope.roles.types)
    if not terms.schedules:
        return
    if terms.basis(scope.period.last) != "cash":
        yield Task("Charge the dues", MONTH, "coopbooks dues charge BOOK --write")
    employers = {
        one.employer or one.name
        for one in workplaces_on(terms, scope.period.last).values()
        if one.collected == "check-off"
    }
    for name in sorted(employers):
        words = f"Compare the list and the deposit of {name}"
        typed = f"coopbooks dues reconcile BOOK --employer {name}"
        yield Task(words, MONTH, typed)
    yield Task("See who is behind", MONTH, "coopbooks dues standing BOOK --behind")
    if terms.per_capitas:
        words = "Work out what goes up per member"
        yield Task(words, MONTH, "coopbooks dues per-capita BOOK --write")


def _between(scope: Scope) -> Iterator[Task]:
    if not concerns(scope):
        return
    view, terms = view_on(scope)
    if view.terms.agreements:
        when = "when a period of an agreement ends"
        yield Task("Work out shares", when, "coopbooks share accrue BOOK --write")
        yield Task("Pay or set off", "by each due day", "coopbooks share settle BOOK")
    if terms.of(LOAN.kind):
        yield Task("See what is due of loans", MONTH, "coopbooks support loans BOOK")


def _money(scope: Scope) -> Iterator[Task]:
    for account in bank_accounts(scope):
        words = f"Compare the statement: {scope.roles.name_of(account)}"
        typed = f"coopbooks reconcile BOOK {account} --on DAY --balance AMOUNT --write"
        yield Task(words, MONTH, typed)
    if "cash" in {scope.roles.of(one) for one in scope.activity.accounts("Assets")}:
        yield Task("Count the cash with somebody else", MONTH)


def _months_end() -> Iterator[Task]:
    yield Task("See what is left to do", MONTH, "coopbooks steps BOOK")
    yield Task("Make the report and take it to the committee", MONTH, _report("month"))
    words = "Let the committee look at the month, and sign for it"
    yield Task(words, MONTH, "coopbooks review packet BOOK --period MONTH")
    words = "Close the month once the committee has seen it"
    yield Task(words, MONTH, "coopbooks close BOOK --period MONTH --hard --write")


def _years_end(scope: Scope) -> Iterator[Task]:
    yield Task("Have the year audited", YEAR, _report("audit"))
    if facts.is_covered(scope.entity):
        yield Task("File the annual report within 90 days of the year", YEAR)
    if read_surplus_rules(scope.entries)[0]:
        words = "Propose how the surplus is shared"
        yield Task(words, YEAR, "coopbooks surplus propose BOOK")
    yield Task("Enter the plan of the new year", YEAR)


def _report(name: str) -> str:
    return f"coopbooks report {name} BOOK --output FOLDER/"
