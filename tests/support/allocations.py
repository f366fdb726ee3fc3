"""Shared years made by hand, for what is done with them afterwards."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.parser import parser

from coopbooks.core.money import ZERO
from coopbooks.core.money import total_of
from coopbooks.core.periods import Period
from coopbooks.surplus.allocation import Allocation
from coopbooks.surplus.allocation import Part
from coopbooks.surplus.allocation import StepResult
from coopbooks.surplus.allocation import Term
from coopbooks.surplus.figures import YearFigures
from coopbooks.surplus.terms import read_surplus_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.groups import Group
    from coopbooks.surplus.allocation import StepKind
    from coopbooks.surplus.allocation import Taken

YEAR = Period("2025", datetime.date(2025, 1, 1), datetime.date(2026, 1, 1))
RULE = '2025-01-01 custom "coop-surplus" "law"\n  patronage: "hours"\n'
CENT = Decimal("0.01")


def rule_of(text: str = RULE) -> Group:
    """The last rule of some text of a ledger."""
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    groups, problems = read_surplus_rules(entries)
    assert not problems
    return groups[-1]


def step_of(
    number: int, name: str, kind: StepKind, amount: str, account: str = ""
) -> StepResult:
    """A step of a rule that came to an amount."""
    return StepResult(
        number,
        name,
        kind,
        account,
        words="all of what is left",
        rate=Decimal(1),
        of=(Term("result"),),
        base=Decimal(amount),
        amount=Decimal(amount),
        left=ZERO,
        quantum=CENT,
        rule={"filename": "terms.beancount", "lineno": number},
    )


def part_of(
    step: int,
    member: str,
    amount: str,
    *,
    weight: str = "0",
    cash: str = "0",
    owed: str = "0",
    withheld: str = "0",
    taken: tuple[Taken, ...] = (),
) -> Part:
    """A member's part, kept unless it says otherwise."""
    return Part(
        step,
        member,
        Decimal(weight),
        Decimal(amount),
        cash=Decimal(cash),
        kept=ZERO if taken else Decimal(amount) - Decimal(cash) - Decimal(owed),
        owed=Decimal(owed),
        withheld=Decimal(withheld),
        withheld_to="Liabilities:Tax" if Decimal(withheld) else "",
        taken=taken,
    )


def shared(
    steps: Sequence[StepResult],
    parts: Sequence[Part] = (),
    *,
    start: str = "",
    header: str = RULE,
) -> Allocation:
    """A year that was shared, by the steps and parts given."""
    taken = total_of(step.amount for step in steps)
    begin = Decimal(start) if start else taken
    return Allocation(
        rule_of(header),
        YearFigures(YEAR, "USD", begin, begin, (), {"members-work": begin}),
        tuple(steps),
        tuple(parts),
        abs(begin) - taken,
        cash_needed=total_of(part.cash for part in parts),
        cash_there=Decimal(50000),
    )


def members_step(
    number: int = 90, amount: str = "60.00", lot: str = "2025-Q"
) -> StepResult:
    """A step to members by hours, a fifth of it in cash."""
    step = step_of(number, "members", "members", amount, "Equity:Capital")
    return replace(
        step,
        cash_rate=Decimal("0.2"),
        lot=lot,
        notice="qualified",
        split_by="hours",
    )


def bakery() -> Allocation:
    """A hundred shared: a reserve, a debt to education, two members, one who left."""
    return shared(
        [
            step_of(10, "earlier losses", "earlier-losses", "10.00"),
            step_of(20, "reserve", "equity", "20.00", "Equity:Reserve"),
            step_of(30, "education", "liability", "10.00", "Liabilities:Education"),
            members_step(),
        ],
        [
            part_of(90, "M-0001", "30.00", weight="1500", cash="6.00"),
            part_of(90, "M-0002", "20.00", weight="1000", cash="4.00"),
            part_of(90, "M-0003", "10.00", weight="500", cash="2.00", owed="8.00"),
        ],
    )
