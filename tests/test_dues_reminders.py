"""Reminders wait until the payments of the period are in."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.core.periods import parse_period
from coopbooks.dues.standing.reminders import reminders
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import JOIN
from tests.support.standingbooks import RULE
from tests.support.standingbooks import book
from tests.support.standingbooks import charged
from tests.support.standingbooks import paid

if TYPE_CHECKING:
    from coopbooks.dues.standing.reminders import Reminders

OPEN = charged("2026-02") + charged("2026-03") + paid("2026-03-10", "40.00")


def remind(text: str, on: str = "") -> Reminders:
    entries, errors, _ = loader.load_string(book(RULE + JOIN + text))
    assert errors == []
    day = datetime.date.fromisoformat(on) if on else None
    return reminders(read_terms(entries), entries, parse_period("2026-03"), day)


def test_they_wait_for_the_bank_and_say_so() -> None:
    found = remind(OPEN)
    assert (found.ready, found.reminders) == (False, ())
    (waiting,) = found.waiting
    assert (waiting.account, waiting.until) == (
        "Assets:Bank",
        datetime.date(2026, 3, 10),
    )
    assert waiting.words == (
        "The payments on Bank through 31 March 2026 are not in the book; they end on "
        "10 March 2026. Import the statement, or reconcile the account."
    )


def test_an_entry_a_balance_or_a_reconciliation_is_enough() -> None:
    for line in (
        "2026-04-01 balance Assets:Bank 40.00 USD",
        '2026-03-31 custom "coop-reconciliation" Assets:Bank 40.00 USD',
        '2026-03-31 * "Rent"\n  Income:Dues   1 USD\n  Assets:Bank  -1 USD',
    ):
        found = remind(f"{OPEN}{line}\n")
        assert found.ready, line
        (one,) = found.reminders
        assert (one.member, one.total) == ("M-0001", Decimal("20.00"))
        assert [item.period for item in one.items] == ["2026-03"]
    morning = "2026-03-31 balance Assets:Bank 40.00 USD\n"
    assert not remind(OPEN + morning).ready


def test_who_owes_nothing_yet_or_is_no_member_is_not_reminded() -> None:
    seen = '2026-03-31 custom "coop-reconciliation" Assets:Bank 40.00 USD\n'
    later = charged("2026-03", due="2026-04-15") + seen
    assert remind(later).reminders == ()
    (one,) = remind(later, "2026-04-16").reminders
    assert one.items[0].days == 1
    leave = '2026-03-20 custom "coop-member" "M-0001" "leave"\n'
    assert remind(OPEN + seen + leave).reminders == ()


def test_nobody_is_reminded_of_what_an_employer_takes() -> None:
    taken = charged("2026-02").replace("Receivable:Dues", "Receivable:Check-Off")
    seen = '2026-03-31 custom "coop-reconciliation" Assets:Bank 0.00 USD\n'
    found = remind(taken + seen)
    assert (found.ready, found.reminders) == (True, ())
