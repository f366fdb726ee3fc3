"""Killed at any point of a sign-off or a closing, a book is before or after."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

import coopbooks
from coopbooks.controls.review import closing
from coopbooks.controls.review import writing
from coopbooks.controls.review.acting import sign
from coopbooks.core import aside
from tests.support.killing import STEP
from tests.support.killing import count_lines
from tests.support.killing import killed_at
from tests.support.reviewed import DAY
from tests.support.reviewed import MARCH
from tests.support.reviewed import person
from tests.support.reviewed import small_book

if TYPE_CHECKING:
    from pathlib import Path

WATCHED = (writing.__file__,)


def do(job: str, main: Path) -> None:
    if job == "sign":
        sign(coopbooks.load(main), MARCH, person(3))
    else:
        closing.close(coopbooks.load(main), MARCH, "soft", DAY)


def directives(main: Path) -> list[str]:
    """What the book's reviews say, of which it loads without an error."""
    book = coopbooks.load(main)
    assert book.errors == []
    return [
        one.type
        for one in book.entries
        if isinstance(one, data.Custom)
        and one.type.startswith(("coop-review-", "coop-close"))
    ]


@pytest.mark.slow
@pytest.mark.parametrize("job", ["sign", "close"])
def test_killed_at_any_point(job: str, tmp_path: Path) -> None:
    main = small_book(tmp_path / "book")
    sign(coopbooks.load(main), MARCH, person(2))
    kept = tmp_path / "kept"
    shutil.copytree(main.parent, kept)
    before = directives(main)
    lines = count_lines(partial(do, job, main), WATCHED)
    after = directives(main)
    assert len(after) == len(before) + 1
    seen = []
    for point in range(1, lines + 1, STEP):
        shutil.rmtree(main.parent)
        shutil.copytree(kept, main.parent)
        assert killed_at(point, partial(do, job, main), WATCHED)
        found = directives(main)
        assert found in (before, after)
        seen.append(found == after)
        # What a person does next: take the lock away if it stands, and try again.
        (main.parent / aside.LOCK).unlink(missing_ok=True)
        if found == before:
            do(job, main)
        assert directives(main) == after
    assert seen == sorted(seen)
    assert {True, False} == set(seen)
