from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import coopbooks
from coopbooks.core.corrections import reversal
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.journal import undo
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

    from beancount.core import data


def refused(main: Path, *entries: data.Directive) -> str:
    """What a write says when it refuses; it leaves nothing behind."""
    before = tree(main.parent)
    folders = sorted(main.parent.rglob("*/"))
    with pytest.raises(CoopbooksError) as caught:
        put(main, *entries)
    assert tree(main.parent) == before
    assert sorted(main.parent.rglob("*/")) == folders
    assert not leftovers(main.parent)
    return f"{type(caught.value).__name__}: {caught.value}"


def undo_refused(main: Path, batch: str = BATCH) -> str:
    before = tree(main.parent)
    with pytest.raises(CoopbooksError) as caught:
        undo(coopbooks.load(main), batch)
    assert tree(main.parent) == before
    assert not leftovers(main.parent)
    return f"{type(caught.value).__name__}: {caught.value}"


def test_undo_refuses_what_was_changed_by_hand(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    written = put(main, charge())
    assert written is not None
    text = written.path.read_text(encoding="utf-8")
    written.path.write_text(text.replace("25.00", "26.00"), encoding="utf-8")
    assert undo_refused(main).startswith(f"BatchChanged: {written.path} was changed")
    # The next part does not build on what nobody vouches for.
    assert refused(main, charge("M-0002")).startswith("BatchChanged: ")
    # Without its header it is the treasurer's own.
    body = text.split("\n\n", 1)[1].replace("25.00", "26.00")
    written.path.write_text(body, encoding="utf-8")
    assert undo_refused(main) == "BatchNotFound: The book has no batch '2026-03-dues'."
    assert put(main, charge("M-0002")) is not None


def test_undo_refuses_a_closed_period(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    with main.open("a", encoding="utf-8") as file:
        file.write('2026-04-05 custom "coop-close" "2026-03" "hard"\n')
    assert undo_refused(main) == (
        "InClosedPeriod: 'dues/2026-03/M-0001' is dated 2026-03-31, and the book is "
        "closed through 31 March 2026. Make up for it in the open period, or reopen by "
        "a decision."
    )


def test_undo_refuses_what_was_reversed_since(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge(), charge("M-0002"))
    put(main, reversal(charge(), MARCH))
    assert undo_refused(main) == (
        "ReversedSince: 'dues/2026-03/M-0001' was reversed since, by "
        "'dues/2026-03/M-0001~reversed' of the batch 2026-03-dues.2. "
        "Take that batch out first."
    )
    undo(coopbooks.load(main), "2026-03-dues.2")
    undo(coopbooks.load(main), BATCH)


def test_undo_refuses_what_the_book_needs(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    with main.open("a", encoding="utf-8") as file:
        file.write("2026-04-01 balance Income:Dues -25 USD\n")
    assert undo_refused(main) == (
        "WouldNotLoad: The book would have errors without 2026-03-dues.beancount, so "
        "it is left as it was:\n  main.beancount:9: Balance failed for 'Income:Dues': "
        "expected -25 USD != accumulated 0 USD (25 too much)"
    )


def test_undo_names_a_batch_that_is_near(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    assert undo_refused(main, "2026-03-due") == (
        "BatchNotFound: The book has no batch '2026-03-due'. "
        "Did you mean '2026-03-dues'?"
    )


def test_undo_keeps_an_include_from_starving(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge())
    (tmp_path / "generated" / "placeholder.beancount").unlink()
    assert undo_refused(main).startswith(
        "LastOfInclude: 2026-03-dues.beancount is the only file that include "
        '"generated/**/*.beancount" finds'
    )


def test_a_book_with_errors_is_not_written_to(tmp_path: Path) -> None:
    main = small_book(tmp_path, '2026-01-01 * "x"\n  Assets:Nowhere  0 USD\n')
    assert refused(main, charge()) == (
        "BookHasErrors: Nothing is written to a book that has errors. Mend these "
        "first:\n  main.beancount:9: Invalid reference to unknown account "
        "'Assets:Nowhere'"
    )


def test_an_error_is_placed_as_seen_from_the_books_folder(tmp_path: Path) -> None:
    main = small_book(tmp_path, main=MAIN + 'include "2026/march.beancount"\n')
    (tmp_path / "2026").mkdir()
    wrong = '2026-01-01 * "x"\n  Assets:Nowhere  0 USD\n'
    (tmp_path / "2026" / "march.beancount").write_text(wrong, encoding="utf-8")
    assert "\n  2026/march.beancount:1: Invalid" in refused(main, charge())


def test_what_the_book_can_not_take_is_refused(tmp_path: Path) -> None:
    main = small_book(tmp_path, "2026-04-01 balance Income:Dues 0 USD\n")
    assert refused(main, charge()) == (
        "WouldNotLoad: The book would have errors with the new entries, so it is left "
        "as it was:\n  main.beancount:9: Balance failed for 'Income:Dues': "
        "expected 0 USD != accumulated -25.00 USD (25.00 too little)"
    )


def test_an_error_in_the_new_file_is_named_by_it(tmp_path: Path) -> None:
    main = small_book(tmp_path, main=MAIN.replace("open Income:Dues", "open Income:X"))
    assert "\n  2026-03-dues.beancount:6: Invalid reference" in refused(main, charge())


def test_an_include_must_pick_the_file_up(tmp_path: Path) -> None:
    main = small_book(tmp_path, main=MAIN.replace("**/*.", "place*."))
    assert refused(main, charge()).startswith(
        "NotIncluded: main.beancount does not include "
        "generated/2026/2026-03-dues.beancount. "
        'Add this line to it: include "generated/**/*.beancount"; and put a file'
    )


def test_a_closed_period_is_refused(tmp_path: Path) -> None:
    main = small_book(tmp_path, '2026-04-05 custom "coop-close" "2026-Q1" "hard"\n')
    assert refused(main, charge()).startswith(
        "InClosedPeriod: 'dues/2026-03/M-0001' is dated 2026-03-31, and the book is "
        "closed through 31 March 2026."
    )
    assert put(main, charge(day=APRIL)) is not None


def test_an_id_that_is_in_the_book_is_refused(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    put(main, charge(), charge("M-0002"), batch="2026-03-other")
    assert refused(main, charge("M-0002")) == (
        "AlreadyInBook: 'dues/2026-03/M-0002' is in the book already, at "
        "2026-03-other.beancount:6. Look at the difference again: the book has changed."
    )
