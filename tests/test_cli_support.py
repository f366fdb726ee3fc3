"""What bodies provide to one another, as a treasurer asks for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import coopbooks
from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from tests.support.goldens import Golden

NOW = ("--now", "2026-04-08")
WHOLE = ("--from", "2025-01-01", "--to", "2026-03-31")


@pytest.fixture
def demo(harbor: Path, tmp_path: Path) -> Path:
    """The demo federation, to be written to."""
    return Path(shutil.copytree(harbor, tmp_path / "harbor"))


def balances(book: Path) -> list[str]:
    return [error.message for error in coopbooks.load(book).errors]


# The exchange


@pytest.mark.parametrize(
    ("book", "other"),
    [
        ("harbor-federation", "harbor-foods-local-12"),
        ("harbor-federation", "lanternworks"),
        ("tidewater-bakery", "harbor-federation"),
        ("kilmore-abroad", "harbor-federation"),
    ],
)
def test_the_demo_s_exchange(
    harbor: Path, book: str, other: str, golden: Golden
) -> None:
    done = run("support", "ledger", harbor / book, other, *WHOLE, *NOW)
    assert done.exit_code == 0, done.stderr
    golden(f"support/ledger-{book}-{other}.txt", done.stdout)


def test_without_a_span_it_is_all_of_the_book(harbor: Path) -> None:
    book = harbor / "harbor-federation"
    whole = run("support", "ledger", book, "lanternworks", *WHOLE, *NOW)
    assert run("support", "ledger", book, "lanternworks", *NOW).stdout == whole.stdout
    named = ("--period", "2025-01..2026-03")
    assert run("support", "ledger", book, "lanternworks", *named, *NOW).stdout == (
        whole.stdout
    )


def test_the_exchange_for_a_program_and_as_a_workbook(
    harbor: Path, tmp_path: Path
) -> None:
    words = ("support", "ledger", harbor / "harbor-federation", "lanternworks", *WHOLE)
    made = json.loads(run(*words, *NOW, "--format", "json").stdout)
    assert "3472.99" in json.dumps(made)
    for name in ("it.xlsx", "it.html"):
        done = run(*words, *NOW, "--output", tmp_path / name)
        assert done.exit_code == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "it.xlsx")
    assert "Pictures" in book.sheetnames
    page = (tmp_path / "it.html").read_text("utf-8")
    assert page.count("<svg") == 2
    assert "Contributed against received" in page


def test_wrong_spans_and_bodies_are_refused(harbor: Path) -> None:
    words = ("support", "ledger", harbor / "lanternworks", "harbor-federation")
    both = refused(*words, "--period", "2025", "--from", "2025-01-01")
    assert both == "Give either --period, or --from and --to."
    turned = refused(*words, "--from", "2026-01-01", "--to", "2025-01-01")
    assert turned == "The span from 2026-01-01 to 2025-01-01 ends before it begins."
    unknown = refused("support", "ledger", harbor / "lanternworks", "harbor-federatoin")
    assert "Did you mean 'harbor-federation'?" in unknown


def test_the_demo_s_bodies_say_the_same(harbor: Path) -> None:
    """What one contributed the other received."""
    words = (*WHOLE, *NOW, "--format", "json")
    here = run(
        "support", "ledger", harbor / "lanternworks", "harbor-federation", *words
    )
    there = run(
        "support", "ledger", harbor / "harbor-federation", "lanternworks", *words
    )
    sums = {"3472.99", "76.00"}
    assert all(one in here.stdout and one in there.stdout for one in sums)


# Resources


def test_the_demo_s_resources(harbor: Path, golden: Golden) -> None:
    book = harbor / "harbor-federation"
    done = run("support", "resources", book, "--period", "2026-Q1", *NOW)
    assert done.exit_code == 0, done.stderr
    golden("support/resources.txt", done.stdout)


def test_a_delivery_that_the_other_book_lacks_is_named(demo: Path) -> None:
    path = demo / "tidewater-bakery" / "2026" / "2026-03.beancount"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(
            "  Equity:Memo:Support:Received                            4 HOUR\n"
            "  Equity:Memo:Support:Counter                            -4 HOUR\n",
            "  Equity:Memo:Support:Received                            3 HOUR\n"
            "  Equity:Memo:Support:Counter                            -3 HOUR\n",
        ),
        "utf-8",
    )
    words = ("--period", "2026-Q1", *NOW)
    done = run("support", "resources", demo / "harbor-federation", *words)
    assert done.exit_code == 1
    told = " ".join(done.stdout.split())
    assert (
        "bookkeeping, January to March 2026, with tidewater-bakery: delivered "
        "12 11 1 HOUR"
    ) in told
    assert "Bookkeeping help given: 4 HOUR harbor-federation" in told
    assert "Bookkeeping help received: 3 HOUR tidewater-bakery" in told
    asked = ("lanternworks", *words)
    only = run("support", "resources", demo / "harbor-federation", *asked)
    assert only.exit_code == 0


def recognised(demo: Path) -> Path:
    """The bakery's book, with the help booked as income and cost in both."""
    for name in ("tidewater-bakery", "harbor-federation"):
        path = demo / name / "terms.beancount"
        text = path.read_text("utf-8")
        accounts = (
            "  income: Income:Other\n  cost: Expenses:Professional\n"
            if name == "tidewater-bakery"
            else ""
        )
        path.write_text(
            text.replace(
                '  agreement: "bakery-party"\n  authority',
                '  agreement: "bakery-party"\n  recognise: "income-and-cost"\n'
                f"{accounts}  authority",
            ),
            "utf-8",
        )
    book = demo / "tidewater-bakery"
    chart = book / "chart.beancount"
    text = chart.read_text("utf-8")
    for account in ("Income:Other", "Expenses:Professional"):
        if f"open {account} " not in text and f"open {account}\n" not in text:
            text += f"\n2024-12-31 open {account} USD\n"
    chart.write_text(text, "utf-8")
    return book


def test_recognised_help_is_booked_once_and_taken_out_again(demo: Path) -> None:
    book = recognised(demo)
    before = tree(book)
    words = ("support", "resources", book, "--period", "2026-Q1", *NOW)
    shown = run(*words)
    assert shown.exit_code == 0, shown.stdout
    assert "PROPOSAL: nothing is written" in shown.stdout
    assert tree(book) == before
    done = run(*words, "--write")
    assert done.exit_code == 0, done.stderr
    assert "WRITTEN TO THE BOOK" in done.stdout
    path = book / "generated" / "2026" / "2026-q1-resources.beancount"
    text = " ".join(path.read_text("utf-8").split())
    assert 'resources: "bakery-help"' in text
    assert "Expenses:Professional 456.00 USD" in text
    assert "Income:Other -456.00 USD" in text
    after = tree(book)
    assert "NOTHING TO WRITE" in run(*words, "--write").stdout
    assert tree(book) == after
    assert balances(book) == []
    undone = run("import", "undo", book, "2026-q1-resources")
    assert undone.exit_code == 0, undone.stderr
    assert tree(book) == before


def test_who_gives_it_books_nothing(demo: Path) -> None:
    recognised(demo)
    book = demo / "harbor-federation"
    before = tree(book)
    done = run("support", "resources", book, "--period", "2026-Q1", *NOW, "--write")
    assert "NOTHING TO WRITE" in done.stdout
    assert "what it costs us is in the book already" in done.stderr
    assert tree(book) == before


# Loans


def test_the_demo_s_loans(harbor: Path, golden: Golden) -> None:
    book = harbor / "lanternworks"
    done = run("support", "loans", book, "--on", "2026-03-31", *NOW)
    assert done.exit_code == 0, done.stderr
    golden("support/loans.txt", done.stdout)


def test_due_payments_are_booked_once_in_both_books(demo: Path, tmp_path: Path) -> None:
    book, other = demo / "lanternworks", demo / "harbor-federation"
    before = tree(book)
    words = ("support", "loans", book, "--on", "2026-04-15", "--now", "2026-04-15")
    bank = ("--bank", "Assets:Bank:Operating")
    shown = run(*words)
    assert shown.exit_code == 0
    assert "254.38 USD" in shown.stdout
    assert tree(book) == before
    done = run(*words, *bank, "--write", "--mirror", tmp_path / "out")
    assert "WRITTEN TO THE BOOK" in done.stdout
    assert "WHAT WAS WRITTEN" in done.stdout
    after = tree(book)
    again = run(*words, "--write")
    assert "NOTHING TO WRITE" in again.stdout
    # What was written is in the figures above it already.
    loans = slice(done.stdout.index("LOANS, "), done.stdout.index("WHAT WAS WRITTEN"))
    assert done.stdout[loans].strip() in again.stdout
    assert tree(book) == after
    assert balances(book) == []

    apart = run(*words)
    assert apart.exit_code == 0
    assert "on its way: what is owed" in " ".join(apart.stdout.split())
    later = ("--on", "2026-05-01", "--now", "2026-05-01")
    assert run("support", "loans", book, *later).exit_code == 1
    (made,) = (tmp_path / "out").iterdir()
    folder = other / "generated" / "2026"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(made, folder / made.name)
    assert balances(other) == []
    both = run("support", "loans", book, *later)
    assert both.exit_code == 0, both.stdout
    assert "What differs" not in both.stdout

    assert run("import", "undo", book, "2026-loan-lanternworks").exit_code == 0
    assert tree(book) == before


def test_a_bank_that_is_none_is_refused(harbor: Path) -> None:
    words = ("support", "loans", harbor / "lanternworks", "--bank", "Assets:Cash")
    assert "no account of this book that holds money" in refused(*words)


def test_a_book_without_loans_says_so(harbor: Path) -> None:
    done = run("support", "loans", harbor / "eastport", *NOW)
    assert done.exit_code == 0
    assert "The book has no loan" in done.stderr
