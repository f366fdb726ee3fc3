"""What Beancount's parser does not tell: metadata keys written twice.

In a custom directive the last value wins silently, so that `limit:` written twice would
decide an amount unseen. The source lines are read again to catch it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.core.directives import coop_customs
from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

_KEY = re.compile(r"\s+([a-z][\w-]*):")
# Where a word and a colon are no key: in a text, which may go on over many lines, in
# a comment, and in a line that Beancount takes for a heading.
_NO_KEYS = re.compile(r'(?m)"(?:[^"\\]|\\[\s\S])*"|;.*$|^[*:#].*$')


def repeated_keys(entries: Iterable[data.Directive]) -> list[LedgerError]:
    """Find metadata keys that are written twice below one coop directive.

    Args:
        entries: A book's entries.

    Returns:
        An error at the line of each repetition. Directives that come from no file,
        as in a test of a string, are passed over.
    """
    files: dict[str, list[str]] = {}
    errors: list[LedgerError] = []
    for entry in coop_customs(entries):
        name = str(entry.meta.get("filename", ""))
        if name not in files:
            files[name] = _lines(name)
        errors += _repeated(entry, files[name])
    return errors


def _lines(name: str) -> list[str]:
    """The lines of a file, `;` for what holds no keys; none if it can't be read."""
    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return []
    return _NO_KEYS.sub(_blanked, text).split("\n")


def _blanked(found: re.Match[str]) -> str:
    """Comments for as many lines, so that those that follow keep their numbers."""
    return ";" + "\n ;" * found[0].count("\n")


def _repeated(entry: data.Custom, lines: list[str]) -> list[LedgerError]:
    """The repetitions below one directive, which stands at its `lineno`."""
    seen: set[str] = set()
    errors: list[LedgerError] = []
    begin = int(entry.meta["lineno"])
    # By number, since a copy of the lines that follow would be made for each directive.
    for number in range(begin + 1, len(lines) + 1):
        line = lines[number - 1]
        # As for Beancount, an empty line ends a directive, and so does one that is
        # not set in.
        if not line.strip() or not line[0].isspace():
            break
        key = _KEY.match(line)
        if key is None:
            continue
        if key[1] in seen:
            source = {"filename": entry.meta["filename"], "lineno": number}
            message = f"{entry.type}: '{key[1]}:' stands here a second time."
            errors.append(
                LedgerError(source, f"{message} Only one of them can hold.", entry)
            )
        seen.add(key[1])
    return errors
