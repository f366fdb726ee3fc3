"""One charge of one member: whether there is one, how much, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.dues.charge import Charge
from coopbooks.dues.charge import Excused
from coopbooks.dues.charge import Step
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.rules.calendar import due_day
from coopbooks.dues.rules.calendar import posting_day
from coopbooks.dues.rules.excuses import excused
from coopbooks.dues.rules.parts import parts_of
from coopbooks.dues.rules.turn import Weight
from coopbooks.dues.rules.turn import counted
from coopbooks.dues.rules.turn import weight_of
from coopbooks.dues.rules.working import said

if TYPE_CHECKING:
    from decimal import Decimal

    from coopbooks.dues.charge import ChargeKind
    from coopbooks.dues.charge import Part
    from coopbooks.dues.rules.excuses import Excuse
    from coopbooks.dues.rules.individual import Amounts
    from coopbooks.dues.rules.individual import Worked
    from coopbooks.dues.rules.receivables import Receivables
    from coopbooks.dues.rules.turn import Turn


class Owed(NamedTuple):
    """How much a charge is, where it goes, and how it came about."""

    number: Decimal
    currency: str
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]


class Whose(NamedTuple):
    """On which accounts a charge is owed, and how much of it by an employer."""

    receivable: str = ""
    employer_account: str = ""
    by_employer: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Charger:
    """Charges one member at a time.

    Attributes:
        amounts: Works out how much.
        accounts: The accounts that dues are owed on.
    """

    amounts: Amounts
    accounts: Receivables

    def charge(self, turn: Turn) -> Charge | Excused | None:
        """Charge a member for a period.

        Args:
            turn: Who, by what, for when.

        Returns:
            The charge; or why nothing is owed; or nothing, where the member does not
            belong on the day that counts.

        Raises:
            CannotCharge: It can't be worked out.
        """
        weight = weight_of(turn)
        if weight is None or isinstance(weight, Excused):
            return weight
        excuse = self._excuse(turn)
        if excuse and excuse.holds:
            return Excused(turn.member, turn.period, excuse.words, excuse.rule)
        worked = self.amounts.worked(turn, weight)
        steps = worked.steps
        if excuse:
            note = Step(excuse.words, worked.number, worked.currency, excuse.rule)
            steps = (*steps, note)
        return self._charge(turn, worked, steps)

    def is_charged(self, turn: Turn) -> bool:
        """Whether a member is charged for a period at all."""
        weight = weight_of(turn)
        if weight is None or isinstance(weight, Excused):
            return False
        excuse = self._excuse(turn)
        return excuse is None or not excuse.holds

    def whose(self, turn: Turn, number: Decimal, *, shared: bool = True) -> Whose:
        """On which accounts something is owed.

        Args:
            turn: Who, by what, for when.
            number: How much is owed.
            shared: Whether an employer takes it from pay where one takes dues.

        Raises:
            CannotCharge: Nothing says which account it is.
        """
        terms, day, meta = self.accounts.terms, turn.since, turn.schedule.meta
        if terms.basis(turn.period.begin) == "cash" or self._pledged(turn):
            return Whose()
        place = self.accounts.place(turn.workplace, day)
        collected = turn.reliefs.word("collected", day)
        collected = collected or (place.collected if place else "self")
        said_account = str(meta.get("receivable") or "")
        if collected != "check-off" or not shared:
            own = said_account or self.accounts.of_member(turn.member, place)
            return Whose(own)
        if not meta.get("at-least-of"):
            account = said_account or self.accounts.of_employer(turn.member, place)
            return Whose(account, account, number)
        actual = self.amounts.worked(turn, self._weight(turn), actual=True)
        taken = min(actual.number, number)
        account = self.accounts.of_employer(turn.member, place)
        if taken == number:
            return Whose(account, account, number)
        own = said_account or self.accounts.of_member(turn.member, place)
        return Whose(own, account, taken)

    def _weight(self, turn: Turn) -> Weight:
        found = weight_of(turn)
        return found if isinstance(found, Weight) else Weight()

    def _charge(self, turn: Turn, worked: Worked, steps: tuple[Step, ...]) -> Charge:
        schedule = turn.schedule
        parts = parts_of(
            worked.shares,
            schedule.group.of(forms.PART.kind),
            turn.reliefs,
            turn.since,
            self.accounts.dues(),
        )
        total = total_of(part.number for part in parts)
        number = total or quantize(ZERO, worked.currency)
        if number != worked.number:
            words = f"without parts not chosen: {said(number, worked.currency)}"
            steps = (*steps, Step(words, number, worked.currency, schedule.source))
        owed = Owed(number, worked.currency, parts, steps)
        kind: ChargeKind = "besides" if schedule.besides else "dues"
        return self.made(turn, kind, owed, self.whose(turn, number))

    def made(self, turn: Turn, kind: ChargeKind, owed: Owed, whose: Whose) -> Charge:
        """Put a charge together.

        Args:
            turn: Who, by what, for when.
            kind: What is charged.
            owed: How much, and where it goes.
            whose: On which accounts it is owed.
        """
        period = turn.period
        due = due_day(period, turn.schedule.meta.get("due"), turn.since)
        return Charge(
            turn.member,
            kind,
            turn.schedule.name,
            period,
            owed.number,
            owed.currency,
            due,
            posting_day(period, due),
            whose.receivable,
            owed.parts,
            owed.steps,
            turn.schedule.source,
            turn.workplace,
            whose.by_employer,
            whose.employer_account,
            self._pledged(turn),
        )

    def _pledged(self, turn: Turn) -> bool:
        """Whether it is only promised."""
        if turn.schedule.meta.get("pledged"):
            return True
        return (
            turn.pledges
            and bool(turn.reliefs.lines)
            and turn.reliefs.on("pledges", turn.since) is not None
        )

    def _excuse(self, turn: Turn) -> Excuse | None:
        if not turn.reliefs.lines:
            return None
        return excused(
            turn.member,
            turn.reliefs,
            turn.schedule,
            turn.period,
            counted(turn, turn.spans),
            self.amounts.measures,
        )
