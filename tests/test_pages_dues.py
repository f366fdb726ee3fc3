"""The page Dues in Fava, and the page of one member, asked by Fava's test client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.support.fava_pages import Fava
from tests.support.fava_pages import Read

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = ("dockhands-union", "eastport", "harbor-foods-local-12", "kilmore-abroad")
LOCAL = "harbor-foods-local-12"


def dues(fava: Fava, **chosen: str) -> Read:
    """The page, with what is chosen in Fava; it must be there."""
    answer = fava.get(f"/{fava.slug}/extension/Dues/?{urlencode(chosen)}")
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.fixture(scope="module")
def local(harbor: Path) -> Fava:
    return Fava(harbor / LOCAL / "main.beancount")


@pytest.mark.parametrize("name", BOOKS)
def test_it_shows_the_tables_of_the_pack(harbor: Path, name: str) -> None:
    fava = Fava(harbor / name / "main.beancount")
    page, month = dues(fava, time="2026-03"), fava.month(time="2026-03")
    rows = {row for row in page.rows if row.startswith("month-dues")}
    assert len(rows) > 10
    assert {row: page.rows[row] for row in rows} == {
        row: month.rows[row] for row in rows
    }
    assert not page.cells("no")
    assert len(page.ids) == len(set(page.ids))


def test_ids_lead_to_members_and_never_to_a_shared_account(local: Fava) -> None:
    page = dues(local, time="2026-03")
    members = [link for link in page.links if "member=M-" in link]
    assert members
    assert not [link for link in page.links if "/account/" in link]
    for link in members:
        answer = local.get(link)
        assert answer.status_code == 200
        one = Read(answer.text)
        assert one.said["h3"][0].endswith("on 31 March 2026")
        assert not [each for each in one.links if "/account/" in each]
        assert [each for each in one.links if "any%28member" in each or "any(" in each]
        entries = [each for each in one.links if each.startswith("#context-")]
        assert entries
        for each in entries:
            assert local.ledger.get_entry(each.removeprefix("#context-")).meta


def test_a_member_who_is_behind_sees_why_and_what_restores_it(local: Fava) -> None:
    page = dues(local, time="2026-03", member="M-0063")
    assert "Behind with dues since 30 January 2026." in page.said["p"]
    rule = page.rows["month-standing-rule"]
    assert "60 days" in rule[0]
    assert "terms.beancount:" in rule[-1]
    # The least that is enough: what is older than the rule allows, not all of it.
    assert page.rows["month-standing-restores"][1] == "61.36"
    assert page.rows["month-open-all"][-1] == "154.99"
    last = [row for row in page.rows if row.startswith("month-moved-item")][-1]
    assert page.rows[last][-1] == "154.99"


def test_there_are_no_names(local: Fava, harbor: Path) -> None:
    roster = (harbor / LOCAL / "private" / "roster.csv").read_text(encoding="utf-8")
    names = [line.split(",")[1] for line in roster.splitlines()[1:]]
    assert names
    for chosen in ({}, {"member": "M-0063"}):
        text = dues(local, time="2026-03", **chosen).text
        assert not [name for name in names if name and name in text]


@pytest.mark.parametrize("member", ["M-9999", '<b>"', "../x"])
def test_somebody_unknown_is_said_in_words(local: Fava, member: str) -> None:
    page = dues(local, time="2026-03", member=member)
    assert page.said["p"][0].startswith("This book knows no member")
    assert "<b>" not in page.text


def test_the_time_filter_chooses_and_keeps_the_member(local: Fava) -> None:
    page = dues(local, time="2025-12", member="M-0063")
    assert page.said["strong"][0] == "December 2025"
    near = [link for link in page.links if "time=2025-11" in link]
    assert near
    assert all("member=M-0063" in link for link in near)


def test_a_book_without_dues_says_so(harbor: Path) -> None:
    page = dues(Fava(harbor / "tidewater-bakery" / "main.beancount"), time="2026-03")
    assert page.said["p"][0].startswith("No dues hold in this book by 31 March 2026.")


def test_figures_can_be_hidden(harbor: Path) -> None:
    fava = Fava(harbor / LOCAL / "main.beancount", incognito=True)
    for chosen in ({}, {"member": "M-0063"}):
        page = dues(fava, time="2026-03", **chosen)
        said = [*page.cells("num"), *page.said["p"]]
        assert not [words for words in said if re.search(r"\d\.\d\d\b", words)]
