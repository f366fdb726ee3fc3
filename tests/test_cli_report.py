from __future__ import annotations

import io
import json
import os
import shutil
import stat
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopbooks.cli import output
from coopbooks.core.aside import write_new
from tests.support.commands import process
from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from coopbooks.core.ledger import Book

MARCH = ("--period", "2026-03", "--now", "2026-04-08T19:05")


@pytest.fixture
def book(harbor: Path) -> Path:
    return harbor / "lanternworks"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_page_one_on_the_screen(book: Path) -> None:
    done = run("report", "month", book, *MARCH)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("LANTERNWORKS")
    assert "printed 8 April 2026, 19:05" in done.stdout


def test_the_last_month_that_is_over_is_reported(book: Path) -> None:
    done = run("report", "month", book, "--now", "2026-04-08T19:05")
    assert done.stdout == run("report", "month", book, *MARCH).stdout


def test_a_folder_gets_page_workbook_and_text(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "march"
    done = run("report", "month", book, *MARCH, "--output", folder)
    assert done.exit_code == 0
    assert names(folder) == ["month.html", "month.txt", "month.xlsx"]
    assert done.stdout.splitlines() == [
        f"Written: {folder / name}"
        for name in ("month.html", "month.xlsx", "month.txt")
    ]
    text = (folder / "month.txt").read_bytes()
    assert text.decode() == run("report", "month", book, *MARCH).stdout
    assert b"\r" not in text


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_folder_gets_one_file_of_a_format(
    form: str, book: Path, tmp_path: Path
) -> None:
    run("report", "month", book, *MARCH, "--output", tmp_path, "--format", form)
    assert names(tmp_path) == [f"month.{form}"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.txt", b"LANTERNWORKS"),
        ("a.csv", b"table,"),
        ("a.xlsx", b"PK"),
        ("a.html", b"<!"),
        ("a.HTML", b"<!"),
        ("a.json", b"{"),
    ],
)
def test_a_file_is_in_the_format_of_its_name(
    name: str, begins: bytes, book: Path, tmp_path: Path
) -> None:
    out = tmp_path / name
    done = run("report", "month", book, *MARCH, "--output", out)
    assert done.exit_code == 0
    assert out.read_bytes()[: len(begins)].upper() == begins.upper()
    assert names(tmp_path) == [name]


def test_the_format_that_is_given_counts(book: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.dat"
    run("report", "month", book, *MARCH, "--output", out, "--format", "json")
    assert "tables" in json.loads(out.read_text(encoding="utf-8"))


def test_the_same_moment_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        run("report", "month", book, *MARCH, "--output", tmp_path / name)
        made.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert made[0] == made[1]


def test_a_workbook_goes_through_a_pipe(book: Path) -> None:
    with process("report", "month", book, *MARCH, "--format", "xlsx") as running:
        content, told = running.communicate()
    assert (running.returncode, told) == (0, b"")
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None


def test_a_workbook_is_not_for_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    with pytest.raises(output.NotForScreens, match=r"add --output month\.xlsx"):
        output.refuse_screen("xlsx")
    output.refuse_screen("html")


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("period", ["2024-03", "2031"])
def test_a_period_outside_the_book(period: str, book: Path, tmp_path: Path) -> None:
    told = refused(
        "report", "month", book, "--period", period, "--output", tmp_path / "out"
    )
    assert "lies outside the book, which goes from" in told
    assert names(tmp_path) == []


def test_a_period_that_is_not_over(book: Path) -> None:
    done = run("report", "month", book, "--period", "2026-03", "--now", "2026-03-31")
    assert done.exit_code == 1
    assert done.stderr == (
        "coopbooks: March 2026 is not over before the end of 31 March 2026.\n"
    )
    assert "NOT OVER YET" in done.stdout


def test_a_book_with_errors_is_reported_and_marked(
    harbor: Path, tmp_path: Path
) -> None:
    book = shutil.copytree(harbor / "lanternworks", tmp_path / "book")
    with (book / "chart.beancount").open("a", encoding="utf-8") as chart:
        chart.write('2026-01-01 custom "coop-found" "strike"\n')
    done = run("report", "month", book, *MARCH, "--output", tmp_path / "out.txt")
    assert done.exit_code == 1
    assert done.stderr == (
        f"coopbooks: The book has 1 error. See: coopbooks check {book}\n"
    )
    assert "THE BOOK HAS 1 ERROR" in (tmp_path / "out.txt").read_text(encoding="utf-8")


def test_a_book_without_the_plugin_is_checked_all_the_same(book_doc: Book) -> None:
    """
    option "operating_currency" "USD"
    2026-01-01 open Assets:Bank
    2026-01-01 open Income:Dues
    2026-01-01 custom "coop-found" "strike"
    2026-03-05 * "Dues"
      Assets:Bank    100.00 USD
      Income:Dues
    """
    done = run("report", "month", book_doc.path, *MARCH)
    assert done.exit_code == 1
    assert "THE BOOK HAS 1 ERROR" in done.stdout


def test_an_empty_book(tmp_path: Path) -> None:
    book = tmp_path / "main.beancount"
    book.write_text("", encoding="utf-8")
    told = refused("report", "month", book, *MARCH, "--output", tmp_path / "out")
    assert "there is nothing to report" in told
    assert names(tmp_path) == ["main.beancount"]


def test_a_plain_ledger_has_its_month(book_doc: Book) -> None:
    """
    2026-03-01 open Assets:Checking
    2026-03-01 open Income:Salary
    2026-03-05 * "Wages"
      Assets:Checking    100.00 USD
      Income:Salary
    """
    done = run("report", "month", book_doc.path, *MARCH)
    assert done.exit_code == 0
    assert "100.00" in done.stdout


@pytest.mark.parametrize(
    ("out", "told"),
    [
        ("march.pdf", "does not say in which format"),
        ("taken.txt/out/", "can't be written"),
        ("taken.txt/out.html", "can't be written"),
    ],
)
def test_an_output_that_cannot_be_written(
    out: str, told: str, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("taken.txt").write_text("kept", encoding="utf-8")
    assert told in refused("report", "month", book.resolve(), *MARCH, "--output", out)
    assert names(tmp_path) == ["taken.txt"]
    assert Path("taken.txt").read_text(encoding="utf-8") == "kept"


def test_a_full_disk_keeps_the_earlier_report(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    run("report", "month", book, *MARCH, "--output", folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(path: Path, content: bytes) -> None:
        if "month.txt" in path.name:
            path.write_bytes(content[:9])
            raise OSError(28, "No space left on device", str(path))
        write_new(path, content)

    monkeypatch.setattr(output, "write_new", full)
    words = ("report", "month", book, "--period", "2026-02", "--output")
    told = refused(*words, folder)
    assert told == f"{folder / 'month.txt'} can't be written: No space left on device."
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    refused(*words, tmp_path / "new" / "deep")
    assert names(tmp_path) == ["out"]


def test_a_file_that_is_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Windows lets nobody replace a workbook that Excel has open.
    path = tmp_path / "month.xlsx"
    path.write_bytes(b"old")

    def locked(_: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(output.CannotWriteOutput, match="Is it open in another"):
        output.write_files({path: b"new"})
    assert names(tmp_path) == ["month.xlsx"]
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_report_can_be_read_by_those_who_may_read_the_folder(tmp_path: Path) -> None:
    plain = tmp_path / "plain.txt"
    plain.write_bytes(b"")
    output.write_files({tmp_path / "a.txt": b"a"})
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_a_minus_means_the_screen() -> None:
    assert output.places("-", None, "month") == {}
    assert output.places(None, "csv", "month") == {}


def test_a_check_that_fails_is_something_to_look_at(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coopbooks.core.table import Ref
    from coopbooks.core.table import Values

    monkeypatch.setattr(Values, "failed", lambda self: [Ref("cash", "x", "y")])
    done = run("report", "month", book, *MARCH)
    assert done.exit_code == 1
    assert done.stderr == (
        "coopbooks: Something does not add up; look for NO in: Money in and out.\n"
    )
