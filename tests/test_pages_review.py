"""The pages Review, Funds and budgets, and Decisions, asked by Fava's test client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from tests.support.fava_pages import Fava
from tests.support.fava_pages import Read

if TYPE_CHECKING:
    from pathlib import Path

PAGES = pytest.mark.parametrize("name", ["Review", "Funds", "Decisions"])
BOOKS = ("harbor-foods-local-12", "tidewater-bakery")
MARCH = "2026-03"
STRIKE_PAY = ["Strike pay", "1,200.00", "127.40", "1,072.60", "more"]


@pytest.fixture(scope="module", params=BOOKS)
def fava(harbor: Path, request: pytest.FixtureRequest) -> Fava:
    return Fava(harbor / str(request.param) / "main.beancount")


def page(fava: Fava, name: str, **chosen: str) -> Read:
    """The page, with what is chosen in Fava; it must be there."""
    answer = fava.get(f"/{fava.slug}/extension/{name}/?{urlencode(chosen)}")
    assert answer.status_code == 200
    return Read(answer.text)


@PAGES
def test_every_link_leads_somewhere(fava: Fava, name: str) -> None:
    read = page(fava, name, time=MARCH)
    assert len(read.ids) == len(set(read.ids))
    assert any("book " in words for words in read.said["p"])
    month = f"/{fava.slug}/extension/Month/?time={MARCH}"
    assert month in read.links
    there = set(page(fava, "Month", time=MARCH).ids)
    for link in read.links:
        address, _, anchor = link.partition("#")
        if address == month and anchor:
            assert anchor in there
        elif not address and not anchor.startswith("context-"):
            assert anchor in read.ids


def test_figures_of_a_review_lead_to_the_month(fava: Fava) -> None:
    read = page(fava, "Review", time=MARCH)
    month = f"/{fava.slug}/extension/Month/?time={MARCH}#"
    assert len([link for link in read.links if link.startswith(month)]) > 10


def test_the_pages_say_what_they_are_about(harbor: Path) -> None:
    fava = Fava(harbor / BOOKS[0] / "main.beancount")
    funds = page(fava, "Funds", time=MARCH)
    assert {"The month", "Funds", "What we are free to use"} <= set(funds.said["h3"])
    # The plan beside what was, and what is left of each fund.
    pay = next(row for row in funds.rows.values() if row[:1] == STRIKE_PAY[:1])
    assert pay == STRIKE_PAY
    decided = page(fava, "Decisions", time=MARCH)
    (strike,) = (row for row in decided.rows.values() if "2026-02/3" in row[0])
    assert "3,600.00" in strike
    review = page(fava, "Review", time=MARCH)
    titles = [
        "Not yet signed",
        "What changed since the last review",
        "The month",
        "Please look at",
        "Signatures",
    ]
    assert [one for one in review.said["h3"] if one in titles] == titles


@pytest.mark.parametrize("doing", ["ask", "accept", "explain", "sign"])
def test_favas_own_server_writes_no_reviews(fava: Fava, doing: str) -> None:
    # Nobody is known to it, and it is open to whoever reaches its port.
    read = page(fava, "Review", time=MARCH)
    assert "method=" not in read.text
    answer = fava.client.post(
        f"/{fava.slug}/extension/Review/record",
        data={"do": doing, "period": MARCH, "item": "x", "comment": "x"},
    )
    assert answer.status_code == 403
