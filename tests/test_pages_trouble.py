"""The page Month where a book, a person or we are wrong, or a book is hostile."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fava.ext import FavaExtensionBase
from fava.ext import find_extensions

from coopbooks.packs import month
from coopbooks.pages import Capital
from coopbooks.pages import Dues
from coopbooks.pages import Month
from coopbooks.pages import Sharing
from coopbooks.pages import Support
from coopbooks.pages import sheet
from coopbooks.pages.review import Review
from coopbooks.pages.some import Decisions
from coopbooks.pages.some import Funds
from tests.support.fava_pages import Fava

if TYPE_CHECKING:
    import datetime

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack

HEAD = """\
option "operating_currency" "USD"
2026-01-01 custom "fava-extension" "coopbooks.pages"
2026-01-01 open Assets:Bank
2026-01-01 open Expenses:Rent
2026-01-01 open Income:Gifts
"""
MONTHS = """
2026-01-31 * "A gift"
  Assets:Bank    100.00 USD
  Income:Gifts  -100.00 USD
2026-02-03 * "Landlord" "Rent"
  Expenses:Rent   40.00 USD
  Assets:Bank    -40.00 USD
"""


def opened(folder: Path, text: str) -> Fava:
    path = folder / "main.beancount"
    path.write_text(HEAD + text, encoding="utf-8", newline="\n")
    return Fava(path)


def test_fava_finds_our_pages(tmp_path: Path) -> None:
    pages = [Capital, Decisions, Dues, Funds, Month, Review, Sharing, Support]
    assert find_extensions(tmp_path, "coopbooks.pages") == (pages, [])
    assert issubclass(Month, FavaExtensionBase)


def test_loading_a_book_works_nothing_out() -> None:
    # What only an opened page needs is not imported before.
    code = "import coopbooks.pages, sys; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = run.stdout.split()
    for heavy in ("coopbooks.packs", "coopbooks.statements", "pandas", "xlsxwriter"):
        assert heavy not in loaded


def test_a_pack_is_made_once_until_the_book_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    original = month.month_pack

    def counted(book: Book, period: Period, now: datetime.datetime) -> Pack:
        made.append(period.name)
        return original(book, period, now)

    monkeypatch.setattr(month, "month_pack", counted)
    fava = opened(tmp_path, MONTHS)
    assert made == []
    for chosen in ("2026-01", "2026-01", "2026-02", "2026-01"):
        fava.month(time=chosen)
    assert made == ["2026-01", "2026-02"]

    before = fava.month(time="2026-02").rows["month-income-Expenses:Rent"]
    path = tmp_path / "main.beancount"
    path.write_text(HEAD + MONTHS.replace("40.00", "45.00"), encoding="utf-8")
    fava.ledger.load_file()
    after = fava.month(time="2026-02").rows["month-income-Expenses:Rent"]
    assert (before[1], after[1]) == ("40.00", "45.00")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("nonsense", "Fava's time filter 'nonsense' names no period."),
        ("2026-13", "Fava's time filter '2026-13' names no period."),
        (
            "2026-02 - 2026-01",
            "Fava's time filter '2026-02 - 2026-01' names no period.",
        ),
        ("1999", "1999 lies outside the book, which goes from 31 January 2026 to"),
        ("<b>", "Fava's time filter '<b>' names no period."),
    ],
)
def test_a_wrong_period_is_said_in_words(
    tmp_path: Path, chosen: str, said: str
) -> None:
    fava = opened(tmp_path, MONTHS)
    page = fava.month(time=chosen)
    assert page.said["p"][0].startswith(said)
    assert "<b>" not in page.text
    assert f"/{fava.slug}/extension/Month/" in page.links


def test_a_book_without_entries_says_so(tmp_path: Path) -> None:
    page = opened(tmp_path, "").month()
    assert page.said["p"][0].startswith("This book has no transactions yet.")


def test_a_mistake_of_ours_is_no_answer_of_500(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by <zero>")

    monkeypatch.setattr(month, "month_pack", broken)
    page = opened(tmp_path, MONTHS).month()
    assert page.said["p"][0].startswith(
        "This page could not be worked out (ZeroDivisionError: by <zero>)."
    )
    assert "<zero>" not in page.text
    assert "Traceback" in caplog.text


def test_errors_in_the_book_stand_on_the_page(tmp_path: Path) -> None:
    fava = opened(tmp_path, MONTHS + "2026-02-28 balance Assets:Bank  61.00 USD\n")
    page = fava.month(time="2026-02")
    assert any("THE BOOK HAS 1 ERROR" in words for words in page.said["p"])
    found = [cells for row, cells in page.rows.items() if "findings-error" in row]
    assert len(found) == 1
    assert found[0][0].startswith("Balance failed for 'Assets:Bank'")
    # Its line opens in Fava's editor.
    place = [link for link in page.links if "/editor/" in link]
    assert "main.beancount&line=13" in place[0]
    assert fava.get(place[0]).status_code == 200


def test_what_people_type_is_text(tmp_path: Path) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 'Z'*7 }}"
    fava = opened(
        tmp_path,
        f'option "title" "{evil}"\n'
        '2026-01-01 custom "coop-entity" "x" "chapter"\n  basis: "cash"\n'
        f'2026-01-01 custom "coop-account" "rent" Expenses:Rent\n  name: "{evil}"\n'
        f'2026-01-01 custom "coop-account" "general" Expenses:Rent\n  name: "{evil}"\n'
        f'2026-01-01 custom "coop-fund" "{evil}" "restricted"\n  purpose: "{evil}"\n'
        f'2026-01-02 custom "coop-decision" "{evil}" "{evil}"\n  body: "{evil}"\n'
        f'2026-01-31 ! "{evil}" "{evil}"\n  document: "{evil}"\n  fund: "{evil}"\n'
        "  Assets:Bank    100.00 USD\n  Income:Gifts  -100.00 USD\n"
        f'2026-01-31 * "Rent"\n  Expenses:Rent  40.00 USD\n  Assets:Bank  -40.00 USD\n',
    )
    page = fava.month(time="2026-01")
    assert page.rows["month-income-Expenses:Rent"][0] == evil
    for tag in ("<script>alert", "<img", "onerror=alert(2)>", "ZZZ"):
        assert tag not in page.text.replace("&lt;", "\0").replace("&gt;", "\0")


def test_too_long_a_table_is_left_to_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 3)
    page = opened(tmp_path, MONTHS).month(time="2026-02")
    assert any("rows, too many for a page" in words for words in page.said["p"])
    assert not [row for row in page.rows if row.startswith("month-ledger-")]
    assert [link for link in page.links if "/journal/?time=2026-02" in link]


def test_a_book_of_anyone_has_the_page(tmp_path: Path) -> None:
    # Beancount's own example: several currencies, and no word of ours but one line.
    path = tmp_path / "main.beancount"
    program = shutil.which("bean-example", path=str(Path(sys.executable).parent))
    assert program is not None
    dates = ["--date-begin", "2024-01-01", "--date-end", "2025-03-20"]
    dates += ["--date-birth", "1985-05-12", "-s", "7", "-o", str(path)]
    subprocess.run([program, *dates], capture_output=True, check=True)
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write('2024-01-01 custom "fava-extension" "coopbooks.pages"\n')
    page = Fava(path).month()
    assert page.said["strong"][0] == "February 2025"
    assert "month-income-Expenses:Food:Groceries" in page.ids
    assert not page.cells("no")


@pytest.mark.parametrize("name", ["allotment-society", "software-guild"])
def test_books_in_the_style_of_published_ones_have_it(
    root: Path, tmp_path: Path, name: str
) -> None:
    text = (root / "tests" / "ledgers" / f"{name}.beancount").read_text("utf-8")
    path = tmp_path / "main.beancount"
    line = '1999-01-01 custom "fava-extension" "coopbooks.pages"\n'
    path.write_text(text + line, encoding="utf-8", newline="\n")
    page = Fava(path).month()
    assert len(page.rows) > 50
    assert not page.cells("no")
