"""What of a member's part is paid out, kept, owed, and withheld for the tax office."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from tests.support.sharing import CAPITAL
from tests.support.sharing import LAW
from tests.support.sharing import Facts
from tests.support.sharing import messages
from tests.support.sharing import people
from tests.support.sharing import person
from tests.support.sharing import shared
from tests.support.sharing import step

MAY = datetime.date(2025, 5, 10)


def all_of_it(*meta: str, to: str = CAPITAL) -> str:
    """A step that gives members all there is."""
    return step('90 "members" "rest" "of" "left"', *meta, to=to)


@pytest.mark.parametrize(
    ("meta", "to", "cash", "lot"),
    [
        ((), CAPITAL, "0", "2025"),
        (("cash: 0 PERCENT",), CAPITAL, "0", "2025"),
        (("cash: 33.33 PERCENT",), CAPITAL, "33.34", "2025"),
        (("cash: 100 PERCENT",), CAPITAL, "100.01", "2025"),
        (("cash: 50 PERCENT", "round-to: 1 USD"), CAPITAL, "50", "2025"),
        (("cash: 50.5 PERCENT", "round-to: 1 USD"), CAPITAL, "51", "2025"),
        (("cash: 20 PERCENT", 'lot: "special"'), CAPITAL, "20.01", "special"),
        ((), "Liabilities:Patronage", "100.01", "2025"),
        (("cash: 20 PERCENT", 'notice: "nonqualified"'), CAPITAL, "20.01", "2025-N"),
    ],
)
def test_cash_is_rounded_up_and_the_rest_kept(
    meta: tuple[str, ...], to: str, cash: str, lot: str
) -> None:
    found = shared(LAW + all_of_it(*meta, to=to), Facts("100.01", people(A=1)))
    assert messages(found) == []
    part = found.parts[0]
    assert part.cash == Decimal(cash)
    assert part.cash + part.kept == part.amount
    assert found.cash_needed == part.cash
    assert found.steps[0].lot == lot


@pytest.mark.parametrize(
    ("how", "cash", "owed", "note"),
    [
        ("", "20", "80", "left in the year: what others keep is owed"),
        ("owed", "20", "80", "left in the year: what others keep is owed"),
        ("cash", "100", "0", "left in the year: all in cash"),
    ],
)
def test_who_left_in_the_year_keeps_nothing(
    how: str, cash: str, owed: str, note: str
) -> None:
    header = f'  left-in-year: "{how}"\n' if how else ""
    staff = [person("A", hours=1, left=MAY), person("B", hours=1)]
    found = shared(LAW + header + all_of_it("cash: 20 PERCENT"), Facts(200, staff))
    assert messages(found) == []
    first, second = found.parts
    assert (first.cash, first.owed) == (Decimal(cash), Decimal(owed))
    assert first.kept == 0
    assert [second.cash, second.kept] == [20, 80]
    assert [first.note, second.note] == [note, ""]
    assert found.total("owed") == Decimal(owed)


def test_who_left_after_the_year_is_as_others() -> None:
    staff = [person("A", hours=1, left=datetime.date(2026, 1, 1))]
    found = shared(LAW + all_of_it("cash: 20 PERCENT"), Facts(100, staff))
    assert [found.parts[0].kept, found.parts[0].owed] == [80, 0]


def test_a_qualified_notice_wants_consent() -> None:
    staff = [
        person("A", hours=1, consents=True),
        person("B", hours=1),
        person("C", hours=1, left=MAY),
        person("D", hours=0),
    ]
    line = all_of_it("cash: 20 PERCENT", 'notice: "qualified"')
    found = shared(LAW + line, Facts(300, staff))
    # Who is owed what others keep, and who gets nothing, has nothing to agree to.
    assert len(found.problems) == 1
    assert messages(found)[0].startswith("B: no consent is recorded")
    assert [part.qualified for part in found.parts] == [True, False, False, False]
    by_check = shared(LAW + '  consent: "check"\n' + line, Facts(300, staff))
    assert messages(by_check) == []
    assert by_check.parts[1].qualified


def test_interest_is_no_patronage_and_needs_no_consent() -> None:
    rule = LAW + "  cash-floor: 50 PERCENT\n"
    rule += step(
        '10 "i" "interest" "of" "left"',
        "rate: 5 PERCENT",
        'notice: "qualified"',
        to=CAPITAL,
    )
    found = shared(rule, Facts(300, [person("A", capital=100)]))
    assert messages(found) == []
    assert (found.steps[0].lot, found.parts[0].qualified) == ("2025-I", False)


TAX = """\
"coop-surplus-withhold" "law" "all" 10 PERCENT
  to: Liabilities:Tax
"coop-surplus-withhold" "law" "abroad" 30 PERCENT
  to: Liabilities:Tax:Abroad
  from: "all"
"coop-surplus-withhold" "law" "C" 0 PERCENT
  to: Liabilities:Tax
"coop-surplus-withhold" "law" "D" 50 PERCENT
  to: Liabilities:Tax
  until: 2025-06-30
"""


def test_tax_is_withheld_by_member_by_class_and_from_all() -> None:
    staff = [
        person("A", hours=1),
        person("B", hours=1, member_class="abroad"),
        person("C", hours=1, member_class="abroad"),
        person("D", hours=1),
    ]
    found = shared(LAW + all_of_it("cash: 50 PERCENT") + TAX, Facts("400.40", staff))
    assert messages(found) == []
    assert [(part.withheld, part.withheld_to) for part in found.parts] == [
        # Half up: 10 percent of 50.05 is 5.005.
        (Decimal("5.01"), "Liabilities:Tax"),
        (Decimal("30.03"), "Liabilities:Tax:Abroad"),
        (Decimal(0), ""),
        (Decimal("5.01"), "Liabilities:Tax"),
    ]
    assert {part.cash for part in found.parts} == {Decimal("50.05")}
    short = shared(LAW + all_of_it("cash: 20 PERCENT") + TAX, Facts(400, staff))
    wanted = (
        "coop-surplus-step: 'law' 90 gives B 20.00 in cash, and 30.00 of tax is to be "
        "withheld. Pay more in cash."
    )
    assert messages(short) == [wanted]
