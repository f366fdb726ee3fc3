"""Charges as transactions, and only what the book lacks of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import cast

from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.periods import parse_period
from coopbooks.dues.charge import Charge
from coopbooks.dues.charge import Part
from coopbooks.dues.item import Item
from coopbooks.dues.posting.entries import batch_of
from coopbooks.dues.posting.entries import charge_entry
from coopbooks.dues.posting.typed import is_ours
from coopbooks.dues.posting.typed import others
from coopbooks.dues.posting.typed import typed_for

if TYPE_CHECKING:
    from typing import Any

MARCH = parse_period("2026-03")
FIRST = datetime.date(2026, 3, 1)
OWED, EMPLOYER = "Assets:Receivable:Dues", "Assets:Receivable:Check-Off"


def cents(number: int) -> Decimal:
    return Decimal(number).scaleb(-2)


def due(number: str | Decimal = "30.00", **changes: object) -> Charge:
    """A charge for March: 5.00 for the strike fund, the rest for the local."""
    total = Decimal(number)
    parts = (
        Part("strike", "Income:Dues:Strike", Decimal("5.00"), "strike"),
        Part("local", "Income:Dues:Local", total - Decimal("5.00")),
    )
    charge = Charge(
        "M-0001", "dues", "local", MARCH, total, "USD", FIRST, FIRST, OWED, parts, (),
        {},
    )  # fmt: skip
    return replace(charge, **cast("Any", changes))


def typed(number: str, **changes: object) -> Item:
    """An item of something that was charged by hand."""
    entry = data.Transaction({}, FIRST, "*", None, "", frozenset(), frozenset(), [])
    item = Item(
        "M-0001", "charged", "dues", FIRST, FIRST, FIRST, "2026-03", Decimal(number),
        "USD", OWED, employer=False, entry=entry,
    )  # fmt: skip
    return replace(item, **cast("Any", changes))


def legs(entry: data.Transaction | None) -> dict[str, str]:
    assert entry is not None
    return {one.account: str(one.units.number) for one in entry.postings if one.units}


def numbers(entry: data.Transaction) -> list[Decimal]:
    found = [one.units.number for one in entry.postings if one.units]
    return [number for number in found if number is not None]


def test_a_batch_is_named_after_its_period() -> None:
    names = ("2026-03", "2026-W12", "2026-Q1", "2026-03-05..2026-03-20")
    assert [batch_of(parse_period(name)) for name in names] == [
        "2026-03-dues",
        "2026-w12-dues",
        "2026-q1-dues",
        "2026-03-05-to-2026-03-20-dues",
    ]


def test_a_charge_goes_to_its_parts_and_says_whose_it_is() -> None:
    entry = charge_entry(due(workplace="plant"))
    assert entry is not None
    assert legs(entry) == {
        OWED: "30.00",
        "Income:Dues:Strike": "-5.00",
        "Income:Dues:Local": "-25.00",
    }
    assert entry.meta == {
        "id": "dues-2026-03-M-0001-local",
        "member": "M-0001",
        "period": "2026-03",
        "workplace": "plant",
    }
    assert entry.postings[1].meta == {"fund": "strike"}
    assert entry.links == {"dues-2026-03"}
    assert (entry.payee, entry.narration) == ("Dues charged", "March 2026, local")


def test_a_due_day_after_the_period_and_the_kind_of_a_fee_are_said() -> None:
    entry = charge_entry(due(kind="late", due=datetime.date(2026, 4, 15)))
    assert entry is not None
    assert entry.meta["due"] == datetime.date(2026, 4, 15)
    assert entry.meta["about"] == "late"
    assert entry.meta["id"] == "dues-2026-03-M-0001-local-late"


def test_what_the_employer_takes_is_owed_by_the_employer() -> None:
    # 1.56 percent of 7,000.00 guaranteed, of which the employer takes that of 6,000.00.
    parts = (Part("local", "Income:Dues", Decimal("109.20")),)
    split = due("109.20", parts=parts, by_employer=Decimal("93.60"))
    entry = charge_entry(replace(split, employer_account=EMPLOYER))
    assert legs(entry) == {OWED: "15.60", EMPLOYER: "93.60", "Income:Dues": "-109.20"}


def test_what_is_pledged_is_never_posted() -> None:
    assert charge_entry(due(pledged=True)) is None


def test_only_the_difference_to_what_was_typed_is_posted() -> None:
    assert charge_entry(due(), {OWED: Decimal("30.00")}) is None
    less = charge_entry(due(), {OWED: Decimal("24.00")})
    assert legs(less)[OWED] == "6.00"
    more = charge_entry(due(), {OWED: Decimal("31.00")})
    assert legs(more)[OWED] == "-1.00"


def test_typed_by_period_or_by_day_and_dues_before_what_is_besides() -> None:
    levy = due("10.00", kind="besides", schedule="levy")
    unnamed = typed("34.00", period="", due=datetime.date(2026, 3, 31))
    april = typed("9.00", period="2026-04")
    found, left = typed_for([levy, due()], [unnamed, april], MARCH)
    assert found == {
        due().id: {OWED: Decimal("30.00")},
        levy.id: {OWED: Decimal("4.00")},
    }
    assert left == []


def test_what_was_typed_for_somebody_who_owes_nothing_is_told() -> None:
    other = typed("30.00", member="M-0009")
    paid = typed("-30.00", kind="paid")
    assert typed_for([due()], [other, paid], MARCH) == ({}, [other])


def test_a_fee_typed_as_dues_counts_as_dues_only() -> None:
    late = due("5.00", kind="late", parts=(Part("", "Income:Fees", Decimal(5)),))
    found, left = typed_for([late], [typed("30.00")], MARCH)
    assert found == {}
    assert len(left) == 1


def test_an_importers_batch_is_not_ours() -> None:
    entry = charge_entry(due())
    assert entry is not None
    assert not is_ours(entry)
    batch = {**entry.meta, "batch": "2026-04-tide-market-dues"}
    assert is_ours(entry._replace(meta=batch))
    assert not is_ours(entry._replace(meta={**batch, "id": "tide-market-3f9a"}))


def test_a_run_leaves_out_what_it_or_another_run_wrote_for_the_same_charges() -> None:
    entry = charge_entry(due())
    assert entry is not None
    ours, later, again, theirs, old = (
        entry._replace(meta={**entry.meta, **more})
        for more in (
            {"batch": "2026-03-dues"},
            {"batch": "2026-03-dues.2", "id": f"{due().id}~reversed"},
            {"batch": "2026-q1-dues"},
            {"batch": "2026-03-31-bank", "id": "bank-1"},
            {"batch": "2026-02-dues", "id": "dues-2026-02-M-0001-local"},
        )
    )
    entries = [ours, later, again, theirs, old]
    assert others(entries, [due()], "2026-03-dues") == [theirs, old]


amounts = st.integers(1, 10_000).map(cents)


@given(st.lists(amounts, min_size=1, max_size=4), amounts)
def test_parts_always_come_to_what_is_owed(
    weights: list[Decimal], known: Decimal
) -> None:
    number = sum(weights, Decimal(0))
    parts = tuple(
        Part(f"{place}", f"Income:Dues:P{place}", one)
        for place, one in enumerate(weights)
    )
    charge = due(number, parts=parts)
    entry = charge_entry(charge, {OWED: known})
    if entry is None:
        assert number == known
        return
    assert sum(numbers(entry)) == 0
    assert numbers(entry)[0] == number - known


@given(st.lists(amounts, min_size=1, max_size=5), st.lists(amounts, max_size=5))
def test_nothing_typed_is_lost_or_counted_twice(
    owed: list[Decimal], by_hand: list[Decimal]
) -> None:
    charges = [
        due(number, kind="besides" if place else "dues", schedule=f"s{place}")
        for place, number in enumerate(owed)
    ]
    items = [
        typed(str(number), account=f"Assets:Receivable:R{place % 2}")
        for place, number in enumerate(by_hand)
    ]
    found, left = typed_for(charges, items, MARCH)
    told = sum((sum(one.values()) for one in found.values()), Decimal(0))
    assert told == sum(by_hand)
    assert left == []
    more = [one for one in charges[1:] if one.id in found]
    assert all(sum(found[one.id].values()) <= one.number for one in more)
