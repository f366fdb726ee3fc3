"""Per capita: what is owed up to parents, by heads or by dues, and what is left.

`treatment` says whose money it is. Where it is an expense the dues are the local's
income and the per capita its cost; where it is held it never was income: it is taken
out of dues into a liability. Parts of the dues that go to the same account already
count, and so does what somebody typed.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.errors import LedgerError
from coopbooks.core.groups import in_force
from coopbooks.core.money import total_of
from coopbooks.core.periods import named
from coopbooks.dues.percapita.amounts import by_dues
from coopbooks.dues.percapita.amounts import by_heads
from coopbooks.dues.percapita.heads import Counting
from coopbooks.dues.percapita.margins import margins_of
from coopbooks.dues.percapita.typed import typed_for
from coopbooks.dues.rules.calendar import charge_periods
from coopbooks.dues.rules.charges import expected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.groups import Group
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import Charges
    from coopbooks.dues.charge import Step
    from coopbooks.dues.percapita.heads import Head
    from coopbooks.dues.percapita.margins import Margin
    from coopbooks.dues.terms import DuesTerms


@dataclass(frozen=True, slots=True)
class PerCapitaLine:
    """What is owed to one parent for one period.

    Attributes:
        name: The name of the `coop-per-capita`.
        period: The period that it is for.
        heads: Who was counted, by id; empty where it goes by dues.
        count: How many heads that makes, after rounding and the least number.
        base: The dues that it is a part of; zero where it goes by heads.
        number: How much is owed.
        currency: Its currency.
        treatment: `expense` or `held`.
        debit: The account that it is taken from: the expense, or the income that it
            never was; empty where parts of the dues hold it already.
        to: The liability.
        parts: What parts of the period's dues bring to that account by themselves.
        typed: What somebody booked for the period already.
        due: The day by which it is to be paid; None if not said.
        steps: How it came about.
        rule: Where it stands in the book.
        tags: What its entry says: `with`, `agreement`, `decision`.
    """

    name: str
    period: Period
    heads: tuple[Head, ...]
    count: Decimal
    base: Decimal
    number: Decimal
    currency: str
    treatment: str
    debit: str
    to: str
    parts: Decimal
    typed: Decimal
    due: datetime.date | None
    steps: tuple[Step, ...]
    rule: data.Meta
    tags: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """Under which its entry is found again."""
        return f"per-capita-{self.period.name}-{self.name}"

    @property
    def proposed(self) -> Decimal:
        """What is to be booked: what nobody typed and no part of the dues brought."""
        return self.number - self.parts - self.typed


@dataclass(frozen=True, slots=True)
class PerCapita:
    """What is owed up for a period.

    Attributes:
        period: The period that was asked for.
        lines: What is owed to each parent, by name and period.
        margins: What is left to the local, by currency.
        basis: `accrual`, or `cash` where nothing is booked before it is paid.
        problems: What could not be worked out, by file and line.
    """

    period: Period
    lines: tuple[PerCapitaLine, ...]
    margins: tuple[Margin, ...]
    basis: str
    problems: tuple[LedgerError, ...] = field(default=())


def per_capita(
    terms: DuesTerms, entries: Sequence[data.Directive], period: Period
) -> PerCapita:
    """Work out what is owed up for a period.

    Args:
        terms: What the book says about dues.
        entries: A book's entries.
        period: The period. What is owed for a longer one is there when it ends: of a
            quarter in its last month.

    Returns:
        A line for each `coop-per-capita` in force on the first day of its period.
    """
    entries = list(entries)
    lines: list[PerCapitaLine] = []
    problems: list[LedgerError] = []
    groups = _due_in(terms, period)
    alike = [group for group, _ in groups]
    for group, charged in groups:
        charges = expected(terms, entries, charged)
        counting = Counting(terms, entries, group, charged, terms.known)
        line = _line(counting, charges, alike)
        if isinstance(line, LedgerError):
            problems.append(line)
        else:
            lines.append(line)
    begin = min((line.period.begin for line in lines), default=period.begin)
    span = period if begin >= period.begin else named(begin, period.end)
    whole = expected(terms, entries, span)
    return PerCapita(
        period,
        tuple(sorted(lines, key=lambda one: (one.period.begin, one.name))),
        tuple(margins_of(terms, whole, lines)),
        terms.basis(period.begin),
        (*problems, *whole.problems),
    )


def _due_in(terms: DuesTerms, period: Period) -> list[tuple[Group, Period]]:
    """Each rule with each of its periods that ends in a period."""
    found = []
    for name in sorted({group.name for group in terms.per_capitas}):
        pers = {
            str(group.header.meta.get("per") or "month")
            for group in terms.per_capitas
            if group.name == name
        }
        for per in sorted(pers):
            for charged in charge_periods(per, period):
                group = in_force(terms.per_capitas, name, charged.begin)
                if group is None or charged.last not in period:
                    continue
                until = group.header.meta.get("until")
                own = str(group.header.meta.get("per") or "month")
                if own == per and not (until and until < charged.begin):
                    found.append((group, charged))
    return found


def _line(
    counting: Counting, charges: Charges, alike: Sequence[Group]
) -> PerCapitaLine | LedgerError:
    """What one rule asks for one period."""
    group, header = counting.group, counting.group.header
    debit, problem = _debit(counting)
    if problem:
        return LedgerError(header.source, f"coop-per-capita '{group.name}': {problem}")
    work = by_heads if header.values["how"] == "headcount" else by_dues
    owed = work(counting, charges)
    if isinstance(owed, LedgerError):
        return owed
    to = str(header.meta["to"])
    parts = total_of(
        part.number
        for charge in charges.charges
        for part in charge.parts
        if is_under(part.account, to) and charge.currency == owed.currency
    )
    said = {
        "with": header.meta.get("with"),
        "agreement": header.meta.get("agreement"),
        "decision": header.meta.get("decision"),
    }
    due = header.meta.get("due")
    days = datetime.timedelta(days=int(due.number)) if due else None
    return PerCapitaLine(
        group.name,
        counting.period,
        owed.heads,
        owed.count,
        owed.base,
        owed.number,
        owed.currency,
        str(header.meta["treatment"]),
        debit,
        to,
        parts,
        typed_for(counting, alike, debit, owed.number, owed.currency),
        counting.period.last + days if days is not None else None,
        owed.steps,
        header.source,
        tuple((key, str(value)) for key, value in said.items() if value),
    )


def _debit(counting: Counting) -> tuple[str, str]:
    """The account that it is taken from, and what is wrong if there is none."""
    meta, roles = counting.group.header.meta, counting.terms.roles
    if meta["treatment"] == "held":
        return str(meta.get("out-of") or ""), ""
    if meta.get("expense"):
        return str(meta["expense"]), ""
    said = [one for one, role in roles.said.items() if role == "per-capita"]
    if len(said) == 1:
        return said[0], ""
    return "", "say in expense: which account it is a cost on."
