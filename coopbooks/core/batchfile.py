"""The text of a batch: what made it, how it was, and every leg written out."""

from __future__ import annotations

import hashlib
import os.path
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Literal

from beancount.core import account
from beancount.core import data
from beancount.parser import parser
from beancount.parser import printer

from coopbooks.core.content import PLACE
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.runs import packed
from coopbooks.core.substance import substance

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Mapping

    from coopbooks.core.proposal import Proposal

DIGEST = re.compile(r"^; sha256 ([0-9a-f]{64})\n", re.MULTILINE)

# Fields that Beancount's printer puts between quotes as they are.
TEXTS = ("comment", "type", "description", "name", "query_string", "filename")


class CannotBeWritten(CoopbooksError):
    """An entry would not come back from a file as it is."""

    def __init__(self, entry: data.Directive, reason: str) -> None:
        """Build the message.

        Args:
            entry: The entry.
            reason: Why.
        """
        id_ = entry.meta.get("id", "")
        kind = type(entry).__name__.lower()
        super().__init__(
            f"The {kind} '{id_}' of {entry.date} can't be written: {reason}."
        )


class _Digits(Decimal):
    """A number without powers of ten, which the ledger language has not."""

    def __str__(self) -> str:
        return format(self, "f")


def stamped(
    proposal: Proposal, batch: str, recorded: datetime.date
) -> list[data.Directive]:
    """The entries of a proposal as they go into a book.

    Args:
        proposal: What is to be written.
        batch: The name that it gets, perhaps with a number.
        recorded: The day on which it is written.

    Returns:
        By date; runs are put together, and each entry has `batch` and `recorded` and
        none of what Beancount and its plugins noted.
    """
    origin = {"batch": batch, "recorded": recorded}
    entries = [
        _bare(entry, {"id": entry.meta["id"], **origin})
        for entry in packed(proposal.entries)
    ]
    return sorted(entries, key=lambda entry: entry.date)


def text_of(entries: Iterable[data.Directive], made_by: str, path: Path) -> str:
    """The text of a batch.

    Args:
        entries: Entries from `stamped`, at least one.
        made_by: What made them, in a few words, such as `dues charge --period 2026-03`.
        path: The file they will be in, for the paths of documents.

    Returns:
        Its text, with a header that tells whether it was changed later.

    Raises:
        CannotBeWritten: An entry would not come back as it is.
    """
    entries = list(entries)
    meta = entries[0].meta
    header = (
        f"; {' '.join(made_by.split())}\n"
        f"; Batch {meta['batch']}, written by coopbooks on {meta['recorded']}.\n"
        "; Don't change this file: take the batch out and write it again.\n"
    )
    body = "".join(f"\n{_printed(entry, path)}" for entry in entries)
    return f"{header}; sha256 {_digest(header, body)}\n{body}"


def state_of(path: Path) -> Literal["ours", "changed", "theirs"]:
    """Whether a file is a batch as it was written, or changed, or somebody's own.

    Args:
        path: A file.

    Returns:
        `ours`, `changed` or `theirs`.

    Raises:
        OSError: It can't be read.
    """
    # Version control on Windows may have changed the line ends.
    text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    match = DIGEST.search(text)
    if match is None:
        return "theirs"
    whole = _digest(text[: match.start()], text[match.end() :]) == match[1]
    return "ours" if whole else "changed"


def _digest(header: str, body: str) -> str:
    text = f"{header}{body}".replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()


def _bare(entry: data.Directive, first: Mapping[str, Any]) -> data.Directive:
    """An entry with metadata that belongs in a file only, some of it first."""
    entry = entry._replace(meta={**first, **_said(entry.meta), **first})
    if isinstance(entry, data.Transaction):
        postings = [one._replace(meta=_said(one.meta)) for one in entry.postings]
        return entry._replace(postings=postings)
    return entry


def _said(meta: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        key: value
        for key, value in (meta or {}).items()
        if key not in PLACE and not key.startswith("__") and value is not None
    }


def _printed(entry: data.Directive, path: Path) -> str:
    """An entry as text, once it is sure that the text says the same."""
    if any(_incomplete(posting) for posting in getattr(entry, "postings", ())):
        raise CannotBeWritten(entry, "a posting has no amount")
    try:
        text = printer.format_entry(_printable(entry, path))
    except (TypeError, ValueError, AttributeError) as error:
        raise CannotBeWritten(entry, str(error)) from error
    found, errors, _ = parser.parse_string(text, str(path))
    if errors:
        raise CannotBeWritten(entry, errors[0].message)
    if len(found) != 1 or substance(found[0]) != substance(entry):
        raise CannotBeWritten(entry, "it would read differently in the file")
    return text


def _incomplete(posting: data.Posting) -> bool:
    """Whether Beancount would have to work a posting's amount out."""
    return not isinstance(getattr(posting.units, "number", None), Decimal)


def _printable(entry: data.Directive, path: Path) -> data.Directive:
    """An entry that Beancount's printer writes faithfully."""
    entry = entry._replace(meta=_plain(entry.meta))
    if isinstance(entry, data.Transaction):
        postings = [one._replace(meta=_plain(one.meta)) for one in entry.postings]
        return entry._replace(postings=postings)
    if isinstance(entry, data.Document):
        entry = entry._replace(filename=_from(path.parent, entry.filename))
    if isinstance(entry, data.Custom):
        values = [
            (_escaped(_digits(value)), account.TYPE if dtype == account.TYPE else dtype)
            for value, dtype in entry.values or ()
        ]
        entry = entry._replace(values=values)
    fields: dict[str, Any] = entry._asdict()
    texts: dict[str, Any] = {
        name: _escaped(text) for name, text in fields.items() if name in TEXTS
    }
    return entry._replace(**texts)


def _plain(meta: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: _digits(value) for key, value in (meta or {}).items()}


def _digits(value: object) -> object:
    """A number that is printed with all its digits."""
    return _Digits(value) if isinstance(value, Decimal) else value


def _escaped(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace('"', '\\"')
    return value


def _from(folder: Path, filename: str) -> str:
    """A document's path as it is written in a file of a folder."""
    try:
        return Path(os.path.relpath(filename, folder)).as_posix()
    except ValueError:  # on another drive of a Windows machine
        return filename
