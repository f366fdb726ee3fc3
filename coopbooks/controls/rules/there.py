"""Which files a book has, by their names: no document is opened to find it."""

from __future__ import annotations

import os
import posixpath
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.ledger import ENTRY_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

# What is not for others to see, in any folder below the book's.
PRIVATE = "private"
# A book's files lie no deeper below its entry file; above that are other people's.
DEPTH = 5
_KEY = re.compile(r"documents?([-_\d].*)?")
_LEDGER = (".beancount", ".bean")


def named(meta: data.Meta | None) -> Iterator[str]:
    """The documents that metadata names, by `document:`, `document-2:` and the like.

    Args:
        meta: Metadata of an entry or a posting.

    Yields:
        Each as it is written; one that says nothing is none.
    """
    for key, value in (meta or {}).items():
        if not key.startswith("document") or not isinstance(value, str):
            continue
        if value.strip() and _KEY.fullmatch(key):
            yield value.strip()


def named_by(entry: data.Directive) -> list[str]:
    """The documents that an entry and its postings name.

    Args:
        entry: Any entry.

    Returns:
        Each once, as they are written, in their order.
    """
    metas = [entry.meta]
    if isinstance(entry, data.Transaction):
        metas += [one.meta for one in entry.postings if one.meta]
    return list(dict.fromkeys(name for meta in metas for name in named(meta)))


@dataclass(frozen=True, slots=True)
class There:
    """The files in a book's folder.

    Attributes:
        folder: The folder.
        by_name: The files below it, seen from it, by their last names. What is
            hidden, private or part of the ledger itself is not among them.
    """

    folder: Path
    by_name: Mapping[str, frozenset[str]] = field(repr=False)

    def has(self, name: str, filename: object = None) -> bool:
        """Whether a document is there.

        Args:
            name: As it is named: the file's own name, wherever it lies, or with
                folders before it.
            filename: The file of the ledger that names it, from whose folder `..` is
                counted too.

        Returns:
            Whether such a file is in the folder.
        """
        said = _plain(name.replace("\\", "/"))
        top = _plain(self.folder.as_posix())
        if Path(said).is_absolute():
            return self._is_file(posixpath.normpath(said), top)
        if ".." not in said.split("/"):
            path = posixpath.normpath(said)
            return any(
                one == path or one.endswith(f"/{path}")
                for one in self.by_name.get(posixpath.basename(path), ())
            )
        bases = (top, _plain(Path(str(filename or "")).parent.as_posix()))
        paths = {posixpath.normpath(posixpath.join(base, said)) for base in bases}
        return any(self._is_file(path, top) for path in paths)

    def _is_file(self, path: str, top: str) -> bool:
        """Whether a whole path is that of one of the files."""
        if not PurePosixPath(path).is_relative_to(top):
            return False
        inside = PurePosixPath(path).relative_to(top).as_posix()
        return inside in self.by_name.get(posixpath.basename(path), ())


def missing(entry: data.Directive, files: There | None) -> list[str]:
    """The documents that an entry names and that are not there.

    Args:
        entry: Any entry.
        files: The files of its book; None where they can't be known.

    Returns:
        Their names as they are written; none where files can't be known.
    """
    if files is None:
        return []
    filename = entry.meta.get("filename")
    return [name for name in named_by(entry) if not files.has(name, filename)]


def files_of(entries: Iterable[data.Directive]) -> There | None:
    """Read the names of the files in a book's folder, once.

    Args:
        entries: The book's entries.

    Returns:
        The files; None for a book that does not stand in a file.
    """
    entries = list(entries)
    folder = folder_of(entries)
    if folder is None:
        return None
    found: dict[str, set[str]] = {}
    for path in (*_walked(folder, ""), *_of_beancount(entries, folder)):
        plain = _plain(path)
        found.setdefault(posixpath.basename(plain), set()).add(plain)
    return There(folder, {name: frozenset(paths) for name, paths in found.items()})


def folder_of(entries: Iterable[data.Directive]) -> Path | None:
    """The folder of a book, by where its entries stand.

    Args:
        entries: The book's entries.

    Returns:
        The folder with the entry file `main.beancount` at or above which most of its
        files stand; where there is none, the uppermost that has a file of it. None
        where no entry stands in a file.
    """
    files = {str(entry.meta.get("filename", "")) for entry in entries}
    parents = Counter(
        path.parent
        for path in map(Path, files)
        if path.is_absolute() and path.is_file()
    )
    tops: Counter[Path] = Counter()
    for parent, many in parents.items():
        above = (parent, *parent.parents)[:DEPTH]
        top = next((one for one in above if (one / ENTRY_FILE).is_file()), None)
        if top is not None:
            tops[top] += many
    if tops:
        return min(tops, key=lambda one: (-tops[one], len(one.parts), str(one)))
    return min(parents, key=lambda one: (len(one.parts), str(one)), default=None)


def _walked(folder: Path, inside: str) -> Iterator[str]:
    """The files below a folder, seen from the book's; no link is followed."""
    try:
        listed = sorted(os.scandir(folder / inside), key=lambda one: one.name)
    except OSError:  # a folder that nobody lets us read has nothing for us
        return
    for one in listed:
        path = f"{inside}/{one.name}" if inside else one.name
        if one.name.startswith(".") or one.is_symlink() or _is_private(path):
            continue
        if one.is_dir(follow_symlinks=False):
            yield from _walked(folder, path)
        elif not one.name.endswith(_LEDGER):
            yield path


def _of_beancount(entries: Iterable[data.Directive], folder: Path) -> Iterator[str]:
    """The documents that Beancount has found, also where `documents/` is a link."""
    for entry in entries:
        if isinstance(entry, data.Document):
            path = PurePosixPath(posixpath.normpath(Path(entry.filename).as_posix()))
            if path.is_relative_to(folder.as_posix()):
                inside = path.relative_to(folder.as_posix()).as_posix()
                if not _is_private(inside):
                    yield inside


def _is_private(path: str) -> bool:
    return PRIVATE in path.casefold().split("/")


def _plain(path: str) -> str:
    """A path with its letters in one form: a Mac writes accents apart."""
    return unicodedata.normalize("NFC", path)
