from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.table import Row
from coopbooks.core.table import Sentence
from coopbooks.core.table import evaluate
from coopbooks.packs.pack import Pack
from coopbooks.packs.webpage import anchor
from coopbooks.packs.webpage import css_string
from coopbooks.packs.webpage import webpage
from tests.support import bakery
from tests.support import lists
from tests.support.lists import line

if TYPE_CHECKING:
    from pathlib import Path

EVIL = "</style><script>alert(1)</script>\"'&{{ 1 }}<img src=x onerror=y>"
VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """What a page is made of; it fails where the tags do not close as they open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.others: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            else:
                self.others.append((name, value or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def evil_pack() -> Pack:
    table = lists.one(
        "evil",
        EVIL,
        Row(EVIL, {"label": EVIL, "now": EVIL}, account=EVIL, where=EVIL),
        lead=(Sentence(EVIL),),
        notes=(Sentence(EVIL),),
    )
    heading = replace(
        bakery.HEADING, title=EVIL, basis=EVIL, period=EVIL, state=EVIL, marks=(EVIL,)
    )
    front = replace(table, id="front")
    return Pack(heading, evaluate((front, table)), ("front",))


def test_the_same_pack_gives_the_same_page() -> None:
    assert webpage(bakery.pack()) == webpage(bakery.pack())


def test_the_page_needs_nothing_but_itself() -> None:
    made = webpage(bakery.pack())
    page = Page(made)
    assert "http://" not in made
    assert "https://" not in made
    assert "url(" not in made
    assert "@import" not in made
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert not [
        name for name, _ in page.others if name.startswith("on") or name == "src"
    ]
    assert all(link.startswith("#") for link in page.links)


def test_every_link_leads_somewhere_and_every_place_has_one_name() -> None:
    page = Page(webpage(bakery.pack()))
    assert len(set(page.ids)) == len(page.ids)
    assert {unquote(link[1:]) for link in page.links} <= set(page.ids)


def test_figures_of_page_one_lead_to_where_they_come_from() -> None:
    made = webpage(bakery.pack())
    front = made[: made.index('id="pictures"')]
    assert '<a href="#cash.end">62,600.00</a> in the bank' in front
    assert '<a href="#cash.in">71,340.00</a>' in front
    assert '<a href="#free.bank">44,990.00</a>' in front
    assert '<a href="#balance.own">YES</a>' in front


def test_accounts_lead_to_the_general_ledger() -> None:
    there = "#ledger.Expenses:Ingredients:Flour/h"
    assert f'<a href="{there}">Flour</a>' in webpage(bakery.pack())


def test_what_is_in_the_book_can_not_break_the_page() -> None:
    made = webpage(evil_pack())
    page = Page(made)
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert made.count("<style>") == made.count("</style>") == 1
    assert "{{ 1 }}" in made


@given(st.text())
def test_strings_of_the_style_sheet_stay_inside(text: str) -> None:
    made = css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', made)


def test_checks_are_said_in_words() -> None:
    made = webpage(bakery.pack())
    assert '<td class="check"><a href="#bank.start">YES</a></td>' in made
    wrong = tuple(
        replace(table, rows=(line("own", "What we own", Decimal(1)), *table.rows[1:]))
        if table.id == "balance"
        else table
        for table in bakery.pack().values.tables
    )
    made = webpage(replace(bakery.pack(), values=evaluate(wrong)))
    assert '<td class="check no"><a href="#balance.own">NO</a></td>' in made


def test_every_section_says_whose_it_is_and_what_is_wrong() -> None:
    pack = bakery.pack()
    pack = replace(pack, heading=replace(pack.heading, marks=("1 ERROR",)))
    made = webpage(pack)
    # Page one, the pictures, and every table.
    assert made.count("book d4e5f6a · printed") == 2 + len(pack.pages)
    assert made.count("1 ERROR</p>") == 2 + len(pack.pages)


def test_names_of_places_have_no_blanks() -> None:
    assert anchor("year", "April 2025") == "year.April_2025"


def test_pictures_can_be_heard() -> None:
    made = webpage(bakery.pack())
    assert made.count('role="img"') == 3
    assert (
        'aria-label="Cash at the end of each month. The same figures stand in the '
        'table &#39;Twelve months&#39;."'
    ) in made


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_hangs_over_the_side(
    chromium: Path, tmp_path: Path, width: int
) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "month.html"
    path.write_text(webpage(bakery.pack()), encoding="utf-8", newline="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(
            viewport={"width": width, "height": 844}, java_script_enabled=False
        )
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        box = page.locator("main").bounding_box()
        wide = page.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert asked == [path.as_uri()]
    assert wide == width
    assert box is not None
    assert box["x"] + box["width"] <= width


@pytest.mark.browser
def test_page_one_is_one_page_of_paper(chromium: Path, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    path = tmp_path / "month.html"
    path.write_text(webpage(bakery.pack()), encoding="utf-8", newline="\n")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(path.as_uri())
        paper = page.pdf(prefer_css_page_size=True)
        browser.close()
    # Page one, the pictures, and a page for each of the five tables.
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 7
