"""The page Month as a committee sees it: real Fava, real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from tests.support.fava_process import fava

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE, SCREEN = (390, 844), (1280, 900)


PATIENCE = 30_000


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def bakery(harbor: Path) -> Iterator[str]:
    with fava(harbor / "tidewater-bakery" / "main.beancount") as address:
        yield address


def opened(browser: Browser, size: tuple[int, int] = SCREEN) -> tuple[Page, list[str]]:
    """A window, and what goes wrong in it."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    # Two tests at once on two cores: a page may take its time, and still be right.
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" else None,
    )
    return page, wrong


def shown(page: Page) -> None:
    """Wait until Fava shows its own page whole.

    A click while Fava still draws its first page is lost: what it asked for last is
    shown, and then what it asked for first.
    """
    expect(page.locator("article svg path, article svg rect").first).to_be_attached()
    expect(page.locator("article .tree-table-new, article ol").first).to_be_visible()


def test_from_the_sidebar_to_an_account_and_back(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/income_statement/")
    shown(page)
    page.get_by_role("link", name="Month", exact=True).click()
    expect(page.get_by_role("heading", name="What we are free to use")).to_be_visible()
    expect(page.locator(".periods strong")).to_have_text("March 2026")

    page.get_by_role("link", name="February 2026").click()
    expect(page.locator(".periods strong")).to_have_text("February 2026")
    assert "time=2026-02" in page.url

    # A figure of page one opens the table that it comes from.
    statement = page.locator("#month-income")
    expect(statement.locator("table")).to_be_hidden()
    page.locator("#month-page_2d_month td.num a").first.click()
    folded = page.locator("details:has(:target)")
    expect(folded.locator("table")).to_be_visible()

    page.goto(
        f"{bakery}/extension/Month/?time=2026-02#month-income-Expenses:Ingredients"
    )
    row = page.locator("[id='month-income-Expenses:Ingredients']")
    expect(row).to_be_in_viewport()
    row.get_by_role("link").click()
    expect(page).to_have_url(
        re.compile(r"/account/Expenses:Ingredients/\?time=2026-02")
    )
    expect(page.locator("article")).to_contain_text("Northfield Mill")

    page.go_back()
    expect(page.locator(".periods strong")).to_have_text("February 2026")
    expect(row).to_be_in_viewport()
    assert wrong == []
    page.close()


def test_favas_own_time_filter_chooses(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Month/")
    field = page.get_by_placeholder("Time")
    field.fill("2025-Q4")
    field.press("Enter")
    expect(page.locator(".periods strong")).to_have_text("October to December 2025")
    assert wrong == []
    page.close()


def test_charts_are_drawn_by_fava(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Month/?time=2026-03")
    charts = page.locator("svelte-component")
    expect(charts.locator("svg .group")).to_have_count(12)
    for name in ("Money at each month's end", "Costs by area, March 2026"):
        charts.get_by_role("button", name=name).click()
        expect(charts.locator("svg")).to_be_visible()
    expect(charts.get_by_text("Rent", exact=True)).to_be_attached()
    # How to convert and by which interval: the page has its own answer.
    expect(charts.get_by_role("combobox")).to_have_count(0)
    assert wrong == []
    page.close()


def test_an_entry_opens_in_its_box(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Month/?time=2026-03")
    page.get_by_role("link", name="No receipt: Mixer repair").first.click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Sextant Repairs")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(page.locator(".periods strong")).to_have_text("March 2026")
    assert wrong == []
    page.close()


def test_by_keyboard_alone(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Month/?time=2026-03")
    page.locator("summary", has_text="Trial balance").focus()
    page.keyboard.press("Enter")
    table = page.locator("#month-trial table")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Trial balance"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/account/Assets:Bank:Operating/"))
    assert wrong == []
    page.close()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
def test_nothing_sticks_out(
    browser: Browser, bakery: str, size: tuple[int, int]
) -> None:
    page, wrong = opened(browser, size)
    page.goto(f"{bakery}/extension/Month/?time=2026-03")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    article = page.locator("article")
    wide, room = article.evaluate("found => [found.scrollWidth, found.clientWidth]")
    assert wide <= room
    # Page one is read without pushing anything aside.
    pushed = page.locator(".sections .wide").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
    )
    assert pushed == 0
    assert wrong == []
    page.close()


def test_behind_a_prefix_read_only_and_hidden(browser: Browser, harbor: Path) -> None:
    book = harbor / "tidewater-bakery" / "main.beancount"
    with fava(book, "--prefix", "/books", "--read-only", "--incognito") as address:
        page, wrong = opened(browser)
        page.goto(f"{address}/extension/Month/?time=2026-03")
        expect(page.locator("#month")).to_contain_text("Figures are hidden")
        assert not re.search(r"\d,\d{3}\.\d\d", page.locator(".sections").inner_text())
        page.get_by_role("link", name="February 2026").click()
        expect(page.locator(".periods strong")).to_have_text("February 2026")
        page.locator("summary", has_text="Trial balance").click()
        page.get_by_role("link", name="Assets:Bank:Savings").click()
        expect(page).to_have_url(re.compile(r"/books/.*/account/Assets:Bank:Savings/"))
        assert wrong == []
        page.close()
