"""Who is in good standing: by cash, pledged, excused, suspended, dropped, gone."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.dues.standing.standing import standings
from coopbooks.dues.terms import read_terms
from tests.support.standingbooks import JOIN
from tests.support.standingbooks import MONTHS
from tests.support.standingbooks import RULE
from tests.support.standingbooks import STANDING
from tests.support.standingbooks import book
from tests.support.standingbooks import charged
from tests.support.standingbooks import paid

if TYPE_CHECKING:
    from coopbooks.dues.standing.standing import Standing


def stand(text: str, day: str, *, basis: str = "accrual", rule: str = RULE) -> Standing:
    """How M-0001 stands, by a rule and what happened."""
    entries, errors, _ = loader.load_string(book(rule + text, basis))
    assert errors == []
    on = datetime.date.fromisoformat(day)
    return standings(read_terms(entries), entries, on)["M-0001"]


def test_in_good_standing_nothing_is_to_be_paid() -> None:
    found = stand(JOIN + charged("2026-01") + paid("2026-01-20", "50.00"), "2026-01-31")
    assert (found.state, found.since, found.rule, found.rule_words) == (
        ("good", None, None, "")
    )
    assert (found.restores, found.restores_words) == (None, "")
    assert (found.owed, found.prepaid) == (Decimal(-20), Decimal(20))


def test_behind_is_told_apart_from_suspended_and_dropped() -> None:
    rule = RULE + (
        f'{STANDING} "at-least" 4 MONTH "suspended"\n'
        f'{STANDING} "more-than" 5 PERIOD "dropped"\n'
    )
    text = JOIN + "".join(map(charged, MONTHS))
    states = {}
    for day in ("03-02", "03-03", "04-30", "05-01", "06-29", "06-30"):
        found = stand(text, f"2026-{day}", rule=rule)
        states[day] = found.state, found.since and f"{found.since:%m-%d}"
    assert states == {
        "03-02": ("good", None),
        "03-03": ("behind", "03-03"),
        "04-30": ("behind", "03-03"),
        "05-01": ("suspended", "05-01"),
        "06-29": ("suspended", "05-01"),
        "06-30": ("dropped", "06-30"),
    }
    assert found.rule_words == (
        "dropped when more than 5 charges of dues are unpaid at the end of their period"
    )


def test_paying_a_part_ends_it_for_a_while_and_since_begins_anew() -> None:
    text = JOIN + "".join(map(charged, MONTHS[:4])) + paid("2026-03-20", "30.00")
    assert stand(text, "2026-03-19").state == "behind"
    assert stand(text, "2026-03-20").state == "good"
    found = stand(text, "2026-04-20")
    assert (found.state, found.since) == ("behind", datetime.date(2026, 4, 3))
    # Who pays too little to come back has been behind all the while.
    text = JOIN + "".join(map(charged, MONTHS[:4])) + paid("2026-03-20", "29.00")
    assert stand(text, "2026-04-20").since == datetime.date(2026, 3, 3)


def test_so_little_makes_nobody_behind() -> None:
    rule = RULE + "  ignore-up-to: 1.00 USD\n"
    text = JOIN + charged("2026-01") + paid("2026-01-20", "29.00")
    assert stand(text, "2026-12-31").state == "behind"
    assert stand(text, "2026-12-31", rule=rule).state == "good"
    text += charged("2026-06", "0.50")
    found = stand(text, "2026-12-31", rule=rule)
    assert (found.state, found.since) == ("behind", datetime.date(2026, 6, 1))


def test_fees_count_only_where_the_rule_says_everything() -> None:
    text = JOIN + charged("2026-01", about='"late"')
    assert stand(text, "2026-12-31").state == "good"
    found = stand(text, "2026-12-31", rule=RULE + '  counts: "everything"\n')
    assert (found.state, found.restores_words) == ("behind", "30.00 USD for late fees")


def test_ages_in_weeks_and_months() -> None:
    for age, last in (("2 WEEK", "01-15"), ("1 MONTH", "02-01"), ("0 DAY", "01-01")):
        rule = RULE.replace("60 DAY", age)
        text = JOIN + charged("2026-01")
        assert stand(text, f"2026-{last}", rule=rule).state == "good"
        day = datetime.date.fromisoformat(f"2026-{last}") + datetime.timedelta(1)
        assert stand(text, day.isoformat(), rule=rule).since == day


def test_a_charge_may_say_when_it_is_due() -> None:
    text = JOIN + charged("2026-01", due="2026-01-15")
    assert stand(text, "2026-03-16").state == "good"
    assert stand(text, "2026-03-17").since == datetime.date(2026, 3, 17)
    found = stand(text, "2026-01-15")
    assert (found.owed, found.overdue, found.open[0].days) == (
        Decimal(30),
        Decimal(0),
        0,
    )


def test_who_left_or_never_joined_is_told_with_what_they_owe() -> None:
    leave = '2026-02-10 custom "coop-member" "M-0001" "leave"\n'
    found = stand(JOIN + charged("2026-01") + leave, "2026-12-31")
    assert (found.state, found.since) == ("left", datetime.date(2026, 2, 10))
    assert (found.owed, found.restores) == (Decimal(30), None)
    assert found.rule_words == "left on 10 February 2026"
    unknown = stand(charged("2026-01"), "2026-12-31")
    assert (unknown.state, unknown.rule_words) == (
        "left",
        "never joined, by this book",
    )


def test_a_suspension_that_the_book_says_counts() -> None:
    rule = RULE + (
        '2026-01-01 custom "coop-dues-fee" "local" "reinstatement" 2 PERIOD\n'
    )
    text = (
        JOIN
        + charged("2026-01")
        + (
            '2026-02-10 custom "coop-member" "M-0001" "suspend"\n'
            '  decision: "2026-02/1"\n'
        )
    )
    found = stand(text, "2026-02-20", rule=rule)
    assert (found.state, found.since) == ("suspended", datetime.date(2026, 2, 10))
    assert found.rule_words == "suspended on 10 February 2026, decision 2026-02/1"
    assert found.restores_words == (
        "30.00 USD for dues and 60.00 USD for the fee for coming back"
    )
    assert found.restores == Decimal(90)


def test_excused_months_keep_standing_and_owe_nothing() -> None:
    # TWU 514: nothing is charged for months without wages; at most three for layoff.
    rule = RULE + '2026-01-01 custom "coop-dues-excuse" "local" "layoff" 3 MONTH\n'
    text = JOIN + (
        '2026-02-01 custom "coop-member-dues" "M-0001" "excused" "layoff"\n'
        "  until: 2026-06-30\n"
    )
    found = stand(text, "2026-04-20", basis="accrual", rule=rule)
    assert (found.state, found.rule_words) == ("excused", "layoff, month 3 of 3")
    assert (found.owed, found.since) == (Decimal(0), datetime.date(2026, 4, 1))
    assert stand(text, "2026-05-20", rule=rule).state == "good"
    leave = '2026-04-02 custom "coop-member" "M-0001" "pause"\n'
    begun = stand(JOIN + charged("2026-01") + leave, "2026-05-31")
    assert begun.state == "behind"
    assert stand(JOIN + leave, "2026-05-31").state == "excused"


def test_by_cash_charges_are_worked_out_from_joining_on() -> None:
    text = (
        '2026-02-10 custom "coop-member" "M-0001" "join"\n'
        + paid("2026-02-20", "30.00", "Income:Dues")
        + paid("2026-04-20", "10.00", "Income:Dues")
    )
    found = stand(text, "2026-05-31", basis="cash")
    # The book begins with its first entry; February is charged whole.
    assert [(one.period, str(one.open)) for one in found.open] == [
        ("2026-03", "20.00"),
        ("2026-04", "30.00"),
        ("2026-05", "30.00"),
    ]
    assert (found.charged, found.paid, found.owed) == (
        Decimal(120),
        Decimal(40),
        Decimal(80),
    )
    assert (found.state, found.since) == ("behind", datetime.date(2026, 5, 1))
    assert stand(text, "2026-04-30", basis="cash").state == "good"


def test_by_cash_dues_of_before_the_book_pay_nothing_in_it() -> None:
    early = paid("2026-01-20", "25.00", "Income:Dues").replace(
        '  member: "M-0001"\n', '  member: "M-0001"\n  period: "2025-11"\n'
    )
    found = stand(JOIN + early, "2026-01-31", basis="cash")
    assert (found.owed, found.prepaid, found.paid) == (
        Decimal(30),
        Decimal(0),
        Decimal(25),
    )


def test_by_cash_an_employer_may_owe_too() -> None:
    text = """
2026-01-01 custom "coop-workplace" "plant"
  employer: "harbor-foods"
  collected: "check-off"
2026-01-01 custom "coop-member" "M-0001" "join"
  workplace: "plant"
2026-01-02 * "Opened"
  Assets:Bank    1 USD
  Income:Dues   -1 USD
"""
    found = stand(text, "2026-12-31", basis="cash")
    assert (found.state, found.own) == ("good", Decimal(0))
    assert found.expected == found.owed == Decimal(360)


def test_who_pledges_owes_nothing_and_is_never_behind() -> None:
    pledge = '2026-01-01 custom "coop-member-dues" "M-0001" "pledges" 10.00 USD\n'
    for basis in ("cash", "accrual"):
        text = JOIN + pledge + paid("2026-01-20", "10.00", "Income:Dues")
        found = stand(text, "2026-12-31", basis=basis)
        assert (found.state, found.owed, found.prepaid) == (
            "pledged",
            Decimal(0),
            Decimal(0),
        )
        assert found.paid == Decimal(10)


def test_by_cash_late_fees_are_worked_out_too() -> None:
    # Rule: Teamsters 206, as a book by cash has it.
    rule = (
        RULE.replace("30.00", "50.00")
        + '2026-01-01 custom "coop-dues-fee" "local" "late" 5.00 USD\n'
        + '2026-01-01 custom "coop-dues-fee" "local" "reinstatement" 125.00 USD\n'
        + "  with-late-fees: TRUE\n"
        + f'{STANDING} "at-least" 3 PERIOD "suspended"\n'
    )
    text = JOIN + '2026-01-01 * "Opened"\n  Assets:Bank 1 USD\n  Income:Dues -1 USD\n'
    found = [
        stand(text, f"2026-{day}", basis="cash", rule=rule)
        for day in ("03-30", "03-31", "04-30")
    ]
    assert [str(one.owed) for one in found] == ["160.00", "165.00", "220.00"]
    assert [one.state for one in found] == ["behind", "suspended", "suspended"]
    assert [one.restores for one in found] == [50, 125 + 165, 125 + 220]
