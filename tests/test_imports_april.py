"""The demo's inbox of April, from files to reconciled banks and back."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from demo_inbox import INBOX
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

NOW = ("--now", "2026-05-04T10:00")
BODIES = sorted(INBOX)
# What is private holds the senders' files and the roster, with names and pay.
PRIVATE = "private"


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A copy of the federation in which everything is imported and reconciled."""
    folder = tmp_path_factory.mktemp("april") / "harbor"
    shutil.copytree(root / "ledgers" / "harbor", folder)
    for name in BODIES:
        done = run("import", "write", folder / name, *files(folder, name), *NOW)
        assert done.exit_code == 0, (name, done.output)
        reconcile(folder, name)
    return folder


def files(folder: Path, name: str) -> list[Path]:
    return [folder / "inbox" / file for file in INBOX[name].files]


def reconcile(folder: Path, name: str) -> None:
    for account, balance in INBOX[name].statements:
        words = ("--on", "2026-04-30", "--balance", balance, "--write", *NOW)
        done = run("reconcile", folder / name, account, *words)
        assert done.exit_code == 0, (name, done.output)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", BODIES)
def test_nothing_is_rejected(name: str, harbor: Path) -> None:
    done = run("import", "preview", harbor / name, *files(harbor, name), *NOW)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "REJECTED" not in done.stdout


@pytest.mark.parametrize("name", BODIES)
def test_a_second_time_writes_nothing(name: str, copies: Path) -> None:
    before = contents(copies / name)
    done = run("import", "write", copies / name, *files(copies, name), *NOW)
    assert done.exit_code == 0
    assert "Written:" not in done.stdout
    assert contents(copies / name) == before


@pytest.mark.parametrize("name", BODIES)
def test_the_books_have_no_errors_and_confirmed_banks(name: str, copies: Path) -> None:
    assert run("check", copies / name).exit_code == 0
    for account, _ in INBOX[name].statements:
        again = ("--on", "2026-04-30", "--balance", "1.00", *NOW)
        assert run("reconcile", copies / name, account, *again).exit_code == 1
    if INBOX[name].statements:
        pack = run("report", "month", copies / name, "--period", "2026-04", *NOW)
        assert "Statement and book agree?" in pack.stdout
        assert "Does not add up" not in pack.stderr


@pytest.mark.parametrize("name", BODIES)
def test_undo_restores_the_book_byte_for_byte(
    name: str, copies: Path, harbor: Path, tmp_path: Path
) -> None:
    book = shutil.copytree(copies / name, tmp_path / name)
    generated = sorted((book / "generated").rglob("*.beancount"))
    batches = [path.stem for path in generated if path.stem != "none-yet"]
    assert batches
    for batch in sorted(batches, key=lambda one: "reconciled" not in one):
        done = run("import", "undo", book, batch)
        assert done.exit_code == 0, done.stderr
    assert contents(book) == contents(harbor / name)


def people(folder: Path) -> set[str]:
    """Names and addresses of everybody in the rosters and the senders' files."""
    found: set[str] = set()
    for path in folder.glob(f"*/{PRIVATE}/roster.csv"):
        with path.open(encoding="utf-8-sig", newline="") as roster:
            for row in csv.DictReader(roster):
                found |= {row["name"], row["email"]}
    return {one.casefold() for one in found if one}


def texts(path: Path) -> str:
    """What can be read in a file, also inside a workbook."""
    content = path.read_bytes()
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    return content.decode("utf-8", "replace").casefold()


def test_no_name_of_a_roster_reaches_anything_that_is_written(
    copies: Path, tmp_path: Path
) -> None:
    names = people(copies)
    assert len(names) > 100
    # Both ways round, as "Demo, Maple" and "Maple Demo".
    turned = {", ".join(reversed(name.split(" ", 1))) for name in names}
    for name in BODIES:
        pack = tmp_path / name
        run("report", "month", copies / name, "--period", "2026-04", *NOW,
            "--output", pack)  # fmt: skip
    written = [
        *(path for path in copies.glob("*/generated/**/*") if path.is_file()),
        *(path for path in tmp_path.rglob("*") if path.is_file()),
    ]
    assert len(written) > 30
    pattern = re.compile("|".join(map(re.escape, sorted(names | turned))))
    found = {
        (path.name, match[0])
        for path in written
        if (match := pattern.search(texts(path)))
    }
    assert found == set()
