"""A committee's evening: real viewer and browser, two people, and a change later."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

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
    from playwright.sync_api import Keyboard
    from playwright.sync_api import Locator
    from playwright.sync_api import Page
    from playwright.sync_api import Response

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


class Mouse:
    """Somebody who points and clicks, before a wide screen."""

    width = 1280

    def press(self, one: Locator) -> None:
        """Press a button, or follow a link."""
        one.click()

    def write(self, one: Locator, words: str) -> None:
        """Type into a field."""
        one.fill(words)

    def choose(self, one: Locator, words: str) -> None:
        """Choose of a list."""
        one.select_option(words)


class Keys:
    """Somebody with a keyboard alone, before a narrow screen."""

    width = 390

    def press(self, one: Locator) -> None:
        """Press a button, or follow a link."""
        self.go(one).press("Enter")

    def write(self, one: Locator, words: str) -> None:
        """Type into a field."""
        self.go(one).type(words)

    def choose(self, one: Locator, words: str) -> None:
        """Choose of a list."""
        self.go(one).type(words)

    def go(self, wanted: Locator) -> Keyboard:
        """Press Tab until something has the focus."""
        expect(wanted).to_be_visible()
        page = wanted.page
        for _ in range(400):
            if wanted.evaluate("one => one === document.activeElement"):
                return page.keyboard
            page.keyboard.press("Tab")
        pytest.fail("Tab does not lead there")


HANDS = pytest.mark.parametrize("hand", [Mouse(), Keys()], ids=["mouse", "keyboard"])
Hand = Mouse | Keys


def opened(browser: Browser, address: str, name: str, hand: Hand) -> Page:
    """A page of ours for March."""
    page = browser.new_page(viewport={"width": hand.width, "height": 900})
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.goto(f"{address}/extension/{name}/?time=2026-03")
    expect(page.locator("#month")).to_be_visible()
    # Nothing is wider than the screen; what is wide scrolls by itself.
    assert page.evaluate("document.documentElement.scrollWidth") <= hand.width
    return page


def form(page: Page, words: str) -> Locator:
    return page.locator(f'form.say[aria-label^="{words}"]')


def section(page: Page, name: str) -> Locator:
    return page.locator(f'[id="{anchor(name)}"]')


def told(page: Page, *words: str) -> None:
    """What the page says of what was just done."""
    for one in words:
        expect(page.locator(".told")).to_contain_text(one)


def looked(browser: Browser, address: str, hand: Hand) -> None:
    """Open the month, find what was planted, open a receipt."""
    page = opened(browser, address, "Month", hand)
    expect(page.locator("#month")).to_contain_text(LEAFLETS)
    folded = page.locator("details", has=page.locator("a.receipt")).first
    hand.press(folded.locator("summary").first)
    receipt = folded.locator("a.receipt").first
    with page.context.expect_event("response", is_a_paper) as got:
        hand.press(receipt)
    paper: Response = got.value
    assert (paper.status, paper.headers["content-type"]) == (200, "application/pdf")


def is_a_paper(answer: Response) -> bool:
    return "/statement/" in answer.url


def spoken(page: Page, hand: Hand) -> None:
    """Ask about one item, accept the rest, explain a difference."""
    expect(page.locator("#month")).to_contain_text("M-0034 (typed, not proven)")
    hand.write(form(page, LEAFLETS).get_by_label("Comment"), "ask for a copy")
    hand.press(form(page, LEAFLETS).get_by_role("button", name="Ask"))
    told(page, f"{LEAFLETS}: queried.")
    rest = page.locator("form.say[aria-label]").count()
    for number in range(rest):
        one = page.locator("form.say[aria-label]").nth(number)
        words = str(one.get_attribute("aria-label"))
        if words != LEAFLETS:
            hand.press(one.get_by_role("button", name="Accept"))
            told(page, f"{words}: accepted.")
    assert rest > 2
    hand.choose(page.get_by_label("Explain"), "Strike pay")
    hand.write(page.get_by_label("Why"), "six members, decision 2026-02/3")
    hand.press(page.get_by_role("button", name="Write"))
    told(page, "Strike pay: explained.")
    expect(section(page, "review-plan")).to_contain_text("six members")


def signed(page: Page, hand: Hand) -> None:
    hand.press(page.get_by_role("button", name=re.compile("^Sign for March 2026")))
    told(page, "signed for March 2026.")


def closed(local: Path) -> None:
    """Close March for good, as the treasurer does."""
    done = run("close", local, *MARCH, "--hard", "--write")
    assert done.exit_code == 0, done.output
    assert run("changed-since-close", local).exit_code == 0


@HANDS
def test_a_committee_s_evening(browser: Browser, local: Path, hand: Hand) -> None:
    with viewer(local, "--review", "--as", "M-0034") as address:
        looked(browser, address, hand)
        page = opened(browser, address, "Review", hand)
        spoken(page, hand)
        signed(page, hand)
        expect(section(page, "review-sign")).to_contain_text("M-0034, trustee")
    with viewer(local, "--review", "--as", "M-0061") as address:
        page = opened(browser, address, "Review", hand)
        signed(page, hand)
        expect(page.locator("h3").first).to_contain_text("Signed by M-0034, M-0061")
    closed(local)
    with viewer(local) as address:
        page = opened(browser, address, "Review", hand)
        # Nobody who only looks can write.
        assert page.locator("form.say").count() == 0
        state = section(page, "review-state")
        expect(state).to_contain_text("March 2026 is closed (hard")
        expect(state).to_contain_text("still as it was then")
        entries = local.parent / "2026" / "2026-03.beancount"
        text = entries.read_text(encoding="utf-8").replace("Leaflets:", "Flyers:")
        entries.write_text(text, encoding="utf-8", newline="\n")
        page.reload()
        expect(page.locator("h3").first).to_have_text("Changed since it was signed")
        expect(state).to_contain_text("says something else now")
        changes = section(page, "review-changes")
        expect(changes).to_contain_text("The signatures of M-0034, M-0061 do not count")
        expect(changes).to_contain_text("changed: 17 March 2026, Printworks")
    after = run("changed-since-close", local)
    assert after.exit_code == 1
    assert "March 2026: changed since it was closed:" in after.stdout


@HANDS
def test_what_was_asked_is_accepted_a_month_later(
    browser: Browser, local: Path, hand: Hand
) -> None:
    february = ("--period", "2026-02", "--as", "M-0034")
    packet = run("review", "packet", local, *february[:2]).stdout
    item = next(one for one in packet.split() if one.startswith("no-receipt"))
    done = run("review", "ask", local, item, *february, "--comment", "ask for a copy")
    assert done.exit_code == 0, done.output
    with viewer(local, "--review", "--as", "M-0061") as address:
        page = opened(browser, address, "Review", hand)
        carried = page.locator("form.say", has_text="queried, from 2026-02")
        words = str(carried.get_attribute("aria-label"))
        expect(section(page, "review-queue")).to_contain_text(words)
        hand.press(carried.get_by_role("button", name="Accept"))
        told(page, f"{words}: accepted.")
        assert page.locator("form.say", has_text="from 2026-02").count() == 0
