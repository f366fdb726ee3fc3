"""What sold stamps are worth, and what money delegates handed in for them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from decimal import Decimal
from decimal import localcontext
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core.amount import Amount

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import PRECISION
from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.core.periods import parse_period
from coopbooks.core.postings import rows as rows_of
from coopbooks.dues.checkoff.legs import Legs
from coopbooks.dues.checkoff.lists import period_of
from coopbooks.dues.checkoff.lists import recorded
from coopbooks.dues.forms.schedules import PART
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.rules.parts import split
from coopbooks.dues.rules.workplaces import Whose
from coopbooks.dues.rules.workplaces import workplaces_on
from coopbooks.members.status import status_on

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.dues.terms import DuesTerms

_Owed = dict[str, tuple[Decimal, str]]


@dataclass(slots=True)
class Money:
    """The money for stamps in a period.

    Attributes:
        terms: What the book says about dues.
        entries: The book's entries.
        period: The period.
        delegates: The ids of those who hold or move stamps.
        known: Only what had been recorded by then counts; None for all.
    """

    terms: DuesTerms
    entries: Sequence[data.Directive]
    period: Period
    delegates: Sequence[str]
    known: datetime.date | None
    _owed: dict[str, _Owed] = field(default_factory=dict)
    _rows: dict[str, list[list[Row]]] | None = None
    _unclear: list[data.Transaction] = field(default_factory=list)

    def handed_in(self, delegate: str) -> Decimal:
        """The money that a delegate brought to the till or the bank."""
        legs = self._legs()
        return total_of(
            legs.sum(rows, "money") for rows in self._of().get(delegate, ())
        )

    def value(self, delegate: str, sold: Decimal, price: object) -> tuple[Decimal, str]:
        """What the stamps that a delegate sold are worth.

        Args:
            delegate: The delegate's id.
            sold: How many were sold.
            price: An amount for each; anything else where none is known.

        Returns:
            What those named in the delegate's transactions owe by the dues, for each
            period that they paid, and the price of the others; with the currency.
        """
        legs = self._legs()
        bought = [
            row
            for rows in self._of().get(delegate, ())
            for row in legs.lines(rows)
            if row.tag("member") and row.number < 0
        ]
        each = price if isinstance(price, Amount) else None
        owed = [self._owes(row) for row in bought[: max(int(sold), 0)]]
        currency = each.currency if each else (owed[0][1] if owed else "")
        others = max(sold, ZERO) - len(owed)
        with localcontext(prec=PRECISION):
            known = total_of(number for number, _ in owed)
            rest = others * (each.number or ZERO) if each else ZERO
            return quantize(known + rest, currency), currency

    def problems(self, source: data.Meta) -> list[LedgerError]:
        """Transactions of which it cannot be told whose they are.

        Args:
            source: Where the `coop-stamps` stands, for what has no place.
        """
        self._of()
        return [
            LedgerError(
                entry.meta or source,
                "several delegates work there; say delegate: whose money this is.",
                entry,
            )
            for entry in self._unclear
        ]

    def _owes(self, row: Row) -> tuple[Decimal, str]:
        """What a member owes for the period of a posting, else what was paid."""
        name, member = period_of(row), row.tag("member") or ""
        if name not in self._owed:
            charges = expected(self.terms, self.entries, parse_period(name)).charges
            self._owed[name] = {
                one.member: (one.number, one.currency)
                for one in charges
                if one.kind == "dues"
            }
        return self._owed[name].get(member, (-row.number, row.units.currency))

    def _legs(self) -> Legs:
        return Legs.of(Whose(self.terms, workplaces_on(self.terms, self.period.last)))

    def _of(self) -> dict[str, list[list[Row]]]:
        """The transactions of each delegate that have to do with money for dues."""
        if self._rows is not None:
            return self._rows
        self._rows = {}
        legs = self._legs()
        for entry in self.entries:
            if not isinstance(entry, data.Transaction) or entry.date not in self.period:
                continue
            if self.known is not None and recorded(entry) > self.known:
                continue
            rows = list(rows_of([entry]))
            if legs.some(rows, "money", "clearing") and legs.some(
                rows, "dues", "line", "clearing"
            ):
                whose = self._whose(rows)
                if len(whose) == 1:
                    self._rows.setdefault(whose[0], []).append(rows)
                elif whose:
                    self._unclear.append(entry)
        return self._rows

    def _whose(self, rows: Sequence[Row]) -> list[str]:
        """The delegate of a transaction: as it says, else who works where it says."""
        said = {row.tag("delegate") for row in rows} - {None}
        if said:
            return sorted(one for one in said if one)
        places = {row.tag("workplace") for row in rows} - {None}
        found = []
        for delegate in self.delegates:
            status = status_on(self.terms.histories, delegate, rows[0].date, self.known)
            if status is not None and status.workplace and status.workplace in places:
                found.append(delegate)
        return found


def split_value(
    value: Decimal, currency: str, sold: Decimal, group: Group | None
) -> dict[str, Decimal]:
    """Split what stamps are worth by the parts of the dues.

    Args:
        value: What they are worth, in whole quanta.
        currency: Its currency.
        sold: How many were sold: an amount is of each, a percentage of everything.
        group: The dues; None where none are named.

    Returns:
        The parts by name; they add up to the value. All of it is `dues` where there
        are no parts.
    """
    if not value:
        return {}
    lines = [_for(line, sold) for line in group.of(PART.kind)] if group else []
    return split(value, currency, lines, "dues")


def _for(line: Directive, sold: Decimal) -> Directive:
    """A line for several stamps: an amount so many times, the others as they are."""
    part = line.values["part"]
    if isinstance(part, str) or part.currency == "PERCENT":
        return line
    with localcontext(prec=PRECISION):
        times = Amount(Decimal(part.number) * sold, part.currency)
    return replace(line, values={**line.values, "part": times})
