"""`coopbooks surplus ...`: a year's surplus, and what members have in the co-op."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _propose() -> click.Command:
    from coopbooks.cli.surpluspropose import command

    return command


def _check_resolution() -> click.Command:
    from coopbooks.cli.surpluscheck import command

    return command


def _post() -> click.Command:
    from coopbooks.cli.surpluspost import command

    return command


def _notices() -> click.Command:
    from coopbooks.cli.surplusnotices import command

    return command


def _deadlines() -> click.Command:
    from coopbooks.cli.surplusdeadlines import command

    return command


def _patr() -> click.Command:
    from coopbooks.cli.surpluspatr import command

    return command


def _capital() -> click.Command:
    from coopbooks.cli.surpluscapital import command

    return command


def _joining() -> click.Command:
    from coopbooks.cli.surplusjoining import command

    return command


def _redeem() -> click.Command:
    from coopbooks.cli.surplusredeem import command

    return command


def _leave() -> click.Command:
    from coopbooks.cli.surplusleave import command

    return command


def _value() -> click.Command:
    from coopbooks.cli.surplusvalue import command

    return command


class Surplus(LazyGroup):
    """What is done with a surplus and members' capital, in the order of a year."""

    sections = (
        Section(
            "Every year",
            (
                Entry("propose", "Work out how a year is shared.", _propose),
                Entry(
                    "check-resolution",
                    "Say what in a resolution does not tie.",
                    _check_resolution,
                ),
                Entry("post", "Post what the members decided.", _post),
                Entry("notices", "Write each member what they got.", _notices),
                Entry("deadlines", "Say until when it must be paid.", _deadlines),
                Entry("1099", "Give the figures for Form 1099-PATR.", _patr),
            ),
        ),
        Section(
            "Members' accounts",
            (
                Entry("capital", "Show them by member and lot.", _capital),
                Entry("joining", "Say what is still to be paid in.", _joining),
                Entry("redeem", "Pay capital back, in the rule's order.", _redeem),
                Entry("leave", "Work out what who leaves is owed.", _leave),
            ),
        ),
        Section(
            "What members have of it",
            (Entry("value", "Say what the co-op was worth to members.", _value),),
        ),
    )


@click.group(
    name="surplus",
    cls=Surplus,
    epilog=options.example("coopbooks surplus propose BOOK --period 2025"),
)
def command() -> None:
    """Share a year's surplus or loss, and keep members' accounts.

    How it is shared follows from what the book says: the rule, the year's result and
    what members worked. The members decide; nothing is posted without --write.
    """
