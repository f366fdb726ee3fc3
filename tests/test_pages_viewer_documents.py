"""Documents of the book that is shown, and files that are none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.support.viewing import PDF
from tests.support.viewing import Viewer
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def viewer(book: Path) -> Viewer:
    return Viewer(book)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "private/roster.csv", "../outside/secret.txt", "/dev/null"]
)
def test_other_files_are_not_shown(viewer: Viewer, book: Path, name: str) -> None:
    for path in (name, str(book / name)):
        for ask in ("api/source?filename=", "document/?filename="):
            answer = viewer.page(f"{ask}{quote(path)}")
            assert (answer.status_code, "Secret" in answer.text) in {
                (400, False),
                (404, False),
            }


def receipt(book: Path) -> str:
    path = book / "documents" / "Expenses" / "Rent" / "2026-02-03.rent.pdf"
    return quote(str(path))


def statement(viewer: Viewer) -> str:
    return f"statement/?entry_hash={viewer.hash_of_rent()}&key=document"


def test_documents_of_the_book_are_shown(viewer: Viewer, book: Path) -> None:
    for path in (f"document/?filename={receipt(book)}", statement(viewer)):
        answer = viewer.page(path)
        assert (answer.status_code, answer.data) == (200, PDF)
        assert answer.headers["Content-Disposition"].startswith("inline; ")
        assert answer.content_type == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert viewer.page(path, "HEAD").status_code == 200
    for key in ("nonsense", "filename", "lineno"):
        path = statement(viewer).replace("key=document", f"key={key}")
        assert viewer.page(path).status_code == 404


def test_documents_that_would_run_are_given_out_to_keep(book: Path) -> None:
    place = book / "documents" / "Expenses" / "Rent"
    for ending in ("html", "svg", "xhtml"):
        (place / f"2026-02-04.page.{ending}").write_text("<script>", encoding="utf-8")
        viewer = Viewer(book)
        path = quote(str(place / f"2026-02-04.page.{ending}"))
        answer = viewer.page(f"document/?filename={path}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
        assert answer.content_type == "application/octet-stream"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


OUTSIDE = (
    '2026-01-05 document Assets:Bank "/etc/passwd"\n',
    '2026-01-05 document Assets:Bank "../outside/secret.txt"\n',
    '2026-01-05 document Assets:Bank "private/roster.csv"\n',
    '2026-01-05 document Assets:Bank "documents/linked.txt"\n',
    '2026-01-05 document Assets:Bank "linked/secret.txt"\n',
    '2026-01-05 document Assets:Bank "documents/twice.txt"\n',
)


@pytest.mark.parametrize("line", OUTSIDE)
def test_documents_from_elsewhere_are_not(
    tmp_path: Path, book: Path, line: str
) -> None:
    secret = tmp_path / "outside" / "secret.txt"
    (book / "documents" / "linked.txt").symlink_to(secret)
    (book / "linked").symlink_to(secret.parent)
    os.link(secret, book / "documents" / "twice.txt")
    with (book / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(line)
    viewer = Viewer(book)
    (said,) = [one["message"] for one in viewer.data("api/errors")]
    assert "is not in the book's folder" in said
    named = line.split('"')[1]
    for path in (named, str(book / named), os.path.normpath(book / named)):
        answer = viewer.page(f"document/?filename={quote(path)}")
        assert (answer.status_code, "Secret" in answer.text) == (404, False)


def test_a_link_put_in_place_of_a_document_is_not_followed(
    tmp_path: Path, viewer: Viewer, book: Path
) -> None:
    """Also where it comes between the looking and the giving out."""
    path = f"document/?filename={receipt(book)}"
    rent = book / "documents" / "Expenses" / "Rent"
    viewer.guard.books._marks_now = lambda: viewer.guard.books._marks  # type: ignore[method-assign]
    (rent / "2026-02-03.rent.pdf").unlink()
    assert viewer.page(path).status_code == 404
    (rent / "2026-02-03.rent.pdf").symlink_to(tmp_path / "outside" / "secret.txt")
    assert viewer.page(path).status_code == 404
    (rent / "2026-02-03.rent.pdf").unlink()
    rent.rmdir()
    (tmp_path / "outside" / "2026-02-03.rent.pdf").write_text("Secret")
    rent.symlink_to(tmp_path / "outside")
    assert viewer.page(path).status_code == 404
    rent.unlink()
    rent.mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(rent / "2026-02-03.rent.pdf")
        assert viewer.page(path).status_code == 404
