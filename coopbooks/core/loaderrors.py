"""Beancount's own errors in plain words: one line each, at the line to mend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

LONGEST = 400

_NO_INCLUDE = re.compile(r'File glob "(.*)" does not match any files')
_TRACEBACK = re.compile(r"Traceback \(most recent call last\):.*\n", re.DOTALL)


def in_plain_words(
    errors: Iterable[data.BeancountError], files: Iterable[str]
) -> list[data.BeancountError]:
    """Put Beancount's errors in words for people who are no programmers.

    Args:
        errors: What Beancount found.
        files: The files that it read.

    Returns:
        The errors in the same order. Most are left as they are; those that say nothing
        to a treasurer, or nothing about where, are said anew.
    """
    files = list(files)
    return [_plain(error, files) for error in errors]


def _plain(error: data.BeancountError, files: list[str]) -> data.BeancountError:
    source, message = error.source, error.message
    if message.startswith("Invalid token: '\ufeff"):
        message = (
            "The file begins with an invisible mark that Beancount can't read. Save it "
            "as UTF-8 without BOM."
        )
    elif message.startswith("UnicodeDecodeError"):
        message = "This is not UTF-8 text. Save the file as UTF-8."
    elif match := _NO_INCLUDE.fullmatch(message):
        source = _place_of_include(match[1], files) or source
        message = f'There is no file for this include: "{match[1]}".'
    else:
        message = _one_line(message)
    if message == error.message:
        return error
    return LedgerError(source, message, error.entry)


def _one_line(message: str) -> str:
    """A message without the lines of a traceback, and without what can't be shown."""
    if "\n" in message:
        message = " ".join(_TRACEBACK.sub("", message.rstrip()).split())
    shown = "".join(char if char.isprintable() else " " for char in message)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"


def _place_of_include(pattern: str, files: list[str]) -> data.Meta | None:
    """Where a pattern is included; Beancount does not say."""
    line = re.compile(rf'include\s+"{re.escape(pattern)}"')
    for name in files:
        text = Path(name).read_text(encoding="utf-8", errors="replace")
        for number, content in enumerate(text.split("\n"), start=1):
            if line.match(content):
                return {"filename": name, "lineno": number}
    return None
