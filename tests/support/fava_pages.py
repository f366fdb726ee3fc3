"""Fava with a book open, asked by its own test client, and its pages read."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fava.application import create_app

if TYPE_CHECKING:
    from pathlib import Path

    from fava.core import FavaLedger
    from werkzeug.test import TestResponse

SAID = ("p", "h3", "summary", "strong", "td", "th")


class Read(HTMLParser):
    """A page, read.

    Attributes:
        text: All of it.
        ids: Every id, in order.
        links: Where its links lead, in order.
        said: The words of paragraphs, titles, and so on, by the tag around them.
        rows: The words of each row's cells, by the row's id: label first.
        looks: The class of each of these cells.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.ids: list[str] = []
        self.links: list[str] = []
        self.said: dict[str, list[str]] = {tag: [] for tag in SAID}
        self.rows: dict[str, list[str]] = {}
        self.looks: dict[str, list[str]] = {}
        self._row = ""
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag == "tr":
            self._row = given.get("id", "")
            self.rows[self._row], self.looks[self._row] = [], []
        if tag in {"td", "th"}:
            self.looks[self._row].append(given.get("class", ""))
        if tag in SAID:
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        for _, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        words = " ".join("".join(self._open.pop()[1]).split())
        self.said[tag].append(words)
        if tag in {"td", "th"}:
            self.rows[self._row].append(words)

    def cells(self, look: str) -> list[str]:
        """The words of the cells of one class in the bodies of tables."""
        return [
            text
            for row, looks in self.looks.items()
            for text, classes in zip(self.rows[row], looks, strict=True)
            if row and look in classes.split()
        ]


class Fava:
    """Fava with one book open."""

    def __init__(
        self, book: Path, *, incognito: bool = False, read_only: bool = False
    ) -> None:
        self.app = create_app(
            [book], load=True, incognito=incognito, read_only=read_only
        )
        self.slug = self.app.config["LEDGERS"].first_slug()
        self.client = self.app.test_client()

    @property
    def ledger(self) -> FavaLedger:
        """The book, as Fava has it."""
        found: FavaLedger = self.app.config["LEDGERS"][self.slug]
        return found

    def get(self, path: str) -> TestResponse:
        """Ask for an address as a link gives it."""
        return self.client.get(path)

    def month(self, **chosen: str) -> Read:
        """The page Month, with what is chosen in Fava; it must be there."""
        query = f"?{urlencode(chosen)}" if chosen else ""
        answer = self.get(f"/{self.slug}/extension/Month/{query}")
        assert answer.status_code == 200
        return Read(answer.text)
