from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.core.table import evaluate
from coopbooks.packs import layout
from coopbooks.packs.pack import Pack
from coopbooks.packs.text import text
from tests.support import bakery
from tests.support import lists
from tests.support.lists import line

if TYPE_CHECKING:
    from tests.support.goldens import Golden


def page_one(pack: Pack) -> list[str]:
    return text(pack).split("\n\n\n")[0].splitlines()


def test_the_bakerys_month(golden: Golden) -> None:
    golden("packs/bakery.txt", text(bakery.pack()))


def test_the_same_pack_gives_the_same_text() -> None:
    made = text(bakery.pack())
    assert made == text(bakery.pack())
    assert "\r" not in made
    assert not [row for row in made.split("\n") if row != row.rstrip()]


def test_every_page_says_whose_it_is_and_what_is_wrong() -> None:
    pack = bakery.pack()
    pack = replace(pack, heading=replace(pack.heading, marks=("THE BOOK HAS 1 ERROR",)))
    made = text(pack)
    assert made.count("March 2026 · USD · sales counted") == 1 + len(pack.pages)
    assert made.count("book d4e5f6a · printed 9 April 2026") == 1 + len(pack.pages)
    assert made.count("NOTE: THE BOOK HAS 1 ERROR") == 1 + len(pack.pages)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200)


@given(WORDS, st.integers(0, 10**9))
@settings(deadline=None)
def test_page_one_keeps_to_its_width(words: str, cents: int) -> None:
    rows = (line("a", words, Decimal(cents).scaleb(-2)), line("b", words, None, 2))
    table = lists.one("words", words[:60], *rows)
    pack = Pack(bakery.HEADING, evaluate((table,)), ("words",))
    lines = text(pack).split("\n")
    assert max(map(layout.width, lines)) <= 80


def test_a_table_of_words_runs_on_from_its_title() -> None:
    assert "DUE NEXT: 15 April -6,240.00 · 30 April nothing." in text(bakery.pack())


def test_numbers_stand_on_the_last_line_of_their_label() -> None:
    lines = page_one(bakery.pack())
    number = next(n for n, row in enumerate(lines) if "wages and taxes" in row)
    assert lines[number].endswith("February")
    assert lines[number + 1].strip().startswith("and paid in March")
    assert lines[number + 1].endswith("-38,900.00")


def test_remarks_hang_from_their_number() -> None:
    lines = page_one(bakery.pack())
    number = next(n for n, row in enumerate(lines) if "3. One customer" in row)
    assert lines[number + 1].startswith("     it off")
