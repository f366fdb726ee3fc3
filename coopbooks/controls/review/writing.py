"""Adding to the reviews of a book: one directive more, there whole or not at all.

The file of the period is written anew beside itself with one directive more, the book
is tried out with it, and then it takes the old one's place. What a signature keeps of
the book is written before it: left alone it does no harm.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from coopbooks.core.aside import alone
from coopbooks.core.aside import beside
from coopbooks.core.aside import named_as
from coopbooks.core.aside import refusing
from coopbooks.core.aside import settle
from coopbooks.core.aside import sweep
from coopbooks.core.aside import write_new
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.includes import files_of
from coopbooks.core.includes import rehearse
from coopbooks.core.ledger import load
from coopbooks.core.refusals import WouldNotLoad

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path

    from coopbooks.controls.review.kept import Kept
    from coopbooks.core.ledger import Book

FOLDER = "reviews"
HEAD = """\
; Reviews of {period}: written by coopbooks, only added to. Each directive names the one
; before it, so that a change of them is seen.
"""


class NoPlaceForReviews(CoopbooksError):
    """The book includes no files of reviews."""

    def __init__(self, main: Path) -> None:
        """Build the message.

        Args:
            main: The book's entry file.
        """
        super().__init__(
            f"{main.name} does not include its reviews. Make a folder {FOLDER} with an "
            f"empty file none-yet.beancount in it, and add this line to {main.name}: "
            f'include "{FOLDER}/*.beancount"'
        )


def add(
    book: Book, period: str, make: Callable[[Book], tuple[str, Kept | None]]
) -> Path:
    """Add a directive to the reviews of a period.

    Args:
        book: The book, as it was loaded.
        period: The period's name, which is the file's.
        make: Gives the directive's text for the book as it is now, and what is to be
            kept with it; it may refuse by raising a `CoopbooksError`.

    Returns:
        The file that has one directive more.

    Raises:
        NoPlaceForReviews: The book includes no files of reviews.
        BookLocked: Somebody else is writing to it.
        WouldNotLoad: The book would have errors that it has not now.
        CannotWrite: The system refuses.
    """
    with alone(book.folder), refusing(book.folder):
        files = files_of(book.path)
        path = book.folder / FOLDER / f"{period}.beancount"
        if not files.would_pick_up(path):
            raise NoPlaceForReviews(book.path)
        # What others wrote since it was loaded counts, the chain above all.
        now = load(book.path)
        text, kept = make(now)
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(files.folders | {path.parent})
        if kept is not None:
            _keep(path.parent / kept.name, kept.text.encode())
        old = (
            path.read_bytes() if path.exists() else HEAD.format(period=period).encode()
        )
        aside = beside(path)
        with refusing(path):
            try:
                write_new(aside, old.rstrip() + b"\n\n" + text.encode(), lasting=True)
                others = [one for one in files.all if one != path]
                _refuse(now, rehearse(files, [*others, aside]))
                aside.replace(path)
                settle(path.parent)
            finally:
                with suppress(OSError):
                    aside.unlink(missing_ok=True)
    return path


def directive(
    day: datetime.date, kind: str, values: tuple[str, ...], meta: Mapping[str, object]
) -> str:
    """Write a directive as a treasurer would.

    Args:
        day: Its date.
        kind: Its type.
        values: Its words.
        meta: What stands below it; what is empty is left out.

    Returns:
        Its text, with a line feed at its end.
    """
    words = " ".join(quoted(one) for one in values)
    lines = [f'{day} custom "{kind}" {words}']
    for key, value in meta.items():
        if value:
            lines.append(f"  {key}: {quoted(str(value))}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as Beancount reads it back.

    Args:
        text: The text; line breaks and what can't be seen become blanks.

    Returns:
        It in quotes.
    """
    plain = "".join(one if one.isprintable() else " " for one in text)
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _keep(path: Path, content: bytes) -> None:
    """Have a file that keeps what was signed; the same again is left as it is."""
    if path.exists() and path.read_bytes() == content:
        return
    aside = beside(path)
    write_new(aside, content, lasting=True)
    aside.replace(path)
    settle(path.parent)


def _refuse(now: Book, then: Book) -> None:
    """Refuse what would bring errors that are not there already."""
    if len(then.errors) > len(now.errors):
        before = {one.message for one in now.errors}
        new = [one for one in then.errors if one.message not in before] or then.errors
        raise WouldNotLoad(
            "with the new review",
            [LedgerError(_named(one.source), one.message) for one in new],
        )


def _named(source: Mapping[str, object] | None) -> dict[str, object]:
    """Where something stands, by the name that its file will have."""
    said = dict(source or {})
    if "filename" in said:
        said["filename"] = str(named_as(str(said["filename"])))
    return said
