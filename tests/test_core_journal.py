from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from beancount.parser import parser

import coopbooks
from coopbooks.core.corrections import corrections
from coopbooks.core.difference import difference
from coopbooks.core.journal import batches
from coopbooks.core.journal import undo
from coopbooks.core.proposal import Proposal
from tests.support.batches import APRIL
from tests.support.batches import BATCH
from tests.support.batches import MAIN
from tests.support.batches import MARCH
from tests.support.batches import charge
from tests.support.batches import leftovers
from tests.support.batches import put
from tests.support.batches import small_book
from tests.support.batches import tree

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
; dues charge --period 2026-03
; Batch 2026-03-dues, written by coopbooks on 2026-04-02.
; Don't change this file: take the batch out and write it again.
; sha256 224eda1bf577937008e7815b9519ac3371261edf3ac60d9058692df3e179f831

2026-03-31 * "Dues for 2026-03" ^dues-2026-03
  id: "dues/2026-03/M-0001..dues/2026-03/M-0002"
  batch: "2026-03-dues"
  recorded: 2026-04-02
  Assets:Receivable:Dues   25.00 USD
    id: "dues/2026-03/M-0001"
    member: "M-0001"
  Income:Dues             -25.00 USD
    id: "dues/2026-03/M-0001"
    member: "M-0001"
  Assets:Receivable:Dues     7.5 USD
    id: "dues/2026-03/M-0002"
    member: "M-0002"
    workplace: "harbor-foods"
  Income:Dues               -7.5 USD
    id: "dues/2026-03/M-0002"
    member: "M-0002"
    workplace: "harbor-foods"
"""


def test_a_batch_is_one_new_file(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    before = tree(tmp_path)
    written = put(main, charge(), charge("M-0002", "7.5", workplace="harbor-foods"))
    assert written is not None
    assert written.batch == BATCH
    path = tmp_path / "generated" / "2026" / "2026-03-dues.beancount"
    assert written.path == path
    assert tree(tmp_path) == {
        **before,
        "generated/2026/2026-03-dues.beancount": path.read_bytes(),
    }
    assert not leftovers(tmp_path)
    assert path.read_text(encoding="utf-8") == TEXT


def test_the_book_loads_with_it_and_knows_it(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    proposal = Proposal(BATCH, (charge(), charge("M-0002")))
    put(main, *proposal.entries)
    book = coopbooks.load(main)
    assert not book.errors
    assert batches(book) == [BATCH]
    found = difference(proposal, book.entries)
    assert found.changes == ()
    assert found.same == proposal.entries


def test_nothing_to_write_writes_nothing(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    before = tree(tmp_path)
    assert put(main) is None
    assert tree(tmp_path) == before


def test_the_same_proposal_makes_the_same_bytes(tmp_path: Path) -> None:
    entries = [charge(f"M-{number:04}") for number in range(1, 40)]
    for name, order in (("one", entries), ("two", entries[::-1])):
        put(small_book(tmp_path / name), *order)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_later_part_gets_a_file_of_its_own(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    first = tree(tmp_path)
    written = put(main, charge("M-0002"))
    assert written is not None
    assert written.batch == "2026-03-dues.2"
    assert {**tree(tmp_path), **first} == tree(tmp_path)
    proposal = Proposal(BATCH, (charge(), charge("M-0002")))
    assert difference(proposal, coopbooks.load(main).entries).changes == ()


def test_somebodys_own_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    own = tmp_path / "generated" / "2026" / "2026-03-dues.beancount"
    own.parent.mkdir()
    own.write_text('2026-03-01 event "place" "Harbor"\n', encoding="utf-8")
    written = put(main, charge())
    assert written is not None
    assert written.path.name == "2026-03-dues.2.beancount"


def test_corrections_bring_the_book_to_what_is_proposed(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge(), charge("M-0002"), charge("M-0003"))
    wanted = Proposal(BATCH, (charge(number="20.00"), charge("M-0002")))
    found = difference(wanted, coopbooks.load(main).entries)
    put(main, *corrections(found, APRIL).entries)
    book = coopbooks.load(main)
    assert not book.errors
    assert difference(wanted, book.entries).changes == ()


def test_undo_restores_the_book_byte_for_byte(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    before = tree(tmp_path)
    written = put(main, charge())
    assert written is not None
    assert undo(coopbooks.load(main), BATCH) == written.path
    assert tree(tmp_path) == before
    assert not written.path.parent.exists()
    assert not leftovers(tmp_path)


def test_undo_mends_a_book_that_a_batch_has_broken(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    (tmp_path / "generated" / "placeholder.beancount").write_text(
        "2026-04-01 balance Income:Dues 0 USD\n", encoding="utf-8"
    )
    book = coopbooks.load(main)
    assert book.errors
    undo(book, BATCH)
    assert not coopbooks.load(main).errors


def test_undo_works_after_version_control_changed_line_ends(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    written = put(main, charge())
    assert written is not None
    text = written.path.read_bytes()
    written.path.write_bytes(text.replace(b"\n", b"\r\n"))
    undo(coopbooks.load(main), BATCH)


def test_an_include_in_another_file_may_pick_it_up(tmp_path: Path) -> None:
    main = small_book(
        tmp_path, main=MAIN.replace("generated/**/*.beancount", "generated/all.bean")
    )
    other = tmp_path / "generated" / "all.bean"
    other.write_text('include "202?/*.beancount"\n', encoding="utf-8")
    (tmp_path / "generated" / "2025").mkdir()
    (tmp_path / "generated" / "2025" / "none.beancount").touch()
    put(main, charge())
    book = coopbooks.load(main)
    assert not book.errors
    assert batches(book) == [BATCH]
    undo(book, BATCH)


def test_a_period_closed_softly_is_not_refused(tmp_path: Path) -> None:
    main = small_book(tmp_path, '2026-04-05 custom "coop-close" "2026-Q1" "soft"\n')
    assert put(main, charge()) is not None


def test_a_closing_and_entries_of_its_period_can_be_one_batch(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    text = '2026-04-05 custom "coop-close" "2026-03" "hard"\n  id: "close/2026-03"\n'
    entries, _, _ = parser.parse_string(text)
    assert put(main, charge(), *entries) is not None


def test_dates_are_in_order(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    later = datetime.date(2026, 4, 1)
    written = put(main, charge("M-0002", day=later), charge())
    assert written is not None
    assert [entry.date for entry in written.entries] == [MARCH, later]
