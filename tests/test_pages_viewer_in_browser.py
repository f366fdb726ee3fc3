"""The guarded viewer as a committee sees it: the real command, a real browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from tests.support.viewer_process import viewer
from tests.test_pages_in_browser import FLAGS
from tests.test_pages_in_browser import opened
from tests.test_pages_in_browser import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(harbor: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("viewed") / "bakery"
    shutil.copytree(harbor / "tidewater-bakery", copy)
    return copy


@pytest.fixture(scope="module")
def bakery(folder: Path) -> Iterator[str]:
    with viewer(folder, "--review", "--as", "M-0002") as address:
        yield address


PAGES = {
    "income_statement/": "Sales",
    "balance_sheet/": "Bank",
    "trial_balance/": "Bank",
    "journal/": "Sextant Repairs",
    "holdings/": "Holdings",
    "documents/": "cardlane-2026-03.pdf",
    "query/?query_string=SELECT payee, sum(position) GROUP BY payee": "Sextant",
    "editor/": "The checks of coopbooks",
    "errors/": "No errors",
    "options/": "Beancount options",
    "statistics/": "Postings per Account",
    "events/": "No events",
    "help/": "Help pages",
    "account/Expenses:Ingredients/": "Northfield Mill",
    "extension/Month/?time=2026-03": "March 2026",
    "extension/Dues/": "No dues hold",
    "extension/Capital/?time=2026-03": "M-",
    "extension/Sharing/?time=2026-03": "Harbor",
    "extension/Support/?time=2026-03": "Harbor",
}


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_as_without_the_guard(
    browser: Browser, bakery: str, path: str
) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/{path}")
    expect(page.locator("article")).to_contain_text(PAGES[path])
    expect(page.get_by_role("link", name="Month", exact=True)).to_be_visible()
    assert wrong == []
    page.close()


def test_from_page_to_page_to_a_receipt(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/income_statement/")
    shown(page)
    page.get_by_role("link", name="Month", exact=True).click()
    expect(page.locator(".periods strong")).to_have_text("March 2026")
    page.get_by_role("link", name="No receipt: Mixer repair").first.click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Sextant Repairs")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_text("cardlane-2026-03.pdf").click()
    expect(page.locator("article object")).to_be_visible()
    page.get_by_role("link", name="Query", exact=True).click()
    expect(page.locator("article form")).to_be_visible()
    assert wrong == []
    page.close()


def test_saving_is_refused_and_the_file_stays(
    browser: Browser, bakery: str, folder: Path
) -> None:
    before = (folder / "main.beancount").read_bytes()
    page, _ = opened(browser)
    page.goto(f"{bakery}/editor/")
    expect(page.locator("article .cm-content")).to_contain_text("Tidewater")
    page.locator("article .cm-content").click()
    page.keyboard.type("; mine ")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nothing is changed from here.")).to_be_visible()
    assert (folder / "main.beancount").read_bytes() == before
    page.close()


def test_a_change_that_is_refused_is_seen(
    browser: Browser, bakery: str, folder: Path
) -> None:
    main = folder / "main.beancount"
    before = main.read_text(encoding="utf-8")
    page, wrong = opened(browser)
    try:
        main.write_text(f'{before}plugin "evil"\n', encoding="utf-8", newline="\n")
        page.goto(f"{bakery}/extension/Month/?time=2026-03")
        notice = page.get_by_role("alert")
        expect(notice).to_be_visible()
        expect(notice).to_contain_text("is shown as it was before")
        expect(notice).to_contain_text("plugin 'evil' is a program")
        page.get_by_role("link", name="Journal", exact=True).click()
        expect(page.locator("article")).to_contain_text("Sextant Repairs")
        expect(notice).to_be_visible()
    finally:
        main.write_text(before, encoding="utf-8", newline="\n")
    page.goto(f"{bakery}/journal/")
    expect(page.locator("article")).to_contain_text("Sextant Repairs")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert wrong == []
    page.close()
