"""`coopbooks federation ...`: every body's own books, looked at together."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _combine() -> click.Command:
    from coopbooks.cli.federationcombine import combine

    return combine


def _report() -> click.Command:
    from coopbooks.cli.federationcombine import report

    return report


def _coalition() -> click.Command:
    from coopbooks.cli.federationcoalition import command

    return command


def _assembly() -> click.Command:
    from coopbooks.cli.federationassembly import command

    return command


class Federation(LazyGroup):
    """What is done with the books of all bodies."""

    sections = (
        Section(
            "All together",
            (
                Entry("report", "Make the pack of the whole.", _report),
                Entry("combine", "Add all bodies up.", _combine),
            ),
        ),
        Section(
            "Side by side",
            (Entry("assembly", "Chapters and others beside one another.", _assembly),),
        ),
        Section(
            "Some together",
            (Entry("coalition", "Settle a campaign of several bodies.", _coalition),),
        ),
    )


@click.group(
    name="federation",
    cls=Federation,
    epilog=options.example(
        "coopbooks federation combine ledgers/harbor/federation.beancount "
        "--period 2026-03"
    ),
)
def command() -> None:
    """Look at the books of all bodies together; each keeps its own.

    A federation file says which bodies there are and where their books lie. Books are
    looked at as books from others are: nothing of them runs.
    """
