from __future__ import annotations

import datetime
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from beancount.core import amount
from beancount.core import data
from beancount.parser import parser
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.core.batchfile import stamped
from coopbooks.core.corrections import NotReversible
from coopbooks.core.corrections import corrections
from coopbooks.core.corrections import reversal
from coopbooks.core.difference import difference
from coopbooks.core.proposal import Proposal
from coopbooks.core.runs import unpacked
from tests.support.batches import APRIL
from tests.support.batches import BATCH
from tests.support.batches import MARCH
from tests.support.batches import charge

if TYPE_CHECKING:
    from collections.abc import Iterable

OPEN = datetime.date(2026, 4, 1)


class Writing:
    """A book to which corrections are written, part after part."""

    def __init__(self, hard: datetime.date = datetime.date.min) -> None:
        self.entries: list[data.Directive] = []
        self.hard = hard
        self.parts = 0

    def bring_to(self, *proposed: data.Directive) -> None:
        found = difference(Proposal(BATCH, proposed), self.entries, self.hard)
        todo = corrections(found, OPEN)
        self.parts += 1
        self.entries += stamped(todo, f"{BATCH}.{self.parts}", APRIL)

    def left_of(self, *proposed: data.Directive) -> int:
        found = difference(Proposal(BATCH, proposed), self.entries, self.hard)
        return len(found.changes)

    def pieces(self) -> list[data.Directive]:
        return [piece for entry in self.entries for piece in unpacked(entry)]


def sums(entries: Iterable[data.Directive]) -> Counter[tuple[str, str]]:
    """What each member has in each account; nothing where it is zero."""
    found: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        assert isinstance(entry, data.Transaction)
        for posting in entry.postings:
            assert posting.units
            member = (posting.meta or {}).get("member") or entry.meta.get("member")
            key = str(member), posting.account
            found[key] += int(Decimal(posting.units.number or 0) * 100)
    return Counter({key: cents for key, cents in found.items() if cents})


def test_a_reversal_takes_a_transaction_back() -> None:
    entry = charge(period="2026-03", batch="2026-03-dues", recorded=APRIL)
    back = reversal(entry, OPEN)
    assert back.date == OPEN
    assert back.narration == "Reversed: Dues for 2026-03"
    assert back.links == entry.links
    assert back.meta == {
        "id": "dues/2026-03/M-0001~reversed",
        "reverses": "dues/2026-03/M-0001",
        "member": "M-0001",
        "period": "2026-03",
    }
    assert [str(posting.units) for posting in back.postings] == [
        "-25.00 USD",
        "25.00 USD",
    ]


def test_a_reversal_is_exact() -> None:
    digits = "1234567890123456789012345678901234567890.01"
    entry = charge()
    units = amount.Amount(Decimal(digits), "USD")
    entry = entry._replace(postings=[entry.postings[0]._replace(units=units)])
    assert str(reversal(entry, OPEN).postings[0].units) == f"-{digits} USD"


def test_only_transactions_can_be_reversed() -> None:
    text = '2026-03-01 balance Assets:Bank  {} USD\n  id: "b/1"\n'
    was, now = (parser.parse_string(text.format(one))[0][0] for one in (1, 2))
    found = difference(
        Proposal(BATCH, (now,)), stamped(Proposal(BATCH, (was,)), BATCH, APRIL)
    )
    with pytest.raises(NotReversible) as caught:
        corrections(found, OPEN)
    assert str(caught.value) == (
        "The balance 'b/1' of 2026-03-01 can't be made up for: only transactions can "
        "be reversed or dated later. Take its batch out, or change it by hand."
    )
    closed = difference(Proposal(BATCH, (now,)), [], OPEN)
    with pytest.raises(NotReversible):
        corrections(closed, OPEN)


def test_a_wrong_charge_is_reversed_and_written_anew() -> None:
    book = Writing()
    book.bring_to(charge(), charge("M-0002"))
    book.bring_to(charge(number="20.00"), charge("M-0002"))
    assert [(one.meta["id"], one.date) for one in book.pieces()] == [
        ("dues/2026-03/M-0001", MARCH),
        ("dues/2026-03/M-0002", MARCH),
        ("dues/2026-03/M-0001~reversed", MARCH),
        ("dues/2026-03/M-0001~2", MARCH),
    ]
    assert book.pieces()[-1].meta["replaces"] == "dues/2026-03/M-0001"
    assert not book.left_of(charge(number="20.00"), charge("M-0002"))


def test_what_is_closed_is_made_up_for_in_the_open_period() -> None:
    book = Writing()
    book.bring_to(charge(), charge("M-0002"))
    book.hard = OPEN
    now = (charge(number="20.00"), charge("M-0003"))
    book.bring_to(*now)
    later = book.pieces()[2:]
    assert {one.date for one in later} == {OPEN}
    assert [(one.meta["id"], one.meta.get("for-date")) for one in later] == [
        ("dues/2026-03/M-0001~reversed", None),
        ("dues/2026-03/M-0001~2", MARCH),
        ("dues/2026-03/M-0002~reversed", None),
        ("dues/2026-03/M-0003", MARCH),
    ]
    assert not book.left_of(*now)
    # And once more: what was written to the open period stays in it.
    book.bring_to(charge(number="21.00"), charge("M-0003"))
    assert not book.left_of(charge(number="21.00"), charge("M-0003"))
    assert sums(book.entries) == sums((charge(number="21.00"), charge("M-0003")))


def test_what_was_reversed_can_come_back() -> None:
    book = Writing()
    for proposed in ((charge(),), (), (charge(),), (), (charge(number="1.00"),)):
        book.bring_to(*proposed)
        assert not book.left_of(*proposed)
        assert sums(book.entries) == sums(proposed)
    ids = [one.meta["id"] for one in book.pieces()]
    assert len(ids) == len(set(ids))


members = st.integers(1, 4).map("M-{:04}".format)
proposals = st.lists(
    st.builds(charge, members, st.sampled_from(["25.00", "20.00", "0.01"])),
    unique_by=lambda entry: entry.meta["id"],
)


@given(st.lists(st.tuples(proposals, st.booleans()), max_size=6))
def test_a_book_comes_to_say_what_was_proposed_last(
    steps: list[tuple[list[data.Transaction], bool]],
) -> None:
    book = Writing()
    for proposed, closed in steps:
        book.hard = max(book.hard, OPEN) if closed else book.hard
        book.bring_to(*proposed)
        assert not book.left_of(*proposed)
        assert sums(book.entries) == sums(proposed)
        assert not book.left_of(*reversed(proposed))
    ids = [one.meta["id"] for one in book.pieces()]
    assert len(ids) == len(set(ids))
