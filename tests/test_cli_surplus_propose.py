"""Proposing a year's surplus, for the meeting that decides."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.smallcoop import CLOSED
from tests.support.smallcoop import GAIN
from tests.support.smallcoop import LOSS
from tests.support.smallcoop import NOW
from tests.support.smallcoop import RULE
from tests.support.smallcoop import YEAR
from tests.support.smallcoop import balances
from tests.support.smallcoop import code
from tests.support.smallcoop import coop_book
from tests.support.smallcoop import decided
from tests.support.smallcoop import post
from tests.support.smallcoop import typed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

APRIL = ("--now", "2026-04-20T10:00")
DEMO = ("--period", "2025", *APRIL)
SHOWN = {
    "tidewater": ("tidewater-bakery", "propose", *DEMO),
    "lanternworks": ("lanternworks", "propose", *DEMO),
    "lanternworks-what-if": (
        "lanternworks", "propose", *DEMO, "--set", "20=25 PERCENT", "--set",
        "90.cash=30 PERCENT",
    ),
    "tidewater-posted": (
        "tidewater-bakery", "post", *DEMO, "--decision", "2026-03/2",
    ),
}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return coop_book(tmp_path / "small coop")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


# What people read


@pytest.mark.parametrize("name", SHOWN)
def test_what_people_read(harbor: Path, golden: Golden, name: str) -> None:
    body, command, *words = SHOWN[name]
    before = tree(harbor / body)
    done = run("surplus", command, harbor / body, *words)
    assert done.exit_code == 0, done.stderr
    golden(f"surplus/{name}.txt", done.stdout)
    assert tree(harbor / body) == before


def test_figures_of_the_bylaws(book: Path) -> None:
    before = tree(book)
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 0, done.stderr
    said = lines(done.stdout)
    assert "Stays together 49,500.00 55.0 %" in said
    assert "Members, in cash 8,100.00 9.0 %" in said
    assert "M-0001 3,600 16,200.00 3,240.00 12,960.00" in said
    assert "M-0002 3,000 13,500.00 2,700.00 10,800.00" in said
    assert "M-0003 2,400 10,800.00 2,160.00 8,640.00" in said
    assert tree(book) == before


def test_the_last_year_that_is_over_unless_another_is_asked_for(book: Path) -> None:
    without = run("surplus", "propose", book, *NOW)
    assert without.stdout == run("surplus", "propose", book, *YEAR).stdout
    named = run("surplus", "propose", book, "--period", "FY2025", *NOW)
    assert named.stdout == without.stdout


def test_a_fiscal_year_of_its_own(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book", RULE, "")
    main = book / "main.beancount"
    text = main.read_text("utf-8").replace('"12-31"', '"06-30"')
    text = text.replace('2025-06-30 * "Hours', '2025-07-31 * "Hours')
    main.write_text(text, encoding="utf-8", newline="\n")
    typed(book, GAIN.replace("2025-12-31", "2026-06-30"))
    typed(book, '2026-08-01 custom "coop-close" "FY2026" "soft"\n')
    now = ("--now", "2026-09-20")
    line = refused("surplus", "propose", book, "--period", "2026", *now)
    assert "write --period FY2026 for the one that ends on 30 June 2026" in line
    done = run("surplus", "propose", book, *now)
    assert "July 2025 to June 2026 brought a surplus of 90,000.00" in done.stdout
    assert "s-fy2026-" in done.stdout


def test_a_loss(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book", RULE, LOSS + CLOSED)
    said = lines(run("surplus", "propose", book, *YEAR).stdout)
    assert "2025 brought a loss of 12,000.00." in said
    assert "Borne by what stays together 3,000.00 25.0 %" in said
    assert "M-0001 3,600 3,600.00" in said
    assert "THE CASH FOR IT" not in said


# What may be asked


def test_the_code_stays_the_same_when_it_is_posted(book: Path) -> None:
    first = code(book)
    decided(book, first)
    post(book, "--write")
    assert code(book) == first
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 0
    assert "IN THE BOOK: it was shared like this" in done.stdout
    typed(
        book,
        """
2025-11-30 * "Hours found later"
  Equity:Memo:Hours:Members    100 HOUR
    member: "M-0003"
  Equity:Memo:Hours:Total     -100 HOUR
""",
    )
    assert code(book) != first
    done = run("surplus", "propose", book, *YEAR)
    assert "THE BOOK HAS IT OTHERWISE" in done.stdout


def test_a_what_if_stands_beside_the_rule_and_can_not_be_posted(book: Path) -> None:
    before = tree(book)
    words = ("--set", "20=25 PERCENT", "--set", "90.cash=50 PERCENT")
    done = run("surplus", "propose", book, *YEAR, *words)
    assert done.exit_code == 0, done.stderr
    assert "WHAT IF: nothing is decided" in done.stdout
    said = lines(done.stdout)
    assert "20 together 40,500.00 20,250.00 -20,250.00" in said
    assert "90 members 40,500.00 60,750.00 20,250.00" in said
    assert "in cash 8,100.00 30,375.00 22,275.00" in said
    assert "M-0001 16,200.00 24,300.00 8,100.00" in said
    assert "s-2025-" not in done.stdout
    assert tree(book) == before
    assert run("surplus", "post", book, *YEAR, *words).exit_code == 2


def test_a_what_if_that_fits_nothing_is_refused(book: Path) -> None:
    assert refused("surplus", "propose", book, *YEAR, "--set", "70=25 PERCENT")
    assert refused("surplus", "propose", book, *YEAR, "--set", "nonsense")


def test_what_is_wrong_is_named_and_the_rest_is_shown(tmp_path: Path) -> None:
    book = coop_book(tmp_path / "book", RULE, GAIN + CLOSED)
    typed(book, '2025-01-01 custom "coop-member" "M-0009" "join"\n')
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 1
    assert "M-0009" in done.stderr
    assert "PLEASE LOOK AT" in done.stdout
    assert "It can't be decided on yet." in done.stdout
    assert "M-0001 3,600 16,200.00 3,240.00 12,960.00" in lines(done.stdout)
    decided(book, "s-2025-00000000")
    before = tree(book)
    assert post(book, "--write").exit_code == 1
    assert tree(book) == before


def test_what_posting_will_lack_is_told_before_the_meeting(tmp_path: Path) -> None:
    left = '2025-09-30 custom "coop-member" "M-0003" "leave"\n'
    book = coop_book(tmp_path / "book", RULE, GAIN + CLOSED + left)
    main = book / "main.beancount"
    text = main.read_text("utf-8").replace('"capital-payable"', '"payable"')
    main.write_text(text, encoding="utf-8", newline="\n")
    done = run("surplus", "propose", book, *YEAR)
    assert done.exit_code == 0
    assert "Before it is posted: no account has the role" in " ".join(
        done.stdout.split()
    )


# Where it goes


def test_for_programs_and_for_paper(book: Path, tmp_path: Path) -> None:
    words = ("surplus", "propose", book, *YEAR)
    found = json.loads(run(*words, "--format", "json").stdout)
    tables = {one["id"]: one for one in found["tables"]}
    assert {"short", "steps", "members", "cash", "earned"} <= tables.keys()
    assert "short," in run(*words, "--format", "csv").stdout
    page = tmp_path / "meeting.html"
    done = run(*words, "--output", page)
    assert done.stdout == f"Written: {page}\n"
    assert "From the surplus to members" in page.read_text("utf-8")


# The demo, up to what is posted


def test_lanternworks_makes_good_its_loss_and_shares_the_rest(
    harbor: Path, tmp_path: Path
) -> None:
    book = tmp_path / "lanternworks"
    shutil.copytree(harbor / "lanternworks", book)
    decisions = book / "decisions.beancount"
    text = decisions.read_text("utf-8")
    said = '2026-04-18 custom "coop-decision" "2026-04/1" "The surplus of 2025"\n'
    named = f'  body: "members\' meeting"\n  proposal: "{code(book)}"\n'
    decisions.write_text(f"{text}\n{said}{named}", encoding="utf-8", newline="\n")
    before, held = tree(book), balances(book)
    done = post(book, "--write")
    assert done.exit_code == 0, done.stderr
    found = balances(book)
    assert held["Equity:Result:Earlier"] == "18400.00"
    assert "Equity:Result:Earlier" not in found
    assert found["Equity:Result:Allocated"] == "25132.34"
    assert "NOTHING TO WRITE" in post(book, "--write").stdout
    assert run("check", book).exit_code == 0
    assert run("import", "undo", book, "2025-surplus").exit_code == 0
    assert tree(book) == before
