"""`coopbooks import ...`: spreadsheets in, and out again."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _preview() -> click.Command:
    from coopbooks.cli.previewing import preview_command

    return preview_command


def _write() -> click.Command:
    from coopbooks.cli.importwrite import write_command

    return write_command


def _undo() -> click.Command:
    from coopbooks.cli.importwrite import undo_command

    return undo_command


def _profiles() -> click.Command:
    from coopbooks.cli.importprofiles import profiles_command

    return profiles_command


def _template() -> click.Command:
    from coopbooks.cli.importprofiles import template_command

    return template_command


class Imports(LazyGroup):
    """What is done with files from others."""

    sections = (
        Section(
            "Bring a file in",
            (
                Entry("preview", "Show what becomes of each row.", _preview),
                Entry("write", "Write what is new to the book.", _write),
                Entry("undo", "Take a batch out of the book again.", _undo),
            ),
        ),
        Section(
            "Say how files are read",
            (
                Entry("profiles", "List the senders' profiles.", _profiles),
                Entry("template", "Make a blank workbook to fill in.", _template),
            ),
        ),
    )


@click.group(
    name="import",
    cls=Imports,
    epilog=options.example("coopbooks import preview BOOK statement-2026-04.csv"),
)
def command() -> None:
    """Bring in what banks, employers and payroll services send.

    Each sender's sheet has a profile, a small text file in the book's folder imports/
    that says which column is what. A preview writes nothing.
    """
