"""Load what passed, as data: the bytes that were looked at, and no program of theirs.

It does what Beancount's loader does with a parsed book: it books, pads and checks
balances. Plugins are not run, no cache is read, no document is looked for, and no file
is opened again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.ops import balance
from beancount.ops import pad
from beancount.ops import validation
from beancount.parser import booking

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.ledger import Book
from coopbooks.core.ledger import resting_collector
from coopbooks.core.loaderrors import in_plain_words
from coopbooks.core.vetting.documents import documents

if TYPE_CHECKING:
    from typing import Any

    from coopbooks.core.vetting.vetting import Vetted


class BookRefused(CoopbooksError):
    """A book from others says or holds what it may not."""

    def __init__(self, vetted: Vetted) -> None:
        """Build the message.

        Args:
            vetted: What was found.
        """
        first, *more = vetted.problems
        rest = f" And {len(more)} more." if more else ""
        super().__init__(
            f"{vetted.folder.name} is refused: {first}{rest} "
            "See coopbooks check --untrusted."
        )


class BookNotShown(CoopbooksError):
    """A book says or holds what one that is shown to others may not."""

    def __init__(self, vetted: Vetted) -> None:
        """Build the message.

        Args:
            vetted: What was found.
        """
        first, *more = vetted.problems
        rest = f" And {len(more)} more." if more else ""
        super().__init__(f"{vetted.folder.name} can't be shown: {first}{rest}")


def load_vetted(vetted: Vetted) -> Book:
    """Load a book from others that was looked at.

    Args:
        vetted: What was found.

    Returns:
        The book. Its errors are Beancount's own, and tell of files by their names
        inside the folder; `options` name no plugin, so that what checks books does.

    Raises:
        BookRefused: It did not pass.
    """
    if not vetted.passed:
        raise BookRefused(vetted)
    options = _options(vetted)
    options["include"] = [file.name for file in vetted.files]
    with resting_collector():
        entries, errors = worked_out(vetted, options, [])
    path = vetted.folder / vetted.files[0].name
    return Book(path, entries, in_plain_words(errors, options["include"]), options)


def load_shown(vetted: Vetted) -> Book:
    """Load one's own book, which was looked at, to be shown.

    Args:
        vetted: What was found by the rules for a book that is shown.

    Returns:
        The book, as it loads otherwise, with its documents; files are named by their
        whole paths. Its errors are Beancount's own.

    Raises:
        BookNotShown: It did not pass.
    """
    if not vetted.passed:
        raise BookNotShown(vetted)
    options = _options(vetted)
    names = [str(vetted.folder / file.name) for file in vetted.files]
    options["include"] = names
    options["filename"] = names[0]
    said = vetted.files[0].options.get("documents", ())
    found, missing = documents(vetted, [str(folder) for folder in said])
    entries, errors = worked_out(vetted, options, found)
    known = [error for file in vetted.files for error in file.errors]
    errors = [*known, *missing, *errors]
    return Book(Path(names[0]), entries, in_plain_words(errors, names), options)


def worked_out(
    vetted: Vetted, options: dict[str, Any], more: list[data.Directive]
) -> tuple[list[data.Directive], list[data.BeancountError]]:
    """Book, pad, compare balances and validate, as Beancount's loader does.

    Args:
        vetted: What was found.
        options: The book's options.
        more: Directives that no file says, such as documents found in a folder.

    Returns:
        The entries, sorted, and what is wrong.
    """
    entries = [*(entry for file in vetted.files for entry in file.entries), *more]
    entries.sort(key=data.entry_sortkey)
    entries, errors = booking.book(entries, options)
    entries, wrong = pad.pad(entries, options)
    errors = [*errors, *wrong]
    entries.sort(key=data.entry_sortkey)
    entries, wrong = balance.check(entries, options)
    errors += wrong
    errors += validation.validate(entries, options, None, None)
    return entries, errors


def _options(vetted: Vetted) -> dict[str, Any]:
    """The options of the entry file, with the currencies of all."""
    options = dict(vetted.files[0].options)
    currencies: list[str] = []
    for file in vetted.files:
        currencies += file.options["operating_currency"]
        if file is not vetted.files[0]:
            options["dcontext"].update_from(file.options["dcontext"])
    options["operating_currency"] = list(dict.fromkeys(currencies))
    options["plugin"] = []
    options["documents"] = []
    return options
