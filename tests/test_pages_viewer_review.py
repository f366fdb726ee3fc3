"""What the endpoint that records reviews takes, whatever page it was sent from."""

from __future__ import annotations

import re
import shutil
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from coopbooks.core.ledger import load
from coopbooks.pages.viewer.identity import NobodyOfThisBook
from coopbooks.pages.viewer.identity import check_known
from coopbooks.pages.viewer.told import MOST_KEPT
from coopbooks.pages.viewer.told import Told
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import tree

if TYPE_CHECKING:
    from pathlib import Path

TRUSTEE = "M-0034"
TOLD = re.compile(r'class="told" role="status">([^<]*)<')


@pytest.fixture
def local(harbor: Path, tmp_path: Path) -> Path:
    return shutil.copytree(harbor / "harbor-foods-local-12", tmp_path / "local")


@pytest.fixture
def viewer(local: Path) -> Viewer:
    return Viewer(local, review=True, who=TRUSTEE)


def page(viewer: Viewer, time: str = "2026-03", told: str = "") -> str:
    path = f"extension/Review/?time={quote(time)}&told={quote(told)}"
    return viewer.page(path).text


def hidden(text: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', text)
    assert found is not None
    return unescape(found[1])


def sent(viewer: Viewer, **asked: str) -> str:
    """What is said after something was sent from the page."""
    text = page(viewer)
    fields = {"token": hidden(text, "token"), "period": "2026-03", "time": "2026-03"}
    answer = viewer.page(
        "extension/Review/record",
        "POST",
        data={**fields, **asked},
        content_type="application/x-www-form-urlencoded",
        Origin=ORIGIN,
    )
    assert answer.status_code == 303
    shown = TOLD.search(viewer.ask(answer.headers["Location"]).text)
    assert shown is not None
    return unescape(shown[1])


def test_a_comment_is_bounded_by_the_endpoint(viewer: Viewer, local: Path) -> None:
    item = hidden(page(viewer), "item")
    before = tree(local)
    for asked in (
        {"do": "ask", "item": item},
        {"do": "accept", "item": item},
        {"do": "explain", "about": "Strike pay"},
    ):
        said = sent(viewer, **asked, comment="a" * 501)
        assert "at most 500 characters" in said
    assert tree(local) == before
    assert "queried" in sent(viewer, do="ask", item=item, comment="a" * 500)
    assert tree(local) != before


@pytest.mark.parametrize(
    "period", ["2026-03-05..2026-03-07", "2026-03-05", "2026-W10", "2026-02..2026-03"]
)
def test_only_months_quarters_and_years_are_reviewed(
    viewer: Viewer, local: Path, period: str
) -> None:
    before = tree(local)
    for doing in ("explain", "accept", "sign"):
        said = sent(
            viewer, do=doing, period=period, about="period", comment="x", code="0" * 64
        )
        assert "is no month, quarter or year" in said
    assert tree(local) == before


def test_a_page_of_some_days_has_no_forms(viewer: Viewer) -> None:
    for time, forms in (("2026-03", True), ("2026-q1", True), ("2026", True)):
        assert ("<form" in page(viewer, time)) is forms
    for time in ("2026-03-05 - 2026-03-07", "2026-03-05", "2026-w10"):
        text = page(viewer, time)
        assert 'class="say"' not in text
        assert "choose a month, a quarter or a year" in text


def test_years_of_the_body_s_own_are_reviewed(local: Path) -> None:
    main = local / "terms.beancount"
    text = main.read_text(encoding="utf-8")
    changed = text.replace('fiscal-year-end: "12-31"', 'fiscal-year-end: "06-30"')
    main.write_text(changed, encoding="utf-8")
    assert changed != text
    viewer = Viewer(local, review=True, who=TRUSTEE)
    for time in ("2025-07-01 - 2026-06-30", "2026-q1", "2026-03"):
        assert 'class="say"' in page(viewer, time)
    said = sent(
        viewer,
        do="explain",
        period="2025-07-01..2026-06-30",
        about="period",
        comment="x",
    )
    assert said == "period: explained."


def test_only_what_the_program_said_is_shown(viewer: Viewer) -> None:
    assert TOLD.search(page(viewer, told="M-0034 signed for March 2026.")) is None
    assert "Pay the landlord twice" not in page(viewer, told="Pay the landlord twice")


def test_messages_are_for_those_to_whom_they_were_said() -> None:
    told = Told()
    name = told.keep("M-0001", "done")
    assert told.said("M-0001", name) == "done"
    assert told.said("M-0002", name) == told.said("", name) == ""
    assert told.said("M-0001", "other") == told.said("", "") == ""
    for _ in range(MOST_KEPT):
        told.keep("M-0001", "more")
    assert told.said("M-0001", name) == ""


@pytest.mark.parametrize("length", [0, 1, 6, 7, 63])
def test_nobody_signs_without_the_whole_code(
    viewer: Viewer, local: Path, length: int
) -> None:
    code = hidden(page(viewer), "code")
    assert re.fullmatch("[0-9a-f]{64}", code)
    before = tree(local)
    for short in (code[:length], code[:length] + "%" * (64 - length)):
        said = sent(viewer, do="sign", code=short)
        assert "did not say what is signed" in said
    assert tree(local) == before


def test_who_sends_the_whole_code_signs(viewer: Viewer, local: Path) -> None:
    before = tree(local)
    assert "has the code" in sent(viewer, do="sign", code="0" * 64)
    assert tree(local) == before
    code = hidden(page(viewer), "code")
    assert sent(viewer, do="sign", code=code) == "M-0034 signed for March 2026."


def test_the_book_knows_who_reviews(local: Path) -> None:
    entries = load(local).entries
    check_known(entries, TRUSTEE)
    for who in ("M-0099", "Ana", ""):
        with pytest.raises(NobodyOfThisBook, match="no member or officer") as caught:
            check_known(entries, who)
        assert not who or who not in str(caught.value)
