"""What a file truly is, found out before anything in it is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["workbook", "csv"]

# 50 MB hold more than a million rows; nothing a co-op is sent comes near.
MOST_BYTES = 50_000_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names in an OLE file are UTF-16; this one holds the encrypted workbook.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
HEAD = 4096

# What files begin with that people send instead of a sheet, in plain words.
OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "a text document"),
)
PAGES = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<!--", b"<head")


class FileRefused(CoopbooksError):
    """A file that is not read, because of what it is."""

    def __init__(self, file: str, why: str, instead: str) -> None:
        """Build the message.

        Args:
            file: The file's name.
            why: What it is, after its name.
            instead: What to do, a sentence.
        """
        super().__init__(f"{file} {why}. {instead}")


class FileUnreadable(CoopbooksError):
    """A file that can't be opened, or that is damaged."""

    def __init__(self, file: str, why: str) -> None:
        """Build the message.

        Args:
            file: The file's name.
            why: What is wrong with it, in plain words.
        """
        super().__init__(
            f"{file} can't be read: {why}. Ask for it again, or open it in a "
            "spreadsheet program and save it anew."
        )


def content(path: Path) -> bytes:
    """Read a file whole, if it is not too big.

    Args:
        path: The file.

    Returns:
        What is in it, at most `MOST_BYTES`.

    Raises:
        FileRefused: It is too big, or empty.
        FileUnreadable: The system does not give it out.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            most = f"{MOST_BYTES // 1_000_000} MB"
            why = f"is too big: {size / 1_000_000:,.0f} MB, the limit is {most}"
            raise FileRefused(path.name, why, "Split it, by month for example.")
        with path.open("rb") as file:
            held = file.read(size + 1)
    except OSError as error:
        raise FileUnreadable(
            path.name, error.strerror or "it can't be opened"
        ) from None
    if not held.strip(b"\x00 \t\r\n"):
        raise FileRefused(path.name, "is empty", "Ask for it again.")
    return held


def kind(name: str, held: bytes) -> Kind:
    """Say what a file is by what is in it, and hold its name to that.

    Args:
        name: The file's name.
        held: What is in it.

    Returns:
        `workbook` for a zip archive that is named `.xlsx`, `csv` for text.

    Raises:
        FileRefused: It is something else, encrypted, or not what its name says.
    """
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if held.startswith(OLE):
        _refuse_old(name, held)
    if held.startswith(ZIP):
        return _workbook(name, ending)
    for start, what in OTHERS:
        if held.startswith(start):
            again = "Ask for it as a workbook (.xlsx) or as CSV."
            raise FileRefused(name, f"is {what}, not a spreadsheet", again)
    if held[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(PAGES):
        again = "Open it in a spreadsheet program and save it as .xlsx."
        raise FileRefused(name, "is a web page or XML, not a spreadsheet", again)
    if ending in {"xlsx", "xls", "xlsm", "xlsb", "ods"}:
        why = f"is named .{ending} but is no workbook; it looks like text"
        again = "Rename it to .csv, if it is one; else ask for it again."
        raise FileRefused(name, why, again)
    return "csv"


def _workbook(name: str, ending: str) -> Kind:
    """Take a zip archive as a workbook only where its name says so."""
    if ending == "xlsx":
        return "workbook"
    if ending in {"xlsm", "xlsb", "xls", "ods"}:
        again = "Open it in a spreadsheet program and save it as .xlsx."
        raise FileRefused(name, f"is a .{ending} file, which is not read", again)
    why = "is named like text but is a workbook or another zip archive"
    raise FileRefused(name, why, "Rename it to .xlsx, if it is a workbook.")


def _refuse_old(name: str, held: bytes) -> None:
    """Refuse what older programs wrote, and what is encrypted."""
    if ENCRYPTED in held:
        again = "Open it with its password and save it without one."
        raise FileRefused(name, "is encrypted", again)
    again = "Open it in a spreadsheet program and save it as .xlsx."
    raise FileRefused(name, "is an old .xls file, which is not read", again)
