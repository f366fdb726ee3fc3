"""Figures of a body's book, kept by what the book says, so that one changed costs one.

What is kept is data as JSON, never a program's own objects. It lies in the user's cache
folder, under a code of every byte that was looked at, the period and the version; what
can't be read is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.federation.reading.figures import VERSION
from coopbooks.federation.reading.figures import from_data
from coopbooks.federation.reading.figures import to_data

if TYPE_CHECKING:
    from coopbooks.core.periods import Period
    from coopbooks.core.vetting.vetting import Vetted
    from coopbooks.federation.reading.figures import Figures

FOLDER = "COOPBOOKS_CACHE"


def code_of(vetted: Vetted, period: Period) -> str:
    """The code of a book that passed, for a period.

    Args:
        vetted: The book.
        period: The period.

    Returns:
        Sixty-four letters and digits; another one for whatever else is in a file.
    """
    digest = hashlib.sha256(f"figures {VERSION} {period.name}\n".encode())
    for file in sorted(vetted.files, key=lambda one: one.name):
        digest.update(f"{file.name}\0{len(file.content)}\0".encode())
        digest.update(file.content)
    return digest.hexdigest()


def kept(code: str) -> Figures | None:
    """Figures that were kept.

    Args:
        code: The code of the book.

    Returns:
        The figures; None where there are none, or none that can be read.
    """
    try:
        text = _path(code).read_text(encoding="utf-8")
        return from_data(json.loads(text))
    except (OSError, ValueError):
        return None


def keep(code: str, figures: Figures) -> None:
    """Keep figures; where that can't be done it costs time only.

    Args:
        code: The code of the book.
        figures: Its figures.
    """
    path = _path(code)
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(to_data(figures)), encoding="utf-8", newline="\n")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)


def _path(code: str) -> Path:
    said = os.environ.get(FOLDER)
    base = Path(said) if said else _user_cache()
    return base / "federation" / code[:2] / f"{code}.json"


def _user_cache() -> Path:
    """The user's cache folder, as the system has it."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "coopbooks"
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "coopbooks"
