"""Fees for paying late and for payments that bounced, as charges of a period."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.dues.account import read_accounts
from coopbooks.dues.charge import Charge
from coopbooks.dues.charge import Charges
from coopbooks.dues.charge import Part
from coopbooks.dues.charge import Step
from coopbooks.dues.lateness import amount_of
from coopbooks.dues.lateness import fees_of
from coopbooks.dues.lateness import times
from coopbooks.dues.receivables import Receivables
from coopbooks.dues.scheduleforms import FEE
from coopbooks.dues.working import CannotCharge
from coopbooks.dues.working import said

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.account import Accounts
    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.schedules import Schedule
    from coopbooks.dues.settling import Debt
    from coopbooks.dues.terms import DuesTerms


class _Fee(NamedTuple):
    """One fee of one member, before those of a period are put together."""

    member: str
    kind: ChargeKind
    schedule: Schedule
    line: Directive
    period: Period
    day: datetime.date
    number: Decimal
    currency: str
    words: str


def late_fees(
    terms: DuesTerms,
    entries: Sequence[data.Directive],
    period: Period,
    members: Collection[str] | None = None,
) -> Charges:
    """Work out the fees for paying late and for bounced payments.

    Each charge of dues that the member owes, and no employer, costs a fee when it is
    unpaid at the end of its period, or so many days after it was due. Fees themselves
    cost none, and who has left owes no new ones. The fee for coming back is one of
    `expected`.

    Args:
        terms: What the book says about dues.
        entries: The book's entries, with the charges of the period.
        period: The period in which the fees fall due.
        members: The ids of those to look at; None for everybody.

    Returns:
        The fees, one charge for each member, kind, schedule and period, and what could
        not be worked out.
    """
    asked = [
        line
        for group in terms.schedules
        for line in group.of(FEE.kind)
        if line.values["fee"] in {"late", "bounced"}
    ]
    if not asked:
        return Charges()
    accounts = read_accounts(terms, entries, period.last, None, members)
    late = [line for line in asked if line.values["fee"] == "late"]
    found: dict[tuple[str, ...], list[_Fee]] = {}
    for member in sorted(accounts.items):
        fees = (
            *_late(accounts, member, period, late),
            *_bounced(accounts, member, period),
        )
        for fee in fees:
            key = (member, fee.period.name, fee.schedule.name, fee.kind, fee.currency)
            found.setdefault(key, []).append(fee)
    places = Receivables(terms, entries)
    charges: list[Charge] = []
    problems: list[LedgerError] = []
    for some in found.values():
        try:
            charges.append(_charge(accounts, places, some))
        except CannotCharge as problem:
            problems.append(problem.error)
    charges.sort(key=lambda one: (one.member, one.period.begin, one.schedule, one.kind))
    return Charges(tuple(charges), (), tuple(problems))


def _late(
    accounts: Accounts, member: str, period: Period, lines: Sequence[Directive]
) -> Iterator[_Fee]:
    """The late fees of a member that fall due in a period, by any of some lines."""
    items = accounts.items[member]
    for currency in sorted({item.currency for item in items if not item.employer}):
        days = _Days(accounts, member, currency)
        for debt in accounts.applied(member, currency, period.last).debts:
            # Most charges were late long ago or not at all: by no line it is now.
            if (
                debt.about != "dues"
                or not debt.charged
                or not _may(debt, lines, period)
            ):
                continue
            found = _line(accounts, member, debt.due, "late")
            if found is None:
                continue
            schedule, line = found
            for fee in fees_of(line, debt, period, days.unpaid, currency):
                day = fee.time.day
                if _belongs(accounts, member, day):
                    words = (
                        f"late fee: {said(fee.unpaid, currency)} of "
                        f"{debt.period.label} unpaid on {long_date(day)}"
                    )
                    yield _Fee(
                        member,
                        "late",
                        schedule,
                        line,
                        fee.time.period,
                        day,
                        fee.number,
                        currency,
                        words,
                    )


@dataclass(slots=True)
class _Days:
    """What a member owed at the end of days, each looked at once."""

    accounts: Accounts
    member: str
    currency: str
    _open: dict[datetime.date, dict[tuple[object, ...], Decimal]] = field(
        default_factory=dict
    )

    def unpaid(self, debt: Debt, day: datetime.date) -> Decimal:
        """How much of a charge was unpaid at the end of a day."""
        if day not in self._open:
            then = self.accounts.applied(self.member, self.currency, day)
            self._open[day] = {_key(one): one.open for one in then.open}
        return self._open[day].get(_key(debt), ZERO)


def _bounced(accounts: Accounts, member: str, period: Period) -> Iterator[_Fee]:
    """The fees for payments of a member that bounced in a period."""
    for item in accounts.items[member]:
        if item.kind != "bounced" or item.employer or item.date not in period:
            continue
        found = _line(accounts, member, item.date, "bounced")
        if found is None:
            continue
        schedule, line = found
        debts = accounts.applied(member, item.currency, item.date).debts
        dues = [debt.charged for debt in debts if debt.about == "dues"]
        whole = dues[-1] if dues else ZERO
        number = amount_of(line, item.number, whole, item.currency)
        words = f"payment of {said(item.number, item.currency)} bounced"
        month = month_of(item.date)
        yield _Fee(
            member,
            "bounced",
            schedule,
            line,
            month,
            item.date,
            number,
            item.currency,
            words,
        )


def _may(debt: Debt, lines: Sequence[Directive], period: Period) -> bool:
    """Whether a charge may cost a fee in a period, by any of some lines."""
    return any(
        time.day in period for line in lines for time in times(line, debt, period.last)
    )


def _key(debt: Debt) -> tuple[object, ...]:
    return debt.about, debt.name, debt.due


def _line(
    accounts: Accounts, member: str, day: datetime.date, fee: str
) -> tuple[Schedule, Directive] | None:
    """The schedule of a member on a day, and its line about a fee."""
    schedule = accounts.schedule(accounts.status(member, day), day)
    line = schedule.line(FEE, fee) if schedule else None
    return (schedule, line) if schedule and line else None


def _belongs(accounts: Accounts, member: str, day: datetime.date) -> bool:
    status = accounts.status(member, day)
    return status is not None and status.belongs


def _charge(accounts: Accounts, places: Receivables, some: Sequence[_Fee]) -> Charge:
    """One charge of the fees of one kind for a period."""
    last = max(some, key=lambda one: one.day)
    schedule, line, number = (
        last.schedule,
        last.line,
        total_of(one.number for one in some),
    )
    account = str(line.meta.get("to") or places.dues())
    if not account:
        raise CannotCharge(
            line.source,
            f"coop-dues-fee: '{schedule.name}' does not say where the fee goes; add "
            "to: and an account.",
        )
    status = accounts.status(last.member, last.day)
    workplace = status.workplace if status else ""
    receivable = ""
    if accounts.terms.basis(last.day) != "cash":
        place = places.place(workplace, last.day)
        own = str(schedule.meta.get("receivable") or "")
        receivable = own or places.of_member(last.member, place)
    authority = str(line.meta.get("authority") or schedule.authority)
    steps = tuple(
        Step(one.words, one.number, one.currency, one.line.source, authority)
        for one in some
    )
    part = Part(last.kind, account, number, str(line.meta.get("fund") or ""))
    return Charge(
        last.member,
        last.kind,
        schedule.name,
        last.period,
        number,
        last.currency,
        last.day,
        last.day,
        receivable,
        (part,),
        steps,
        schedule.source,
        workplace,
    )
