"""How failures are told: one line on the error stream, and an exit code."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What writing to a pipe gives whose reader went away; the second one on Windows.
READER_GONE = (errno.EPIPE, errno.EINVAL)


class Told(click.ClickException):
    """Wrong use or bad input, told on one line that begins with the program's name."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        """Build the line.

        Args:
            message: What is wrong; it may have several lines.
        """
        super().__init__(one_line(message))

    def show(self, file: object = None) -> None:
        """Write the line to the error stream."""
        say(self.message)


class ToLookAt(Told):
    """Something to look at, told in the same way."""

    exit_code = 1


def say(message: str) -> None:
    """Tell something beside the output, on one line of the error stream.

    Args:
        message: What to tell; it may have several lines.
    """
    click.echo(f"coopbooks: {one_line(message)}", err=True)


def one_line(text: str) -> str:
    """Put a text on one line.

    Args:
        text: Any text, also from a book that somebody else wrote.

    Returns:
        Its words with single blanks; what a terminal would obey is a blank too.
    """
    return " ".join(
        "".join(letter if letter.isprintable() else " " for letter in text).split()
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn wrong use, bad input and failing disks into a line and an exit code.

    Raises:
        Told: For each of them.
        BrokenPipeError: Who reads the output went away, which is no failure.
    """
    try:
        yield
    except CoopbooksError as error:
        kind = ToLookAt if error.exit_code == ToLookAt.exit_code else Told
        raise kind(str(error)) from error
    except Told:
        raise
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Told(_usage(error)) from error
    except OSError as error:
        if error.errno in READER_GONE and error.filename is None:
            raise BrokenPipeError(errno.EPIPE, "closed") from error
        raise Told(in_words(error)) from error


def in_words(error: OSError) -> str:
    """Say what the system refused.

    Args:
        error: Its error.

    Returns:
        For example `out/month.html: No space left on device.`
    """
    reason = error.strerror or "the system refused it, without a reason"
    return f"{error.filename}: {reason}." if error.filename else f"{reason}."


def _usage(error: click.UsageError) -> str:
    """What was wrong in the arguments, and where to read more."""
    ctx = error.ctx
    hint = f" See: {ctx.command_path} --help" if ctx else ""
    return f"{error.format_message()}{hint}"
