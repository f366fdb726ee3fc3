"""Books of a federation that are missing, broken, hostile or unlike the others."""

from __future__ import annotations

import os
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from coopbooks.core.money import total_of
from coopbooks.federation.remarks import remarks
from coopbooks.packs.federation import combined_pack
from coopbooks.packs.formats import render
from tests.support.federations import NOW
from tests.support.federations import whole

if TYPE_CHECKING:
    from pathlib import Path

    from coopbooks.federation.whole import Whole

USD_100 = Decimal("100.00")


def told(found: Whole) -> list[str]:
    return [one.words for one in remarks(found)]


def numbers(found: Whole) -> tuple[object, ...]:
    one = found.combined
    return one.numbers, one.taken_out, one.changes, one.eliminations


def left(found: Whole) -> Decimal:
    """What is left after debts, all together."""
    return total_of(found.combined.net(one.name) for one in found.combined.bodies)


def test_a_book_that_is_not_there_stops_only_itself(federation_doc: Path) -> None:
    """The other's is added up, and every page says who is missing.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      title: "Corner Co-op"
      book: "coop"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    """
    found = whole(federation_doc)
    assert left(found) == USD_100
    assert found.incomplete
    (words,) = told(found)
    assert words.startswith("NOT COUNTED: Corner Co-op: ")
    text = render(combined_pack(found, NOW), "text").decode()
    assert text.count("INCOMPLETE: without Corner Co-op") > 1
    assert "1 of 2 books are counted" in text


def test_a_book_that_cannot_be_read_stops_only_itself(federation_doc: Path) -> None:
    """It is no text at all.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      book: "coop"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    --- coop
    """
    path = federation_doc.parent / "coop" / "main.beancount"
    path.write_bytes(b"\xff\xfe\x00broken")
    found = whole(federation_doc)
    assert left(found) == USD_100
    assert [one.name for one in found.missing] == ["coop"]
    assert "main.beancount" in told(found)[0]


def test_a_book_with_errors_is_counted_and_told(federation_doc: Path) -> None:
    """A balance that is wrong is no reason to leave a body out.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    2026-03-06 balance Assets:Bank  90 USD
    """
    found = whole(federation_doc)
    assert left(found) == USD_100
    (words,) = told(found)
    assert words.startswith("union: its book has 1 error; figures may be incomplete")


def test_a_book_in_another_version_is_named(federation_doc: Path) -> None:
    """What its sentences mean is not known here.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    --- union bare
    2026-01-01 custom "coop-format" 2
    2026-01-01 custom "coop-entity" "union" "union"
      basis: "cash"
    """
    (words,) = told(whole(federation_doc))
    assert "main.beancount:2: coop-format: this version reads format 1, not 2." in words


def test_a_currency_without_a_price_is_left_out_and_told(federation_doc: Path) -> None:
    """Ten euros that nothing prices are in no total.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
    2026-01-01 custom "coop-federation-body" "abroad" "chapter"
      book: "abroad"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    --- abroad EUR
    2026-03-05 * "Members" "Dues"
      Assets:Bank   10 EUR
      Income:Dues
    """
    found = whole(federation_doc)
    assert left(found) == USD_100
    assert found.incomplete
    assert told(found) == [
        "NOT COUNTED: what abroad has in EUR: no price says what it is in USD"
    ]


def test_books_unlike_what_the_file_says_are_named(federation_doc: Path) -> None:
    """Another currency, basis and year than expected; and a book of somebody else.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
      fiscal-year-end: "06-30"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
      currency: "CAD"
      basis: "cash"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      book: "union"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    """
    found = whole(federation_doc)
    assert left(found) == USD_100
    assert told(found) == [
        "NOT COUNTED: coop: its book is that of union",
        "union: it keeps its book in USD, not CAD as the federation file says",
        "union: it counts by accrual, not cash as the federation file says",
        (
            "union: its year ends on 12-31, not on 06-30 as the federation file says: "
            "months compare, years do not"
        ),
    ]


def test_two_of_one_name_and_a_loop_are_named_by_line(federation_doc: Path) -> None:
    """The first of two counts; who controls whom in a circle is told.

    2026-01-01 custom "coop-federation" "all"
      currency: "USD"
      head: "union"
    2026-01-01 custom "coop-federation-body" "union" "union"
      book: "union"
      controlled-by: "coop"
    2026-01-01 custom "coop-federation-body" "union" "chapter"
      book: "union"
    2026-01-01 custom "coop-federation-body" "coop" "worker-coop"
      controlled-by: "union"
    --- union
    2026-03-05 * "Members" "Dues"
      Assets:Bank   100 USD
      Income:Dues
    """
    found = whole(federation_doc)
    assert left(found) == USD_100
    said = [(one.where, one.words) for one in remarks(found)]
    assert said[0] == (
        "federation.beancount:7",
        (
            "coop-federation-body: there are two bodies 'union'; the other is at "
            "federation.beancount:4"
        ),
    )
    assert said[1][1].startswith("coop-federation-body: union controls itself")


HOSTILE = {
    "a program as a plugin": 'plugin "evil"',
    "a path for programs": 'option "insert_pythonpath" "TRUE"',
    "a page that is a program": '2026-01-01 custom "fava-extension" "evil"',
    "an importer": '2026-01-01 custom "fava-option" "import-config" "evil.py"',
    "a file outside": 'include "../eastport/main.beancount"',
    "a document outside": '2026-01-01 document Assets:Bank "/etc/hostname"',
}


@pytest.mark.parametrize("way", HOSTILE)
def test_nothing_of_a_hostile_book_runs_and_the_rest_counts(
    way: str, harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One book of the demo tries to leave a mark; it is refused by its name."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    copy = tmp_path / "harbor"
    shutil.copytree(harbor, copy)
    book, mark = copy / "dockhands-union", tmp_path / "mark"
    for name in ("evil.py", "coopbooks/plugins/all.py", "sitecustomize.py"):
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(f"open({str(mark)!r}, 'w').close()\n", "utf-8")
    with (book / "main.beancount").open("a", encoding="utf-8") as file:
        file.write(f"\n{HOSTILE[way]}\n")
    found = whole(copy / "federation.beancount")
    assert not mark.exists()
    assert [one.name for one in found.missing] == ["dockhands-union"]
    assert "refused, and nothing of it ran" in told(found)[0]
    honest = whole(harbor / "federation.beancount")
    assert left(found) == left(honest) - honest.combined.net("dockhands-union")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    copy = tmp_path / "harbor"
    shutil.copytree(harbor, copy)
    book = copy / "eastport" / "2026" / "other.beancount"
    book.symlink_to(copy / "kilmore-abroad" / "main.beancount")
    found = whole(copy / "federation.beancount")
    assert [one.name for one in found.missing] == ["eastport"]


def figures_in(kept: Path) -> set[str]:
    """The files of figures that were kept; beside them lies what passed."""
    found = kept.rglob("*.json")
    return {path.name for path in found if path.parent.name != "passed"}


def test_one_changed_book_costs_one_book(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was worked out is kept by what the books say; a comment counts as well."""
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    copy = tmp_path / "harbor"
    shutil.copytree(harbor, copy)
    first = whole(copy / "federation.beancount")
    files = figures_in(tmp_path / "kept")
    assert len(files) == len(first.combined.bodies)
    with (copy / "eastport" / "main.beancount").open("a", encoding="utf-8") as file:
        file.write("; looked at\n")
    again = whole(copy / "federation.beancount")
    more = figures_in(tmp_path / "kept") - files
    assert len(more) == 1
    assert numbers(again) == numbers(first)
    # What can't be read any more is made again.
    for path in (tmp_path / "kept").rglob("*.json"):
        path.write_text("{", encoding="utf-8")
    assert numbers(whole(copy / "federation.beancount")) == numbers(first)


def test_nothing_of_a_private_folder_is_needed(
    harbor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPBOOKS_CACHE", str(tmp_path / "kept"))
    copy = tmp_path / "harbor"
    shutil.copytree(harbor, copy, ignore=shutil.ignore_patterns("private"))
    with_it = whole(harbor / "federation.beancount")
    assert numbers(whole(copy / "federation.beancount")) == numbers(with_it)
