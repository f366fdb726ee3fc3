"""Gather what a body's life is: who came and went, dues, and what money was for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.core.accounts import measures
from coopbooks.core.directives import parse
from coopbooks.core.money import ZERO
from coopbooks.core.postings import rows
from coopbooks.dues.overview.figures import overview
from coopbooks.dues.overview.reading import read
from coopbooks.federation.reading.decided import decisions_of
from coopbooks.federation.reading.decided import is_help
from coopbooks.federation.reading.lives import UNKNOWN
from coopbooks.federation.reading.lives import Campaign
from coopbooks.federation.reading.lives import Life
from coopbooks.federation.reading.lives import Purpose
from coopbooks.federation.reading.pending import pending_of
from coopbooks.funds.terms import read_campaigns
from coopbooks.members import counts
from coopbooks.sharing.bases.selecting import IN_KIND
from coopbooks.statements.scope import scope_of
from coopbooks.support.exchange.flows import kind_of
from coopbooks.support.forms.resources import LOAN
from coopbooks.support.need.paid import ROLES
from coopbooks.support.terms import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.postings import Row
    from coopbooks.sharing.share import View

# What bodies give one another without owing it.
SOLIDARITY = frozenset({"gifts", "strike-pay", "need"})
PASSED_ON = frozenset({"shares", "per-capita"})
BY_AGREEMENT = frozenset({"share", "per-capita"})


class Gathered(NamedTuple):
    """What was gathered of a body's life.

    Attributes:
        members: The ids of who belongs on the last day.
        dues: Dues `charged` and `collected`, where the book works dues out.
        life: All else.
    """

    members: tuple[str, ...]
    dues: Mapping[str, Decimal]
    life: Life


def life_of(book: Book, view: View, period: Period) -> Gathered:
    """Gather what a body's life was in a period.

    Args:
        book: The book.
        view: The same book, read.
        period: The period.

    Returns:
        It, in the book's own currencies; no name and no reason of anybody.
    """
    passages = counts.passages(view.terms.dues.histories, period)
    everyone = counts.counts(passages).get("", counts.Count())
    before = [one.before for one in passages if one.before]
    after = [one.after for one in passages if one.after]
    dues, payers = _dues(book, view, period)
    directives, _ = parse(book.entries, FORMS)
    spending = _Spending(view, {o.name for o in directives if o.kind == LOAN.kind})
    spending.read(book.entries, period)
    return Gathered(
        tuple(sorted(one.member for one in after if one.belongs)),
        dues,
        Life(
            tuple(sorted(one.member for one in before if one.belongs)),
            everyone.joined,
            everyone.left,
            {"dues": payers, **spending.people()},
            spending.purposes(),
            tuple(decisions_of(book.entries, view, directives, period)),
            tuple(pending_of(book.entries, view, directives, period)),
            tuple(_campaigns(book, period)),
        ),
    )


def _dues(book: Book, view: View, period: Period) -> tuple[dict[str, Decimal], int]:
    """What was charged or pledged, what came in, and for how many; as in the pack."""
    terms = view.terms.dues
    if not any(group.date < period.end for group in terms.schedules):
        return {}, 0
    scope = scope_of(book.entries, book.options, book.title, book.currency, period)
    found = overview(read(terms, scope), scope)
    everyone = found.everyone
    sums = {
        "charged": found.flow.charged + everyone.total(lambda one: one.pledged),
        "collected": found.flow.collected + everyone.total(lambda one: one.received),
    }
    if not found.is_told_apart:
        # What came in stands in the book for many at once.
        del sums["collected"]
    if not any(sums.values()):
        return {}, 0
    payers = sum(
        bool(one.charged or one.collected or one.pledged or one.received)
        for one in found.people
    )
    return sums, payers


class _Spending:
    """Income and costs of a period by what they were for, and for how many."""

    def __init__(self, view: View, loans: set[str]) -> None:
        self.view = view
        self.loans = loans
        self.sums: dict[tuple[str, str], Decimal] = {}
        self.helped: dict[str, set[str]] = {"strike": set(), "need": set()}
        self.nameless: set[str] = set()

    def read(self, entries: Iterable[data.Directive], period: Period) -> None:
        """Add up what moved."""
        inside = [
            entry
            for entry in entries
            if isinstance(entry, data.Transaction) and entry.date in period
        ]
        no_money = measures(self.view.entries)
        for row in rows(inside):
            if row.units.currency in no_money:
                continue
            kind = self.view.terms.roles.type_of(row.account)
            what = None
            if kind == "Expenses":
                what = self._spent(row)
            elif kind == "Income":
                what = self._received(row)
            if what is not None:
                number = row.number if kind == "Expenses" else -row.number
                key = what, row.units.currency
                self.sums[key] = self.sums.get(key, ZERO) + number

    def purposes(self) -> tuple[Purpose, ...]:
        return tuple(Purpose(*key, number) for key, number in sorted(self.sums.items()))

    def people(self) -> dict[str, int]:
        return {
            what: UNKNOWN if what in self.nameless else len(helped)
            for what, helped in self.helped.items()
        }

    def _spent(self, row: Row) -> str:
        """What a cost was for."""
        role = self.view.terms.roles.of(row.account) or ""
        if self._other(row):
            kind = self._kind(row)
            if kind in SOLIDARITY:
                return "given"
            return "passed" if kind in PASSED_ON else "work"
        if role in BY_AGREEMENT:
            return "passed"
        if role != ROLES["strike"] and not is_help(row, role):
            return "work"
        what = "strike" if role == ROLES["strike"] else "need"
        if member := row.tag("member"):
            self.helped[what].add(member)
        else:
            self.nameless.add(what)
        return what

    def _received(self, row: Row) -> str | None:
        """Whether an income was solidarity of another body."""
        if not self._other(row):
            return None
        return "received" if self._kind(row) in SOLIDARITY else None

    def _kind(self, row: Row) -> str:
        return kind_of(self.view, row, self.loans)

    def _other(self, row: Row) -> bool:
        """Whether it is with another body, in money."""
        other = row.tag("with")
        in_kind = row.entry.meta.get(IN_KIND) is not None
        return other not in {None, self.view.name} and not in_kind


def _campaigns(book: Book, period: Period) -> Iterable[Campaign]:
    """The campaigns that have begun, as said last."""
    found, _ = read_campaigns(book.entries)
    begun = {one.name: one for one in found if one.date < period.end}
    for name, one in sorted(begun.items()):
        yield Campaign(name, one.title, one.works_for)
