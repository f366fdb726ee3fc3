"""Writing beside the book: one writer at a time, and nothing visible half-way.

What is made here on the way to a new file has a name that begins with a dot and ends in
`.tmp`, which no include of a book picks up. What a crash leaves of it does no harm and
is swept away at the next write.
"""

from __future__ import annotations

import os
import socket
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

PREFIX = ".coopbooks-"
SUFFIX = ".tmp"
LOCK = f"{PREFIX}lock"


class BookLocked(CoopbooksError):
    """Somebody else is writing to the book, or was stopped while doing so."""

    def __init__(self, lock: Path, holder: str) -> None:
        """Build the message.

        Args:
            lock: The lock file.
            holder: What it says about who made it.
        """
        super().__init__(
            f"{holder or 'Another program'} is writing to this book, or was stopped "
            "while it did. Wait until it is done. If nothing is running any more, "
            f"remove the file {lock} and try again; the book itself is whole."
        )


class CannotWrite(CoopbooksError):
    """The system refuses to write: no room, no permission, no such drive."""

    def __init__(self, path: Path, error: OSError) -> None:
        """Build the message.

        Args:
            path: What was to be written or taken out.
            error: What the system said.
        """
        reason = error.strerror or type(error).__name__
        super().__init__(f"{path} can't be written: {reason}. The book is as it was.")


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Say in plain words when the system refuses to write.

    Args:
        path: What is written.

    Raises:
        CannotWrite: The system refused.
    """
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other writer out of a book.

    Args:
        folder: The book's folder, in which a lock file stands meanwhile.

    Raises:
        BookLocked: There is a lock file already.
        CannotWrite: None can be made.
    """
    lock = folder / LOCK
    holder = f"Process {os.getpid()} on {socket.gethostname()}"
    try:
        write_new(lock, holder.encode())
    except FileExistsError as error:
        with suppress(OSError):
            raise BookLocked(lock, lock.read_text("utf-8").strip()) from error
        raise BookLocked(lock, "") from error
    except OSError as error:
        with suppress(OSError):
            lock.unlink()
        raise CannotWrite(lock, error) from error
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()


def beside(path: Path) -> Path:
    """The name under which a file is prepared: in its folder, but out of sight.

    Args:
        path: The file as it will be called.

    Returns:
        A path that no include picks up.
    """
    return path.with_name(f"{PREFIX}{path.name}{SUFFIX}")


def named_as(path: str | Path) -> Path:
    """The file that something was prepared for, or that it is a copy of.

    Args:
        path: A path from `beside`, or any other.

    Returns:
        The path that it will have, or that its original has.
    """
    path = Path(path)
    name = path.name
    if name.startswith(PREFIX) and name.endswith(SUFFIX):
        return path.with_name(name.removeprefix(PREFIX).removesuffix(SUFFIX))
    return path


def write_new(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write a file that must not be there yet.

    Args:
        path: The file.
        content: What it is to hold.
        lasting: Whether it must be on the disk, whatever happens, when this returns.

    Raises:
        FileExistsError: It is there.
        OSError: The system refuses; what was begun is left for the caller to remove.
    """
    with path.open("xb") as file:
        file.write(content)
        if lasting:
            file.flush()
            os.fsync(file.fileno())


def settle(folder: Path) -> None:
    """Bring a renaming in a folder down to the disk, where the system can do that.

    Args:
        folder: The folder.
    """
    # Windows opens no folders, and takes care of it by itself.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folders: Iterable[Path]) -> None:
    """Remove what an earlier write left behind when it was stopped.

    Args:
        folders: Where to look. Only the holder of the lock may do this.
    """
    for folder in folders:
        for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
            with suppress(OSError):
                path.unlink()
