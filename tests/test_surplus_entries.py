from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import data
from beancount.parser import printer

from coopbooks.core.accounts import read_roles
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows
from coopbooks.surplus.allocation import Taken
from coopbooks.surplus.posting.batches import batch_of
from coopbooks.surplus.posting.entries import Posting
from coopbooks.surplus.posting.entries import proposal_of
from coopbooks.surplus.posting.places import read_places
from tests.support.allocations import bakery
from tests.support.allocations import members_step
from tests.support.allocations import part_of
from tests.support.allocations import shared
from tests.support.allocations import step_of
from tests.support.chart import BOOK
from tests.support.chart import entries_of
from tests.support.terms import told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.proposal import Proposal
    from coopbooks.surplus.allocation import Allocation

D = Decimal
MARCH = datetime.date(2026, 3, 14)
NEW_YEARS_EVE = datetime.date(2025, 12, 31)


EARLIER = {"Equity:Result:Earlier": D(400)}


def made(
    found: Allocation,
    chart: str = BOOK,
    earlier: Mapping[str, Decimal] | None = None,
    costs: datetime.date | None = NEW_YEARS_EVE,
    booked: Mapping[str, Decimal] | None = None,
) -> Proposal:
    """What is posted of a shared year under a decision of March."""
    book = entries_of(chart)
    roles, _ = read_roles(book)
    places = read_places(found, book, roles)
    assert not places.problems, told(list(places.problems))
    earlier = EARLIER if earlier is None else earlier
    return proposal_of(
        found,
        Posting(MARCH, "2026-03/2", roles, places, earlier, costs, booked or {}),
    )


def lines(proposal: Proposal) -> list[str]:
    """What is posted, each posting on a line behind the id of its transaction."""
    shown = []
    for entry in proposal.entries:
        id_ = entry.meta["id"].removeprefix("surplus-2025-")
        if isinstance(entry, data.Open):
            shown.append(f"{id_}: {entry.account} {entry.date}")
            continue
        assert isinstance(entry, data.Transaction)
        assert total_of(row.number for row in rows([entry])) == 0
        assert entry.meta["decision"] == "2026-03/2"
        assert entry.meta["period"] == "2025"
        assert entry.links == {"surplus-2025"}
        for row in rows([entry]):
            lot = f" {row.tag('lot')}" if row.tag("lot") else ""
            shown.append(f"{id_}: {row.account} {row.number}{lot}")
    return shown


# A surplus


def test_each_step_and_each_member_is_a_transaction_of_its_own() -> None:
    assert lines(made(bakery())) == [
        "10: Equity:Result:Allocated 10.00",
        "10: Equity:Result:Earlier -10.00",
        "20: Equity:Result:Allocated 20.00",
        "20: Equity:Reserve -20.00",
        "30: Equity:Result:Allocated 10.00",
        "30: Liabilities:Education -10.00",
        "90-M-0001: Equity:Result:Allocated 30.00",
        "90-M-0001: Liabilities:Payable -6.00",
        "90-M-0001: Equity:Capital:M-0001 -24.00 2025-Q",
        "90-M-0002: Equity:Result:Allocated 20.00",
        "90-M-0002: Liabilities:Payable -4.00",
        "90-M-0002: Equity:Capital:M-0002 -16.00 2025-Q",
        "90-M-0003: Equity:Result:Allocated 10.00",
        "90-M-0003: Liabilities:Payable -2.00",
        "90-M-0003: Liabilities:Left -8.00",
    ]


def test_a_transaction_says_whose_it_is_and_nobodys_name() -> None:
    proposal = made(bakery())
    assert proposal.batch == "2025-surplus"
    entry = proposal.entries[3]
    text = printer.format_entry(entry._replace(meta={**entry.meta}))
    assert text == (
        '2026-03-14 * "Surplus of 2025" "members, by hours" ^surplus-2025\n'
        '  id: "surplus-2025-90-M-0001"\n'
        '  period: "2025"\n'
        '  decision: "2026-03/2"\n'
        '  member: "M-0001"\n'
        "  Equity:Result:Allocated   30.00 USD\n"
        "  Liabilities:Payable       -6.00 USD\n"
        "  Equity:Capital:M-0001    -24.00 USD\n"
        '    lot: "2025-Q"\n'
    )


def test_tax_withheld_is_taken_off_the_cash_first() -> None:
    step = members_step(amount="30.00")
    parts = [
        part_of(90, "M-0001", "10.00", cash="6.00", withheld="5.00"),
        part_of(90, "M-0002", "10.00", cash="3.00", withheld="5.00"),
        part_of(90, "M-0003", "10.00", cash="1.00", owed="9.00", withheld="5.00"),
    ]
    assert lines(made(shared([step], parts))) == [
        "90-M-0001: Equity:Result:Allocated 10.00",
        "90-M-0001: Liabilities:Payable -1.00",
        "90-M-0001: Equity:Capital:M-0001 -4.00 2025-Q",
        "90-M-0001: Liabilities:Tax -5.00",
        "90-M-0002: Equity:Result:Allocated 10.00",
        "90-M-0002: Equity:Capital:M-0002 -5.00 2025-Q",
        "90-M-0002: Liabilities:Tax -5.00",
        "90-M-0003: Equity:Result:Allocated 10.00",
        "90-M-0003: Liabilities:Left -5.00",
        "90-M-0003: Liabilities:Tax -5.00",
    ]


def test_a_member_without_an_account_gets_one() -> None:
    step = members_step(amount="9.00", lot="2025")
    parts = [part_of(90, "M-0007", "9.00")]
    assert lines(made(shared([step], parts))) == [
        "open-M-0007: Equity:Capital:M-0007 2026-03-14",
        "90-M-0007: Equity:Result:Allocated 9.00",
        "90-M-0007: Equity:Capital:M-0007 -9.00 2025",
    ]


def test_members_may_share_one_account() -> None:
    step = members_step(amount="9.00", lot="2025")
    chart = f"{BOOK}2024-12-31 open Equity:Capital\n"
    found = shared([step], [part_of(90, "M-0007", "9.00")])
    assert lines(made(found, chart)) == [
        "90-M-0007: Equity:Result:Allocated 9.00",
        "90-M-0007: Equity:Capital -9.00 2025",
    ]


def test_the_party_a_fund_and_an_agreement_are_named() -> None:
    step = step_of(40, "party", "liability", "5.00", "Liabilities:Education")
    meta = {"with": "harbor", "agreement": "party", "fund": "school"}
    (entry,) = made(shared([replace(step, meta=meta)])).entries
    assert (entry.meta["with"], entry.meta["agreement"]) == ("harbor", "party")
    assert isinstance(entry, data.Transaction)
    assert [row.tag("fund") for row in rows([entry])] == [None, "school"]


def test_earlier_losses_that_no_account_carries_are_told_by_their_year() -> None:
    step = step_of(10, "earlier losses", "earlier-losses", "10.00")
    earlier = {"Equity:Result:Earlier": D(4)}
    assert lines(made(shared([step]), earlier=earlier)) == [
        "10: Equity:Result:Allocated 10.00",
        "10: Equity:Result:Earlier -4",
        "10: Equity:Result:Allocated -6.00",
    ]


# A cost of the year

TAX = replace(
    step_of(10, "income tax", "expense", "25.00", "Expenses:Tax"),
    owed="Liabilities:Tax",
)


def test_a_cost_stands_in_its_year_as_long_as_that_can_be_written_to() -> None:
    found = shared([TAX])
    assert lines(made(found)) == [
        "10: Expenses:Tax 25.00",
        "10: Liabilities:Tax -25.00",
    ]
    assert lines(made(found, costs=None)) == [
        "10: Equity:Result:Allocated 25.00",
        "10: Liabilities:Tax -25.00",
    ]


def test_what_is_booked_of_a_cost_is_not_booked_again() -> None:
    found = shared([TAX])
    assert lines(made(found, booked={"Expenses:Tax": D("25.00")})) == []
    assert lines(made(found, booked={"Expenses:Tax": D("27.50")})) == [
        "10: Expenses:Tax -2.50",
        "10: Liabilities:Tax 2.50",
    ]


# A loss


def test_a_loss_goes_the_other_way() -> None:
    steps = [
        step_of(10, "collective", "equity", "6.00", "Equity:Collective"),
        step_of(20, "members", "members", "18.00", "Equity:Capital"),
    ]
    taken = (Taken("2023-Q", D("5.00")), Taken("2024-Q", D("3.00")))
    parts = [
        part_of(20, "M-0001", "10.00", taken=taken),
        part_of(20, "M-0002", "8.00", taken=(Taken("2025-L", D("8.00")),)),
    ]
    assert lines(made(shared(steps, parts, start="-24.00"))) == [
        "10: Equity:Result:Allocated -6.00",
        "10: Equity:Collective 6.00",
        "20-M-0001: Equity:Result:Allocated -10.00",
        "20-M-0001: Equity:Capital:M-0001 5.00 2023-Q",
        "20-M-0001: Equity:Capital:M-0001 3.00 2024-Q",
        "20-M-0001: Equity:Capital:M-0001 2.00 2025-L",
        "20-M-0002: Equity:Result:Allocated -8.00",
        "20-M-0002: Equity:Capital:M-0002 8.00 2025-L",
    ]


def test_what_is_carried_and_what_comes_to_nothing_posts_nothing() -> None:
    steps = [
        step_of(10, "carried", "carried", "6.00"),
        step_of(20, "reserve", "equity", "0.00", "Equity:Reserve"),
        step_of(90, "members", "members", "0.00", "Equity:Capital"),
    ]
    found = shared(steps, [part_of(90, "M-0001", "0.00")])
    assert lines(made(found)) == []


@pytest.mark.parametrize(
    ("name", "batch"),
    [
        ("2025", "2025-surplus"),
        ("FY2025", "2025-fy-surplus"),
        ("2025-04-06..2026-04-05", "2025-04-06-to-2026-04-05-surplus"),
    ],
)
def test_a_batch_is_named_after_the_year(name: str, batch: str) -> None:
    assert batch_of(name) == batch
