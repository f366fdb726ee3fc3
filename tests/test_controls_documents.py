"""A document that is named is in the book's folder, or it is told."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.controls.rules.there import There
from coopbooks.controls.rules.there import files_of
from coopbooks.controls.rules.there import named
from tests.support.rules import open_in
from tests.support.rules import written

FILES = (
    "documents/Expenses/Repairs/2026-03-11.sextant.pdf",
    "documents/loose.pdf",
    "2026/beside.pdf",
    "private/roster.csv",
    "documents/Private/letter.pdf",
    ".git/kept.pdf",
)
ASKED = '2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD\n'


def with_files(folder: Path) -> Path:
    """A book's folder with files in it, and one beside it."""
    book = folder / "book"
    for name in FILES:
        path = book / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    (folder / "outside.pdf").write_text("", encoding="utf-8")
    return book


def naming(name: str, number: str = "14.00", day: str = "2026-03-11") -> str:
    """A cost that names a document."""
    return (
        f'{day} * "Mixer repair"\n  document: "{name}"\n'
        f"  Expenses:Repairs  {number} USD\n  Assets:Bank  -{number} USD\n"
    )


@pytest.mark.parametrize(
    "name",
    [
        "2026-03-11.sextant.pdf",
        "documents/Expenses/Repairs/2026-03-11.sextant.pdf",
        "Expenses/Repairs/2026-03-11.sextant.pdf",
        "./documents/loose.pdf",
        "documents\\\\loose.pdf",
        "documents/../documents/loose.pdf",
        "beside.pdf",
    ],
)
def test_what_is_there_is_a_receipt(name: str, tmp_path: Path) -> None:
    book = written(with_files(tmp_path), ASKED, naming(name, "99.00"))
    assert open_in(book) == []


@pytest.mark.parametrize(
    "name",
    [
        "not-there.pdf",
        "LOOSE.pdf",
        "sextant.pdf",
        "documents",
        "main.beancount",
        "other/loose.pdf",
        "roster.csv",
        "private/roster.csv",
        "documents/../private/roster.csv",
        "../../private/roster.csv",
        "letter.pdf",
        "kept.pdf",
        "../outside.pdf",
        "/etc/passwd",
    ],
)
def test_what_is_not_there_is_none(name: str, tmp_path: Path) -> None:
    book = written(with_files(tmp_path), ASKED, naming(name, "99.00"))
    what = f"{name} (Mixer repair, 11 March 2026)"
    assert open_in(book) == [
        f"no-receipt | The receipt is not there: {what} | 99.00",
        f"document-missing | Not there: {what}",
    ]


def test_it_is_told_below_every_limit_and_of_decisions_too(tmp_path: Path) -> None:
    decision = (
        '2026-03-02 custom "coop-decision" "2026-03/1" "A mixer"\n'
        '  body: "general meeting"\n  document: "minutes.pdf"\n'
    )
    posting = (
        '2026-03-12 * "Two papers"\n  document-2: "loose.pdf"\n'
        '  Expenses:Repairs  14.00 USD\n    document: "bill.pdf"\n'
        "  Assets:Bank  -14.00 USD\n"
    )
    before = naming("gone.pdf", day="2026-02-27")
    book = written(with_files(tmp_path), before, naming("a.pdf"), decision, posting)
    assert open_in(book) == [
        (
            "document-missing | Not there: minutes.pdf "
            "(coop-decision 2026-03/1, 2 March 2026)"
        ),
        "document-missing | Not there: a.pdf (Mixer repair, 11 March 2026)",
        "document-missing | Not there: bill.pdf (Two papers, 12 March 2026)",
    ]


def test_one_paper_that_is_there_is_enough_for_a_receipt(tmp_path: Path) -> None:
    text = naming("gone.pdf", "99.00").replace(
        "  Expenses", '  document-2: "loose.pdf"\n  Expenses'
    )
    found = open_in(written(with_files(tmp_path), ASKED, text))
    assert [line.split(" | ")[0] for line in found] == ["document-missing"]


def test_a_name_that_says_nothing_is_no_receipt(tmp_path: Path) -> None:
    found = open_in(written(with_files(tmp_path), ASKED, naming(" ", "99.00")))
    assert found == ["no-receipt | No receipt: Mixer repair, 11 March 2026 | 99.00"]


def test_a_file_that_names_its_neighbour(tmp_path: Path) -> None:
    folder = with_files(tmp_path)
    text = naming("../documents/loose.pdf") + naming("../../outside.pdf")
    (folder / "2026" / "03.beancount").write_text(text, encoding="utf-8")
    assert open_in(written(folder, 'include "2026/03.beancount"')) == [
        "document-missing | Not there: ../../outside.pdf (Mixer repair, 11 March 2026)"
    ]


def test_a_book_that_is_called_otherwise(tmp_path: Path) -> None:
    folder = with_files(tmp_path)
    path = written(folder, naming("loose.pdf")).path
    entries = written(folder, naming("loose.pdf")).entries
    other = path.rename(folder / "books.beancount")
    moved = [
        entry._replace(meta={**entry.meta, "filename": str(other)})
        for entry in entries
        if isinstance(entry, data.Transaction)
    ]
    files = files_of(moved)
    assert files is not None
    assert files.folder == folder
    assert files.has("loose.pdf")


def test_a_book_without_a_file_can_t_be_looked_into() -> None:
    assert files_of([]) is None


def test_links_lead_nowhere(tmp_path: Path) -> None:
    folder = with_files(tmp_path)
    try:
        (folder / "documents" / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    except OSError:
        pytest.skip("links can't be made here")
    [line] = open_in(written(folder, naming("link.pdf")))
    assert line.startswith("document-missing | Not there: link.pdf")


def test_accents_are_one_letter_or_two(tmp_path: Path) -> None:
    folder = with_files(tmp_path)
    name = "caf\N{LATIN SMALL LETTER E WITH ACUTE}.pdf"
    apart = unicodedata.normalize("NFD", name)
    (folder / "documents" / apart).write_text("", encoding="utf-8")
    assert open_in(written(folder, naming(name))) == []


def test_which_keys_name_a_document() -> None:
    meta: data.Meta = {
        "document": "a",
        "document-2": "b",
        "document_bill": "c",
        "documented": "d",
        "document3": "e",
        "document-4": True,
        "note": "f",
    }
    assert list(named(meta)) == ["a", "b", "c", "e"]
    assert list(named(None)) == []


@given(st.text(), st.text())
def test_no_name_is_too_odd(name: str, filename: str) -> None:
    empty = There(Path("/book"), {})
    assert not empty.has(name, filename)
    full = There(Path("/book"), {"a.pdf": frozenset({"documents/a.pdf"})})
    assert full.has("documents/a.pdf", filename)
