"""Documents of a book, given out: those of its folder, and only as what they are."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import cast
from urllib.parse import quote

from fava.context import g
from fava.core import EntryNotFoundForHashError
from fava.core import StatementMetadataInvalidError
from fava.core import StatementNotFoundError
from flask import Response
from flask import abort
from flask import request

from coopbooks.core.vetting.documents import inside

if TYPE_CHECKING:
    from coopbooks.pages.viewer.ledger import ShownLedger

LARGEST = 100 * 1024 * 1024
# What a browser shows without running any of it; the rest is given out to be kept.
SHOWN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".bmp": "image/bmp",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/plain; charset=utf-8",
    ".json": "text/plain; charset=utf-8",
    ".xml": "text/plain; charset=utf-8",
    ".qfx": "text/plain; charset=utf-8",
}
# Fava shows documents in a frame of its own page. A browser's viewer of PDF files does
# not work in a sandbox.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_PDF = f"{_POLICY}; object-src 'self'"
_OTHER = f"{_POLICY}; sandbox"


def document() -> Response:
    """Give out the document that is named by its path.

    Returns:
        The document; 404 where the book has none of this name.
    """
    filename = request.args.get("filename", "")
    known = {one.filename for one in _ledger().all_entries_by_type.Document}
    return given_out(filename) if filename in known else abort(404)


def statement() -> Response:
    """Give out the document that an entry names.

    Returns:
        The document; 404 where there is none.
    """
    asked = request.args.get("entry_hash", ""), request.args.get("key", "")
    try:
        filename = _ledger().statement_path(*asked)
    except (
        EntryNotFoundForHashError,
        StatementMetadataInvalidError,
        StatementNotFoundError,
    ):
        return abort(404)
    return given_out(filename)


def given_out(filename: str) -> Response:
    """Read a document and answer with it.

    Args:
        filename: Its whole path.

    Returns:
        The answer; 404 where it lies outside, behind a link, or can't be read.
    """
    opened = _ledger().opened
    name = inside(opened.vetted, filename)
    if name is None:
        return abort(404)
    try:
        content = read_inside(opened.vetted.folder, name)
    except OSError:
        return abort(404)
    kind = SHOWN.get(PurePosixPath(name).suffix.lower())
    how = "inline" if kind else "attachment"
    answer = Response(content, content_type=kind or "application/octet-stream")
    called = quote(PurePosixPath(name).name)
    answer.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{called}"
    pdf = kind == SHOWN[".pdf"]
    answer.headers["Content-Security-Policy"] = _PDF if pdf else _OTHER
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def read_inside(folder: Path, name: str) -> bytes:
    """Read a file of a folder, and follow no link on the way to it.

    Args:
        folder: The folder.
        name: The file's name inside it.

    Returns:
        What it holds.

    Raises:
        OSError: It is no file of the folder's own, is too large, or can't be read.
    """
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise FileNotFoundError(name)
    place = _opened(folder, parts) if _CAN_WALK else _checked(folder, parts)
    with os.fdopen(place, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_nlink > 1:
            raise FileNotFoundError(name)
        if about.st_size > LARGEST:
            raise OSError(name)
        return file.read(LARGEST)


_CAN_WALK = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")


def _opened(folder: Path, parts: tuple[str, ...]) -> int:
    """Open a file folder by folder, so that none can be put in place of another."""
    here = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            below = os.open(part, flags, dir_fd=here)
            os.close(here)
            here = below
        # Does not wait for a pipe that was put in its place.
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        return os.open(parts[-1], flags, dir_fd=here)
    finally:
        os.close(here)


def _checked(folder: Path, parts: tuple[str, ...]) -> int:
    """The same where the system can't open from a folder: look, then open."""
    path = folder.joinpath(*parts)
    if not path.resolve(strict=True).is_relative_to(folder.resolve(strict=True)):
        raise FileNotFoundError(path)
    ways = [path, *path.parents[: len(parts) - 1]]
    if any(one.is_symlink() for one in ways):
        raise FileNotFoundError(path)
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


def _ledger() -> ShownLedger:
    """The book that is shown."""
    return cast("ShownLedger", g.ledger)
