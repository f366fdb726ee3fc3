from __future__ import annotations

import json
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest

from coopbooks.controls.review.acting import sign
from coopbooks.controls.review.sealed import sealed
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.reviewed import MARCH as REVIEWED
from tests.support.reviewed import loaded
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

MARCH = ("--period", "2026-03", "--now", "2026-04-08T19:05")


@pytest.fixture
def book(harbor: Path, tmp_path: Path) -> Path:
    """A copy of a book of the demo, in a folder with a blank in its name."""
    return shutil.copytree(harbor / "kilmore-abroad", tmp_path / "our books")


def next_command(output: str) -> list[str]:
    """The command that is to be typed, without `coopbooks`."""
    last = output.splitlines()[-1]
    assert last.startswith(("Next: coopbooks ", "Then: coopbooks "))
    return shlex.split(last)[2:]


def test_a_checklist_with_the_next_command(book: Path) -> None:
    done = run("steps", book, *MARCH)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert lines[0].endswith(", March 2026")
    assert "  done     March 2026 is over." in lines
    assert "  to do    Make the report of March 2026." in lines
    assert next_command(done.stdout)[:2] == ["report", "month"]


def test_the_next_command_takes_the_step(book: Path) -> None:
    typed = next_command(run("steps", book, *MARCH).stdout)
    made = run(*typed, "--now", "2026-04-08")
    assert made.exit_code == 0, made.stderr
    assert (book / "reports" / "2026-03" / "month.html").is_file()
    after = run("steps", book, *MARCH).stdout
    assert "  done     The report of March 2026 is made." in after.splitlines()
    assert "report month" not in after


@pytest.mark.parametrize("only", ["month.txt", "month.html"])
def test_a_change_of_the_book_makes_the_report_old(book: Path, only: str) -> None:
    out = book / "reports" / "2026-03" / only
    run("report", "month", book, *MARCH, "--output", out)
    month = book / "2026" / "2026-03.beancount"
    text = month.read_text(encoding="utf-8")
    month.write_text(f"; a comment\n{text}", encoding="utf-8")
    assert "The report of March 2026 is made." in run("steps", book, *MARCH).stdout
    month.write_text(f'{text}\n2026-03-30 event "place" "Kilmore"\n', encoding="utf-8")
    assert "The book has changed since the report" in run("steps", book, *MARCH).stdout


def test_the_entry_file_gives_the_same_folder(book: Path) -> None:
    typed = next_command(run("steps", book / "main.beancount", *MARCH).stdout)
    assert typed[-1] == str(book / "reports" / "2026-03")


def test_errors_come_first(book: Path) -> None:
    with (book / "chart.beancount").open("a", encoding="utf-8") as chart:
        chart.write("oops\n")
    done = run("steps", book, *MARCH)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[-1] == f'Next: coopbooks check "{book}"'


def test_the_last_month_that_is_over_is_asked_for(book: Path) -> None:
    done = run("steps", book, "--now", "2026-04-30")
    assert done.stdout.splitlines()[0].endswith(", March 2026")


def test_nothing_to_do_but_wait(book: Path) -> None:
    done = run("steps", book, "--period", "2026-03", "--now", "2026-03-10")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "Nothing to do now; the rest is awaited."


def test_all_done(book: Path) -> None:
    with (book / "decisions.beancount").open("a", encoding="utf-8") as decisions:
        decisions.write('2026-04-08 custom "coop-close" "2026-03" "hard"\n')
    run("report", "month", book, *MARCH, "--output", book / "reports" / "2026-03")
    done = run("steps", book, *MARCH)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "All done."


def test_json_for_programs(book: Path) -> None:
    done = run("steps", book, *MARCH, "--format", "json")
    assert done.exit_code == 1
    steps = {step["name"]: step for step in json.loads(done.stdout)["steps"]}
    assert steps["over"]["state"] == "done"
    assert steps["over"]["command"] is None
    assert steps["reported"]["command"].startswith("coopbooks report month ")
    assert steps["closed"]["command"].startswith("coopbooks review packet ")
    assert steps["closed"]["details"] == [
        "coopbooks close BOOK --period 2026-03 --hard --write"
    ]


def test_a_month_is_signed_and_closed_by_what_is_told_to_type(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    now = ("--now", "2026-04-12")

    def told() -> list[str]:
        done = run("steps", main, "--period", "2026-03", *now, "--format", "json")
        steps = {step["name"]: step for step in json.loads(done.stdout)["steps"]}
        return shlex.split(steps["closed"]["command"] or "")[1:]

    assert run(*told(), *now).exit_code == 0
    for number in (2, 3):
        sign(loaded(main), REVIEWED, person(number))
    done = run(*told(), *now)
    assert done.exit_code == 0, done.stderr
    assert [one.period for one in sealed(loaded(main))] == [REVIEWED]
    assert told() == []


def test_every_demo_book_has_its_steps(harbor: Path) -> None:
    for main in sorted(harbor.glob("*/main.beancount")):
        done = run("steps", main, *MARCH)
        assert "  done     The book has no errors." in done.stdout.splitlines()


def test_nothing_there(tmp_path: Path) -> None:
    assert "There is no book at" in refused("steps", tmp_path / "none.beancount")
