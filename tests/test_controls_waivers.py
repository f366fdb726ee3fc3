"""Waivers: for what they are, what they do not fit, and who may not give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.rules import judged
from tests.support.rules import said
from tests.support.rules import written
from tests.support.statements import pack
from tests.support.statements import said as sentences
from tests.support.statements import shown

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.controls.waivers import Judged
    from coopbooks.core.ledger import Book

SPENT = """\
2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
2026-03-11 * "Sextant" "Mixer repair"
  Expenses:Repairs   214.00 USD
  Assets:Bank       -214.00 USD
2026-03-11 * "Sextant" "Oven repair"
  Expenses:Repairs    90.00 USD
  Assets:Bank        -90.00 USD
2026-03-11 * "Lamps"
  Expenses:Repairs    90.00 USD
    member: "M-0007"
  Assets:Bank        -90.00 USD
2026-04-02 * "Wires"
  Expenses:Repairs    60.00 USD
  Assets:Bank        -60.00 USD
"""


def waiver(what: str, by: str = "M-0001, M-0002", **meta: str) -> str:
    """A waiver of `no-receipt`."""
    lines = {"because": "it burnt", "by": by, **meta}
    below = "".join(f'\n  {key}: "{value}"' for key, value in lines.items())
    return f'2026-04-05 custom "coop-waiver" "no-receipt" {what}{below}\n'


def after(folder: Path, *waivers: str, period: str = "2026-03") -> Judged:
    return judged(written(folder, SPENT, *waivers), period)


def left(found: Judged) -> list[str]:
    return [one.words.split(": ")[1].split(",")[0] for one in found.open]


def test_one_entry_by_its_day_and_amount(tmp_path: Path) -> None:
    found = after(tmp_path, waiver("2026-03-11 214.00 USD"))
    assert left(found) == ["Lamps", "Oven repair"]
    [one] = found.waived
    assert (one.because, one.by, str(one.date)) == (
        "it burnt",
        "M-0001, M-0002",
        "2026-04-05",
    )
    assert found.errors == []


def test_of_two_of_one_amount_it_says_which(tmp_path: Path) -> None:
    found = after(tmp_path, waiver("2026-03-11 90.00 USD"))
    assert len(found.open) == 3
    assert [error.message for error in found.errors] == [
        (
            "coop-waiver: 'no-receipt' fits 2 findings of 2026-03-11: say which one by "
            "its amount, or by some of its words in about:."
        )
    ]
    found = after(tmp_path, waiver("2026-03-11 90.00 USD", about="oven"))
    assert left(found) == ["Lamps", "Mixer repair"]
    assert found.errors == []


def test_all_of_a_period(tmp_path: Path) -> None:
    found = after(tmp_path, waiver('"2026-03"'))
    assert (left(found), len(found.waived), found.errors) == ([], 3, [])
    assert left(after(tmp_path, waiver('"2026-03"'), period="2026-04")) == ["Wires"]
    quarter = after(tmp_path, waiver('"2026-Q1"'))
    assert left(quarter) == []
    half = after(tmp_path, waiver('"2026-03"'), period="2026")
    assert left(half) == ["Wires"]


def test_a_waiver_for_nothing_is_an_error(tmp_path: Path) -> None:
    wrong = (
        waiver("2026-03-12 214.00 USD"),
        waiver("2026-03-11 214.01 USD"),
        waiver("2026-03-11 90.00 USD", about="soup"),
        waiver('"2026-02"'),
    )
    found = after(tmp_path, *wrong)
    assert len(found.open) == 3
    assert [error.message for error in found.errors] == [
        f"coop-waiver: 'no-receipt' waives nothing: nothing of it is found for {what}. "
        "Take the waiver out, or correct its day or amount."
        for what in (
            "2026-03-12, 214.00 USD",
            "2026-03-11, 214.01 USD",
            "2026-03-11, 90.00 USD",
        )
    ]
    assert [len(after(tmp_path, *wrong, period=name).errors) for name in FOUR] == [
        1,
        0,
        3,
    ]


FOUR = ("2026-02", "2026-04", "2026-Q1")


def test_nobody_waives_what_they_were_paid(tmp_path: Path) -> None:
    own = waiver("2026-03-11 90.00 USD", by="M-0001, M-0007", about="lamps")
    found = after(tmp_path, own)
    assert len(found.open) == 3
    assert [error.message for error in found.errors] == [
        (
            "coop-waiver: 'no-receipt' is waived by who is paid by it; somebody else "
            "has to."
        )
    ]


def test_what_is_true_of_a_whole_period(tmp_path: Path) -> None:
    text = """\
    2026-01-01 custom "coop-account" "bank" Assets:Savings
    2026-03-02 * "Saved"
      Assets:Savings  50.00 USD
      Assets:Bank    -50.00 USD
    2026-04-05 custom "coop-waiver" "not-confirmed" "2026-03"
      because: "the bank sends statements each quarter"
      by: "general meeting"
    """
    book = written(tmp_path, text)
    assert said(judged(book).open) == []
    assert [one.finding.code for one in judged(book).waived] == ["not-confirmed"]
    assert [one.code for one in judged(book, "2026-04").open] == ["not-confirmed"]


def test_what_takes_the_figures_of_a_period_is_turned_off_too(tmp_path: Path) -> None:
    text = """\
    2026-01-01 custom "coop-account" "bank" Assets:Savings
    2026-04-01 custom "coop-control" "not-confirmed" "off"
      because: "the bank sends no statements"
    2026-03-02 * "Saved"
      Assets:Savings  50.00 USD
      Assets:Bank    -50.00 USD
    """
    book = written(tmp_path, text)
    assert [one.code for one in judged(book).open] == ["not-confirmed"]
    assert judged(book, "2026-04").open == []


def test_what_is_waived_stands_in_the_pack_with_its_reason(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-01-01 custom "coop-account" "cash" Assets:Cash
    2026-03-01 ! "Whose is this?"
      Assets:Cash      10.00 USD
      Income:Gifts    -10.00 USD
    2026-03-02 ! "And this?"
      Assets:Cash      11.00 USD
      Income:Gifts    -11.00 USD
    2026-04-05 custom "coop-waiver" "flagged" 2026-03-01
      because: "the giver wants to stay unnamed"
      by: "M-0003"
    """
    values = pack(book_doc).values
    assert shown(values, "code", table="findings") == [
        "Marked to look at: And this?, 2 March 2026 | flagged"
    ]
    assert shown(values, "because", "by", "place", "code", table="waived") == [
        (
            "Marked to look at: Whose is this?, 1 March 2026 | the giver wants to stay "
            "unnamed | M-0003, 5 April 2026 | main.beancount:3 | flagged"
        )
    ]
    assert sentences(values, "page-look") == [
        "1 more was waived; the reasons stand in the pack."
    ]


def test_a_waiver_for_nothing_is_told_in_the_pack(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2026-03-01 * "Gift"
      Assets:Shares    10.00 USD
      Income:Gifts    -10.00 USD
    2026-04-05 custom "coop-waiver" "flagged" 2026-03-01
      because: "the giver wants to stay unnamed"
      by: "M-0003"
    """
    [line] = shown(pack(book_doc).values, "code", table="findings")
    assert line.startswith("coop-waiver: 'flagged' waives nothing")
    assert line.endswith("ledger-error")
