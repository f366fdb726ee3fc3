"""What is to be paid to be in good standing again, as the rule says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.money import ZERO
from coopbooks.core.money import quantize
from coopbooks.core.money import total_of
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.rules.working import said
from coopbooks.dues.standing.arrears import worst

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.dues.standing.arrears import Rule
    from coopbooks.dues.standing.priorities import Priority
    from coopbooks.dues.standing.settling import Debt

_NAMES = {
    "dues": "dues",
    "besides": "what was charged besides",
    "initiation": "the initiation fee",
    "reinstatement": "the fee for coming back",
    "late": "late fees",
    "bounced": "fees for bounced payments",
}


class Restored(NamedTuple):
    """What restores good standing.

    Attributes:
        number: How much is to be paid.
        words: For what, in plain words.
    """

    number: Decimal
    words: str


def caught_up(
    rules: Sequence[Rule],
    debts: Sequence[Debt],
    priority: Priority,
    on: datetime.date,
    currency: str,
) -> Restored:
    """Work out the least that who is behind pays to be in good standing again.

    Args:
        rules: What makes somebody behind, suspended or dropped.
        debts: What is open on the member's own accounts.
        priority: What a payment goes to first.
        on: The day of the payment.
        currency: The currency.

    Returns:
        What is open, in the order in which payments go to it, up to where no rule holds
        any more.
    """
    waiting = sorted(debts, key=priority.place)
    paid: list[Debt] = []
    while waiting and worst(rules, waiting, on):
        paid.append(waiting.pop(0))
    return _told(_by_kind(paid), currency)


def come_back(
    group: Group | None,
    debts: Sequence[Debt],
    on: datetime.date,
    currency: str,
    *,
    everything: bool,
) -> Restored:
    """Work out what who is suspended or dropped is to pay to come back.

    Args:
        group: The schedule that the member is under; None if under none.
        debts: What is open on the member's own accounts.
        on: The day of the payment.
        currency: The currency.
        everything: Whether the rule counts fees, too.

    Returns:
        All that is due and counts, and the fee for coming back; late fees as well,
        where the rule says that they are to be paid.
    """
    line = fee_line(group, "reinstatement")
    kinds = set(_NAMES) if everything else {"dues"}
    if line is not None and line.meta.get("with-late-fees"):
        kinds.add("late")
    due = [one for one in debts if one.about in kinds and one.due <= on]
    found = _by_kind(due)
    if line is not None and "reinstatement" not in found:
        found["reinstatement"] = _fee(line, debts, currency)
    return _told(found, currency)


def _by_kind(debts: Iterable[Debt]) -> dict[str, Decimal]:
    """What is open of each kind."""
    found: dict[str, Decimal] = {}
    for debt in debts:
        found[debt.about] = total_of((found.get(debt.about, ZERO), debt.open))
    return found


def _told(found: Mapping[str, Decimal], currency: str) -> Restored:
    """An amount for each kind, in one sentence."""
    parts = [
        f"{said(found[kind], currency)} for {name}"
        for kind, name in _NAMES.items()
        if found.get(kind)
    ]
    *first, last = parts or ["nothing"]
    words = f"{', '.join(first)} and {last}" if first else last
    return Restored(total_of(found.values()), words)


def fee_line(group: Group | None, fee: str) -> Directive | None:
    """The line of a schedule about a fee; None where there is none."""
    if group is None:
        return None
    lines = (line for line in group.of(FEE.kind) if line.values["fee"] == fee)
    return next(lines, None)


def _fee(line: Directive, debts: Iterable[Debt], currency: str) -> Decimal:
    """A fee for coming back: an amount, or by the last dues that were charged."""
    amount = line.values["amount"]
    if amount.currency not in {"PERIOD", "PERCENT"}:
        fixed: Decimal = amount.number
        return fixed
    dues = [debt for debt in debts if debt.about == "dues"]
    last = max(dues, key=lambda one: (one.due, one.charged), default=None)
    whole = last.charged if last else ZERO
    part = amount.number / 100 if amount.currency == "PERCENT" else amount.number
    return quantize(whole * part, currency)
