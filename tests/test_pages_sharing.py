"""The pages Revenue sharing and Support in Fava, asked by Fava's test client."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.support.fava_pages import Fava
from tests.support.fava_pages import Read

if TYPE_CHECKING:
    from pathlib import Path

BAKERY, PARTY = "tidewater-bakery", "harbor-federation"
MARCH = "2026-03"
SHOWN = (
    ("Sharing", ""),
    ("Sharing", "eastport-share"),
    ("Support", ""),
    ("Support", "lanternworks"),
    ("Support", "lanternworks-loan"),
)


def page(fava: Fava, name: str, **chosen: str) -> Read:
    """The page, with what is chosen in Fava; it must be there."""
    answer = fava.get(f"/{fava.slug}/extension/{name}/?{urlencode(chosen)}")
    assert answer.status_code == 200
    return Read(answer.text)


@pytest.fixture(scope="module")
def bakery(harbor: Path) -> Fava:
    return Fava(harbor / BAKERY / "main.beancount")


@pytest.fixture(scope="module")
def party(harbor: Path) -> Fava:
    return Fava(harbor / PARTY / "main.beancount")


def test_what_is_shared_and_open(bakery: Fava) -> None:
    read = page(bakery, "Sharing", time=MARCH)
    row = read.rows["month-shares-bakery_2d_party:2026_2d_Q1"]
    assert row[3:] == [
        "Jan to Mar 2026",
        "6,757.76",
        "337.89",
        "337.89",
        "0.00",
        "337.89",
    ]
    assert read.rows["month-shares_2d_open-given:all"][-1] == "337.89"
    assert len(read.ids) == len(set(read.ids))
    assert "is the last whole month" not in " ".join(read.said["p"])


def test_an_agreement_with_its_steps_and_entries(bakery: Fava) -> None:
    first = page(bakery, "Sharing", time=MARCH)
    [lead] = {link for link in first.links if "one=bakery-party" in link}
    read = Read(bakery.get(lead).text)
    assert "How it comes about, step by step" in read.said["h3"]
    assert "Every entry that was looked at" in read.said["h3"]
    assert read.rows["month-agreement_2d_periods-2025_2d_Q4"][1:] == [
        "2026-01-30",
        "950.59",
        "950.59",
        "0.00",
    ]
    entries = [link for link in read.links if link.startswith("#context-")]
    assert len(entries) > 100
    for link in {*entries[:5], *entries[-5:]}:
        assert bakery.ledger.get_entry(link.removeprefix("#context-")).meta
    journal = [link for link in read.links if "/journal/" in link]
    assert journal
    assert bakery.get(journal[0]).status_code == 200
    # Steps lead to the line of the agreement.
    assert [link for link in read.links if "/editor/" in link]


def test_what_counts_elsewhere_is_as_the_book_has_it(party: Fava) -> None:
    read = page(party, "Sharing", time=MARCH, one="local12-per-capita")
    assert read.rows["month-agreement_2d_periods-2026_2d_03"][2:] == [
        "456.00",
        "0.00",
        "456.00",
    ]
    assert "Every entry that was looked at" not in read.said["h3"]


def test_support_by_body_and_its_loan(party: Fava) -> None:
    read = page(party, "Support", time=MARCH)
    row = read.rows["month-exchange-body:tidewater_2d_bakery"]
    assert row[1:] == ["0.00", "456.00", "456.00", "337.89", "0.00", "337.89"]
    leads = {link for link in read.links if "one=" in link}
    assert len(leads) == 7
    for link in leads:
        answer = party.get(link)
        assert answer.status_code == 200
        one = Read(answer.text)
        assert one.rows
        assert one.said["h3"]
    loan = page(party, "Support", time=MARCH, one="lanternworks-loan")
    row = loan.rows["month-plan:lanternworks_2d_loan-due:2026_2d_04_2d_15"]
    assert row[-2:] == ["254.38", "to come"]


def test_the_time_filter_keeps_what_is_shown(bakery: Fava) -> None:
    read = page(bakery, "Sharing", time=MARCH, one="bakery-party")
    near = [link for link in read.links if "time=2026-02" in link]
    assert near
    assert all("one=bakery-party" in link for link in near)


@pytest.mark.parametrize("one", ["nobody", '<b>"', "../x"])
@pytest.mark.parametrize("name", ["Sharing", "Support"])
def test_what_is_unknown_is_said_in_words(bakery: Fava, name: str, one: str) -> None:
    read = page(bakery, name, time=MARCH, one=one)
    assert read.said["p"][0].startswith("This b")
    assert "<b>" not in read.text


def test_a_book_without_agreements_says_so(tmp_path: Path) -> None:
    path = tmp_path / "main.beancount"
    path.write_text(
        '2024-01-01 custom "fava-extension" "coopbooks.pages"\n'
        "2024-01-01 open Assets:Cash\n"
        "2024-01-01 open Income:Sales\n"
        '2024-03-01 * "Sold"\n  Assets:Cash  5 USD\n  Income:Sales\n'
        '2024-04-01 * "Sold"\n  Assets:Cash  5 USD\n  Income:Sales\n',
        encoding="utf-8",
    )
    fava = Fava(path)
    read = page(fava, "Sharing", time="2024-03")
    assert read.said["p"][0].startswith("No agreement of this body holds")
    read = page(fava, "Support", time="2024-03")
    assert read.said["p"][0].startswith("By March 2024 this book says nothing")


def test_figures_can_be_hidden(harbor: Path) -> None:
    for body in (BAKERY, PARTY):
        fava = Fava(harbor / body / "main.beancount", incognito=True)
        for name, one in (*SHOWN, ("Sharing", "bakery-party")):
            read = page(fava, name, time=MARCH, one=one)
            said = [*read.cells("num"), *read.said["p"]]
            assert not [words for words in said if re.search(r"\d\.\d\d\b", words)]
