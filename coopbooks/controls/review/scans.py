"""Scans of pages that were signed on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.vetting.files import PRIVATE

if TYPE_CHECKING:
    from pathlib import Path

KINDS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".webp"})


def is_scan(folder: Path, name: str) -> bool:
    """Whether a scan is there, inside the folder, and not among what is private.

    Args:
        folder: The book's folder.
        name: The file, from there.

    Returns:
        Whether it is a PDF or a picture that a book may name.
    """
    path, home = (folder / name).resolve(), folder.resolve()
    if not path.is_file() or not path.is_relative_to(home):
        return False
    inside = path.relative_to(home)
    return inside.parts[0] != PRIVATE and inside.suffix.lower() in KINDS
