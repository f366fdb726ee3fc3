"""Checking a resolution that somebody typed, before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.smallcoop import YEAR
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

GOOD = """\
what,amount,cash,kept
surplus,"90,000.00",,
others,"9,000.00",,
together,40500.00,,
members,40500.00,8100.00,32400.00
M-0001,16200.00,3240.00,12960.00
M-0002,13500.00,2700.00,10800.00
M-0003,10800.00,2160.00,8640.00
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return coop_book(tmp_path / "small coop")


def check(book: Path, text: str, name: str = "resolution.csv", *more: str) -> Result:
    path = book.parent / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return run("surplus", "check-resolution", book, path, *YEAR, *more)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_one_that_ties(book: Path) -> None:
    before = tree(book)
    done = check(book, GOOD)
    assert done.exit_code == 0, done.output
    assert "IT TIES" in done.stdout
    assert "all of them tie" in done.stdout
    assert tree(book) == before


def test_one_with_a_slip(book: Path) -> None:
    done = check(book, GOOD.replace("10800.00,2160.00", "10800.00,2106.00"))
    assert done.exit_code == 1
    assert "IT DOES NOT TIE" in done.stdout
    said = lines(done.stdout)
    assert "M-0003, in cash 2,106.00 2,160.00 -54.00 the book" in said
    assert "members, in cash 8,100.00 8,046.00 54.00 its own list" in said
    assert "M-0003 10,800.00 10,746.00 54.00 its own cash and kept" in said


def test_single_figures(book: Path) -> None:
    words = ("surplus", "check-resolution", book, *YEAR, "--figure")
    assert run(*words, "M-0001.cash=3240").exit_code == 0
    done = run(*words, "20=40,000.00")
    assert done.exit_code == 1
    assert "20 together 40,000.00 40,500.00 -500.00 the book" in lines(done.stdout)


def test_a_resolution_by_other_percentages(book: Path) -> None:
    text = "20,20250.00\nM-0001,24300.00\nM-0002,20250.00\nM-0003,16200.00\n"
    assert check(book, text).exit_code == 1
    done = check(book, text, "r.csv", "--set", "20=25 PERCENT")
    assert done.exit_code == 0, done.output


def test_as_toml(book: Path) -> None:
    text = '[steps]\n20 = 40500\n[members]\n"M-0001" = {amount = 16200.00, cash = 3240}'
    done = check(book, text, "resolution.toml")
    assert done.exit_code == 1
    assert "M-0002 13,500.00 is missing in it" in lines(done.stdout)


def test_as_entries(book: Path) -> None:
    decided(book, code(book))
    post(book, "--write")
    written = book / "generated" / "2025" / "2025-surplus.beancount"
    text = written.read_text("utf-8")
    done = check(book, text, "resolution.beancount")
    assert done.exit_code == 0, done.output
    done = check(book, text.replace("3240.00", "3241.00"), "resolution.beancount")
    assert done.exit_code == 1
    assert "Liabilities:Patronage M-0001 3,241.00 3,240.00 1.00 the book" in lines(
        done.stdout
    )


def test_what_can_not_be_read(book: Path) -> None:
    words = ("surplus", "check-resolution", book)
    assert "Give a file" in refused(*words, *YEAR)
    assert "can't be read" in refused(*words, book / "none.csv", *YEAR)
    path = book.parent / "bad.csv"
    path.write_bytes(b"\xff\xfe\x00")
    assert "no text in UTF-8" in refused(*words, path, *YEAR)
    path.write_text("M-0001,x5\n", encoding="utf-8")
    assert "bad.csv:1: 'x5' is no amount" in refused(*words, path, *YEAR)
    path = book.parent / "bad.beancount"
    path.write_text("2026-01-01 * nothing\n", encoding="utf-8")
    assert "is no ledger" in refused(*words, path, *YEAR)
    path.write_text('2026-01-01 * "a"\n  Assets:Bank\n', encoding="utf-8")
    assert "has no amount" in refused(*words, path, *YEAR)
