"""New books come to be in their place whole, or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.cli.refusals import CannotStart
from coopbooks.cli.refusals import FolderInUse
from coopbooks.cli.refusals import NoFolderThere
from coopbooks.cli.starting import PRIVATE
from coopbooks.core.aside import PREFIX
from coopbooks.core.aside import SUFFIX
from coopbooks.core.aside import settle
from coopbooks.core.aside import write_new

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_book(folder: Path, files: Mapping[str, str]) -> None:
    """Write a new book, whole or not at all.

    It is made under a hidden name beside its place and then renamed. What a crash
    leaves under that name is swept away when somebody tries again.

    Args:
        folder: Its folder, which is not there yet or empty.
        files: The text of each file, by its path in the folder.

    Raises:
        FolderInUse: There is something at the place already.
        NoFolderThere: The folder above it is not there.
        CannotStart: The system refuses.
    """
    # Unlike Path.resolve it gives something even where links lead round in a circle.
    place = Path(os.path.realpath(folder))
    try:
        _refuse_taken(folder, place)
        _refuse_orphan(folder, place)
        _sweep(place)
        ready = place.with_name(f"{PREFIX}{place.name}-{secrets.token_hex(4)}{SUFFIX}")
        try:
            _write(ready, files)
            if os.name == "nt" and place.exists():
                place.rmdir()  # Windows renames onto nothing that is there.
            ready.replace(place)
        finally:
            shutil.rmtree(ready, ignore_errors=True)
        settle(place.parent)
    except OSError as error:
        raise CannotStart(folder, error) from error


def _refuse_taken(folder: Path, place: Path) -> None:
    """Refuse a place where something is."""
    if place == Path.cwd():
        raise FolderInUse(folder, "is where you are; give the new folder a name")
    if not place.exists():
        return
    if not place.is_dir():
        raise FolderInUse(folder, "is a file; give a folder that is not there yet")
    first = min((path.name for path in place.iterdir()), default=None)
    if first is not None:
        words = f"has something in it already ({first}); give a folder that is empty"
        raise FolderInUse(folder, words)


def _refuse_orphan(folder: Path, place: Path) -> None:
    """Refuse a place in a folder that is not there."""
    if not place.parent.is_dir():
        raise NoFolderThere(folder, place.parent)


def _sweep(place: Path) -> None:
    """Remove what earlier tries at the same place left when they were stopped."""
    hidden = re.compile(f"{re.escape(PREFIX + place.name)}-[0-9a-f]{{8}}{SUFFIX}")
    for path in place.parent.iterdir():
        if hidden.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _write(ready: Path, files: Mapping[str, str]) -> None:
    """Write the files of a book under a folder that must not be there yet."""
    ready.mkdir()
    (ready / PRIVATE).mkdir(mode=0o700)
    for name, text in files.items():
        path = ready / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, text.encode())
