from __future__ import annotations

import errno
import io
import multiprocessing
import os
import sys
from pathlib import Path
from typing import Any

import pytest

import coopbooks
from coopbooks.core import aside
from coopbooks.core.journal import write
from coopbooks.core.proposal import Proposal
from tests.support.batches import APRIL
from tests.support.batches import BATCH
from tests.support.batches import charge
from tests.support.batches import leftovers
from tests.support.batches import put
from tests.support.batches import small_book
from tests.support.batches import tree

REFUSED = 7


def test_two_do_not_write_at_once(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    before = tree(tmp_path)
    with (
        aside.alone(tmp_path),
        pytest.raises(
            aside.BookLocked,
            match=rf"^Process {os.getpid()} on .* is writing to this book, or was",
        ),
    ):
        put(main, charge())
    assert tree(tmp_path) == before
    assert put(main, charge()) is not None


def test_what_a_stopped_write_left_is_swept_away(tmp_path: Path) -> None:
    main = small_book(tmp_path)
    folder = tmp_path / "generated" / "2026"
    folder.mkdir()
    aside.beside(folder / "2026-03-dues.beancount").write_text("half an entr")
    aside.beside(main).write_text("half")
    assert not coopbooks.load(main).errors
    put(main, charge())
    assert not leftovers(tmp_path)


@pytest.mark.parametrize("step", range(4))
def test_a_full_disk_leaves_the_book_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    main = small_book(tmp_path)
    book = coopbooks.load(main)
    before = tree(tmp_path)
    opened = Path.open
    count = 0

    def full(path: Path, mode: str = "r", **rest: Any) -> Any:  # noqa: ANN401
        nonlocal count
        file = opened(path, mode, **rest)
        if "x" not in mode:
            return file
        count += 1
        return HalfFull(path) if count == step + 1 else file

    monkeypatch.setattr(Path, "open", full)
    if step == 3:
        monkeypatch.setattr(Path, "replace", no_room)
    with pytest.raises(aside.CannotWrite, match="No space left on device"):
        write(book, Proposal(BATCH, (charge(),)), recorded=APRIL, made_by="x")
    monkeypatch.undo()
    assert tree(tmp_path) == before
    assert not leftovers(tmp_path)
    assert put(main, charge()) is not None


class HalfFull(io.FileIO):
    """A file on a disk that fills up half-way."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "r+")

    def write(self, content: Any) -> int:  # noqa: ANN401
        super().write(content[: len(content) // 2])
        return int(no_room())


def no_room(*_: object) -> Any:  # noqa: ANN401
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file sizes")
@pytest.mark.parametrize("room", [0, 1, 200, 300, 400])
def test_files_that_can_not_grow_leave_the_book_as_it_was(
    tmp_path: Path, room: int
) -> None:
    main = small_book(tmp_path)
    before = tree(tmp_path)
    child = multiprocessing.get_context("fork").Process(
        target=write_with_room, args=(main, room)
    )
    child.start()
    child.join()
    assert child.exitcode == REFUSED
    assert tree(tmp_path) == before
    assert not leftovers(tmp_path)


def write_with_room(main: Path, room: int) -> None:
    """The child: may write no file larger than `room` bytes."""
    import resource

    book = coopbooks.load(main)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        write(book, Proposal(BATCH, (charge(),)), recorded=APRIL, made_by="x")
    except aside.CannotWrite:
        sys.exit(REFUSED)


def test_a_folder_that_can_not_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main = small_book(tmp_path)
    book = coopbooks.load(main)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(aside.CannotWrite) as caught:
        write(book, Proposal(BATCH, (charge(),)), recorded=APRIL, made_by="x")
    assert str(caught.value) == (
        f"{tmp_path / '.coopbooks-lock'} can't be written: Permission denied. "
        "The book is as it was."
    )
