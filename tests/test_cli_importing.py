"""Spreadsheets in and out from the command line."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from coopbooks.imports.profile import SHAPES
from coopbooks.imports.profilefile import read_profile
from coopbooks.imports.sheets.files import read
from coopbooks.imports.template import columns_of
from tests.support.commands import process
from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

NOW = ("--now", "2026-05-04T10:00")
STATEMENT = "dockside-dockhands-2026-04.csv"


@pytest.fixture
def book(harbor: Path, tmp_path: Path) -> Path:
    return shutil.copytree(harbor / "dockhands-union", tmp_path / "our books")


@pytest.fixture
def statement(harbor: Path, tmp_path: Path) -> Path:
    path = tmp_path / STATEMENT
    return shutil.copyfile(harbor / "inbox" / STATEMENT, path)


def spoil(statement: Path) -> None:
    """Make a row that can't be used, and totals that still agree."""
    text = statement.read_text(encoding="utf-8-sig")
    text = text.replace("30 Apr 2026", "30 Apr 2062", 1)
    statement.write_text(text, encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("body", "file"),
    [
        ("harbor-foods-local-12", "tide-market-dues-2026-04.xlsx"),
        ("tidewater-bakery", "harborside-tidewater-2026-04.csv"),
    ],
)
def test_previews_look_the_same(
    body: str, file: str, harbor: Path, golden: Golden
) -> None:
    sheet = harbor / "inbox" / file
    done = run("import", "preview", harbor / body, sheet, *NOW)
    assert done.exit_code == 0
    golden(f"imports/{file.partition('.')[0]}.txt", done.stdout)


def test_a_preview_writes_nothing(book: Path, statement: Path) -> None:
    before = sorted(book.rglob("*"))
    assert run("import", "preview", book, statement, *NOW).exit_code == 0
    assert sorted(book.rglob("*")) == before


def test_a_preview_as_json_has_each_row(book: Path, statement: Path) -> None:
    done = run("import", "preview", book, statement, *NOW, "--format", "json")
    tables = {one["id"].split(":")[0]: one for one in json.loads(done.stdout)["tables"]}
    rows = tables["rows"]["rows"]
    fates = [row["cells"]["fate"]["text"] for row in rows]
    assert fates.count("NEW") == 6
    assert rows[0]["cells"]["label"]["text"].startswith(STATEMENT)


def test_a_preview_as_a_page(book: Path, statement: Path, tmp_path: Path) -> None:
    page = tmp_path / "preview.html"
    done = run("import", "preview", book, statement, *NOW, "--output", page)
    assert done.stdout == f"Written: {page}\n"
    assert "PREVIEW: nothing is written" in page.read_text(encoding="utf-8")


def test_a_rejected_row_ends_with_one(book: Path, statement: Path) -> None:
    spoil(statement)
    done = run("import", "preview", book, statement, *NOW)
    assert done.exit_code == 1
    assert "REJECTED" in done.stdout
    assert done.stderr.endswith("1 row is rejected; look for REJECTED.\n")
    told = refused("import", "write", book, statement, *NOW, code=1)
    assert told.startswith("Nothing is written, because these rows can't be used.")


def test_the_good_rows_and_a_workbook_of_the_others(
    book: Path, statement: Path
) -> None:
    spoil(statement)
    done = run("import", "write", book, statement, *NOW, "--partial")
    assert done.exit_code == 1
    assert "5 NEW, 1 REJECTED" in done.stdout
    assert "To correct and import:" in done.stdout
    assert done.stderr == "coopbooks: 1 row is left to look at.\n"


def test_in_and_out_again(book: Path, statement: Path) -> None:
    done = run("import", "write", book, statement, *NOW)
    assert done.exit_code == 0
    batch = "2026-04-dockside-operating-bank"
    assert f"  Written: generated/2026/{batch}.beancount" in done.stdout.splitlines()
    assert "Nothing to write." in run("import", "write", book, statement, *NOW).stdout
    assert run("import", "undo", book, batch).exit_code == 0
    assert "The book has no batch" in refused("import", "undo", book, batch)


def test_a_file_that_no_profile_is_for(book: Path, statement: Path) -> None:
    other = statement.rename(statement.with_name("other.csv"))
    assert "No profile is for other.csv" in refused("import", "preview", book, other)
    named = ("--profile", "operating", *NOW)
    assert run("import", "preview", book, other, *named).exit_code == 0
    told = refused("import", "preview", book, other, "--profile", "operatin")
    assert "Did you mean 'operating'?" in told


def test_profiles_are_listed_with_what_is_wrong(book: Path) -> None:
    done = run("import", "profiles", book)
    assert done.exit_code == 0
    assert f"operating: bank, for {STATEMENT[:-11]}" in done.stdout.replace("*", "")
    (book / "imports" / "wrong.toml").write_text(
        'kind = "bank"\nsender = "x"\nfiles = ["x.csv"]\ndecimel = "."\n',
        encoding="utf-8",
    )
    done = run("import", "profiles", book)
    assert done.exit_code == 1
    assert "imports/wrong.toml:4: " in done.stdout


def test_a_book_without_profiles(harbor: Path, tmp_path: Path) -> None:
    book = shutil.copytree(harbor / "eastport", tmp_path / "book")
    shutil.rmtree(book / "imports")
    done = run("import", "profiles", book)
    assert (done.exit_code, done.stdout[:28]) == (0, "There are no profiles in imp")


@pytest.mark.parametrize("kind", SHAPES)
def test_a_template_is_read_by_its_profile(kind: str, tmp_path: Path) -> None:
    out = tmp_path / "ours.xlsx"
    done = run("import", "template", kind, "--output", out)
    assert done.exit_code == 0
    profile, errors = read_profile(tmp_path / "ours.toml")
    assert profile is not None, errors
    [sheet] = read(out, profile.reading)
    assert set(columns_of(kind)) <= set(sheet.header)
    assert not sheet.rows


def test_an_unknown_kind() -> None:
    assert "'banc' is not one of" in refused("import", "template", "banc")


def test_a_command_that_is_not_there() -> None:
    assert "Did you mean 'preview'?" in refused("import", "previw")


def test_a_process_of_its_own(book: Path, statement: Path) -> None:
    with process("import", "preview", book, statement, *NOW) as running:
        said, told = running.communicate()
    assert (running.returncode, told) == (0, b"")
    assert b"6" in said
