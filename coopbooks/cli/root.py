"""The root of all commands: their names, what each is for, and how they end."""

from __future__ import annotations

import io
import sys

import click

from coopbooks import __version__
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _init() -> click.Command:
    from coopbooks.cli.init import command

    return command


def _steps() -> click.Command:
    from coopbooks.cli.steps import command

    return command


def _check() -> click.Command:
    from coopbooks.cli.check import command

    return command


def _report() -> click.Command:
    from coopbooks.cli.report import command

    return command


def _import() -> click.Command:
    from coopbooks.cli.importing import command

    return command


def _reconcile() -> click.Command:
    from coopbooks.cli.reconcile import command

    return command


def _dues() -> click.Command:
    from coopbooks.cli.dues import command

    return command


def _share() -> click.Command:
    from coopbooks.cli.share import command

    return command


def _support() -> click.Command:
    from coopbooks.cli.support import command

    return command


def _federation() -> click.Command:
    from coopbooks.cli.federation import command

    return command


def _review() -> click.Command:
    from coopbooks.cli.review import command

    return command


def _close() -> click.Command:
    from coopbooks.cli.close import close

    return close


def _reopen() -> click.Command:
    from coopbooks.cli.close import reopen

    return reopen


def _changed() -> click.Command:
    from coopbooks.cli.close import changed

    return changed


def _surplus() -> click.Command:
    from coopbooks.cli.surplus import command

    return command


def _view() -> click.Command:
    from coopbooks.cli.view import command

    return command


def _decisions() -> click.Command:
    from coopbooks.cli.decisions import command

    return command


SECTIONS = (
    Section(
        "Start a book",
        (Entry("init", "Write a small, working book to go on from.", _init),),
    ),
    Section(
        "Every month",
        (
            Entry("steps", "Say what is done, awaited and next in a month.", _steps),
            Entry("import", "Bring spreadsheets in, or take them out.", _import),
            Entry("reconcile", "Compare a bank's statement.", _reconcile),
            Entry("dues", "Charge dues, and see who stands how.", _dues),
            Entry("share", "Work out what is shared with others.", _share),
            Entry("support", "Follow help, resources and loans.", _support),
            Entry("check", "List what is wrong in a book, and where.", _check),
            Entry("report", "Make reports: month, audit, deadlines.", _report),
            Entry("view", "Show a book in Fava, to read and to review.", _view),
        ),
    ),
    Section(
        "Every year",
        (Entry("surplus", "Share a surplus, and keep members' accounts.", _surplus),),
    ),
    Section(
        "All bodies together",
        (Entry("federation", "Look at the books of all bodies.", _federation),),
    ),
    Section(
        "Look things up",
        (
            Entry("decisions", "Show what was decided, and what is left.", _decisions),
            Entry("review", "Look at a period, ask, accept, sign.", _review),
            Entry("close", "Close the books of a period.", _close),
            Entry("reopen", "Open a closed period again.", _reopen),
            Entry("changed-since-close", "Tell what changed since.", _changed),
        ),
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
