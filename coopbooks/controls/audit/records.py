"""Records kept: for which months the book has statements, papers and decisions."""

from __future__ import annotations

import datetime
from collections import Counter
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data
from dateutil.relativedelta import relativedelta

from coopbooks.controls.audit import facts
from coopbooks.controls.audit.blanks import SHORT
from coopbooks.controls.audit.receipts import costs_paid
from coopbooks.controls.audit.receipts import documents_of
from coopbooks.controls.audit.receipts import has_paper
from coopbooks.core.closing import read_closings
from coopbooks.core.closing import state_of
from coopbooks.core.decisions import DECISION
from coopbooks.core.directives import parse
from coopbooks.core.periods import DAY
from coopbooks.core.periods import month_of
from coopbooks.core.periods import named
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table
from coopbooks.statements.bankterms import RECONCILIATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.controls.review.signing import SignOff
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Content
    from coopbooks.statements.scope import Scope

RECORDS = "audit-records"
STATE = {"open": "", "soft": "softly", "hard": "closed"}


def records_table(scope: Scope, signed: Mapping[str, SignOff]) -> Table:
    """What the book has of the last five years, month by month.

    Args:
        scope: The book for the period.
        signed: The months for which somebody signed, by name.

    Returns:
        A line for each month from the book's first, five years back at most: entries,
        accounts with a statement or a count at its end, costs and how many of them name
        a paper, decisions and how many of them name their minutes, who signed for the
        month, and whether it is closed.
    """
    months = _months(scope)
    known = _Known(scope, named(months[0].begin, months[-1].end))
    rows = [_row(month, known, _signers(signed.get(month.name))) for month in months]
    columns = (
        Column("label", "Month", ColumnKind.TEXT),
        Column("entries", "Entries", ColumnKind.NUMBER),
        Column("accounts", "Accounts with money", ColumnKind.NUMBER),
        Column("statements", "With statement or count", ColumnKind.NUMBER),
        Column("costs", "Costs paid or billed", ColumnKind.NUMBER),
        Column("papers", "With a paper named", ColumnKind.NUMBER),
        Column("decisions", "Decisions", ColumnKind.NUMBER),
        Column("minutes", "With minutes named", ColumnKind.NUMBER),
        Column("signed", "Signed by", ColumnKind.TEXT),
        Column("closed", "Books closed", ColumnKind.TEXT),
        Column("seen", "Papers seen where", ColumnKind.TEXT),
    )
    lead = (
        "The book names a paper; whether it is there, trustees have to see. Bank "
        "statements, receipts, membership cards, minutes and copies of reports belong "
        "to the records."
    )
    if facts.is_covered(scope.entity):
        lead += (
            " Unions of the United States keep what their reports rest on for at least "
            f"five years after filing ({facts.RECORDS_LAW})."
        )
    return Table(RECORDS, "Records kept", columns, tuple(rows), lead=(Sentence(lead),))


def _months(scope: Scope) -> list[Period]:
    """From the book's first month, or five years back, to the period's last."""
    begin = scope.period.end - relativedelta(years=facts.YEARS_KEPT)
    # What a book brings in from before stands on the evening before its first day; of
    # a period that ends with that evening there is its last month.
    first = min(scope.first + DAY, scope.period.last)
    return named(max(begin, month_of(first).begin), scope.period.end).months()


class _Accounts:
    """Which accounts with money there were, and when they were confirmed."""

    def __init__(self, scope: Scope) -> None:
        """Read the book once.

        Args:
            scope: The book for the period.
        """
        self.confirmed: dict[datetime.date, set[str]] = defaultdict(set)
        self.opened: dict[str, datetime.date] = {}
        self.closed: dict[str, datetime.date] = {}
        for entry in scope.entries:
            if isinstance(entry, data.Balance):
                if entry.diff_amount is None:
                    self.confirmed[entry.date - DAY].add(entry.account)
            elif isinstance(entry, data.Open):
                if scope.roles.is_money(entry.account):
                    self.opened[entry.account] = entry.date
            elif isinstance(entry, data.Close):
                self.closed[entry.account] = entry.date
        for one in parse(scope.entries, (RECONCILIATION,))[0]:
            self.confirmed[one.date].add(one.name)

    def on(self, day: datetime.date) -> set[str]:
        """The accounts with money that are open on a day."""
        return {
            name
            for name, opened in self.opened.items()
            if opened <= day and self.closed.get(name, datetime.date.max) > day
        }


class _Known:
    """What the book has, by month, read once."""

    def __init__(self, scope: Scope, span: Period) -> None:
        """Read it.

        Args:
            scope: The book for the period.
            span: The months that are shown.
        """
        entries = scope.entries
        self.accounts = _Accounts(scope)
        self.entries: Counter[str] = Counter(
            f"{one.date:%Y-%m}"
            for one in entries
            if isinstance(one, data.Transaction) and one.date in span
        )
        linked = set(documents_of(entries))
        self.costs: Counter[str] = Counter()
        self.papers: Counter[str] = Counter()
        for cost in costs_paid(scope, span):
            self.costs[f"{cost.date:%Y-%m}"] += 1
            self.papers[f"{cost.date:%Y-%m}"] += has_paper(cost, linked)
        self.decisions = parse(entries, (DECISION,))[0]
        self.closings = read_closings(entries, scope.entity.fiscal_year_end)[0]


def _signers(found: SignOff | None) -> str:
    """Who signed for a month, as far as it counts."""
    if found is None:
        return ""
    if found.is_void:
        return "changed since"
    return ", ".join(one.by for one in found.valid)


def _row(month: Period, known: _Known, signed: str) -> Row:
    accounts = known.accounts.on(month.last)
    decided = [one for one in known.decisions if one.date in month]
    minutes = sum(bool(one.meta.get("document")) for one in decided)
    cells: dict[str, Content] = {
        "label": month.label,
        "entries": Decimal(known.entries[month.name]),
        "accounts": Decimal(len(accounts)),
        "statements": Decimal(len(accounts & known.accounts.confirmed[month.last])),
        "costs": Decimal(known.costs[month.name]),
        "papers": Decimal(known.papers[month.name]),
        "decisions": Decimal(len(decided)),
        "minutes": Decimal(minutes),
        "seen": SHORT,
        "signed": signed,
        "closed": STATE[state_of(month, known.closings)],
    }
    return Row(month.name, cells)


def confirmed_months(scope: Scope) -> tuple[int, int] | None:
    """For how many months of a period all accounts have a statement or a count.

    Args:
        scope: The book for the period.

    Returns:
        The months that have, and all that are in the book; None without accounts.
    """
    accounts = _Accounts(scope)
    wanted = [one.last for one in scope.period.months() if accounts.on(one.last)]
    if not wanted:
        return None
    having = [day for day in wanted if accounts.on(day) <= accounts.confirmed[day]]
    return len(having), len(wanted)
