"""`coopbooks support ...`: what bodies provide, lend and pay to one another."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _ledger() -> click.Command:
    from coopbooks.cli.supportledger import command

    return command


def _resources() -> click.Command:
    from coopbooks.cli.supportresources import command

    return command


def _loans() -> click.Command:
    from coopbooks.cli.supportloans import command

    return command


def _request() -> click.Command:
    from coopbooks.cli.supportrequest import command

    return command


def _decide() -> click.Command:
    from coopbooks.cli.supportdecide import command

    return command


def _pay() -> click.Command:
    from coopbooks.cli.supportpay import command

    return command


def _strike_pay() -> click.Command:
    from coopbooks.cli.supportstrikepay import command

    return command


class Support(LazyGroup):
    """What is done with support: the exchange first, then times of need."""

    sections = (
        Section(
            "What bodies provide to one another",
            (
                Entry("ledger", "Show what was given against what came back.", _ledger),
                Entry("resources", "Show what was promised and delivered.", _resources),
                Entry("loans", "Show what is to be paid back, and when.", _loans),
            ),
        ),
        Section(
            "In times of need",
            (
                Entry("request", "Note that somebody asks for help.", _request),
                Entry("decide", "Say what was decided on a request.", _decide),
                Entry("pay", "Pay help that was decided.", _pay),
                Entry("strike-pay", "Work out a week's strike pay.", _strike_pay),
            ),
        ),
    )


@click.group(
    name="support",
    cls=Support,
    epilog=options.example(
        "coopbooks support ledger BOOK tidewater-bakery --period 2025"
    ),
)
def command() -> None:
    """Follow what bodies provide, lend and pay to one another, also in times of need.

    What was promised and delivered, which loans run, who is entitled to help, and what
    each gave and got, follow from the book. Nothing is posted without --write.
    """
