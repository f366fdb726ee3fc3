"""Figures of a body's book, kept by what the book says, so that one changed costs one.

What is kept is data as JSON, never a program's own objects. It lies in the user's cache
folder, under a code of every byte that was looked at, the period and the version; what
can't be read is made again.

Beside the figures it is kept that a book passed: which files were read, and of which
files in the folder they were chosen. The folder is walked and its files are read each
time; with the same names and the same bytes to the letter it passes again, unparsed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks import __version__
from coopbooks.core.vetting.files import Folder
from coopbooks.core.vetting.rules import EDITION
from coopbooks.federation.reading.figures import VERSION
from coopbooks.federation.reading.figures import from_data
from coopbooks.federation.reading.figures import to_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.core.periods import Period
    from coopbooks.core.vetting.vetting import Vetted
    from coopbooks.federation.reading.figures import Figures

FOLDER = "COOPBOOKS_CACHE"
PASSED = "passed"


def code_of(vetted: Vetted, period: Period) -> str:
    """The code of a book that passed, for a period.

    Args:
        vetted: The book.
        period: The period.

    Returns:
        Sixty-four letters and digits; another one for whatever else is in a file.
    """
    contents = {file.name: file.content for file in vetted.files}
    return _code(contents, f"figures {VERSION} {period.name}")


def passed(folder: Path, period: Period) -> str:
    """The code of a book that passed before, and is the same to the letter.

    Args:
        folder: The book's folder, which is walked again.
        period: The period.

    Returns:
        The code for which its figures were kept; empty where anything is new.
    """
    looked = Folder(folder)
    try:
        said = json.loads(_note(folder).read_text(encoding="utf-8"))
        names, among = list(map(str, said["read"])), said["among"]
    except (OSError, ValueError, TypeError, KeyError):
        return ""
    if looked.problems or among != _among(looked):
        return ""
    contents = {name: looked.read(name) for name in names if name in looked.found}
    if len(contents) < len(names) or None in contents.values():
        return ""
    read = {name: content or b"" for name, content in contents.items()}
    if said.get("bytes") != _code(read, PASSED):
        return ""
    return _code(read, f"figures {VERSION} {period.name}")


def remember(vetted: Vetted) -> None:
    """Keep that a book passed.

    Args:
        vetted: The book.
    """
    contents = {file.name: file.content for file in vetted.files}
    said = {
        "read": list(contents),
        "among": _among(vetted.looked),
        "bytes": _code(contents, PASSED),
    }
    _write(_note(vetted.folder), said)


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
    _write(_path(code), to_data(figures))


def _write(path: Path, what: object) -> None:
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(what), encoding="utf-8", newline="\n")
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _code(contents: Mapping[str, bytes], what: str) -> str:
    digest = hashlib.sha256(f"{what}\n".encode())
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _among(looked: Folder) -> str:
    """A code of which files there are to choose from, and of what may pass."""
    said = "\n".join([__version__, str(EDITION), *sorted(looked.found)])
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _path(code: str) -> Path:
    return _base() / code[:2] / f"{code}.json"


def _note(folder: Path) -> Path:
    """Where it is kept that the book of a folder passed."""
    place = str(folder.resolve()).encode("utf-8", "surrogateescape")
    return _base() / PASSED / f"{hashlib.sha256(place).hexdigest()}.json"


def _base() -> Path:
    said = os.environ.get(FOLDER)
    return (Path(said) if said else _user_cache()) / "federation"


def _user_cache() -> Path:
    """The user's cache folder, as the system has it."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "coopbooks"
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "coopbooks"
