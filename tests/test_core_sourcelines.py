from __future__ import annotations

from typing import TYPE_CHECKING

from beancount import loader

from coopbooks.core.errors import where
from coopbooks.core.sourcelines import repeated_keys

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.ledgers import Loaded


def repeated(loaded: Loaded) -> list[str]:
    assert not loaded.errors
    return [
        f"{where(error.source)} {error.message}"
        for error in repeated_keys(loaded.entries)
    ]


def test_a_key_written_twice_is_told_where_it_stands(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay"
      limit: 3600.00 USD
      body: "general meeting"
      limit: 9600.00 USD
      limit: 1.00 USD
    """
    sentence = "coop-decision: 'limit:' stands here a second time."
    assert repeated(load_doc) == [
        f"main.beancount:4 {sentence} Only one of them can hold.",
        f"main.beancount:5 {sentence} Only one of them can hold.",
    ]


def test_each_directive_has_keys_of_its_own(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay"
      limit: 3600.00 USD
    2026-03-14 custom "coop-decision" "2026-03/8" "New oven"
      limit: 900.00 USD
    """
    assert repeated(load_doc) == []


def test_other_customs_are_not_ours_to_judge(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "fava-option" "language" "en"
      note: "one"
      note: "two"
    """
    assert repeated(load_doc) == []


def test_texts_and_comments_hold_no_keys(load_doc: Loaded) -> None:
    """
    * Decisions ; with a " that nobody closes
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike pay
      limit: for six members"  ; it's "so
      note: "It says \\" and:
      limit: no more
    limit: and no less"
      ; limit: 5 USD
      limit: 3600.00 USD  ; limit: 5 USD
    2026-03-14 custom "coop-decision" "2026-03/8" "New oven"
      limit: 900.00 USD
    """
    assert repeated(load_doc) == []


def test_what_stands_after_a_text_of_many_lines_is_found(load_doc: Loaded) -> None:
    """
    2026-03-14 custom "coop-decision" "2026-03/7" "Strike
    pay"
      note: "One

      two"
      limit: 3600.00 USD
      ; twice
      limit: 9600.00 USD
    """
    assert [line.split()[0] for line in repeated(load_doc)] == ["main.beancount:8"]


def test_line_ends_of_windows_and_form_feeds_count_as_beancount_counts(
    tmp_path: Path,
) -> None:
    path = tmp_path / "main.beancount"
    path.write_bytes(
        b'; page\x0cbreak\r\n2026-03-14 custom "coop-decision" "2026-03/7" "Oven"\r\n'
        b"  limit: 1.00 USD\r\n  limit: 2.00 USD\r\n"
    )
    (error,) = repeated_keys(loader.load_file(str(path))[0])
    assert where(error.source) == "main.beancount:4"


def test_directives_that_come_from_no_file_are_passed_over() -> None:
    text = '2026-03-14 custom "coop-decision" "1" "Oven"\n  limit: 1\n  limit: 2\n'
    assert repeated_keys(loader.load_string(text)[0]) == []
