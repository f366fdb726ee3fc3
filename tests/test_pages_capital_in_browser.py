"""The page Member capital as members see it: real Fava, real browser."""

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


def test_from_the_sidebar_to_a_member_and_an_entry(
    browser: Browser, bakery: str
) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/income_statement/?time=2026-03")
    shown(page)
    sidebar = page.get_by_role("complementary")
    sidebar.get_by_role("link", name="Member capital", exact=True).click()
    expect(page.get_by_role("heading", name="What it is made of")).to_be_visible()
    page.get_by_role("link", name="M-0005").first.click()
    expect(page.get_by_role("heading", name="M-0005 on 31 March 2026")).to_be_visible()
    expect(page.locator("#month-owed")).to_contain_text("8,874.32")
    page.locator("#month-moved").get_by_role("link", name="2026-03-14").click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Surplus of 2025")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="February 2026").click()
    expect(page.get_by_role("heading", name="M-0005 on 28 Feb")).to_be_visible()
    page.get_by_role("link", name="Everything about M-0005").click()
    expect(page).to_have_url(re.compile(r"/journal/\?filter=any\("))
    assert wrong == []
    page.close()


def test_from_a_proposal_to_its_rule_and_a_member(
    browser: Browser, bakery: str
) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Capital/?time=2026-02")
    page.get_by_role("link", name="How the surplus of 2025 could be shared").click()
    expect(page.get_by_role("heading", name="What members get")).to_be_visible()
    expect(page.locator("svelte-component svg")).to_be_visible()
    page.get_by_role("link", name="M-0003").click()
    expect(page.locator("#month-proposed")).to_contain_text("2,050.05")
    page.go_back()
    page.get_by_role("link", name=re.compile(r"terms.beancount:\d+")).first.click()
    expect(page).to_have_url(re.compile(r"/editor/\?.*terms.beancount"))
    assert wrong == []
    page.close()


def test_a_member_is_found_by_id(browser: Browser, bakery: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{bakery}/extension/Capital/?time=2026-03")
    page.get_by_label("One member, by id:").fill("M-0011")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="M-0011 on 31 March 2026")).to_be_visible()
    page.get_by_role("link", name="All members").click()
    expect(page.get_by_role("heading", name="By member, 31 March 2026")).to_be_visible()
    assert wrong == []
    page.close()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize(
    "shown",
    ["time=2026-03", "time=2026-03&member=M-0005", "time=2026-02&sharing=1"],
    ids=["all", "one", "proposal"],
)
def test_nothing_sticks_out(
    browser: Browser, bakery: str, size: tuple[int, int], shown: str
) -> None:
    page, wrong = opened(browser, size)
    page.goto(f"{bakery}/extension/Capital/?{shown}")
    article = page.locator("article")
    expect(article.locator("table").first).to_be_visible()
    wide, room = article.evaluate("found => [found.scrollWidth, found.clientWidth]")
    assert wide <= room
    # On a screen, and a member on a phone, nothing has to be pushed aside.
    if "member" in shown or size == SCREEN:
        pushed = page.locator(".wide").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
        )
        assert pushed == 0
    assert wrong == []
    page.close()
