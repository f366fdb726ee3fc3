"""`coopbooks review`, `close` and `reopen`: an evening at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.controls.review.terms import read_reviews
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.reviewed import edit
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

MARCH = ("--period", "2026-03", "--now", "2026-04-10T19:05")
DECIDED = """
2026-04-11 custom "coop-decision" "2026-04/1" "Open March again"
  body: "general meeting"
"""


@pytest.fixture
def main(tmp_path: Path) -> Path:
    return small_book(tmp_path / "book", DECIDED)


def by(number: int) -> tuple[str, ...]:
    return (*MARCH, "--as", f"M-{number:04}")


def done(*arguments: object) -> str:
    """What a command says that does what it is asked for."""
    found = run(*map(str, arguments))
    assert found.exit_code == 0, found.output
    return found.stdout


def reviews(main: Path) -> list[str]:
    """The files in the folder of reviews, with what is in them."""
    folder = main.parent / "reviews"
    return [f"{one.name}: {one.read_bytes()!r}" for one in sorted(folder.iterdir())]


def test_an_evening_at_the_command_line(main: Path) -> None:
    packet = done("review", "packet", main, *MARCH)
    assert "NOT YET SIGNED" in packet
    item = next(one for one in packet.split() if one.startswith("no-receipt"))
    question = ("--comment", "ask for a copy")
    assert f"{item}: queried." in done("review", "ask", main, item, *by(2), *question)
    accepted = done("review", "accept", main, "--all", *by(2))
    assert item not in accepted
    assert accepted.count(": accepted.") == 2
    done("review", "accept", main, item, *by(3), "--comment", "it came")
    why = ("--comment", "two months at once")
    assert "Rent: explained." in done("review", "explain", main, "Rent", *by(3), *why)
    done("review", "sign", main, *by(2))
    half = run("review", "state", str(main), *MARCH)
    assert half.exit_code == 1
    assert half.stdout.startswith("March 2026: SIGNED by 1 of 2: M-0002.")
    done("review", "sign", main, *by(3))
    assert done("close", main, *MARCH, "--hard").endswith("Add --write to close it.\n")
    done("close", main, *MARCH, "--hard", "--write")
    state = done("review", "state", main, *MARCH)
    assert "SIGNED by M-0002, M-0003, 10 April 2026" in state
    assert "since 10 April 2026, and still as it was then." in state
    assert state.count("(typed, not proven), code") == 2
    # The packet on paper says the same, with what was said of each item.
    page = main.parent.parent / "packet.html"
    done("review", "packet", main, *MARCH, "--output", page)
    text = page.read_text(encoding="utf-8")
    for words in ("SIGNED by M-0002, M-0003", "it came", "accepted", "M-0003, trustee"):
        assert words in text


def test_a_change_afterwards_is_told(main: Path) -> None:
    for number in (2, 3):
        done("review", "sign", main, *by(number))
    done("close", main, *MARCH, "--write")
    edit(main, "60 USD", "61 USD")
    state = run("review", "state", str(main), *MARCH)
    assert state.exit_code == 1
    change = "changed: 17 March 2026, Printer Leaflets: Assets:Bank -61.00 USD instead"
    assert f"What changed since M-0002 signed:\n  - {change}" in state.stdout
    changed = run("changed-since-close", str(main))
    assert changed.exit_code == 1
    assert f"March 2026: changed since it was closed:\n  - {change}" in changed.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("review", "ask", "x", *by(2), "--comment", "why?"),
            "has no item 'x'.",
        ),
        (("review", "accept", *by(2)), "Name an item"),
        (
            ("review", "explain", "Rent", *by(2), "--comment", " "),
            "Say what you",
        ),
        (("review", "sign", *by(1)), "M-0001 prepares the books (treasurer)"),
        (("review", "sign", *by(4)), "M-0004 was not trustee on 10 April 2026"),
        (("review", "sign", *by(9)), "M-0009 was not trustee"),
        (("review", "sign", *by(2), "--code", "abcdef0"), "has the code abcdef0; the"),
        (
            ("review", "sign", *by(2), "--code", "", "--paper", "scan.pdf"),
            "A signed paper has a code on it",
        ),
        (("close", *MARCH, "--hard"), "It is not signed by enough people (0 of 2)"),
        (("close", *MARCH, "--decision", "x"), "There is no coop-decision 'x'"),
        (("close", "--period", "2026-13"), "2026-13"),
        (
            ("reopen", *MARCH, "--decision", "2026-04/1", "--reason", "x"),
            "March 2026 is not closed; there is nothing to reopen.",
        ),
    ],
)
def test_what_is_refused_writes_nothing(
    main: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = reviews(main)
    place = 2 if arguments[0] == "review" else 1
    for more in ((), ("--write",)) if arguments[0] != "review" else ((),):
        command = (*arguments[:place], str(main), *arguments[place:], *more)
        code = 1 if "--hard" in command else 2
        assert words in " ".join(refused(*command, code=code).split())
    assert reviews(main) == before


def test_reopening_is_tried_before_it_is_written(main: Path) -> None:
    done("close", main, *MARCH, "--write")
    before = reviews(main)
    wish = ("reopen", str(main), *MARCH[:2], "--reason", "the bank was wrong")
    told = refused(*wish, "--decision", "2026-04/1", "--now", "2026-04-10T20:00")
    assert told.startswith("The books were closed on 10 April 2026; they can be opened")
    again = (*wish, "--now", "2026-04-11T20:00")
    for more in ((), ("--write",)):
        told = refused(*again, "--decision", "2026-04/2", *more)
        assert "There is no coop-decision '2026-04/2' in the book." in told
    told = done(*again, "--decision", "2026-04/1")
    assert told == "This opens March 2026 and all that follows. Add --write.\n"
    assert reviews(main) == before
    done(*again, "--decision", "2026-04/1", "--write")
    assert "March 2026 is not closed." in run("review", "state", main, *MARCH).stdout


def test_a_signed_page_and_somebody_from_another_body(tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    edit(main, "  quorum: 2\n", "  quorum: 2\n  other-bodies: 1\n")
    state = run("review", "state", str(main), *MARCH).stdout
    code = state.split("code is ")[1].split(".")[0]
    scan = main.parent / "2026-04-10.signed.pdf"
    scan.write_bytes(b"%PDF-1.4")
    on_paper = ("--paper", scan.name)
    assert "give it with --code" in refused(
        "review", "sign", str(main), *by(2), *on_paper
    )
    done("review", "sign", main, *by(2), "--code", code, *on_paper)
    guest = (*MARCH, "--as", "E-0007", "--from", "eastport")
    packet = done("review", "packet", main, *MARCH)
    item = next(one for one in packet.split() if one.startswith("no-receipt"))
    done("review", "ask", main, item, *guest, "--comment", "which printer?")
    done("review", "sign", main, *guest, "--code", code)
    packet = done("review", "packet", main, *MARCH)
    assert "SIGNED by M-0002, E-0007" in packet
    assert "E-0007, from eastport" in packet
    said = read_reviews(coopbooks.load(main).entries)[0]
    assert [one.identity for one in said.signatures] == ["paper", "typed"]


@pytest.mark.parametrize("who", ["Ann", "Ann Smith", "ann@example.org", "M-0999"])
def test_who_speaks_is_known_to_the_book(main: Path, who: str) -> None:
    before = reviews(main)
    words = ("Rent", *MARCH, "--as", who, "--comment", "two months at once")
    told = refused("review", "explain", str(main), *words)
    assert "is no member or officer of this book. Give your id" in told
    assert "Smith" not in told
    assert reviews(main) == before
