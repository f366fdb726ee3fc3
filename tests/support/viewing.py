"""The guarded viewer with a book open, asked as browsers and others ask."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

from fava.beans.funcs import hash_entry
from fava.ext import FavaExtensionBase
from flask import request
from werkzeug.test import Client

from coopbooks import pages
from coopbooks.pages.viewer.application import guarded_fava
from coopbooks.pages.viewer.identity import identity_of
from coopbooks.pages.viewer.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from werkzeug.test import TestResponse

    from coopbooks.pages.viewer.settings import Proxy

Json: TypeAlias = Any
PORT = 5000
HOST = f"127.0.0.1:{PORT}"
ORIGIN = f"http://{HOST}"
BOOK = """\
option "title" "Our union"
option "operating_currency" "USD"
option "documents" "documents"
plugin "coopbooks.plugins.all"
2026-01-01 custom "coop-entity" "our-union" "union"
  basis: "cash"
2026-01-01 open Assets:Bank
2026-01-01 open Expenses:Rent
2026-01-01 open Income:Gifts
include "2026/*.beancount"
"""
MONTH = """\
2026-01-31 * "A gift"
  Assets:Bank    100.00 USD
  Income:Gifts  -100.00 USD
2026-02-03 * "Landlord" "Rent"
  document: "2026-02-03.rent.pdf"
  Expenses:Rent   40.00 USD
  Assets:Bank    -40.00 USD
"""
PDF = b"%PDF-1.4 a receipt"


def written(folder: Path, extra: str = "") -> Path:
    """Write a small book with a receipt, a private folder and a secret beside it.

    Args:
        folder: An empty folder; the book is in `book` below it.
        extra: What else its entry file says.

    Returns:
        The book's folder.
    """
    book = folder / "book"
    receipts = book / "documents" / "Expenses" / "Rent"
    for place in (receipts, book / "2026", book / "private", folder / "outside"):
        place.mkdir(parents=True)
    (book / "main.beancount").write_text(BOOK + extra, encoding="utf-8")
    (book / "2026" / "01.beancount").write_text(MONTH, encoding="utf-8")
    (book / "private" / "roster.csv").write_text("M-0042,Secret", encoding="utf-8")
    (folder / "outside" / "secret.txt").write_text("Secret", encoding="utf-8")
    (receipts / "2026-02-03.rent.pdf").write_bytes(PDF)
    return book


def tree(folder: Path) -> str:
    """A code of everything that lies in a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(f"{path} {path.lstat().st_mode}".encode())
        if path.is_file() and not path.is_symlink():
            found.update(path.read_bytes())
    return found.hexdigest()


class Viewer:
    """The viewer with one book open."""

    def __init__(
        self,
        book: Path,
        *,
        review: bool = False,
        who: str = "",
        proxy: Proxy | None = None,
    ) -> None:
        self.guard = guarded_fava(book, Settings(PORT, review, who, proxy))
        self.client = Client(self.guard)
        self.slug = self.guard.books.slug

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        came_from: str = "127.0.0.1",
        data: dict[str, str] | str | None = None,
        content_type: str | None = None,
        **headers: str,
    ) -> TestResponse:
        """Ask for something; `Sec_Fetch_Site` as a keyword is that header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.open(
            path,
            method=method,
            headers={"Host": HOST, **named},
            data=data,
            content_type=content_type,
            environ_overrides={"REMOTE_ADDR": came_from},
        )

    def page(
        self,
        path: str,
        method: str = "GET",
        *,
        came_from: str = "127.0.0.1",
        data: dict[str, str] | str | None = None,
        content_type: str | None = None,
        **headers: str,
    ) -> TestResponse:
        """Ask for something of the book: `journal/`."""
        return self.ask(
            f"/{self.slug}/{path}",
            method,
            came_from=came_from,
            data=data,
            content_type=content_type,
            **headers,
        )

    def data(self, path: str) -> Json:
        """What one of Fava's own questions is answered with."""
        return self.json(path)["data"]

    def json(self, path: str) -> Json:
        """The same with what stands around it."""
        return self.page(path).json

    def hash_of_rent(self) -> str:
        """Fava's code of the entry that has a receipt."""
        entries = self.guard.books.current().all_entries_by_type.Transaction
        return hash_entry(next(one for one in entries if one.payee))


def with_review(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Put a page in place that records reviews; what it records is in the list."""
    recorded: list[tuple[str, str]] = []

    class Review(FavaExtensionBase):
        report_title = "Review"

        def record(self) -> dict[str, str]:
            said = request.form.get("said", "") or str(request.get_json(silent=True))
            recorded.append((str(identity_of(request)), said))
            return {"done": "yes"}

        def other(self) -> dict[str, str]:
            recorded.append(("other", ""))
            return {"done": "yes"}

    # What Fava's decorator does, whose types are none.
    for endpoint in (Review.record, Review.other):
        methods = ["GET", "POST", "PUT", "DELETE"]
        vars(endpoint)["endpoint_key"] = (endpoint.__name__, methods)
    Review.__qualname__ = "Review"
    monkeypatch.setattr(pages, "Review", Review, raising=False)
    monkeypatch.setattr(pages, "__all__", [*pages.__all__, "Review"])
    return recorded
