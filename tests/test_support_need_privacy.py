"""Why somebody asks for help is read by nothing and stands nowhere."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import coopbooks
from coopbooks.cli.root import root
from tests.support import needbooks
from tests.support.needbooks import NOW
from tests.support.needbooks import PLANTED

if TYPE_CHECKING:
    from pathlib import Path

WORDS = PLANTED.split()
ASK = ("hardship", "400", "--member", "M-0001", "--on", "2026-03-02", *NOW)
GRANT = ("--limit", "350", "--until", "2026-04-30", "--on", "2026-03-05", *NOW)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return needbooks.book(tmp_path / "book")


def everything(book: Path, *words: str | Path) -> str:
    """All that a command writes and prints, and what its failure would show."""
    done = CliRunner().invoke(root, [str(word) for word in words])
    said = [done.output, done.stderr]
    if done.exc_info is not None:
        said += traceback.format_exception(*done.exc_info)
        error: BaseException | None = done.exc_info[1]
        while error is not None:
            said.append(repr(error.args))
            error = error.__cause__ or error.__context__
    said += [
        path.read_bytes().decode("utf-8", "replace")
        for path in sorted(book.rglob("*"))
        if path.is_file() and "private" not in path.parts
    ]
    said += [path.name for path in book.rglob("*") if "private" not in path.parts]
    return "\n".join(said)


def test_the_reasons_stand_nowhere(book: Path, tmp_path: Path) -> None:
    reasons = book / "private" / "0001.txt"
    steps: list[tuple[str | Path, ...]] = [
        ("support", "request", book, *ASK, "--reasons", reasons),
        ("support", "request", book, *ASK, "--reasons", reasons, "--write"),
        ("support", "request", book, *ASK, "--reasons", reasons, "--format", "json"),
        ("support", "decide", book, "2026-03-a", "granted", *GRANT, "--by", "M-0004"),
        (
            *("support", "decide", book, "2026-03-a", "granted", *GRANT),
            *("--by", "M-0002,M-0004", "--write"),
        ),
        ("support", "pay", book, "2026-03-a", "999", *NOW, "--write"),
        ("support", "pay", book, "2026-03-a", "100", *NOW, "--write"),
        ("support", "strike-pay", book, "--period", "2026-W09", *NOW, "--write"),
        ("check", book),
        ("steps", book, "--period", "2026-03", *NOW),
        (
            *("report", "month", book, "--period", "2026-03"),
            *("--output", tmp_path / "out", *NOW),
        ),
    ]
    for step in steps:
        said = everything(book, *step)
        for path in (tmp_path / "out").glob("*"):
            said += path.read_bytes().decode("utf-8", "replace")
        assert not [word for word in WORDS if len(word) > 4 and word in said], step
        assert reasons.name not in said
    assert list((tmp_path / "out").glob("*"))
    assert "sha256:" in (book / "generated/2026/2026-03-a-request.beancount").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("where", ["elsewhere", "missing", "folder", "empty", "link"])
def test_a_file_that_others_may_read_is_refused(
    book: Path, tmp_path: Path, where: str
) -> None:
    places = {
        "elsewhere": tmp_path / "flat-burnt.txt",
        "missing": book / "private" / "flat-burnt.txt",
        "folder": book / "private",
        "empty": book / "private" / "flat-burnt-too.txt",
        "link": book / "private" / ".." / "flat-burnt.txt",
    }
    for name in ("elsewhere", "link"):
        places[name].write_text(PLANTED, encoding="utf-8")
    places["empty"].write_text(" \n", encoding="utf-8")
    words = ("support", "request", book, *ASK, "--reasons", places[where], "--write")
    done = CliRunner().invoke(root, [str(word) for word in words])
    assert done.exit_code == 2
    assert done.stderr.startswith("coopbooks: The file with the reasons ")
    assert "Put it into the book's private/" in done.stderr
    assert "burnt" not in done.output + done.stderr
    assert not (book / "generated" / "2026").exists()


@pytest.mark.parametrize(
    "request_",
    [
        f'400.00 USD "{PLANTED}"\n  member: "M-0001"',
        f'"{PLANTED}"\n  member: "M-0001"',
        f'400.00 USD\n  member: "M-0001"\n  authority: "{PLANTED}"',
        f'400.00 USD\n  member: "M-0001"\n  source: "{PLANTED}"',
        f'400.00 USD\n  member: "M-0001"\n  recorded: "{PLANTED}"',
        f'400.00 USD\n  member: "M-0001"\n  because: "{PLANTED}"',
        f'400.00 USD\n  member: "M-0001"\n  reasons: "{PLANTED}"\n  reasons: "x"',
    ],
)
def test_wherever_reasons_are_written_no_error_repeats_them(
    book: Path, request_: str
) -> None:
    line = f'2026-03-02 custom "coop-request" "2026-03-a" "hardship" {request_}\n'
    needbooks.typed(book, line)
    done = CliRunner().invoke(root, ["check", str(book)])
    assert done.exit_code == 1
    assert "months.beancount:" in done.output
    assert not [word for word in WORDS if len(word) > 4 and word in done.output]


def test_reasons_that_stand_in_the_book_are_not_said_again(book: Path) -> None:
    needbooks.typed(
        book,
        f"""
2026-03-02 custom "coop-request" "2026-03-a" "hardship" 400.00 USD
  member: "M-0001"
  reasons: "{PLANTED}"
2026-03-02 custom "coop-request" "2026-03-b" "hardship" 400.00 USD
  member: "M-0001"
  note: "{PLANTED}"
""",
    )
    found = coopbooks.load(book)
    told = " ".join(error.message for error in found.errors)
    assert len(found.errors) == 2
    assert not [word for word in WORDS if len(word) > 4 and word in told]


def test_a_list_of_people_in_need_goes_to_private_places_only(book: Path) -> None:
    words = ("support", "request", book, *ASK, "--output", book / "request.html")
    done = CliRunner().invoke(root, [str(word) for word in words])
    assert done.exit_code == 2
    assert "Who is helped concerns nobody else" in done.stderr
    assert not (book / "request.html").exists()
    place = book / "private" / "request.html"
    done = CliRunner().invoke(root, [str(word) for word in (*words[:-1], place)])
    assert done.exit_code == 0
    assert place.exists()
