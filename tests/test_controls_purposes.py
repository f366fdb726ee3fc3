"""Rules on money for a purpose, on members, and on names in a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import coopbooks
from tests.support.rules import open_in
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book


def test_a_fund_used_for_something_else(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 custom "coop-fund" "roof" "restricted"
      purpose: "a new roof"
      giver: "Friends of the Port"
      spent-on: Expenses:Roof
      until: 2026-03-20
    2025-01-02 custom "coop-fund" "strike" "set-aside"
      purpose: "strike pay"
      decision: "2025-01/1"
      kept-on: Assets:Bank:Strike
    2025-01-02 * "Gifts"
      Assets:Bank          900.00 USD
      Assets:Bank:Strike   900.00 USD
      Income:Gifts        -900.00 USD
      Income:Gifts        -700.00 USD
        fund: "roof"
      Income:Gifts        -200.00 USD
        fund: "strike"
    2026-03-02 * "Slate"
      Expenses:Roof:Slate   41.00 USD
        fund: "roof"
      Assets:Bank          -41.00 USD
    2026-03-03 * "Leaflets"
      Expenses:Printing     42.00 USD
        fund: "roof"
      Assets:Bank          -42.00 USD
    2026-03-21 * "Slate, too late"
      Expenses:Roof:Slate   43.00 USD
        fund: "roof"
      Assets:Bank          -43.00 USD
    2026-03-22 * "Strike pay"
      Expenses:Strike-Pay   44.00 USD
        fund: "strike"
      Assets:Bank:Strike   -44.00 USD
    2026-03-23 * "Post, from the wrong account"
      Expenses:Post         45.00 USD
      Assets:Bank:Strike   -45.00 USD
    2026-03-23 * "Nails, from the wrong account"
      Expenses:Roof         46.00 USD
        fund: "general"
      Assets:Bank:Strike   -46.00 USD
    2026-03-24 * "Own transfer"
      Assets:Bank           47.00 USD
      Assets:Bank:Strike   -47.00 USD
    """
    wrong = "Paid from the strike fund's account, not for the fund"
    assert open_in(book_doc) == [
        (
            "fund-misused | Spent from the roof fund on something else: Leaflets, "
            "3 March 2026 | 42.00"
        ),
        (
            "fund-misused | Spent from the roof fund after 20 March 2026: Slate, too "
            "late, 21 March 2026 | 43.00"
        ),
        (
            f"fund-misused | {wrong}: Nails, from the wrong account, "
            "23 March 2026 | 46.00"
        ),
        f"fund-misused | {wrong}: Post, from the wrong account, 23 March 2026 | 45.00",
    ]


def test_politics_is_paid_from_its_own_fund(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Bank
    2025-01-02 custom "coop-fund" "political" "restricted"
      purpose: "politics"
      giver: "members who opted in"
    2025-01-02 custom "coop-fund" "roof" "restricted"
      purpose: "a new roof"
      giver: "Friends of the Port"
    2025-01-02 custom "coop-body" "any" "party"
      political-committee: TRUE
    2025-01-02 custom "coop-body" "strict" "party"
      political-committee: TRUE
      fund: "political"
    2025-01-02 custom "coop-body" "neighbours" "ally"
    2025-01-02 * "Gifts"
      Assets:Bank         1090.00 USD
      Income:Gifts        -190.00 USD
      Income:Gifts        -450.00 USD
        fund: "political"
      Income:Gifts        -450.00 USD
        fund: "roof"
    2026-03-02 * "From general money"
      with: "any"
      Expenses:Gifts        41.00 USD
      Assets:Bank          -41.00 USD
    2026-03-03 * "From a fund"
      with: "any"
      fund: "political"
      Expenses:Gifts        42.00 USD
      Assets:Bank          -42.00 USD
    2026-03-04 * "From the wrong fund"
      with: "strict"
      fund: "roof"
      Expenses:Gifts        43.00 USD
      Assets:Bank          -43.00 USD
    2026-03-05 * "From the right one"
      with: "strict"
      fund: "political"
      Expenses:Gifts        44.00 USD
      Assets:Bank          -44.00 USD
    2026-03-06 custom "coop-body" "any" "party"
    2026-03-06 * "No committee any more"
      with: "any"
      Expenses:Gifts        44.00 USD
      Assets:Bank          -44.00 USD
    2026-03-06 * "No committee"
      with: "neighbours"
      Expenses:Gifts        45.00 USD
      Assets:Bank          -45.00 USD
    """
    head = "political-from-other-fund | To a political committee, not from"
    assert open_in(book_doc) == [
        f"{head} a fund of its own: From general money, 2 March 2026 | 41.00",
        f"{head} the political fund: From the wrong fund, 4 March 2026 | 43.00",
    ]


def test_members_accounts_below_zero_and_dues_for_nobody(book_doc: Book) -> None:
    """
    plugin "beancount.plugins.auto_accounts"
    2025-01-01 custom "coop-account" "cash" Assets:Cash
    2025-01-01 custom "coop-account" "member-capital" Equity:Capital
    2025-01-01 custom "coop-account" "dues-unapplied" Liabilities:Unapplied
    2026-03-02 * "Shares"
      Assets:Cash           60.00 USD
      Equity:Capital:A     -70.00 USD
      Equity:Capital:B      10.00 USD
    2026-03-03 * "From an employer"
      Assets:Cash           48.30 USD
      Liabilities:Unapplied -48.30 USD
    2026-04-02 * "Found"
      Liabilities:Unapplied 48.30 USD
      Income:Dues          -48.30 USD
    2026-04-02 * "Corrected"
      Equity:Capital:A      10.00 USD
      Equity:Capital:B     -10.00 USD
    """
    assert open_in(book_doc) == [
        "negative-member-balance | 1 member's account is below zero | -10.00",
        (
            "check-off-unmatched | Dues came in for no member of ours; ask the sender "
            "whose they are | 48.30"
        ),
    ]
    assert open_in(book_doc, "2026-04") == []


NAMED = """\
2026-03-02 * "Rosa Luxemburg" "Fares"
  Assets:Shares   1 USD
  Income:Gifts   -1 USD
2026-03-03 * "LUXEMBURG, ROSA fares"
  Assets:Shares   1 USD
  Income:Gifts   -1 USD
2026-03-04 * "Fares"
  Assets:Shares   1 USD
    reason: "asked by rosa luxemburg"
  Income:Gifts   -1 USD
2026-03-05 * "Rosa Bakery" "A member's fares"
  Assets:Shares   1 USD
    member: "M-0001"
  Income:Gifts   -1 USD
2026-03-06 note Assets:Shares "ask Rosa Luxemburg"
2026-03-07 * "Call 555-010-4477"
  Assets:Shares   1 USD
  Income:Gifts   -1 USD
2026-03-08 * "Write to a.b@example.org, or +44 20 7946 0018"
  Assets:Shares   1 USD
  Income:Gifts   -1 USD
2026-03-09 * "Invoice 2026-012 of 2026-03-01, order 4711-2026-003, 1 200 300 000 sheets"
  Assets:Shares   1 USD
  Income:Gifts   -1 USD
"""


def named(folder: Path, roster: str) -> list[str]:
    """What is found of people; names are never shown."""
    if roster:
        (folder / "private").mkdir()
        (folder / "private" / "roster.csv").write_text(roster, encoding="utf-8")
    found = open_in(written(folder, NAMED))
    assert not any("Luxemburg" in line.title() for line in found)
    return [line.removeprefix("name-in-narration | ") for line in found]


def test_names_are_found_with_the_roster_and_never_shown(tmp_path: Path) -> None:
    found = named(tmp_path, "member,name\nM-0001,Rosa Luxemburg\n")
    seems = "seems to stand in an entry of"
    assert found == [
        *(f"A member's name {seems} {day} March 2026" for day in (2, 3, 4, 6)),
        f"A telephone number {seems} 7 March 2026",
        f"An e-mail address {seems} 8 March 2026",
    ]


def test_without_a_roster_only_addresses_are_found(tmp_path: Path) -> None:
    kinds = [line.split(" seems")[0] for line in named(tmp_path, "")]
    assert kinds == ["A telephone number", "An e-mail address"]


def test_the_demo_names_nobody_but_by_id(harbor: Path) -> None:
    for body in sorted(harbor.glob("*/main.beancount")):
        book = coopbooks.load(body)
        for period in ("2025", "2026-Q1"):
            found = open_in(book, period)
            assert [one for one in found if one.startswith("name-in")] == []
