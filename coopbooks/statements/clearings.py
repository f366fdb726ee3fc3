"""What the bank has seen of an account's entries, as the book says it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.directives import parse
from coopbooks.core.money import ZERO
from coopbooks.core.runs import ids_of
from coopbooks.statements.bankterms import CLEARED
from coopbooks.statements.bankterms import OUTSTANDING
from coopbooks.statements.bankterms import RECONCILIATION
from coopbooks.statements.bankterms import SEEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from beancount.core.amount import Amount

    from coopbooks.core.directives import Directive
    from coopbooks.core.directives import Form

A_DAY = datetime.timedelta(days=1)


class Seen(NamedTuple):
    """That the bank moved something.

    Attributes:
        day: The bank's day.
        number: How much, signed as in the book.
        imported: Whether a row of an imported statement says so, not a person.
    """

    day: datetime.date
    number: Decimal
    imported: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """What an entry moves on an account.

    Attributes:
        date: The date of the entry.
        number: How much, debits positive, in the account's currency.
        entry: The entry.
        seen: When the bank moved how much of it, as far as the book says so.
    """

    date: datetime.date
    number: Decimal
    entry: data.Transaction
    seen: tuple[Seen, ...] = ()

    def unseen(self, on: datetime.date) -> Decimal:
        """What the bank had not moved of it by the end of a day."""
        moved = (one.number for one in self.seen if one.day <= on)
        return self.number - sum(moved, ZERO)

    @property
    def words(self) -> str:
        """What the entry is, in its own words."""
        said = (self.entry.payee or "", self.entry.narration or "")
        return ", ".join(filter(None, said)) or "an entry without words"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A reconciliation that is in the book.

    Attributes:
        day: The statement's day.
        currency: The account's currency.
        statement: What the statement showed.
        outstanding: What the bank had not seen by then: date of the entry and amount.
        source: Where it stands.
    """

    day: datetime.date
    currency: str
    statement: Decimal
    outstanding: tuple[tuple[datetime.date, Decimal], ...]
    source: data.Meta

    @property
    def book(self) -> Decimal:
        """The balance of the book that goes with the statement."""
        return self.statement + sum((held for _, held in self.outstanding), ZERO)


def movements(
    entries: Sequence[data.Directive], account: str, currency: str
) -> tuple[list[Movement], list[Directive]]:
    """Everything that moved on an account, with what the bank has seen of it.

    Args:
        entries: A book's entries.
        account: The account of the bank.
        currency: Its currency.

    Returns:
        The movements by date, and the `coop-cleared` directives that fit no entry: it
        was changed or taken out since.
    """
    found = [
        Movement(entry.date, posting.units.number, entry, _said(entry, posting))
        for entry in entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
        if posting.account == account
        and posting.units is not None
        and posting.units.currency == currency
        and isinstance(posting.units.number, Decimal)
    ]
    places: dict[tuple[datetime.date, Decimal], list[int]] = {}
    for at, one in enumerate(found):
        places.setdefault((one.date, one.number), []).append(at)
    lost = []
    for cleared in _of(entries, (CLEARED,), account, currency):
        whole = cleared.meta.get("of") or cleared.values["amount"]
        candidates = places.get((cleared.values["dated"], whole.number), [])
        place = next((at for at in candidates if _fits(found[at], cleared)), None)
        if place is None:
            lost.append(cleared)
        else:
            found[place] = _with(found[place], cleared)
    return found, lost


def _of(
    entries: Iterable[data.Directive],
    forms: Sequence[Form],
    account: str,
    currency: str,
) -> list[Directive]:
    """The directives of some forms for an account in its currency."""
    return [
        one
        for one in parse(entries, forms)[0]
        if one.name == account and _amount(one).currency == currency
    ]


def _with(movement: Movement, cleared: Directive) -> Movement:
    """A movement of which the bank has seen more."""
    moved = cleared.values["amount"].number
    seen = Seen(cleared.date, moved, "source" in cleared.meta)
    return replace(movement, seen=(*movement.seen, seen))


def _said(entry: data.Transaction, posting: data.Posting) -> tuple[Seen, ...]:
    """What a posting itself says of when the bank moved it."""
    day = (posting.meta or {}).get(SEEN)
    number = posting.units.number if posting.units else None
    if isinstance(day, datetime.date) and isinstance(number, Decimal):
        return (Seen(day, number, "source" in entry.meta),)
    return ()


def _fits(movement: Movement, cleared: Directive) -> bool:
    """Whether there is something of a movement left that was cleared."""
    wanted = cleared.meta.get("entry")
    if wanted is not None and wanted not in ids_of(movement.entry):
        return False
    left = movement.unseen(datetime.date.max)
    moved: Decimal = cleared.values["amount"].number
    return abs(moved) <= abs(left) and (moved > 0) == (left > 0)


def agreements(entries: Iterable[data.Directive], account: str) -> list[Agreed]:
    """The reconciliations of an account.

    Args:
        entries: A book's entries.
        account: The account of the bank.

    Returns:
        The reconciliations by day; of one day and currency the last counts.
    """
    directives, _ = parse(entries, (RECONCILIATION, OUTSTANDING))
    agreed: dict[tuple[datetime.date, str], Directive] = {}
    held: dict[tuple[datetime.date, str], list[Directive]] = {}
    for one in directives:
        key = (one.date, _amount(one).currency)
        if one.name == account and one.kind == OUTSTANDING.kind:
            held.setdefault(key, []).append(one)
        elif one.name == account:
            agreed[key] = one
    return [
        Agreed(
            *key,
            _number(one),
            tuple((line.values["dated"], _number(line)) for line in held.get(key, ())),
            one.source,
        )
        for key, one in agreed.items()
    ]


def balance_of(
    entries: Iterable[data.Directive], account: str, currency: str, on: datetime.date
) -> Decimal:
    """What an account holds of a currency at the end of a day.

    Args:
        entries: A book's entries.
        account: The account itself.
        currency: The currency.
        on: The day.

    Returns:
        The balance, debits positive.
    """
    moved, _ = movements(tuple(entries), account, currency)
    return sum((one.number for one in moved if one.date <= on), ZERO)


def _number(directive: Directive) -> Decimal:
    return _amount(directive).number or ZERO


def _amount(directive: Directive) -> Amount:
    """The amount that a directive is about."""
    values = directive.values
    found: Amount = values["statement" if "statement" in values else "amount"]
    return found


def confirmed_to(
    entries: Iterable[data.Directive], account: str, before: datetime.date
) -> datetime.date:
    """The last day before another on which the book confirms an account's balance.

    Args:
        entries: A book's entries.
        account: The account.
        before: The day.

    Returns:
        The day before the last `balance` directive of that day or earlier that holds;
        `datetime.date.min` without any.
    """
    days = (
        entry.date - A_DAY
        for entry in entries
        if isinstance(entry, data.Balance)
        and entry.account == account
        and entry.date <= before
        and entry.diff_amount is None
    )
    return max(days, default=datetime.date.min)
