"""The root of all commands: their names, what each is for, and how they end."""

from __future__ import annotations

import io
import sys

import click

from coopbooks import __version__
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section

SECTIONS = (
    Section(
        "Start a book",
        (Entry("init", "Write a small, working book to go on from.", "init"),),
    ),
    Section(
        "Every month",
        (
            Entry(
                "steps", "Say what is done, what is awaited and what is next.", "steps"
            ),
            Entry(
                "check", "List what is wrong in a book, with file and line.", "check"
            ),
            Entry("report", "Make the report of a month.", "report"),
        ),
    ),
    Section(
        "Look things up",
        (Entry("decisions", "Show what was decided, and what is left.", "decisions"),),
    ),
)


class Root(LazyGroup):
    """The root of all commands."""

    sections = SECTIONS


@click.group(
    name="coopbooks",
    cls=Root,
    epilog="\b\nExample: coopbooks steps ledgers/harbor/tidewater-bakery",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def root() -> None:
    """Books of worker co-ops, unions and chapters, on Beancount.

    BOOK is the path of a book's entry file (main.beancount) or of its folder.

    It ends with 0 if all is fine, 1 if there is something to look at, and 2 if it was
    called in a wrong way.
    """


def main() -> None:
    """Run the command that was typed, and end with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # On Windows a file or pipe would get the old code page, which lacks letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    root(prog_name="coopbooks")
