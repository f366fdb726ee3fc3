"""What is said of loans that cannot be meant, such as one that never ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import where
from coopbooks.dues.problems.names import told
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.loans.plan import ANNUITY
from coopbooks.support.loans.plan import AT_END
from coopbooks.support.loans.plan import words_of
from coopbooks.support.loans.schedule import MOST
from coopbooks.support.loans.schedule import loan_of
from coopbooks.support.problems.bodies import check_pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.sharing.problems.names import Names

HUNDRED = 100


def check_loans(directives: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """Find what a book says of loans that cannot be meant.

    Args:
        directives: All its directives that fit their forms.
        names: The names of the book.

    Yields:
        An error for each thing, at the line to mend.
    """
    seen: dict[str, Directive] = {}
    for line in directives:
        if line.form is not LOAN:
            continue
        first = seen.setdefault(line.name, line)
        if first is not line:
            place = where(first.source)
            problem = (
                f"'{line.name}' was said before, at {place}. A loan is said once: one "
                "that is agreed anew gets a name of its own."
            )
            yield told(line, problem)
        yield from check_pair(line, names)
        wrong = [*_numbers(line), *_days(line)]
        yield from wrong
        yield from _accounts(line, names)
        if not wrong:
            yield from _plan(line)


def _numbers(line: Directive) -> Iterator[LedgerError]:
    """Numbers that are below nothing, or in another currency."""
    amount, meta = line.values["amount"], line.meta
    if amount.number <= 0:
        yield told(line, f"{line.name}: {amount} is nothing, or below it.")
    interest, repays = meta.get("interest"), meta.get("repays")
    if interest is not None and not 0 <= interest.number <= HUNDRED:
        yield told(line, f"interest: {interest} cannot be meant: from 0 to 100.")
    if repays is not None and repays.currency != amount.currency:
        problem = f"repays: {repays}: the loan is in {amount.currency}."
        yield told(line, problem)
    elif repays is not None and repays.number <= 0:
        yield told(line, f"repays: {repays} is nothing, or below it.")
    count = meta.get("instalments")
    if count is not None and (count < 1 or count != int(count)):
        yield told(line, f"instalments: {count} is no number of payments.")
    elif count is not None and count > MOST:
        yield told(line, f"instalments: {count} are too many; at most {MOST}.")
    year = meta.get("year-of")
    if year is not None and year.number not in {360, 365, 366}:
        yield told(line, f"year-of: {year}: a year has 365 DAY, or 360 by agreement.")


def _days(line: Directive) -> Iterator[LedgerError]:
    """Days that are before the loan, or in the wrong order."""
    first, until = line.meta.get("first-payment"), line.meta.get("until")
    if first is not None and first < line.date:
        problem = f"first-payment: {first} is before the loan of {line.date}."
        yield told(line, problem)
    if until is not None and until <= line.date:
        yield told(line, f"until: {until} is not after the loan of {line.date}.")
    elif until is not None and first is not None and until < first:
        yield told(line, f"until: {until} is before first-payment: {first}.")


def _accounts(line: Directive, names: Names) -> Iterator[LedgerError]:
    """Accounts on the wrong side: a debt for who lent, a cost for who gets interest."""
    if not names.own:
        return
    lent = names.is_own(line.meta["from"])
    if not lent and not names.is_own(line.meta["to"]):
        return
    wanted = {
        "account": "Assets" if lent else "Liabilities",
        "interest-to": "Income" if lent else "Expenses",
    }
    side = "lends" if lent else "borrows"
    for key, kind in wanted.items():
        account = line.meta.get(key)
        if account is not None and names.roles.type_of(str(account)) != kind:
            problem = (
                f"{key}: {account}: this body {side}, so that it is an account under "
                f"{kind}."
            )
            yield told(line, problem)


def _plan(line: Directive) -> Iterator[LedgerError]:
    """A plan that is not said, said twice, or that never ends."""
    words = words_of(line)
    meta = line.meta
    if words.plan == AT_END:
        if words.repays:
            yield told(line, "repays: and plan: at-end: it is paid back at once.")
        elif all(meta.get(key) is None for key in ("first-payment", "until")) and not (
            words.count
        ):
            problem = "at-end: when is that? Say until: the day, or first-payment:."
            yield told(line, f"{line.name}: {problem}")
        return
    if not words.repays and not words.count and words.until is None:
        problem = (
            f"{line.name}: nothing says how it is paid back. Say repays: how much each "
            'time, instalments: how many, or plan: "at-end" with until:.'
        )
        yield told(line, problem)
        return
    loan = loan_of(line)
    if not loan.ends:
        interest = loan.payments[0].interest
        problem = (
            f"{line.name}: it never ends: {meta['repays']} each time is no more than "
            f"the interest of {interest:,.2f}."
            if words.plan == ANNUITY and interest >= words.repays
            else f"{line.name}: it is not paid back within {MOST} payments."
        )
        yield told(line, problem)
    elif words.repays and words.count:
        yield from _fits(line, words.repays * words.count)
    elif words.until is not None and len(loan.payments) < words.count:
        problem = (
            f"{line.name}: by until: {words.until} it is all due, after "
            f"{len(loan.payments)} of {words.count} instalments. Say only one of both."
        )
        yield told(line, problem)


def _fits(line: Directive, together: object) -> Iterator[LedgerError]:
    """Parts and their number that do not come to the loan."""
    words = words_of(line)
    if words.plan == ANNUITY:
        alone = dict(line.meta) | {"instalments": None}
        count = len(loan_of(_with(line, alone)).payments)
        fits = abs(count - words.count) <= 1
    else:
        short = words.repays * (words.count - 1)
        fits = short < words.amount <= words.repays * words.count
    if not fits:
        problem = (
            f"{line.name}: {words.count} payments of {line.meta['repays']} come to "
            f"{together} {words.currency}, the loan is {line.values['amount']}. Say "
            "only one of repays: and instalments:."
        )
        yield told(line, problem)


def _with(line: Directive, meta: dict[str, object]) -> Directive:
    return type(line)(line.form, line.date, line.values, meta, line.source)
