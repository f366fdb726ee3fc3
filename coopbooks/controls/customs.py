"""Directives that are none of this language, and errors in their order."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import PREFIX
from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.directives import Form


def unknown_directives(
    entries: Sequence[data.Directive], forms: Sequence[Form]
) -> list[LedgerError]:
    """Find customs that this language does not know, or that were meant to be of it.

    Args:
        entries: A book's entries.
        forms: Every directive of the language.

    Returns:
        An error for each, with the directive that was probably meant.
    """
    kinds = [form.kind for form in forms]
    errors: list[LedgerError] = []
    for entry in entries:
        if not isinstance(entry, data.Custom) or entry.type in kinds:
            continue
        if entry.type.startswith(PREFIX):
            problem = f"{entry.type} is no directive of this language."
        elif difflib.get_close_matches(entry.type.lower(), kinds, n=1, cutoff=0.85):
            problem = f"'{entry.type}' is passed over by everything that reads it."
        else:
            continue
        hint = _near_kind(entry.type.lower(), kinds)
        errors.append(LedgerError(entry.meta, f"{problem}{hint}", entry))
    return errors


def _near_kind(written: str, kinds: Sequence[str]) -> str:
    """Which directive was probably meant, without the beginning that all have."""
    bare = {kind.removeprefix(PREFIX): kind for kind in kinds}
    matches = difflib.get_close_matches(written.removeprefix(PREFIX), bare, n=1)
    return f" Did you mean '{bare[matches[0]]}'?" if matches else ""


def in_order(errors: list[LedgerError]) -> list[LedgerError]:
    """Put errors by file and line, so that how they were found does not matter.

    Args:
        errors: The errors.

    Returns:
        The same ones.
    """

    def place(error: LedgerError) -> tuple[str, int]:
        source = error.source
        return str(source.get("filename", "")), int(source.get("lineno", 0))

    return sorted(errors, key=place)
