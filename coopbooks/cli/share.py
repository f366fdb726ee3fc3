"""`coopbooks share ...`: what bodies owe one another by agreement, on both sides."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _statement() -> click.Command:
    from coopbooks.cli.sharestatement import command

    return command


def _accrue() -> click.Command:
    from coopbooks.cli.shareaccrue import command

    return command


def _settle() -> click.Command:
    from coopbooks.cli.sharesettle import command

    return command


def _prove() -> click.Command:
    from coopbooks.cli.shareprove import command

    return command


def _what_if() -> click.Command:
    from coopbooks.cli.sharewhatif import command

    return command


class Share(LazyGroup):
    """What is done with shares, in the order of a quarter."""

    sections = (
        Section(
            "Every quarter",
            (
                Entry(
                    "statement", "Say what is owed, and how it comes about.", _statement
                ),
                Entry("accrue", "Charge the shares of a period.", _accrue),
                Entry("settle", "Set off what may be, and pay the rest.", _settle),
                Entry("prove", "Compare both sides.", _prove),
            ),
        ),
        Section(
            "Before it is agreed",
            (Entry("what-if", "Try other terms on past periods.", _what_if),),
        ),
    )


@click.group(
    name="share",
    cls=Share,
    epilog=options.example(
        "coopbooks share statement BOOK bakery-party --period 2026-Q1"
    ),
)
def command() -> None:
    """Work out what bodies owe one another by agreement, charge it, prove both sides.

    What counts, at which rate, and when it is due follows from the agreements in the
    book. Nothing is posted without --write.
    """
