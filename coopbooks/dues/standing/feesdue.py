"""What paying late, and a payment that bounced, costs each member."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import long_date
from coopbooks.core.periods import month_of
from coopbooks.dues.charge import Charge
from coopbooks.dues.charge import Charges
from coopbooks.dues.charge import Part
from coopbooks.dues.charge import Step
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.rules.receivables import Receivables
from coopbooks.dues.rules.working import CannotCharge
from coopbooks.dues.rules.working import said
from coopbooks.dues.standing.lateness import amount_of
from coopbooks.dues.standing.lateness import fees_of
from coopbooks.dues.standing.lateness import times

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.rules.schedules import Schedule
    from coopbooks.dues.standing.account import Accounts
    from coopbooks.dues.standing.settling import Debt
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


def has_fees(terms: DuesTerms) -> bool:
    """Whether a book has fees for paying late or for bounced payments."""
    return any(_fee_lines(terms, {"late", "bounced"}))


def fees_due(accounts: Accounts, period: Period) -> Charges:
    """Work out the fees for paying late and for bounced payments.

    Args:
        accounts: The dues of members up to the period's last day or later.
        period: The period in which the fees fall due.

    Returns:
        The fees, one charge for each member, kind, schedule and period, and what could
        not be worked out.
    """
    late = list(_fee_lines(accounts.terms, {"late"}))
    found: dict[tuple[str, ...], list[_Fee]] = {}
    for member in sorted(accounts.items):
        fees = _late(accounts, member, period, late) if late else ()
        for fee in (*fees, *_bounced(accounts, member, period)):
            key = (member, fee.period.name, fee.schedule.name, fee.kind, fee.currency)
            found.setdefault(key, []).append(fee)
    places = Receivables(accounts.terms, accounts.entries)
    charges: list[Charge] = []
    problems: list[LedgerError] = []
    for some in found.values():
        try:
            charges.append(_charge(accounts, places, some))
        except CannotCharge as problem:
            problems.append(problem.error)
    charges.sort(key=lambda one: (one.member, one.period.begin, one.schedule, one.kind))
    return Charges(tuple(charges), (), tuple(problems))


def _fee_lines(terms: DuesTerms, fees: Collection[str]) -> Iterator[Directive]:
    """The lines of all schedules about some fees."""
    for group in terms.schedules:
        for line in group.of(FEE.kind):
            if line.values["fee"] in fees:
                yield line


def _late(
    accounts: Accounts, member: str, period: Period, lines: Sequence[Directive]
) -> Iterator[_Fee]:
    """The late fees of a member that fall due in a period, by any of some lines."""
    items = accounts.items[member]
    for currency in sorted({item.currency for item in items if not item.employer}):
        debts = accounts.applied(member, currency, period.last).debts
        days = _Days(accounts, member, currency)
        days.note(period.last, debts)
        for debt in debts:
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

    def note(self, day: datetime.date, debts: Sequence[Debt]) -> None:
        """Take down what was owed at the end of a day."""
        self._open[day] = {_key(one): one.open for one in debts}

    def unpaid(self, debt: Debt, day: datetime.date) -> Decimal:
        """How much of a charge was unpaid at the end of a day."""
        if day not in self._open:
            then = self.accounts.applied(self.member, self.currency, day)
            self.note(day, then.debts)
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
