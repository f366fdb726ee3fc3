from __future__ import annotations

import datetime
import errno
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopbooks.cli import placing
from coopbooks.cli.placing import write_book
from coopbooks.cli.starting import contents
from coopbooks.cli.starting import plan
from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

NOW = datetime.datetime.fromisoformat("2026-04-08T19:05")


def names(folder: Path) -> set[str]:
    """Everything in a folder and below it, as paths with forward slashes."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(placing, "write_new", full)
    told = refused("init", tmp_path / "book", "--kind", "union")
    assert "can't be written: No space left on device. Nothing was written." in told
    assert names(tmp_path) == set()


class Killed(BaseException):
    """The process is gone: nothing after it runs."""


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Die before the step of which the list holds the number, counted down."""
    left = [1 << 30]

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def step(*arguments: object, **words: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return function(*arguments, **words)

        return step

    with monkeypatch.context() as patch:
        for where, name in (
            (placing, "write_new"),
            (placing, "settle"),
            (shutil, "rmtree"),
            (Path, "mkdir"),
            (Path, "replace"),
            (Path, "rmdir"),
        ):
            patch.setattr(where, name, counted(getattr(where, name)))
        yield left


@pytest.mark.parametrize("there", [False, True])
def test_killed_anywhere_it_leaves_nothing_half(
    deadly: list[int], there: bool, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    files = contents(plan(folder, "union", NOW, "USD"))
    deaths = 0
    while True:
        deadly[0] = 1 << 30
        shutil.rmtree(folder, ignore_errors=True)
        if there:
            folder.mkdir()
        deadly[0] = deaths
        try:
            write_book(folder, files)
        except Killed:
            deaths += 1
        else:
            break
        found = names(folder)
        assert not found or found >= files.keys()
    assert deaths > len(files)
    # The last one, which lived, swept up after all that were killed.
    assert [path.name for path in tmp_path.iterdir()] == ["book"]


def test_others_and_their_new_books_are_left_alone(tmp_path: Path) -> None:
    hidden = [".coopbooks-book-and-more-0123abcd.tmp", ".coopbooks-book.tmp"]
    for name in hidden:
        (tmp_path / name).mkdir()
    assert run("init", tmp_path / "book", "--kind", "union").exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [*hidden, "book"]
