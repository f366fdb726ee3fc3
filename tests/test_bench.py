from __future__ import annotations

import datetime
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

import bench
import bench_book
import bench_files
import bench_runs
import coopbooks
from bench_runs import Taken
from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.charging import charge
from coopbooks.dues.terms import read_terms

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.core.ledger import Book

MEMBERS, MONTHS = 30, 2
OTHERS = {
    "hledger": ["--output-format", "csv"],
    "ledger": ["--balance-format", '"%A","%T"\n'],
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bench_files.Written:
    return bench_files.write(tmp_path_factory.mktemp("union"), MEMBERS, MONTHS)


@pytest.fixture(scope="module")
def book(written: bench_files.Written) -> Book:
    return coopbooks.load(written.main)


def sums(book: Book) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for entry in book.entries:
        for posting in getattr(entry, "postings", ()):
            before = found.get(posting.account, Decimal(0))
            found[posting.account] = before + posting.units.number
    return {account: number for account, number in found.items() if number}


def test_the_book_has_no_errors(book: Book) -> None:
    assert book.errors == []


def test_the_book_has_charged_what_its_rules_say(
    book: Book, written: bench_files.Written
) -> None:
    terms = read_terms(book.entries)
    day, hard = datetime.date(2030, 1, 1), datetime.date.min
    for period, lacking in ((written.period, 0), (written.next_period, MEMBERS)):
        run = charge(terms, book.entries, parse_period(period), day, hard)
        assert run.problems == ()
        assert len(run.charges.charges) == MEMBERS
        assert sum(run.missing(one) != 0 for one in run.charges.charges) == lacking


def test_the_book_without_the_plugin_says_the_same(
    book: Book, written: bench_files.Written
) -> None:
    plain = coopbooks.load(written.plain)
    assert plain.errors == []
    assert plain.entries == book.entries


def test_the_book_is_the_same_every_time(
    written: bench_files.Written, tmp_path: Path
) -> None:
    bench_files.write(tmp_path, MEMBERS, MONTHS)
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) > MONTHS
    for path in files:
        made_before = written.main.parent / path.relative_to(tmp_path)
        assert path.read_bytes() == made_before.read_bytes()


def test_runs_have_at_most_fifty_postings_and_name_each_member() -> None:
    people = bench_book.members(450)
    made = bench_book.entries(people, MONTHS)
    runs = [entry for of in made.values() for entry in of if "batch" in entry.meta]
    assert max(len(run.legs) for run in runs) == bench_book.MOST_POSTINGS
    charged = [
        leg.meta["member"]
        for run in runs
        for leg in run.legs
        if run.payee == "Dues charged" and "member" in leg.meta
    ]
    assert sorted(charged) == sorted([one.id for one in people] * MONTHS)


def test_every_member_joins(book: Book) -> None:
    joins = [
        entry
        for entry in book.entries
        if isinstance(entry, data.Custom) and entry.type == "coop-member"
    ]
    assert len(joins) == MEMBERS


def test_the_period_and_the_postings_are_those_of_the_book(
    book: Book, written: bench_files.Written
) -> None:
    transactions = [one for one in book.entries if isinstance(one, data.Transaction)]
    assert f"{transactions[-1].date:%Y-%m}" == written.period
    assert sum(len(one.postings) for one in transactions) == written.postings


def test_other_programs_come_to_the_same_sums(
    book: Book, written: bench_files.Written
) -> None:
    # Where they are installed: nothing of ours needs them.
    for program, options in OTHERS.items():
        path = shutil.which(program)
        if path is not None:
            assert others_sums(path, options, written.journal) == sums(book)


def others_sums(program: str, options: list[str], journal: Path) -> dict[str, Decimal]:
    done = subprocess.run(
        [program, "-f", str(journal), "balance", "--flat", "--no-total", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    lines = [line.strip('"').split('","') for line in done.stdout.splitlines()]
    return {
        account: Decimal(amount.removesuffix(" USD"))
        for account, amount in lines
        if amount.endswith(" USD")
    }


def test_the_table_compares_medians_with_the_first() -> None:
    one = [Taken(2.0, 1.0), Taken(1.0, 1.0), Taken(9.0, 4.0)]
    text = bench_runs.table(
        "Loading", "Whole processes.", {"one": one, "two": [Taken(3.0, 2.0)]}
    )
    assert "| one | 2.00 s | 1.00 to 9.00 | 1.00 | 1.00 s | 1.00 |" in text
    assert "| two | 3.00 s | 3.00 to 3.00 | 1.50 | 2.00 s | 2.00 |" in text


def test_where_the_system_does_not_tell_there_is_no_ratio() -> None:
    text = bench_runs.table("Loading", "By the clock.", {"one": [Taken(2.0, 0.0)]})
    assert "| one | 2.00 s | 2.00 to 2.00 | 1.00 | 0.00 s | - |" in text


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    python = shutil.which("python3") or shutil.which("python")
    assert python is not None
    command = [python, "-c", "raise SystemExit('not here')"]
    with pytest.raises(bench_runs.CommandFailed, match="x ended with 1: not here"):
        bench_runs.output_of("x", command, tmp_path, fine=(0,))


@pytest.mark.parametrize("wrong", [["--members", "0"], ["--only", "nothing"]])
def test_wrong_options_are_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        bench.options(wrong)
