"""`coopbooks dues ...`: what members owe, who stands how, and what goes up."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _charge() -> click.Command:
    from coopbooks.cli.duescharge import command

    return command


def _standing() -> click.Command:
    from coopbooks.cli.duesstanding import command

    return command


def _explain() -> click.Command:
    from coopbooks.cli.duesexplain import command

    return command


def _statement() -> click.Command:
    from coopbooks.cli.duesstatement import command

    return command


def _reminders() -> click.Command:
    from coopbooks.cli.duesreminders import command

    return command


def _reconcile() -> click.Command:
    from coopbooks.cli.dueslists import command

    return command


def _per_capita() -> click.Command:
    from coopbooks.cli.duespercapita import per_capita_command

    return per_capita_command


def _stamps() -> click.Command:
    from coopbooks.cli.duespercapita import stamps_command

    return stamps_command


def _allowance() -> click.Command:
    from coopbooks.cli.duesdoubts import allowance_command

    return allowance_command


def _write_off() -> click.Command:
    from coopbooks.cli.duesdoubts import write_off_command

    return write_off_command


class Dues(LazyGroup):
    """What is done with dues, in the order of a month."""

    sections = (
        Section(
            "Every month",
            (
                Entry("charge", "Charge what members owe for a period.", _charge),
                Entry("reconcile", "Compare an employer's list.", _reconcile),
                Entry("per-capita", "Work out what goes up per member.", _per_capita),
                Entry("stamps", "Count the stamps that delegates hold.", _stamps),
            ),
        ),
        Section(
            "Members",
            (
                Entry("standing", "Say who is in good standing, and why.", _standing),
                Entry("explain", "Say how a member's dues come about.", _explain),
                Entry("statement", "Write a member what they owe.", _statement),
                Entry("reminders", "List who is to be reminded.", _reminders),
            ),
        ),
        Section(
            "What will not come in",
            (
                Entry("allowance", "Put aside for dues that are doubtful.", _allowance),
                Entry("write-off", "Write off what a member owes.", _write_off),
            ),
        ),
    )


@click.group(
    name="dues",
    cls=Dues,
    epilog=options.example("coopbooks dues charge BOOK --period 2026-03"),
)
def command() -> None:
    """Charge dues, see who stands how, and what goes to employers and parents.

    What members owe follows from what the book says: who belongs, which dues hold, and
    what they go by. Nothing is posted without --write.
    """
