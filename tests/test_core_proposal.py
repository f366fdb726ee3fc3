from __future__ import annotations

import pytest
from beancount.parser import parser

from coopbooks.core.proposal import BadBatchName
from coopbooks.core.proposal import EntryWithoutId
from coopbooks.core.proposal import IdTwice
from coopbooks.core.proposal import Proposal
from coopbooks.core.proposal import in_batch
from tests.support.batches import charge


@pytest.mark.parametrize("name", ["2026-03-dues", "2026-dues", "2026-03-bank-4711"])
def test_a_batch_begins_with_its_year(name: str) -> None:
    assert Proposal(name, ()).batch == name


@pytest.mark.parametrize(
    "name",
    [
        *("", "dues", "2026", "2026-", "2026-Dues", "2026-dues.2", "2026/dues", "nul"),
        *("2026-dues\n", "../2026-dues", "2026-d ues", "2026-dués", "2026-" + "a" * 99),
    ],
)
def test_a_name_that_makes_no_file_is_refused(name: str) -> None:
    with pytest.raises(BadBatchName):
        Proposal(name, ())


def test_every_entry_has_an_id() -> None:
    entries, _, _ = parser.parse_string('2026-03-01 event "place" "Harbor"\n')
    with pytest.raises(EntryWithoutId) as caught:
        Proposal("2026-03-x", tuple(entries))
    assert str(caught.value) == (
        "The event proposed for 2026-03-01 has no id, so that it could not be found "
        "again. Give it metadata 'id:'."
    )


def test_every_id_is_there_once() -> None:
    with pytest.raises(IdTwice) as caught:
        Proposal("2026-03-x", (charge(), charge(number="1")))
    assert str(caught.value) == (
        "Two entries are proposed with the id 'dues/2026-03/M-0001'; give one each."
    )


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("2026-03-dues", True),
        ("2026-03-dues.2", True),
        ("2026-03-dues-late", False),
        ("2026-03", False),
        (None, False),
        (5, False),
    ],
)
def test_later_parts_belong_to_their_batch(name: object, same: bool) -> None:
    assert in_batch(name, "2026-03-dues") is same
