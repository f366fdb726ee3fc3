"""Keeping senders' files: under `private/imports/`, out of sight of everything else."""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.core.aside import beside
from coopbooks.core.aside import refusing
from coopbooks.core.aside import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.imports.fates import Preview

PRIVATE = Path("private")
FOLDER = PRIVATE / "imports"
# Only its owner reads it.
MODE = 0o600


def place_of(folder: Path, file: str, digest: str) -> Path:
    """Where a file is kept.

    Args:
        folder: The book's folder.
        file: The file's name.
        digest: Its SHA-256.

    Returns:
        Such as `private/imports/3f9a1c22d0e1-harborside-2026-04.csv`.
    """
    return folder / FOLDER / f"{digest[:12]}-{Path(file).name}"


@contextmanager
def kept(folder: Path, preview: Preview) -> Iterator[tuple[Path, ...]]:
    """Keep the files of a preview while and after something is written.

    Args:
        folder: The book's folder.
        preview: The preview.

    Yields:
        Where they are kept. If what is done meanwhile fails, they are gone again.

    Raises:
        CannotWrite: The system refuses.
    """
    places = []
    made: list[Path] = []
    try:
        for path, (name, digest) in zip(preview.files, preview.sources, strict=True):
            place = place_of(folder, name, digest)
            places.append(place)
            if not place.exists():
                made.append(place)
                write_private(place, path.read_bytes())
        yield tuple(dict.fromkeys(places))
    except BaseException:
        for place in made:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        tidy(folder)
        raise


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, whole or not at all.

    Args:
        path: The file.
        content: What it is to hold.

    Raises:
        CannotWrite: The system refuses.
    """
    with refusing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = beside(path)
        aside.unlink(missing_ok=True)
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        settle(path.parent)


def drop(folder: Path, file: str, digest: str) -> None:
    """Remove a file that was kept.

    Args:
        folder: The book's folder.
        file: The file's name.
        digest: Its SHA-256.
    """
    with suppress(OSError):
        place_of(folder, file, digest).unlink(missing_ok=True)


def tidy(folder: Path) -> None:
    """Remove the folders of what is kept, if nothing is in them.

    Args:
        folder: The book's folder.
    """
    for empty in (folder / FOLDER, folder / PRIVATE):
        with suppress(OSError):
            empty.rmdir()
