"""Other terms on past periods."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.periods import parse_period
from coopbooks.sharing.replay.replay import replay
from coopbooks.sharing.replay.settings import BadSetting
from coopbooks.sharing.replay.settings import BadTerms
from coopbooks.sharing.replay.settings import changed
from coopbooks.sharing.replay.settings import from_file
from coopbooks.sharing.views import view_of

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

YEAR = parse_period("2025")


def tried(book: Book, *settings: str) -> list[tuple[str, Decimal, Decimal]]:
    found = replay(view_of(book), "share", YEAR, lambda one: changed(one, settings), {})
    assert found.problems == ()
    return [(str(one.period.begin), one.agreed, one.otherwise) for one in found.lines]


@pytest.fixture
def book(book_doc: Book) -> Book:
    assert book_doc.errors == []
    return book_doc


def test_another_rate_an_exemption_and_what_is_taken_out(book: Book) -> None:
    """
    2024-12-31 open Assets:Bank USD
    2024-12-31 open Income:Sales USD
    2025-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-agreement" "share" "sales"
      from: "coop"
      to: "party"
      count: "half-year"
      maximum: 500 USD
    2025-01-01 custom "coop-agreement-base" "share" "count" Income:Sales
    2025-01-01 custom "coop-agreement-band" "share" "up-to" 5000 USD "at" 5 PERCENT
    2025-01-01 custom "coop-agreement-band" "share" "above" 5000 USD "at" 10 PERCENT
    2025-03-01 * "Sales"
      Assets:Bank    8000.00 USD
      Income:Sales  -8000.00 USD
    2025-10-01 * "Sales"
      Assets:Bank    20000.00 USD
      Income:Sales  -20000.00 USD
    """
    assert tried(book, "band 1=6 PERCENT") == [
        ("2025-01-01", Decimal("500.00"), Decimal("500.00")),
        ("2025-07-01", Decimal("500.00"), Decimal("500.00")),
    ]
    assert tried(book, "band 1 = 6 %", "maximum=", "exempt=1,000 USD") == [
        ("2025-01-01", Decimal("500.00"), Decimal("500.00")),
        ("2025-07-01", Decimal("500.00"), Decimal("1700.00")),
    ]
    # The book's own terms are as before.
    assert tried(book)[1][2] == Decimal("500.00")


def test_a_cliff_is_told_of(book: Book) -> None:
    """
    2025-01-01 custom "coop-entity" "coop" "worker-coop"
      basis: "accrual"
    2025-01-01 custom "coop-agreement" "share" "sales"
      from: "coop"
      to: "party"
      count: "year"
    2025-01-01 custom "coop-agreement-band" "share" "up-to" 100000 USD "at" 8 PERCENT
    2025-01-01 custom "coop-agreement-band" "share" "above" 100000 USD "at" 10 PERCENT
    2025-01-02 open Assets:Bank
    2025-01-02 open Income:Sales
    2025-01-02 custom "coop-account" "sales" Income:Sales
    2025-03-01 * "Sales"
      Assets:Bank    120000.00 USD
      Income:Sales  -120000.00 USD
    """
    found = replay(
        view_of(book), "share", YEAR, lambda one: changed(one, ["tiers=cliff"]), {}
    )
    (line,) = found.lines
    assert (line.agreed, line.otherwise) == (Decimal("10000.00"), Decimal("12000.00"))
    assert found.notes == (
        ("A cliff: at 100,000.01 USD the share is 2,000.00 more than at 100,000.00."),
    )


BAD = {
    "bnd 1=6 PERCENT": "not written as NAME=VALUE",
    "band 3=6 PERCENT": "share has 2 bands",
    "band 1=6 USD": "that band is in PERCENT",
    "band 1=lots": "an amount with its unit",
    "part fund=10 PERCENT": "no part 'fund'",
    "exemt=10 USD": "Did you mean 'exempt'?",
    "to=nobody": "no key to change",
    "tiers=steep": "one of marginal, cliff",
    "true-up=perhaps": "TRUE or FALSE",
    "anchor=soon": "it is a date",
}


@pytest.mark.parametrize("text", BAD)
def test_what_fits_nothing_is_refused(book: Book, text: str) -> None:
    """
    2025-01-01 custom "coop-agreement" "share" "sales"
      from: "coop"
      to: "party"
    2025-01-01 custom "coop-agreement-band" "share" "up-to" 5000 USD "at" 5 PERCENT
    2025-01-01 custom "coop-agreement-band" "share" "above" 5000 USD "at" 10 PERCENT
    """
    (group,) = view_of(book).terms.agreements
    with pytest.raises(BadSetting) as refused:
        changed(group, [text])
    assert BAD[text] in str(refused.value)


def test_terms_out_of_a_file(book: Book, tmp_path: Path) -> None:
    """
    2025-01-01 custom "coop-agreement" "share" "fixed"
      from: "coop"
      to: "party"
      count: "year"
      amount: 100 USD
    """
    path = tmp_path / "proposal.beancount"
    path.write_text(
        '2027-01-01 custom "coop-agreement" "share" "fixed"\n  from: "coop"\n'
        '  to: "party"\n  count: "year"\n  amount: 250 USD\n',
        encoding="utf-8",
    )
    other = from_file(path, "share")
    found = replay(view_of(book), "share", YEAR, lambda _: other, {})
    (line,) = found.lines
    assert [line.agreed, line.otherwise] == [Decimal(100), Decimal(250)]
    for text, problem in {
        "": "it has no coop-agreement 'share'",
        "2027-01-01 custom": "syntax error",
        '2027-01-01 custom "coop-agreement" "share"': "coop-agreement",
    }.items():
        path.write_text(text + "\n", encoding="utf-8")
        with pytest.raises(BadTerms, match=problem):
            from_file(path, "share")
    with pytest.raises(BadTerms, match="can't be read"):
        from_file(tmp_path / "none.beancount", "share")
