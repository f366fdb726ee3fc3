"""The files of a folder that somebody sent: what may be read of it, and what is there.

Nothing is followed out of the folder: links are refused, whatever they point at, and so
is what is neither a file nor a folder. What is read is read once; what is loaded later
are these bytes, not the files, which may have changed.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_BOOK = 100 * MEGABYTE
MOST_FILES = 10_000
LONGEST_LINE = 10_000
# What others run by itself, or what a loader would run, has no place beside a book.
RUNS = frozenset(
    {
        *(".py", ".pyc", ".pyo", ".pyd", ".pyw", ".pth", ".so", ".dll", ".dylib"),
        *(".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".scr", ".jar", ".lnk"),
        *(".sh", ".bash", ".zsh", ".js", ".mjs", ".app", ".desktop", ".picklecache"),
    }
)
# Letters that turn the direction of writing make a text read otherwise than it is.
TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
ALLOWED_CONTROLS = frozenset("\t\n\r")
# Whose folder is nobody else's: it is neither needed nor looked into.
PRIVATE = "private"
HIDDEN = ".git"


class Problem(NamedTuple):
    """Why a book from others is refused.

    Attributes:
        file: The file, as it is called inside the folder.
        line: The line; 0 for the file as a whole.
        words: What is wrong with it.
    """

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        """The problem with its place, as people read it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.words}"


class Folder:
    """A folder that somebody sent.

    Attributes:
        path: The folder.
        found: Its files by their names inside it, with their sizes; links and others
            are not among them.
        folders: Those that were looked into, itself among them.
        problems: What is there and may not be.
    """

    def __init__(self, path: Path, most: int = MOST_FILES) -> None:
        """Look at what is there, without opening any file.

        Args:
            path: The folder.
            most: How many files there may be.
        """
        self.path = path
        self.found: dict[str, int] = {}
        self.folders: list[Path] = []
        self.problems: list[Problem] = []
        self._read = 0
        for count, (name, status) in enumerate(_walk(path, self.folders), start=1):
            self._look(name, status)
            if count > most:
                self.problems.append(Problem(".", 0, f"more than {most} files."))
                break

    def _look(self, name: str, status: os.stat_result) -> None:
        """Note a file, or why it may not be there."""
        if stat.S_ISLNK(status.st_mode):
            words = "is a link. Send the file itself: nothing outside is looked at."
        elif not stat.S_ISREG(status.st_mode):
            words = "is neither a file nor a folder."
        elif status.st_nlink > 1:
            words = "is one file under two names. Send a copy of its own."
        elif PurePosixPath(name).suffix.lower() in RUNS:
            words = "can be run, or is run by what loads a book. Leave it out."
        else:
            self.found[name] = status.st_size
            return
        self.problems.append(Problem(name, 0, words))

    def read(self, name: str) -> bytes | None:
        """Read a file once.

        Args:
            name: Its name inside the folder.

        Returns:
            Its bytes; None where it can't be read or is too large, which is told.
        """
        size = self.found.get(name, 0)
        if size > LARGEST_FILE or self._read + size > LARGEST_BOOK:
            most = LARGEST_FILE // MEGABYTE, LARGEST_BOOK // MEGABYTE
            words = f"is too large: {most[0]} MB a file, {most[1]} MB a book."
            self.problems.append(Problem(name, 0, words))
            return None
        try:
            content = _bytes_of(self.path / name)
        except OSError as error:
            words = f"can't be read: {error.strerror}."
            self.problems.append(Problem(name, 0, words))
            return None
        self._read += len(content)
        return content


def text_of(name: str, content: bytes) -> tuple[str, list[Problem]]:
    """Read bytes as text that shows what it is.

    Args:
        name: The file's name inside the folder.
        content: Its bytes.

    Returns:
        The text, empty where it is none, and what is wrong with it.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "", [Problem(name, 0, "is not UTF-8 text. Save it as UTF-8.")]
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            words = f"a line of more than {LONGEST_LINE} characters."
            problems.append(Problem(name, number, words))
        elif not line.isprintable() and (bad := _bad_letter(line)):
            problems.append(Problem(name, number, f"the character U+{bad:04X}."))
    return text, problems


def _bad_letter(line: str) -> int:
    """The first letter that hides something; 0 for none."""
    for letter in line:
        control = ord(letter) < ord(" ") or "\x7f" <= letter <= "\x9f"
        if letter in TURNED or (control and letter not in ALLOWED_CONTROLS):
            return ord(letter)
    return 0


def _walk(folder: Path, seen: list[Path]) -> Iterator[tuple[str, os.stat_result]]:
    """Everything in a folder that is no folder, by name; links are not followed."""
    for place, folders, files in os.walk(folder, followlinks=False):
        here = Path(place)
        seen.append(here)
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if name not in linked and name not in {PRIVATE, HIDDEN}
        )
        for name in sorted([*files, *linked]):
            path = here / name
            try:
                yield path.relative_to(folder).as_posix(), path.lstat()
            except OSError:
                continue


def _bytes_of(path: Path) -> bytes:
    """Read a file, and not what a link put in its place meanwhile points at."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return file.read(LARGEST_FILE + 1)
