"""What accounts became when members left, as a book has it, and how it is paid."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import DAY
from coopbooks.core.postings import rows
from coopbooks.surplus.capital.inforce import NoCapitalRule
from coopbooks.surplus.capital.inforce import WhichCapitalRule
from coopbooks.surplus.capital.inforce import rule_in_force
from coopbooks.surplus.capital.instalments import instalments
from coopbooks.surplus.capital.leavers import debts_of
from coopbooks.surplus.capital.lots import FEE
from coopbooks.surplus.capital.moves import read_moves
from coopbooks.surplus.capital.writing import opened_in
from coopbooks.surplus.forms.capital import LEAVING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.surplus.capital.instalments import Instalment
    from coopbooks.surplus.capital.lots import Move
    from coopbooks.surplus.terms import SurplusTerms


@dataclass(frozen=True, slots=True)
class Debt:
    """What a member's account became when they left, as the book has it.

    Attributes:
        rule: The `coop-leaving` that held on the day.
        member: The member's id.
        day: The day.
        currency: The currency of every amount.
        owed: What became owed, by account.
        later: The account for what is due after more than a year; empty if none is
            used.
        instalments: When what of it is paid, with interest on what is still owed then.
        entry: The transaction.
    """

    rule: Directive
    member: str
    day: datetime.date
    currency: str
    owed: Mapping[str, Decimal]
    later: str
    instalments: tuple[Instalment, ...]
    entry: data.Transaction

    @property
    def total(self) -> Decimal:
        """What became owed in all."""
        return total_of(self.owed.values())

    @property
    def soon(self) -> str:
        """The account for what is due within a year."""
        return next((one for one in self.owed if one != self.later), self.later)


def read_debts(
    terms: SurplusTerms,
    entries: Sequence[data.Directive],
    currency: str,
    name: str | None = None,
) -> tuple[list[Debt], list[LedgerError]]:
    """Find what accounts became when members left.

    Args:
        terms: What the book says.
        entries: Its entries.
        currency: Its currency.
        name: The name of the rule, where several hold.

    Returns:
        One for each time that somebody's account became a debt, by day and member, and
        an error for each where no rule, or more than one, says how it is paid. What was
        reversed is none; what was made up for in the open period counts from the day
        that it is for.
    """
    end = max((one.date for one in entries), default=datetime.date.min) + DAY
    reversed_ids = {one.meta.get("reverses") for one in entries if one.meta}
    groups: dict[tuple[datetime.date, str, int], list[Move]] = {}
    for move in read_moves(terms, entries, end, currency):
        meta = move.entry.meta
        undone = "reverses" in meta or meta.get("id", "") in reversed_ids
        if move.kind == "left" and not undone:
            day = meta.get("for-date", move.date)
            groups.setdefault((day, move.member, id(move.entry)), []).append(move)
    found: list[Debt] = []
    errors: list[LedgerError] = []
    opened = opened_in(entries)
    for (day, member, _), mine in sorted(groups.items(), key=lambda one: one[0][:2]):
        entry = mine[0].entry
        try:
            rule = rule_in_force(terms, LEAVING.kind, day, name)
        except (NoCapitalRule, WhichCapitalRule) as error:
            errors.append(LedgerError(entry.meta, f"{member}: {error}", entry))
            continue
        later = debts_of(rule, terms, opened)[1]
        debt = _debt(terms, rule, day, mine, later, currency)
        if debt.total > 0:
            found.append(debt)
    return found, errors


def _debt(
    terms: SurplusTerms,
    rule: Directive,
    day: datetime.date,
    moves: Sequence[Move],
    later: str,
    currency: str,
) -> Debt:
    """What one account became."""
    entry, member = moves[0].entry, moves[0].member
    owed: dict[str, Decimal] = {}
    for row in rows([entry]):
        is_debt = terms.roles.type_of(row.account) == "Liabilities"
        if is_debt and row.units.currency == currency and row.tag("member") == member:
            owed[row.account] = owed.get(row.account, ZERO) - row.number
    used = next((one for one in owed if is_under(one, later)), "") if later else ""
    used = used if len(owed) > 1 else ""
    account = -total_of(move.number for move in moves)
    fee = -total_of(move.number for move in moves if move.lot == FEE)
    total = total_of(owed.values())
    parts = instalments(rule, day, total, currency, account, fee)
    return Debt(rule, member, day, currency, owed, used, parts, entry)
