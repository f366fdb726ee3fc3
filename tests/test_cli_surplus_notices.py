"""Notices, forms and deadlines of a year's surplus, from the command line."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from tests.support.batches import tree
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.noticebook import MAIN
from tests.support.noticebook import NOW
from tests.support.noticebook import YEAR
from tests.support.noticebook import notice_book

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return notice_book(tmp_path / "book")


def said(text: str) -> str:
    return " ".join(text.split())


def notices(book: Path, *words: str | Path) -> tuple[str | Path, ...]:
    return ("surplus", "notices", book, *words, *YEAR, *NOW)


def test_a_preview_has_ids_and_writes_nothing(book: Path, golden: Golden) -> None:
    before = tree(book)
    done = run(*notices(book))
    assert done.exit_code == 0
    assert "Sample" not in done.output
    assert "PREVIEW: nothing is written" in done.stdout
    golden("surplus/notices.txt", done.stdout)
    assert tree(book) == before


def test_a_member_reads_their_notice(book: Path, golden: Golden) -> None:
    done = run(*notices(book, "M-0001"))
    assert done.exit_code == 0
    golden("surplus/notice.txt", done.stdout)
    text = said(done.stdout)
    assert "ADA SAMPLE, M-0001" in text
    assert "FOR YOU ONLY" in text
    assert "Ben" not in text
    assert "Sample" not in run(*notices(book, "M-0001", "--no-name")).stdout


def test_they_go_to_a_private_folder_one_file_a_member(book: Path) -> None:
    before = set(tree(book))
    told = refused(*notices(book, "--into", book / "out"))
    assert "is in no folder called 'private'" in told
    folder = book / "private" / "notices"
    done = run(*notices(book, "--into", folder))
    assert done.exit_code == 0
    assert said(done.stdout) == said(f"Written: 4 notices to {folder}")
    made = sorted(set(tree(book)) - before)
    assert made == sorted(
        f"private/notices/2025-M-000{member}.{suffix}"
        for member in (1, 2, 3, 4)
        for suffix in ("html", "txt")
    )
    for name in made:
        text = (book / name).read_text(encoding="utf-8").casefold()
        people = [one for one in ("ada", "ben", "cleo", "dan") if f"{one} sam" in text]
        assert len(people) == 1
        if os.name != "nt":
            assert stat.S_IMODE((book / name).stat().st_mode) == 0o600


def test_one_members_and_without_names_anywhere(book: Path) -> None:
    folder = book / "out"
    words = ("M-0002", "--no-name", "--into", folder, "--format", "html")
    assert "Written: 1 notice to" in run(*notices(book, *words)).stdout
    (path,) = folder.iterdir()
    assert path.name == "2025-M-0002.html"
    assert "Sample" not in path.read_text(encoding="utf-8")


def test_what_is_wrong_keeps_notices_from_being_written(tmp_path: Path) -> None:
    book = notice_book(tmp_path / "book", MAIN.replace('  consent: "bylaws"\n', ""))
    before = tree(book)
    done = run(*notices(book))
    assert done.exit_code == 1
    assert "M-0001, M-0002: what is kept of 2025 is called qualified" in said(
        done.stdout
    )
    told = refused(*notices(book, "--into", book / "private" / "n"), code=1)
    assert told.startswith("2 things are to be looked at first; no notice was written.")
    assert tree(book) == before


def test_a_year_that_is_not_shared_and_somebody_unknown(book: Path) -> None:
    words = ("surplus", "notices", book, "--period", "2024", *NOW)
    assert "The book does not share 2024 yet" in refused(*words, code=1)
    assert "'M-0099' has no part of 2025" in refused(*notices(book, "M-0099"))
    assert "is no fiscal year" in refused(*notices(book)[:3], "--period", "2025-03")


def test_without_a_roster_there_are_ids_only(book: Path) -> None:
    (book / "private" / "roster.csv").unlink()
    done = run(*notices(book, "M-0001"))
    assert done.exit_code == 0
    assert "can't be read" in done.stderr
    assert "M-0001" in done.stdout


def test_the_figures_of_the_forms(book: Path, golden: Golden) -> None:
    now = ("--year", "2026", "--now", "2027-01-08T10:00")
    done = run("surplus", "1099", book, *now)
    assert done.exit_code == 0
    golden("surplus/1099.txt", done.stdout)
    assert "Sample" not in done.stdout
    told = refused("surplus", "1099", book, *now, "--names", "--output", book / "a.csv")
    assert "is in no folder called 'private'" in told
    path = book / "private" / "1099.csv"
    run("surplus", "1099", book, *now, "--names", "--output", path)
    assert "Ada Sample" in path.read_text(encoding="utf-8")
    done = run("surplus", "1099", book, "--now", "2026-01-08T10:00")
    assert "Nobody was paid anything in 2025 that is on this form." in done.stdout


def test_the_form_is_of_the_united_states(tmp_path: Path) -> None:
    text = MAIN.replace('country: "US"', 'country: "ES"')
    book = notice_book(tmp_path / "book", text)
    told = refused("surplus", "1099", book, "--year", "2026")
    assert "Form 1099-PATR is of the United States" in told
    assert "country: ES" in told


def test_the_calendar(book: Path, golden: Golden) -> None:
    words = ("surplus", "deadlines", book, *YEAR)
    done = run(*words, *NOW)
    assert done.exit_code == 0
    golden("surplus/deadlines.txt", done.stdout)
    done = run(*words, "--now", "2026-09-16", "--format", "csv")
    assert done.exit_code == 1
    assert "TOO LATE. 300.00 of 360.00 USD still to be paid." in done.stdout
    assert "that was to be done by 15 September 2026 (26 USC 1382(d))" in done.stderr


def test_a_calendar_of_a_country_whose_law_nobody_said(tmp_path: Path) -> None:
    text = MAIN.replace('country: "US"', 'country: "ES"')
    book = notice_book(tmp_path / "book", text)
    done = run("surplus", "deadlines", book, *YEAR, *NOW)
    assert done.exit_code == 0
    assert "Neither a law that is known here nor the rule says" in said(done.stdout)
