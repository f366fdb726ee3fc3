"""The two kinds of errors: those in a book, and those in how we were called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import ClassVar
from typing import NamedTuple

if TYPE_CHECKING:
    from beancount.core import data


class LedgerError(NamedTuple):
    """Something wrong in a book; collected beside the result, never raised.

    Attributes:
        source: Metadata with `filename` and `lineno` of the line to mend.
        message: One plain sentence, which says what to do next.
        entry: The directive concerned, if there is one.
    """

    source: data.Meta
    message: str
    entry: data.Directive | None = None


class Notice(LedgerError):
    """Something to look at, told where Beancount and Fava tell errors.

    It is none: a book that has notices only is right, and its figures are complete.
    """

    __slots__ = ()


class Found(Notice):
    """What a rule found, told where Beancount and Fava tell errors.

    `coopbooks check --period` lists the same with the code of its rule.
    """

    __slots__ = ()


class CoopbooksError(Exception):
    """Base of everything raised for wrong use or bad input.

    There is one subclass for each cause, which builds its own message. The command
    line prints the message on one line and exits with `exit_code`.
    """

    exit_code: ClassVar[int] = 2


def where(source: data.Meta | None) -> str:
    """Name the place of an error as `file:line`, by the file's own name.

    Args:
        source: Metadata with `filename` and `lineno`, or None.

    Returns:
        For example `terms.beancount:12`; `-` when no place is known.
    """
    name, line = _place(source)
    return f"{Path(name).name}{line}" if name else "-"


def placed(*sources: data.Meta | None) -> data.Meta:
    """The first place that is known, for what a plugin made may have none.

    Args:
        *sources: Metadata, the nearest first: a posting's, then its transaction's.

    Returns:
        The first with a line; else the last one, or empty metadata.
    """
    known = (source for source in sources if source and source.get("filename"))
    return next(known, sources[-1] or {})


def in_folder(source: data.Meta | None, folder: Path) -> str:
    """Name the place of an error as `path:line`, seen from the book's folder.

    Args:
        source: Metadata with `filename` and `lineno`, or None.
        folder: The folder of the book's entry file.

    Returns:
        For example `2026/2026-03.beancount:12`, with forward slashes everywhere, so
        that a report reads the same on every system; for a file elsewhere its own
        name, as `where` gives it.
    """
    name, line = _place(source)
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(folder):
        return f"{path.relative_to(folder).as_posix()}{line}"
    return where(source)


def _place(source: data.Meta | None) -> tuple[str, str]:
    """The file and `:line` of an error; both empty when no place is known."""
    source = source or {}
    name, line = str(source.get("filename") or ""), source.get("lineno") or 0
    if not line and name.startswith("<"):
        return "", ""  # Beancount's own word for no file, such as <load>.
    return name, f":{line}" if line else ""
