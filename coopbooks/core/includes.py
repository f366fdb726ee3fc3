"""Which files make a book, and how it would load with one more or one less.

To try a file out without making it visible, the book is loaded by way of copies: of
its entry file, and of any other file that includes some, with their includes written
out one by one. The copies stand beside their originals, so that paths in them mean the
same, and go away again.
"""

from __future__ import annotations

import fnmatch
import glob
import os.path
import re
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.parser import parser

from coopbooks.core.aside import beside
from coopbooks.core.aside import write_new
from coopbooks.core.ledger import Book
from coopbooks.core.ledger import load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

INCLUDE = re.compile(r'^include[ \t]+"(?:[^"\\\n]|\\.)*"[^\n]*$', re.MULTILINE)
ENCRYPTED = (".gpg", ".asc")


class Include(NamedTuple):
    """An include directive.

    Attributes:
        file: The file that it stands in.
        pattern: What it says, such as `generated/*/*.beancount`.
        matches: The files that it picks up now.
    """

    file: Path
    pattern: str
    matches: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Files:
    """The files that make a book.

    Attributes:
        main: Its entry file.
        all: All of them in the order in which they are read, the entry file first; one
            that is included twice, which is an error, is there twice.
        includes: The includes in them.
    """

    main: Path
    all: tuple[Path, ...]
    includes: tuple[Include, ...]

    @property
    def folders(self) -> set[Path]:
        """The folders that they lie in."""
        return {path.parent for path in self.all}

    def would_pick_up(self, path: Path) -> bool:
        """Whether a file would belong to the book if it were there.

        Args:
            path: An absolute path.
        """
        return any(
            _matches(_full(one.file, one.pattern), path) for one in self.includes
        )

    def only_for(self, path: Path) -> list[Include]:
        """The includes that would pick up nothing, an error, without a file.

        Args:
            path: One of the files.
        """
        return [one for one in self.includes if set(one.matches) == {path}]


def files_of(main: Path) -> Files:
    """Follow the includes of a book as Beancount does.

    Args:
        main: Its entry file, absolute.

    Returns:
        Its files and includes.

    Raises:
        OSError: A file can't be read.
    """
    found = [main]
    includes: list[Include] = []
    seen: set[Path] = set()
    for file in found:
        if file in seen:
            continue
        seen.add(file)
        for pattern in _patterns(_text(file)):
            # To the letter as Beancount does it; pathlib would also find hidden files.
            paths = glob.glob(_full(file, pattern), recursive=True)  # noqa: PTH207
            matches = tuple(Path(os.path.normpath(path)) for path in paths)
            includes.append(Include(file, pattern, matches))
            found += matches
    return Files(main, tuple(found), tuple(includes))


def rehearse(files: Files, wanted: Sequence[Path]) -> Book:
    """Load a book as if other files made it up.

    Args:
        files: The files that make it now.
        wanted: Those that shall; the entry file is among them whether named or not.

    Returns:
        The book. Entries and errors from files that were copied name the copies; see
        `aside.named_as`.

    Raises:
        OSError: A copy can't be written.
    """
    unmatched = {(one.file, one.pattern) for one in files.includes if not one.matches}
    including = {one.file for one in files.includes} | {files.main}
    copies = {file: beside(file) for file in including}
    others = [copies.get(path, path) for path in wanted if path != files.main]
    with _written(
        {
            copy: _without_includes(file, unmatched)
            + (_all_included(others) if file == files.main else "")
            for file, copy in copies.items()
        }
    ):
        return load(copies[files.main])


@contextmanager
def _written(texts: Mapping[Path, str]) -> Iterator[None]:
    """Have some files there for a while."""
    try:
        for path, text in texts.items():
            write_new(path, text.encode())
        yield
    finally:
        for path in texts:
            with suppress(OSError):
                path.unlink()


def _without_includes(file: Path, unmatched: set[tuple[Path, str]]) -> str:
    """A file's text without its includes, line by line the same.

    An include that picks up nothing stays, so that Beancount says so.
    """

    def replaced(match: re.Match[str]) -> str:
        line = match[0]
        missing = any((file, one) in unmatched for one in _patterns(line))
        return line if missing else f";{line}"

    return INCLUDE.sub(replaced, _text(file))


def _all_included(paths: Iterable[Path]) -> str:
    """An include for each path, exactly that one."""
    lines = [f'include "{_quoted(glob.escape(path.as_posix()))}"' for path in paths]
    return "\n".join(["", *lines, ""])


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _patterns(text: str) -> list[str]:
    """The patterns of the includes in a text."""
    lines = [match[0] for match in INCLUDE.finditer(text)]
    _, _, options = parser.parse_string("\n".join([*lines, ""]))
    return [str(pattern) for pattern in options["include"]]


def _text(file: Path) -> str:
    """A file's text, with its own line ends; nothing for one that is encrypted."""
    if file.suffix in ENCRYPTED or not file.is_file():
        return ""
    return file.read_bytes().decode("utf-8", "replace")


def _full(file: Path, pattern: str) -> str:
    """An include's pattern as an absolute one."""
    return str(file.parent / pattern)


def _matches(pattern: str, path: Path) -> bool:
    """Whether a pattern of `glob` picks up a path, were it there."""
    return _parts_match(Path(os.path.normpath(pattern)).parts, path.parts)


def _parts_match(pattern: Sequence[str], parts: Sequence[str]) -> bool:
    if not pattern:
        return not parts
    first, rest = pattern[0], pattern[1:]
    # At the end it stands for at least one name, elsewhere for none or more folders.
    if first == "**" and rest and _parts_match(rest, parts):
        return True
    if not parts or (parts[0].startswith(".") and not first.startswith(".")):
        return False
    if first == "**":
        last = not rest and len(parts) == 1
        return last or _parts_match(pattern, parts[1:])
    return fnmatch.fnmatch(parts[0], first) and _parts_match(rest, parts[1:])
