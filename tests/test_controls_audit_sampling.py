"""Samples: the same seed draws the same entries, however the files are ordered."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

import coopbooks
from coopbooks.controls.audit.sampling import draw
from coopbooks.controls.audit.sampling import identity
from coopbooks.controls.audit.sampling import items_of
from tests.support.audits import gross
from tests.support.audits import pack
from tests.support.audits import table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from coopbooks.controls.audit.sampling import Drawn

HEADER = """\
2025-01-01 open Assets:Bank
2025-01-01 open Expenses:Office
2025-01-01 custom "coop-account" "bank" Assets:Bank
"""


def entry(day: int, number: str, words: str = "Paper") -> str:
    return (
        f'2025-03-{day:02} * "Shop" "{words}"\n'
        f"  Expenses:Office  {number} USD\n  Assets:Bank\n"
    )


def items(folder: Path, texts: list[str]) -> list[Drawn]:
    path = folder / "main.beancount"
    path.write_text(HEADER + "\n".join(texts), encoding="utf-8")
    return items_of(gross(coopbooks.load(path)).disbursements)


def said(drawn: list[Drawn]) -> list[str]:
    return [identity(one) for one in drawn]


def test_the_order_of_files_and_entries_makes_no_difference(tmp_path: Path) -> None:
    texts = [entry(day, f"{10 + day}.00", f"No. {day}") for day in range(1, 29)]
    first = said(draw(items(tmp_path, texts), 6, 4711))
    random.Random(1).shuffle(texts)
    again = said(draw(items(tmp_path, texts), 6, 4711))
    assert (len(first), first) == (6, again)
    (tmp_path / "march.beancount").write_text("\n".join(texts), encoding="utf-8")
    assert said(draw(items(tmp_path, ['include "march.beancount"']), 6, 4711)) == first


def test_another_seed_draws_others(tmp_path: Path) -> None:
    texts = [entry(day, "10.00", f"No. {day}") for day in range(1, 29)]
    every = items(tmp_path, texts)
    drawn = {tuple(said(draw(every, 5, seed))) for seed in range(20)}
    assert len(drawn) > 15


def test_those_that_say_the_same_are_drawn_one_by_one(tmp_path: Path) -> None:
    every = items(tmp_path, [entry(3, "10.00")] * 4)
    assert len(draw(every, 3, 1)) == 3
    assert len(draw(every, 9, 1)) == 4
    assert draw(every, 0, 1) == []


def test_an_entry_more_does_not_change_the_draw_of_the_others(tmp_path: Path) -> None:
    texts = [entry(day, f"{10 + day}.00", f"No. {day}") for day in range(1, 20)]
    few = said(draw(items(tmp_path, texts), 5, 3))
    more = said(draw(items(tmp_path, [*texts, entry(20, "0.01", "Small")]), 6, 3))
    assert set(few) <= set(more)


def test_the_larger_the_more_likely(tmp_path: Path) -> None:
    every = items(tmp_path, [entry(1, "10.00", "Small"), entry(2, "90.00", "Large")])
    first: Counter[Decimal] = Counter()
    for seed in range(400):
        first[draw(every, 1, seed)[0].number] += 1
    # Nine of ten, and so often that chance can't be the reason.
    assert 330 < first[Decimal("90.00")] < 390


@given(seed=st.integers(0, 10**12), size=st.integers(0, 40))
def test_nothing_is_drawn_twice(
    seed: int, size: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not EVERY:
        folder = tmp_path_factory.mktemp("sample")
        texts = [entry(day, f"{day}.50", f"No. {day}") for day in range(1, 29)]
        EVERY.extend(items(folder, texts))
    drawn = said(draw(EVERY, size, seed))
    assert len(drawn) == len(set(drawn)) == min(size, 28)
    assert drawn == sorted(drawn)


EVERY: list[Drawn] = []


def test_the_page_says_how_it_was_drawn(harbor: Path) -> None:
    book = coopbooks.load(harbor / "harbor-foods-local-12")
    found = pack(book, seed=4711, size=3)
    page = table(found, "audit-sample-disbursements")
    assert page.lead[0].text.startswith("3 of 132 disbursements")
    assert "seed 4711" in page.lead[0].text
    assert len(page.rows) == 4
    assert [row.cells["label"] for row in page.rows] == [
        row.cells["label"]
        for row in table(
            pack(book, seed=4711, size=3), "audit-sample-disbursements"
        ).rows
    ]
