"""The page Dues as a treasurer sees it: real Fava, real browser."""

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
def local(harbor: Path) -> Iterator[str]:
    with fava(harbor / "harbor-foods-local-12" / "main.beancount") as address:
        yield address


def test_from_the_sidebar_to_a_member_and_an_entry(
    browser: Browser, local: str
) -> None:
    page, wrong = opened(browser)
    page.goto(f"{local}/income_statement/?time=2026-03")
    shown(page)
    sidebar = page.get_by_role("complementary")
    sidebar.get_by_role("link", name="Dues", exact=True).click()
    expect(page.get_by_role("heading", name="Owed, by age")).to_be_visible()
    page.get_by_role("link", name="M-0063").click()
    expect(page.get_by_role("heading", name="M-0063 on 31 March 2026")).to_be_visible()
    expect(page.locator("#month-standing")).to_contain_text("Behind with dues")
    page.get_by_role("link", name="2026-03-31").click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Dues charged")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="February 2026").click()
    expect(page.get_by_role("heading", name="M-0063 on 28 Feb")).to_be_visible()
    page.get_by_role("link", name="Everything about M-0063").click()
    expect(page).to_have_url(re.compile(r"/journal/\?filter=any\("))
    expect(page.locator("article")).to_contain_text("Dues charged")
    assert wrong == []
    page.close()


def test_a_member_is_found_by_id(browser: Browser, local: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{local}/extension/Dues/?time=2026-03")
    page.get_by_label("One member, by id:").fill("M-0042")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", name="M-0042 on 31 March 2026")).to_be_visible()
    page.get_by_role("link", name="All members").click()
    expect(page.get_by_role("heading", name="Owed, by age")).to_be_visible()
    assert wrong == []
    page.close()


def test_charts_are_drawn_by_fava(browser: Browser, local: str) -> None:
    page, wrong = opened(browser)
    page.goto(f"{local}/extension/Dues/?time=2026-03")
    charts = page.locator("svelte-component")
    for name in ("How much of the dues came in", "Dues owed, by age"):
        charts.get_by_role("button", name=name).click()
        expect(charts.locator("svg")).to_be_visible()
    expect(charts.locator("text", has_text="Not yet due").first).to_be_attached()
    assert wrong == []
    page.close()


@pytest.mark.parametrize("size", [PHONE, SCREEN], ids=["phone", "screen"])
@pytest.mark.parametrize("member", ["", "&member=M-0063"], ids=["all", "one"])
def test_nothing_sticks_out(
    browser: Browser, local: str, size: tuple[int, int], member: str
) -> None:
    page, wrong = opened(browser, size)
    page.goto(f"{local}/extension/Dues/?time=2026-03{member}")
    article = page.locator("article")
    expect(article.locator("table").first).to_be_visible()
    wide, room = article.evaluate("found => [found.scrollWidth, found.clientWidth]")
    assert wide <= room
    # On a screen, and a member on a phone, nothing has to be pushed aside.
    if member or size == SCREEN:
        pushed = page.locator(".wide").evaluate_all(
            "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
        )
        assert pushed == 0
    assert wrong == []
    page.close()
