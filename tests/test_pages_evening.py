"""A committee's evening: real viewer, real browser, two people, and a change later."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from playwright.sync_api import sync_playwright

from coopbooks.pages.sheet import anchor
from tests.support.commands import run
from tests.support.viewer_process import viewer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Locator
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MARCH = ("--period", "2026-03")
PATIENCE = 30_000
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
LEAFLETS = "No receipt: Leaflets: what the settlement says, 17 March 2026"


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def local(harbor: Path, tmp_path: Path) -> Path:
    """The union's book of the demo, to be written to; its entry file."""
    folder = shutil.copytree(harbor / "harbor-foods-local-12", tmp_path / "local")
    return folder / "main.beancount"


def opened(browser: Browser, address: str, name: str, width: int = 1280) -> Page:
    """A page of ours for March."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{address}/extension/{name}/?time=2026-03")
    expect(page.locator("#month")).to_be_visible()
    return page


def form(page: Page, words: str) -> Locator:
    return page.locator(f'form.say[aria-label^="{words}"]')


def section(page: Page, name: str) -> Locator:
    return page.locator(f'[id="{anchor(name)}"]')


def signed(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Sign for March 2026")).click()
    expect(page.locator(".told")).to_contain_text("signed for March 2026")


def test_a_committee_s_evening(browser: Browser, local: Path) -> None:
    with viewer(local, "--review", "--as", "M-0034") as address:
        month = opened(browser, address, "Month")
        expect(month.locator("#month")).to_contain_text(LEAFLETS)
        receipt = month.locator("a.receipt").first.get_attribute("href")
        paper = month.request.get(urljoin(address, str(receipt)))
        assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")
        page = opened(browser, address, "Review")
        expect(page.locator("#month")).to_contain_text("M-0034 (typed, not proven)")
        form(page, LEAFLETS).get_by_label("Comment").fill("ask for a copy")
        form(page, LEAFLETS).get_by_role("button", name="Ask").click()
        expect(page.locator(".told")).to_have_text(f"{LEAFLETS}: queried.")
        for words in ("Harbor Foods is late", "1 member is behind"):
            form(page, words).get_by_role("button", name="Accept").click()
            expect(page.locator(".told")).to_contain_text(words)
            expect(page.locator(".told")).to_contain_text("accepted")
        page.get_by_label("Explain").select_option("Strike pay")
        page.get_by_label("Why").fill("six members, decision 2026-02/3")
        page.get_by_role("button", name="Write").click()
        expect(section(page, "review-plan")).to_contain_text("six members")
        signed(page)
        expect(section(page, "review-sign")).to_contain_text("M-0034, trustee")
    with viewer(local, "--review", "--as", "M-0061") as address:
        page = opened(browser, address, "Review")
        signed(page)
        expect(page.locator("h3").first).to_contain_text("Signed by m-0034, m-0061")
    closed = run("close", local, *MARCH, "--hard", "--write")
    assert closed.exit_code == 0, closed.output
    assert run("changed-since-close", local).exit_code == 0
    with viewer(local) as address:
        page = opened(browser, address, "Review")
        # Nobody who only looks can write.
        assert page.locator("form.say").count() == 0
        entries = local.parent / "2026" / "2026-03.beancount"
        text = entries.read_text(encoding="utf-8").replace("Leaflets:", "Flyers:")
        entries.write_text(text, encoding="utf-8", newline="\n")
        page.reload()
        expect(page.locator("h3").first).to_have_text("Changed since it was signed")
        changes = section(page, "review-changes")
        expect(changes).to_contain_text("The signatures of M-0034, M-0061 do not count")
        expect(changes).to_contain_text("changed: 17 March 2026, Printworks")
    told = run("changed-since-close", local)
    assert told.exit_code == 1
    assert "March 2026: changed since it was closed:" in told.stdout


def test_the_same_by_keyboard_alone(browser: Browser, local: Path) -> None:
    with viewer(local, "--review", "--as", "M-0034") as address:
        page = opened(browser, address, "Review", width=390)
        to(page, form(page, LEAFLETS).get_by_label("Comment"))
        page.keyboard.type("ask for a copy")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".told")).to_have_text(f"{LEAFLETS}: queried.")
        to(page, page.get_by_role("button", name=re.compile("^Sign for")))
        page.keyboard.press("Enter")
        expect(page.locator(".told")).to_contain_text("signed for March 2026")
        # Nothing is wider than a phone; what is wide scrolls by itself.
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390


def to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus, as somebody without a mouse does."""
    page.locator("#month a, #month input").first.focus()
    for _ in range(300):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("Tab does not lead there")
