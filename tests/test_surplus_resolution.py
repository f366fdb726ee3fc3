from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core.data import new_metadata

from coopbooks.surplus.posting.resolution import compare
from coopbooks.surplus.posting.resolutiontables import resolution_tables
from coopbooks.surplus.posting.stated import BadFigure
from coopbooks.surplus.posting.stated import from_csv
from coopbooks.surplus.posting.stated import from_toml
from coopbooks.surplus.posting.stated import number_of
from coopbooks.surplus.posting.stated import one
from tests.support.allocations import bakery
from tests.support.allocations import members_step
from tests.support.allocations import part_of
from tests.support.allocations import shared
from tests.support.allocations import step_of

if TYPE_CHECKING:
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.posting.stated import Stated

D = Decimal
GOOD = """\
what,amount,cash,kept,owed
surplus,100.00,,,
earlier losses,10.00,,,
20,20.00,,,
30 education,10.00,,,
members,60.00,12.00,40.00,8.00
left,0.00,,,
M-0001,30.00,6.00,24.00,
M-0002,20.00,4.00,16.00,
M-0003,10.00,2.00,0.00,8.00
"""


def untied(found: Allocation, stated: list[Stated]) -> list[str]:
    return [
        f"{each.words}: {each.stated} {each.wanted} {each.difference} {each.why}"
        for each in compare(found, stated)
        if not each.ties
    ]


# Against the book


def test_a_resolution_that_ties() -> None:
    stated = from_csv(GOOD, "resolution.csv")
    assert untied(bakery(), stated) == []
    assert len(compare(bakery(), stated)) > len(stated)


def test_a_figure_that_does_not_tie_is_told_with_its_difference() -> None:
    stated = from_csv(GOOD.replace("20,20.00", "20,20.10"), "resolution.csv")
    assert untied(bakery(), stated) == [
        "20 reserve: 20.10 20.00 0.10 the book",
        "surplus: 100.00 100.10 -0.10 its own steps",
    ]


def test_a_slip_in_a_members_cash() -> None:
    stated = from_csv(GOOD.replace("20.00,4.00,16.00", "20.00,4.01,16.00"), "r.csv")
    assert untied(bakery(), stated) == [
        "M-0002, in cash: 4.01 4.00 0.01 the book",
        "members, in cash: 12.00 12.01 -0.01 its own list",
        "M-0002: 20.00 20.01 -0.01 its own cash and kept",
    ]


def test_a_resolution_that_agrees_with_itself_and_not_with_the_book() -> None:
    stated = from_csv("members,90\nM-0001,30\nM-0002,20\nM-0003,40\n", "r.csv")
    assert untied(bakery(), stated) == [
        "members: 90 60.00 30.00 the book",
        "M-0003: 40 10.00 30.00 the book",
    ]


def test_a_member_who_is_left_out_and_one_who_has_no_part() -> None:
    stated = from_csv("M-0001,30.00\nM-0003,10.00\nM-0008,20.00\n", "r.csv")
    told = untied(bakery(), stated)
    assert told[0].startswith("M-0008: 20.00 None None is no step and has no part.")
    assert told[1] == "M-0002: None 20.00 None the book"


def test_what_no_step_can_have() -> None:
    (told,) = untied(bakery(), [one("reserve.cash=5")])
    assert told == (
        "20 reserve, in cash: 5 None None has no such way: only members get cash, or "
        "have something kept"
    )
    (told,) = untied(bakery(), [one("reserv=20")])
    assert told.endswith("Did you mean 'reserve'?")


def test_a_loss_may_be_written_with_a_sign_or_without() -> None:
    steps = [
        step_of(10, "collective", "equity", "6.00", "Equity:Collective"),
        members_step(20, "18.00"),
    ]
    found = shared(steps, [part_of(20, "M-0001", "18.00")], start="-24.00")
    for text in ("loss=24.00", "result=-24.00"):
        assert untied(found, [one(text), one("10=6"), one("members=18")]) == []
    (told,) = untied(found, [one("loss=25.00")])
    assert told == "loss: 25.00 24.00 1.00 the book"


def test_only_what_is_said_is_compared() -> None:
    assert len(compare(bakery(), [one("20=20.00")])) == 1


def test_a_table_for_people() -> None:
    stated = from_csv(GOOD.replace("20,20.00", "20,20.10"), "resolution.csv")
    wrong, everything = resolution_tables(compare(bakery(), stated), "USD")
    (lead,) = wrong.lead
    assert lead.text == "28 figures and sums were compared; 2 do not tie."
    assert wrong.rows[0].where == "resolution.csv:4"
    assert wrong.rows[0].cells["difference"] == D("0.10")
    assert len(everything.rows) == 28
    wrong, _ = resolution_tables(compare(bakery(), from_csv(GOOD, "r.csv")), "USD")
    assert wrong.lead[0].text.endswith("all of them tie.")
    assert wrong.rows == ()


# How figures are written


def test_one_by_one() -> None:
    assert one("20=22,198.42")[:3] == ("20", "amount", D("22198.42"))
    assert one("M-0001.cash = 423.20")[:3] == ("M-0001", "cash", D("423.20"))
    assert one("members.retained=1")[:3] == ("members", "kept", D(1))
    assert one("art. 5=1")[:3] == ("art. 5", "amount", D(1))
    with pytest.raises(BadFigure, match="is no figure"):
        one("20")


def test_as_toml() -> None:
    text = """
result = 100.00
20 = "20,00"
[steps]
"earlier losses" = 10
[members]
amount = 60
cash = 12.00
[M-0001]
amount = 30.00
cash = 6.00
"""
    assert [each[:3] for each in from_toml(text, "r.toml")] == [
        ("result", "amount", D("100.00")),
        ("20", "amount", D("20.00")),
        ("earlier losses", "amount", D(10)),
        ("members", "amount", D(60)),
        ("members", "cash", D("12.00")),
        ("M-0001", "amount", D("30.00")),
        ("M-0001", "cash", D("6.00")),
    ]
    (found,) = from_toml("[members]\nM-0001 = {part = 3}", "r.toml")
    assert found[:3] == ("M-0001", "amount", D(3))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("result = ", "is no TOML"),
        ("result = true", "'result' is no amount"),
        ("[M-0001]\nmoney = 3", "'money' is no column"),
    ],
)
def test_toml_that_is_none(text: str, why: str) -> None:
    with pytest.raises(BadFigure, match=why):
        from_toml(text, "r.toml")


def test_a_table_with_semicolons_remarks_and_empty_lines() -> None:
    text = "\ufeffMember;Retained;In cash\n\n# ours\nM-0001;1.234,50;5\nM-0002;;6 EUR\n"
    assert [each[:3] for each in from_csv(text, "r.csv")] == [
        ("M-0001", "kept", D("1234.50")),
        ("M-0001", "cash", D(5)),
        ("M-0002", "cash", D(6)),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("what,money\nM-0001,5\n", "r.csv:1: 'money' is no column"),
        ("M-0001,5,6\n", "r.csv:1: '6' stands in a column without a title"),
        ("M-0001,1.234\n", "r.csv:1: '1.234' is no amount"),
        ("M-0001,5\nM-0002,5x\n", "r.csv:2: '5x' is no amount"),
    ],
)
def test_a_table_that_can_not_be_read(text: str, why: str) -> None:
    with pytest.raises(BadFigure, match=why):
        from_csv(text, "r.csv")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("44396.84", "44396.84"),
        ("44,396.84 USD", "44396.84"),
        ("$ 44,396", "44396"),
        ("44.396,84 €", "44396.84"),
        ("44 396,8", "44396.8"),
        ("-5", "-5"),
    ],
)
def test_amounts_as_people_write_them(text: str, number: str) -> None:
    assert number_of(text, new_metadata("r.csv", 1)) == D(number)
