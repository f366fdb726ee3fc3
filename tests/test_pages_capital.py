"""The page Member capital in Fava, asked by Fava's test client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.support.fava_pages import Fava
from tests.support.fava_pages import Read

if TYPE_CHECKING:
    from pathlib import Path

BAKERY, WORKS = "tidewater-bakery", "lanternworks"


def capital(fava: Fava, **chosen: str) -> Read:
    """The page, with what is chosen in Fava; it must be there."""
    answer = fava.get(f"/{fava.slug}/extension/Capital/?{urlencode(chosen)}")
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.fixture(scope="module")
def bakery(harbor: Path) -> Fava:
    return Fava(harbor / BAKERY / "main.beancount")


@pytest.fixture(scope="module")
def works(harbor: Path) -> Fava:
    return Fava(harbor / WORKS / "main.beancount")


def test_what_members_have(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03")
    assert page.rows["month-capital-end"][1:] == ["61,447.11", "61,447.11"]
    assert page.cells("yes")
    assert not page.cells("no")
    assert len(page.ids) == len(set(page.ids))
    left = page.rows["month-capital_2d_members-M_2d_0005"]
    assert left == ["M-0005", "left", "0.00", "0.00", "0.00", "424.32", "8,450.00"]
    assert page.said["p"][0].startswith("March 2026")
    assert "The surplus of 2025 was shared on 14 March 2026." in page.said["p"]


def test_ids_lead_to_members_and_these_to_their_entries(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03")
    members = [link for link in page.links if "member=M-" in link]
    assert len(set(members)) == 11
    assert not [link for link in page.links if "/account/" in link]
    for link in members:
        answer = bakery.get(link)
        assert answer.status_code == 200
        one = Read(answer.text)
        assert one.said["h3"][0].endswith("on 31 March 2026")
        assert not [each for each in one.links if "/account/" in each]
        entries = [each for each in one.links if each.startswith("#context-")]
        assert entries
        for each in entries:
            assert bakery.ledger.get_entry(each.removeprefix("#context-")).meta


def test_one_members_lots_years_and_moves(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03", member="M-0001")
    assert page.rows["month-account-2025_2d_Q"] == [
        "Kept of 2025, qualified",
        "1,692.80",
    ]
    assert page.rows["month-account-all"][-1] == "10,697.97"
    assert page.rows["month-years-2025"][1:] == ["423.20", "1,692.80", "2,116.00"]
    last = [row for row in page.rows if row.startswith("month-moved-move")][-1]
    assert page.rows[last][-2:] == ["-500.00", "10,697.97"]


def test_what_is_still_to_come(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03")
    assert page.rows["month-fees-M_2d_0011"] == [
        "M-0011",
        "2026-01-15",
        "1,000.00",
        "200.00",
        "",
        "800.00",
        "2026-04-15",
    ]
    assert page.rows["month-owed-debt_2d_0"][-2:] == ["2027-03-31", "2,239.25"]
    joined = capital(bakery, time="2026-03", member="M-0011")
    assert "Still to be paid in" in joined.said["h3"]
    left = capital(bakery, time="2026-03", member="M-0005")
    assert left.rows["month-plan_2d_1-part_2d_5"] == [
        "2031-03-31",
        "1,690.00",
        "109.85",
        "1,799.85",
    ]


def test_a_year_that_was_shared(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03", sharing="1")
    assert page.said["h3"] == ["The surplus of 2025", "What members have of it"]
    assert page.rows["month-went-all"] == ["Together", "44,396.84"]
    assert page.rows["month-went_2d_members-all"][1:] == [
        "3,633.99",
        "13,588.87",
        "947.00",
        "18,169.86",
    ]
    assert page.cells("yes")
    # The list of members leads on.
    assert len([link for link in page.links if "member=M-" in link]) == 10


def test_before_the_decision_it_is_a_proposal(bakery: Fava) -> None:
    page = capital(bakery, time="2026-02")
    assert "The surplus of 2025 is not shared yet." in page.said["p"]
    leads = [link for link in page.links if "sharing=1" in link]
    assert leads
    proposal = Read(bakery.get(leads[0]).text)
    assert "From the surplus to members" in proposal.said["h3"]
    assert proposal.rows["month-members-all"][-3:] == [
        "3,633.99",
        "13,588.87",
        "947.00",
    ]
    assert not proposal.cells("no")
    one = capital(bakery, time="2026-02", member="M-0001")
    assert "Proposed: the surplus of 2025" in one.said["h3"]
    assert one.rows["month-proposed-step_2d_90"][-3:] == [
        "423.20",
        "1,692.80",
        "2,116.00",
    ]


def test_a_loss_behind_it_is_made_good_first(works: Fava) -> None:
    page = capital(works, time="2026-03", sharing="1")
    assert page.rows["month-steps-step:10"][1] == "18,400.00"
    assert not page.cells("no")


def test_there_are_no_names(bakery: Fava, harbor: Path) -> None:
    roster = (harbor / BAKERY / "private" / "roster.csv").read_text(encoding="utf-8")
    names = [line.split(",")[1] for line in roster.splitlines()[1:]]
    assert names
    for chosen in ({}, {"member": "M-0001"}, {"sharing": "1"}):
        for time in ("2026-03", "2026-02"):
            text = capital(bakery, time=time, **chosen).text
            assert not [name for name in names if name and name in text]


@pytest.mark.parametrize("member", ["M-9999", '<b>"', "../x"])
def test_somebody_unknown_is_said_in_words(bakery: Fava, member: str) -> None:
    page = capital(bakery, time="2026-03", member=member)
    assert page.said["p"][0].startswith("This book knows no member")
    assert "<b>" not in page.text


def test_the_time_filter_keeps_what_is_shown(bakery: Fava) -> None:
    page = capital(bakery, time="2026-03", member="M-0001")
    near = [link for link in page.links if "time=2026-02" in link]
    assert near
    assert all("member=M-0001" in link for link in near)
    page = capital(bakery, time="2026-03", sharing="1")
    near = [link for link in page.links if "time=2026-02" in link]
    assert near
    assert all("sharing=1" in link for link in near)


def test_a_book_without_members_accounts_says_so(harbor: Path) -> None:
    fava = Fava(harbor / "dockhands-union" / "main.beancount")
    page = capital(fava, time="2026-03")
    assert page.said["p"][0].startswith("No account of this book is for members")


def test_the_first_year_is_not_over(bakery: Fava) -> None:
    page = capital(bakery, time="2025-03", sharing="1")
    assert page.said["p"][0].startswith("No year is over yet")


def test_figures_can_be_hidden(harbor: Path) -> None:
    fava = Fava(harbor / BAKERY / "main.beancount", incognito=True)
    for chosen in ({}, {"member": "M-0001"}, {"sharing": "1"}):
        for time in ("2026-03", "2026-02"):
            page = capital(fava, time=time, **chosen)
            said = [*page.cells("num"), *page.said["p"]]
            assert not [words for words in said if re.search(r"\d\.\d\d\b", words)]
