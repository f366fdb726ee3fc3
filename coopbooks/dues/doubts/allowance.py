"""The part of old dues that is not expected to come in any more."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import localcontext
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import amount
from beancount.core import data
from dateutil.relativedelta import relativedelta

from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows as rows_of
from coopbooks.core.runs import ids_of
from coopbooks.dues.checkoff.lists import recorded
from coopbooks.dues.doubts.owing import owing
from coopbooks.dues.forms.collecting import ALLOWANCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.dues.doubts.owing import Owing
    from coopbooks.dues.terms import DuesTerms

OURS = "allowance-"


class Aged(NamedTuple):
    """Dues of one age.

    Attributes:
        words: How old, in words: `more than 90 days`.
        open: What is open of them.
        percent: Which part of it is not expected, in PERCENT.
        number: How much that is.
        rule: Where the rule stands.
    """

    words: str
    open: Decimal
    percent: Decimal
    number: Decimal
    rule: data.Meta


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is not expected to come in, against what the book says.

    Attributes:
        on: The day.
        currency: The currency.
        expense: The account of the cost.
        account: The account that takes it off what is owed.
        rows: By age, the oldest first.
        held: What the account holds already.
    """

    on: datetime.date
    currency: str
    expense: str
    account: str
    rows: tuple[Aged, ...]
    held: Decimal

    @property
    def number(self) -> Decimal:
        """What is not expected to come in."""
        return total_of(row.number for row in self.rows)

    @property
    def change(self) -> Decimal:
        """What is to be added to the account; negative if it holds too much."""
        return self.number - self.held


def allowances(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    on: datetime.date,
    known: datetime.date | None = None,
) -> tuple[Allowance, ...]:
    """Work out what is not expected to come in on a day.

    Args:
        terms: What the book says about dues.
        entries: A book's entries, in any order.
        on: The day.
        known: Only what had been recorded by then counts; None for all.

    Returns:
        One for each account and currency, by the `coop-dues-allowance` lines of the
        last date that has come. Of several lines that fit, the one of the greatest age
        counts. What an employer owes is never among it.
    """
    begun = [one for one in terms.of(ALLOWANCE.kind) if one.date <= on]
    last = max((one.date for one in begun), default=None)
    lines = [one for one in begun if one.date == last]
    if not lines:
        return ()
    open_ = owing(terms, entries, on, known)
    found = []
    for expense, account in sorted(
        {(one.meta["expense"], one.meta["to"]) for one in lines}
    ):
        held = _held(entries, account, on, known)
        for currency in sorted({one.currency for one in open_} | held.keys()):
            own = [one for one in open_ if one.currency == currency]
            aged = _aged(own, lines, on, currency)
            rows = tuple(row for line, row in aged if line.meta["to"] == account)
            there = held.get(currency, ZERO)
            found.append(Allowance(on, currency, expense, account, rows, there))
    return tuple(found)


def entries_of(found: Sequence[Allowance]) -> tuple[data.Transaction, ...]:
    """What to write so that the accounts hold what is not expected to come in.

    Args:
        found: What `allowances` gives.

    Returns:
        A transaction for each that changes, with an id; the same again once written.
    """
    return tuple(_transaction(one) for one in found if one.change)


def batch_of(on: datetime.date) -> str:
    """The batch that the allowance of a day is written to.

    Args:
        on: The day.

    Returns:
        Such as `2026-03-31-allowance`.
    """
    return f"{on}-allowance"


def _aged(
    open_: Sequence[Owing],
    lines: Sequence[Directive],
    on: datetime.date,
    currency: str,
) -> Iterator[tuple[Directive, Aged]]:
    """What is open by age, with the part that is not expected."""
    ordered = sorted(lines, key=lambda line: _since(line, on))
    taken: dict[int, list[Decimal]] = {}
    for row in open_:
        for place, line in enumerate(ordered):
            since = _since(line, on)
            exactly = line.values["edge"] == "at-least" and row.due == since
            if row.due < since or exactly:
                taken.setdefault(place, []).append(row.number)
                break
    for place, line in enumerate(ordered):
        total = total_of(taken.get(place, ()))
        percent: Decimal = line.values["part"].number
        with localcontext(prec=PRECISION):
            number = quantize(total * percent / 100, currency)
        yield line, Aged(_words(line), total, percent, number, line.source)


def _since(line: Directive, on: datetime.date) -> datetime.date:
    """The due day of what is exactly as old as a line says."""
    age = line.values["age"]
    match age.currency:
        case "MONTH":
            return on - relativedelta(months=int(age.number))
        case "WEEK":
            return on - datetime.timedelta(weeks=int(age.number))
        case _:
            return on - datetime.timedelta(days=int(age.number))


def _words(line: Directive) -> str:
    age = line.values["age"]
    unit = f"{age.currency.lower()}{'s' if age.number != 1 else ''}"
    return f"{str(line.values['edge']).replace('-', ' ')} {age.number} {unit}"


def _held(
    entries: Sequence[data.Directive],
    account: str,
    on: datetime.date,
    known: datetime.date | None,
) -> dict[str, Decimal]:
    """What an account holds on a day, without what is proposed for that day."""
    found: dict[str, list[Decimal]] = {}
    ours = f"{OURS}{on}-"
    for entry in entries:
        if not isinstance(entry, data.Transaction) or entry.date > on:
            continue
        told = {*ids_of(entry), str(entry.meta.get("reverses") or "")}
        late = known is not None and recorded(entry) > known
        if late or any(id_.startswith(ours) for id_ in told):
            continue
        for row in rows_of([entry]):
            if row.account == account:
                found.setdefault(row.units.currency, []).append(-row.number)
    return {currency: total_of(numbers) for currency, numbers in found.items()}


def _transaction(one: Allowance) -> data.Transaction:
    name = one.account.replace(":", "-")
    meta = {"id": f"{OURS}{one.on}-{name}-{one.currency}"}
    legs = ((one.expense, one.change), (one.account, -one.change))
    postings = [
        data.Posting(account, amount.Amount(number, one.currency), None, None, None, {})
        for account, number in legs
    ]
    words = f"Dues not expected to come in, {long_date(one.on)}"
    none: frozenset[str] = frozenset()
    return data.Transaction(meta, one.on, "*", None, words, none, none, postings)
