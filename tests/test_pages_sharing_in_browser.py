"""The pages Revenue sharing and Support as members see them: real Fava and browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from tests.support.fava_process import fava
from tests.test_pages_in_browser import FLAGS
from tests.test_pages_in_browser import PHONE
from tests.test_pages_in_browser import SCREEN
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
def bakery(harbor: Path) -> Iterator[str]:
    with fava(harbor / "tidewater-bakery" / "main.beancount") as address:
        yield address


@pytest.fixture(scope="module")
def party(harbor: Path) -> Iterator[str]:
    with fava(harbor / "harbor-federation" / "main.beancount") as address:
        yield address


def test_from_the_sidebar_to_an_agreement_and_an_entry(
    browser: Browser, bakery: str
) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/income_statement/?time=2026-03")
    shown(page)
    sidebar = page.get_by_role("complementary")
    sidebar.get_by_role("link", name="Revenue sharing", exact=True).click()
    expect(page.get_by_role("heading", name="Shares still to be paid")).to_be_visible()
    expect(page.locator("svelte-component svg")).to_be_visible()
    page.get_by_role("link", name="bakery-party", exact=True).click()
    expect(page.get_by_role("heading", name="Period by period")).to_be_visible()
    expect(page.locator("#month-steps")).to_contain_text("5 PERCENT of 6,757.76 USD")
    moves = page.locator("#month-agreement_2d_moves")
    moves.get_by_role("link", name=re.compile("Share of surplus")).first.click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Harbor Federation")
    page.keyboard.press("Escape")
    page.locator("#month-steps").get_by_role(
        "link", name=re.compile("terms")
    ).first.click()
    expect(page).to_have_url(re.compile(r"/editor/\?.*terms.beancount"))
    page.go_back()
    page.get_by_role("link", name="All agreements").click()
    expect(page.get_by_role("heading", name="Shares by body and month")).to_be_visible()
    assert wrong == []
    page.close()


def test_from_support_to_a_body_and_a_loan(browser: Browser, party: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{party}/extension/Support/?time=2026-03")
    page.get_by_role("link", name="Lanternworks Repair and Print").first.click()
    heading = page.get_by_role("heading", name="What counted, entry by entry")
    expect(heading).to_be_visible()
    page.get_by_role("link", name="All support").click()
    page.get_by_role("link", name="lanternworks-loan").click()
    expect(page.locator("#month")).to_contain_text("Paid of it")
    page.get_by_role("link", name="Everything about lanternworks-loan").click()
    expect(page).to_have_url(re.compile(r"/journal/\?filter=any\("))
    assert wrong == []
    page.close()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize(
    "asked",
    [
        "Sharing/?time=2026-03",
        "Sharing/?time=2025-12",
        "Sharing/?time=2026-03&one=kilmore-party",
        "Support/?time=2026-03",
        "Support/?time=2026-03&one=lanternworks",
        "Support/?time=2026-03&one=lanternworks-loan",
    ],
)
def test_nothing_sticks_out(
    browser: Browser, party: str, size: tuple[int, int], asked: str
) -> None:
    page, wrong = opened(browser, size)
    page.goto(f"{party}/extension/{asked}")
    article = page.locator("article")
    expect(article.locator("table").first).to_be_visible()
    wide, room = article.evaluate("found => [found.scrollWidth, found.clientWidth]")
    assert wide <= room
    assert wrong == []
    page.close()
