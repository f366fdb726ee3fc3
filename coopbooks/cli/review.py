"""`coopbooks review ...`: a committee's evening with a period."""

from __future__ import annotations

import click

from coopbooks.cli import options
from coopbooks.cli.lazy import Entry
from coopbooks.cli.lazy import LazyGroup
from coopbooks.cli.lazy import Section


def _packet() -> click.Command:
    from coopbooks.cli.reviewpacket import packet

    return packet


def _state() -> click.Command:
    from coopbooks.cli.reviewpacket import state

    return state


def _ask() -> click.Command:
    from coopbooks.cli.reviewsay import ask

    return ask


def _accept() -> click.Command:
    from coopbooks.cli.reviewsay import accept

    return accept


def _explain() -> click.Command:
    from coopbooks.cli.reviewsay import explain

    return explain


def _sign() -> click.Command:
    from coopbooks.cli.reviewsign import command

    return command


class Review(LazyGroup):
    """What a committee does, in the order of an evening."""

    sections = (
        Section(
            "Look",
            (
                Entry("packet", "Make the page that the committee looks at.", _packet),
                Entry("state", "Say who signed, and what changed since.", _state),
            ),
        ),
        Section(
            "Say",
            (
                Entry("ask", "Ask about an item; it stays open.", _ask),
                Entry("accept", "Accept items.", _accept),
                Entry("explain", "Explain a difference from the plan.", _explain),
            ),
        ),
        Section("Sign", (Entry("sign", "Sign for the period.", _sign),)),
    )


@click.group(
    name="review",
    cls=Review,
    epilog=options.example("coopbooks review packet BOOK --period 2026-03"),
)
def command() -> None:
    """Review a period: look at it, ask, accept, explain, sign.

    What is said goes into the book's folder `reviews`, one directive after the other,
    each naming the one before it. Entries are never changed.
    """
