"""The page Month in Fava, asked by Fava's test client."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.money import quantize
from coopbooks.core.periods import parse_period
from coopbooks.core.table import Ref
from coopbooks.packs.month import month_pack
from coopbooks.pages.sheet import anchor
from tests.support.fava_pages import Fava

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coopbooks.core.table import Values
    from tests.support.fava_pages import Read

BOOKS = (
    "coldstore-workers",
    "dockhands-union",
    "eastport",
    "harbor-federation",
    "harbor-foods-local-12",
    "kilmore-abroad",
    "lanternworks",
    "tidewater-bakery",
)
NOW = datetime.datetime(2026, 4, 8, 19, 5, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def bakery(harbor: Path) -> Fava:
    return Fava(harbor / "tidewater-bakery" / "main.beancount")


def figures_of_page(page: Read, row: str) -> list[Decimal]:
    """The numbers of a row as the page writes them."""
    cells = zip(page.rows[row], page.looks[row], strict=True)
    return [
        Decimal(text.replace(",", "").removesuffix(" %"))
        for text, look in cells
        if "num" in look.split() and text
    ]


def figures_of_pack(values: Values) -> Iterator[tuple[str, list[Decimal]]]:
    """The numbers of each row of a pack, by the anchor that its row should have."""
    for table in values.tables:
        for row in table.rows:
            cells = [values[Ref(table.id, row.id, one.id)] for one in table.columns]
            yield (
                anchor(table.id, row.id),
                [
                    quantize(cell, table.currency)
                    for cell in cells
                    if isinstance(cell, Decimal)
                ],
            )


@pytest.mark.parametrize("name", BOOKS)
def test_the_page_shows_the_figures_of_the_pack(harbor: Path, name: str) -> None:
    path = harbor / name / "main.beancount"
    page = Fava(path).month(time="2026-03")
    pack = month_pack(coopbooks.load(path), parse_period("2026-03"), NOW)
    expected = dict(figures_of_pack(pack.values))
    shown = {row: figures_of_page(page, row) for row in expected}
    assert shown == expected
    assert sum(map(len, shown.values())) > 100
    titles = [table.title for table in (*pack.front, *pack.pages) if table.title]
    assert [said for tag in ("h3", "summary") for said in page.said[tag]] == [
        *titles[: len([table for table in pack.front if table.title])],
        "Behind these figures",
        *(table.title for table in pack.pages),
    ]
    assert any(pack.heading.version in words for words in page.said["p"])


@pytest.mark.parametrize("name", BOOKS)
def test_every_link_within_the_page_leads_somewhere(harbor: Path, name: str) -> None:
    fava = Fava(harbor / name / "main.beancount")
    page = fava.month(time="2026-03")
    assert len(page.ids) == len(set(page.ids))
    # Fava opens a box of its own for these.
    assert not [one for one in page.ids if one.startswith(("context", "export", "add"))]
    inside = {link for link in page.links if link.startswith("#")}
    entries = {link for link in inside if link.startswith("#context-")}
    assert {link[1:] for link in inside - entries} <= set(page.ids)
    assert entries
    for link in sorted(entries)[:5]:
        assert fava.ledger.get_entry(link.removeprefix("#context-")).meta


def test_rows_lead_into_favas_pages(bakery: Fava) -> None:
    page = bakery.month(time="2026-03", account="Assets", filter="#x")
    start = f"/{bakery.slug}/"
    rent = f"{start}account/Expenses:Premises:Rent/?time=2026-03"
    assert rent in page.links
    outside = {link for link in page.links if link.startswith(start)}
    accounts = {link for link in outside if link.startswith(f"{start}account/")}
    receipts = {link for link in outside if link.startswith(f"{start}statement/")}
    # Account pages show the same figures, so the other filters are left behind.
    assert not [link for link in accounts if "filter=" in link or "account=" in link]
    assert len(receipts) > 5
    assert {bakery.get(link).status_code for link in accounts | receipts} == {200}


def test_page_one_answers_yes_in_words(bakery: Fava) -> None:
    page = bakery.month(time="2026-03")
    assert {"YES"} == set(page.cells("yes"))
    assert set(page.cells("no")) <= {"NO"}
    assert len(page.cells("check")) == len(page.cells("yes")) + len(page.cells("no"))


@pytest.mark.parametrize(
    ("chosen", "label", "before", "after"),
    [
        ("", "March 2026", "2026-02", ""),
        ("2026-02", "February 2026", "2026-01", "2026-03"),
        ("2025-Q2", "April to June 2025", "2025-Q1", "2025-Q3"),
        ("FY2025", "2025", "2024", "2026"),
        (
            "2026-01 - 2026-02",
            "January to February 2026",
            "2025-11-01 - 2025-12-31",
            "2026-03-01 - 2026-04-30",
        ),
        ("2026-03-05", "5 March 2026", "2026-03-04", "2026-03-06"),
        ("2026-w10", "2 to 8 March 2026", "2026-W09", "2026-W11"),
    ],
)
def test_favas_time_filter_chooses(
    bakery: Fava, chosen: str, label: str, before: str, after: str
) -> None:
    page = bakery.month(**({"time": chosen} if chosen else {}))
    assert page.said["strong"][0] == label
    start = f"/{bakery.slug}/extension/Month/?time="
    near = [link.removeprefix(start) for link in page.links if link.startswith(start)]
    near = [link.replace("+", " ") for link in near]
    assert near == [one for one in (before, after) if one]
    said = "This is the last whole month in the book." in " ".join(page.said["p"])
    assert said == (not chosen)


def test_fiscal_years_end_as_the_book_says(harbor: Path) -> None:
    fava = Fava(harbor / "kilmore-abroad" / "main.beancount")
    page = fava.month(time="FY2026")
    assert page.said["strong"][0] == "July 2025 to June 2026"


def test_filters_that_do_not_count_are_named(bakery: Fava) -> None:
    page = bakery.month(account="Assets:Bank", filter="#x", conversion="EUR")
    said = [words for words in page.said["p"] if words.startswith("Not applied")]
    (words,) = said
    assert words == (
        "Not applied on this page: the account filter, the filter by tag, payee and "
        "so on, the conversion. It shows the whole book."
    )
    free = bakery.month()
    assert free.rows == page.rows


def test_figures_can_be_hidden(harbor: Path) -> None:
    path = harbor / "tidewater-bakery" / "main.beancount"
    page = Fava(path, incognito=True, read_only=True).month(time="2026-03")
    figures = page.cells("num")
    assert any("XXX.XX" in text for text in figures)
    assert not [text for text in figures if any(map(str.isdigit, text))]
    assert any("--incognito" in words for words in page.said["p"])
    opening = next(words for words in page.said["p"] if words.startswith("We ended"))
    assert "XXX,XXX.XX" in opening
