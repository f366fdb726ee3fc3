"""Where a result goes: to the screen, to a file, or as several files to a folder."""

from __future__ import annotations

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.core.aside import PREFIX
from coopbooks.core.aside import SUFFIX
from coopbooks.core.aside import settle
from coopbooks.core.aside import write_new
from coopbooks.core.errors import CoopbooksError
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.formats import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coopbooks.packs.pack import Pack

# What a person wants who names a folder: to read, to calculate with, to mail.
FOR_FOLDERS = ("html", "xlsx", "text")
SCREEN = "-"


class NoFormat(CoopbooksError):
    """A file was asked for whose name says no format that we write."""

    def __init__(self, path: str) -> None:
        """Build the message.

        Args:
            path: What was asked for.
        """
        suffixes = ", ".join(each.suffix for each in FORMATS.values())
        super().__init__(
            f"{path} does not say in which format. End it with one of {suffixes}, "
            "add --format, or name a folder."
        )


class NotForScreens(CoopbooksError):
    """A workbook was to be written to a terminal."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "A workbook can't be shown on the screen; add --output month.xlsx."
        )


class CannotWriteOutput(CoopbooksError):
    """The system refuses to write a result."""

    def __init__(self, path: Path, error: OSError) -> None:
        """Build the message.

        Args:
            path: What was to be written.
            error: What the system said.
        """
        reason = error.strerror or type(error).__name__
        hint = ""
        if isinstance(error, PermissionError) and path.is_file():
            hint = " Is it open in another program?"
        super().__init__(f"{path} can't be written: {reason}.{hint}")


def places(output: str | None, form: str | None, stem: str) -> dict[Path, str]:
    """The files that are to be written.

    Args:
        output: A file or a folder as it was typed; None or `-` for the screen. What
            is a folder, ends in a slash or has no extension is one.
        form: The name of a format; None where none was given.
        stem: What files in a folder are called, without extension.

    Returns:
        The format of each file; nothing for the screen.

    Raises:
        NoFormat: It is a file whose extension says no format.
    """
    if output is None or output == SCREEN:
        return {}
    path = Path(output)
    separators = tuple(filter(None, (os.sep, os.altsep)))
    if path.is_dir() or output.endswith(separators) or not path.suffix:
        forms = (form,) if form else FOR_FOLDERS
        return {path / FORMATS[each].file_name(stem): each for each in forms}
    by_suffix = {each.suffix: each.name for each in FORMATS.values()}
    found = form or by_suffix.get(path.suffix.lower())
    if found is None:
        raise NoFormat(output)
    return {path: found}


def refuse_screen(form: str) -> None:
    """Refuse a workbook for a terminal before it is made.

    Args:
        form: The format that was asked for.

    Raises:
        NotForScreens: It is a workbook, and the output is a terminal.
    """
    if form == "xlsx" and sys.stdout.isatty():
        raise NotForScreens


def show(content: bytes) -> None:
    """Write a result to the output stream.

    Args:
        content: The result.
    """
    click.echo(content, nl=False)


def deliver(pack: Pack, files: Mapping[Path, str], form: str | None) -> None:
    """Write a pack to its files, or show it.

    Args:
        pack: The pack.
        files: The format of each file, from `places`; none for the screen.
        form: The format for the screen; None for text.

    Raises:
        CannotWriteOutput: The system refuses.
    """
    if not files:
        show(render(pack, form or "text"))
        return
    write_files({path: render(pack, each) for path, each in files.items()})
    click.echo("\n".join(f"Written: {path}" for path in files))


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all; those that were there are replaced.

    All are prepared beside their places first, so that a full disk leaves the earlier
    ones as they were.

    Args:
        files: What each is to hold.

    Raises:
        CannotWriteOutput: The system refuses; folders that were made go away again.
    """
    made: list[Path] = []
    prepared: dict[Path, Path] = {}
    path = Path()
    try:
        for path in files:
            made += _missing(path.parent)
            path.parent.mkdir(parents=True, exist_ok=True)
            prepared[path] = path.with_name(
                f"{PREFIX}{path.name}-{secrets.token_hex(4)}{SUFFIX}"
            )
            write_new(prepared[path], files[path])
        for path, ready in prepared.items():
            ready.replace(path)
    except OSError as error:
        raise CannotWriteOutput(path, error) from error
    finally:
        for ready in prepared.values():
            with suppress(OSError):
                ready.unlink(missing_ok=True)
        for folder in made:
            with suppress(OSError):  # Folders that hold what was written stay.
                folder.rmdir()
    for folder in {path.parent for path in files}:
        settle(folder)


def _missing(folder: Path) -> list[Path]:
    """Which of a folder and those above it are not there, the innermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]
