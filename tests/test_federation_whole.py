"""Bodies added up from their books: one basis, one currency, nothing counted twice."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.federation.remarks import remarks
from coopbooks.packs.federation import combined_pack
from coopbooks.packs.formats import render
from tests.support.federations import NOW
from tests.support.federations import whole
from tests.support.workbooks import differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coopbooks.federation.combining.combined import Combined
    from coopbooks.federation.whole import Whole


def number(found: Combined, line: str, body: str) -> Decimal:
    return found.numbers.get((line, body), Decimal(0))


def words(found: Whole) -> list[str]:
    return [one.words for one in remarks(found)]


def test_what_two_books_say_alike_is_counted_once(federation_doc: Path) -> None:
    """The coop owes 30.00 of its share, the party expects 32.00; rent is paid too.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "party" "party"
      book: "party"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      book: "coop"
    --- party
    2026-03-31 * "Coop" "Its share"
      with: "coop"
      agreement: "coop-party"
      Assets:Owed     32 USD
      Income:Share
    2026-03-31 * "Coop" "Rent of a room, paid"
      with: "coop"
      Expenses:Rent   10 USD
      Assets:Bank
    --- coop
    2026-03-31 * "Party" "Our share"
      with: "party"
      agreement: "coop-party"
      Expenses:Share  30 USD
      Liabilities:Owed
    2026-03-31 * "Party" "Rent of our room"
      with: "party"
      Assets:Bank     10 USD
      Income:Dues
    """
    found = whole(federation_doc)
    taken = [
        (one.kind, one.agreement, one.debit, one.credit, one.number, one.left)
        for one in found.combined.eliminations
    ]
    assert taken == [
        ("balance", "coop-party", "party", "coop", Decimal(30), Decimal(2)),
        ("flow", "", "party", "coop", Decimal(10), Decimal(0)),
        ("flow", "coop-party", "coop", "party", Decimal(30), Decimal(-2)),
    ]
    assert found.combined.taken_out == {
        "Assets:Shares owed to us": Decimal("-30.00"),
        "Liabilities:Our share to the party": Decimal("-30.00"),
        "Income:Other income": Decimal("-30.00"),
        "Income:Dues": Decimal("-10.00"),
        "Expenses:Other costs": Decimal("-40.00"),
    }
    # The 2.00 are told once, though they are a claim and an income.
    assert words(found)[0] == (
        "party counts 2.00 USD as owed by coop; the book of coop does not say so "
        "(coop-party)"
    )
    assert sum("2.00 USD" in one for one in words(found)) == 1


def test_one_of_them_has_it_in_two_lines(federation_doc: Path) -> None:
    """Given 100.00, of which 20.00 came back; the other has 80.00: all is taken out.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "party" "party"
      book: "party"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      book: "coop"
    --- party
    2026-03-01 open Expenses:Given
    2026-03-01 open Expenses:Given-Back
    2026-03-31 * "Coop" "A gift for its stove, and what was left of it"
      with: "coop"
      Expenses:Given       100 USD
      Expenses:Given-Back  -20 USD
      Assets:Bank
    --- coop
    2026-03-31 * "Party" "For the stove"
      with: "party"
      Assets:Bank           80 USD
      Income:Share
    """
    found = whole(federation_doc)
    (one,) = found.combined.eliminations
    assert (one.number, one.left) == (Decimal(80), Decimal(0))
    assert found.combined.taken_out == {
        "Income:Other income": Decimal("-80.00"),
        "Expenses:Other costs": Decimal("-80.00"),
    }


def test_a_book_in_another_currency(federation_doc: Path) -> None:
    """At 1.10, then 1.20, and 1.14 on average of March (12 days at 1.20 of 30 and 1).

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "abroad" "chapter"
      book: "abroad"
    2026-02-01 price EUR 1.10 USD
    2026-03-20 price EUR 1.20 USD
    --- abroad EUR
    2026-02-10 * "Members" "Dues"
      Assets:Bank    100 EUR
      Income:Dues
    2026-03-10 * "Members" "Dues"
      Assets:Bank    310 EUR
      Income:Dues
    """
    found = whole(federation_doc).combined
    assert number(found, "Assets:In the bank", "abroad") == Decimal("492.00")
    # (19 days x 1.10 + 12 days x 1.20) / 31 x 310 = 353.00
    assert number(found, "Income:Dues", "abroad") == Decimal("353.00")
    change = found.changes["abroad"]
    assert change.opening == Decimal("110.00")
    assert change.result == Decimal("353.00")
    assert change.rates == Decimal("29.00")
    assert change.closing == Decimal("492.00")


def test_a_book_by_cash_counts_when_it_is_due(federation_doc: Path) -> None:
    """10 percent: 50.00 of February paid in March, 60.00 of March paid in April.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "party" "party"
      book: "party"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    --- party
    2026-02-28 * "Union" "Its share of February"
      with: "union"
      agreement: "union-party"
      period: "2026-02"
      Assets:Owed   50 USD
      Income:Share
    2026-03-15 * "Union" "Its share of February, paid"
      with: "union"
      agreement: "union-party"
      period: "2026-02"
      Assets:Bank   50 USD
      Assets:Owed
    2026-03-31 * "Union" "Its share of March"
      with: "union"
      agreement: "union-party"
      period: "2026-03"
      Assets:Owed   60 USD
      Income:Share
    --- union cash
    2026-01-01 custom "coop-body" "party" "party"
    2026-01-01 custom "coop-agreement" "union-party" "revenue"
      from: "union"
      to: "party"
      count: "month"
      authority: "agreement of January 2026"
    2026-01-01 custom "coop-agreement-band" "union-party" "from" 0 USD "at" 10 PERCENT
    2026-02-10 * "Members" "Dues"
      Assets:Bank  500 USD
      Income:Dues
    2026-03-10 * "Members" "Dues"
      Assets:Bank  600 USD
      Income:Dues
    2026-03-15 * "Party" "Our share of February"
      with: "party"
      agreement: "union-party"
      period: "2026-02"
      Expenses:Share  50 USD
      Assets:Bank
    2026-04-15 * "Party" "Our share of March"
      with: "party"
      agreement: "union-party"
      period: "2026-03"
      Expenses:Share  60 USD
      Assets:Bank
    """
    found = whole(federation_doc)
    worked_out = "Owed by agreement, worked out"
    one = found.combined
    assert number(one, f"Liabilities:{worked_out}", "union") == Decimal("60.00")
    assert number(one, f"Expenses:{worked_out}", "union") == Decimal("10.00")
    change = one.changes["union"]
    assert (change.opening, change.worked_out) == (Decimal("500.00"), Decimal("-50.00"))
    assert (change.result, change.closing) == (Decimal("540.00"), Decimal("990.00"))
    assert [each.left for each in one.eliminations] == [0, 0]
    assert [each.number for each in one.eliminations] == [60, 60]


def test_only_what_is_controlled_is_consolidated(federation_doc: Path) -> None:
    """The print shop is the party's own, the chapter is not, however much it shares.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
      head: "party"
    2026-01-01 custom "coop-federation-body" "party" "party"
      title: "The Party"
      book: "party"
    2026-01-01 custom "coop-federation-body" "print" "worker-coop"
      book: "print"
      controlled-by: "party"
    2026-01-01 custom "coop-federation-body" "chapter" "chapter"
      book: "chapter"
    --- party
    2026-03-31 * "Chapter" "Its share"
      with: "chapter"
      Assets:Owed     32 USD
      Income:Share
    2026-03-31 * "Print" "Leaflets, not yet paid"
      with: "print"
      Expenses:Rent   10 USD
      Liabilities:Owed
    --- print
    2026-03-31 * "Party" "Leaflets"
      with: "party"
      Assets:Owed     10 USD
      Income:Dues
    --- chapter
    2026-03-31 * "Party" "Our share"
      with: "party"
      Expenses:Share  32 USD
      Liabilities:Owed
    """
    found = whole(federation_doc)
    assert found.consolidated is not None
    assert [one.name for one in found.consolidated.bodies] == ["party", "print"]
    taken = found.consolidated.taken_out
    assert taken["Assets:Shares owed to us"] == Decimal("-10.00")
    pack = combined_pack(found, NOW)
    titles = [table.title for table in pack.pages]
    assert "The Party and what it controls: Income and costs" in titles
    # What the chapter owes stays: it is nobody's.
    assert pack.values.amount("consolidated-owned", "left", "total") == Decimal("32.00")


@pytest.mark.slow
@pytest.mark.workbook
def test_libreoffice_adds_the_bodies_up_the_same(
    harbor: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    recalculate: Callable[[Path], Path],
) -> None:
    """Columns, what is taken out and totals are live, and give the same figures."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    pack = combined_pack(whole(harbor / "federation.beancount"), NOW)
    path = tmp_path / "together.xlsx"
    path.write_bytes(render(pack, "xlsx"))
    assert differences(pack, recalculate(path)) == []
    assert pack.values.failed() == []


def test_the_demo_says_what_was_planted(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all that bodies owe one another, 12.00 differ on purpose; it is found."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    found = whole(harbor / "federation.beancount")
    assert (
        "Harbor Federation counts 12.00 USD as owed by Harbor Foods Workers, Local 12; "
        "the book of Harbor Foods Workers, Local 12 does not say so "
        "(local12-per-capita)"
    ) in words(found)
    one = found.combined
    assert sum((one.net(body.name) for body in one.bodies), Decimal(0)) == Decimal(
        "282569.12"
    )
