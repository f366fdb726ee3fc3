"""`coopbooks review ask`, `accept` and `explain`: what a committee says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import options
from coopbooks.cli.failures import say as tell
from coopbooks.cli.progress import doing
from coopbooks.cli.reviewoptions import AS
from coopbooks.cli.reviewoptions import COMMENT
from coopbooks.cli.reviewoptions import FROM
from coopbooks.cli.reviewoptions import opened
from coopbooks.cli.reviewoptions import person

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


class Speaking(TypedDict):
    """Who says something, and what.

    Attributes:
        who: Their id.
        of: The other body that they come from.
        comment: What they ask or explain.
    """

    who: str
    of: str
    comment: str


@click.command(
    name="ask",
    epilog=options.example(
        "coopbooks review ask BOOK no-receipt-1f0c22ab --period 2026-03 "
        '--as M-0031 --comment "ask the printer for a copy"'
    ),
)
@options.BOOK
@click.argument("item")
@options.PERIOD
@options.NOW
@AS
@FROM
@COMMENT
def ask(
    book: Path,
    item: str,
    period: str | None,
    now: datetime.datetime,
    **speaking: Unpack[Speaking],
) -> int:
    """Ask about an item; it is carried over to later periods until it is accepted."""
    _say(book, (item,), period, now, "queried", speaking)
    return 0


@click.command(
    name="accept",
    epilog=options.example(
        "coopbooks review accept BOOK no-receipt-1f0c22ab --period 2026-03 --as M-0031",
        "coopbooks review accept BOOK --all --period 2026-03 --as M-0031",
    ),
)
@options.BOOK
@click.argument("items", nargs=-1)
@click.option("--all", "every", is_flag=True, help="All that nobody asked about.")
@options.PERIOD
@options.NOW
@AS
@FROM
@COMMENT
def accept(
    book: Path,
    items: tuple[str, ...],
    every: bool,
    period: str | None,
    now: datetime.datetime,
    **speaking: Unpack[Speaking],
) -> int:
    """Accept items, those named or all that nobody asked about."""
    if not items and not every:
        problem = "Name an item, as coopbooks review packet lists them, or use --all."
        raise click.UsageError(problem)
    _say(book, items, period, now, "accepted", speaking)
    return 0


def _say(
    book: Path,
    items: tuple[str, ...],
    period: str | None,
    now: datetime.datetime,
    state: str,
    speaking: Speaking,
) -> None:
    """Say something of items; of none that are named, of all that are open."""
    from coopbooks.controls.review.acting import refuse_own
    from coopbooks.controls.review.acting import say
    from coopbooks.packs.review import period_of
    from coopbooks.packs.review import review
    from coopbooks.packs.review import words_of

    who = person(speaking["who"], now, speaking["of"])
    found, asked = opened(book, period, now)
    with doing("Looking at the period"):
        reviewed = review(found, asked, now)
    known = words_of(reviewed)
    wanted = items or tuple(
        item
        for item in reviewed.items
        if reviewed.reviews.state_of(asked.name, item) is None
    )
    if not wanted:
        tell("Nothing is open; nothing was written.")
    for item in wanted:
        where = period_of(reviewed, item)
        if state == "accepted":
            refuse_own(who, reviewed.about.get(item, ()))
        path = say(
            found,
            where,
            item,
            state,
            who,
            speaking["comment"],
            known=known,
        )
        click.echo(f"{item}: {state}. Written: {path}")


@click.command(
    name="explain",
    epilog=options.example(
        'coopbooks review explain BOOK "Ingredients" --period 2026-03 '
        '--as M-0007 --comment "flour costs more since January"'
    ),
)
@options.BOOK
@click.argument("about")
@options.PERIOD
@options.NOW
@AS
@FROM
@COMMENT
def explain(
    book: Path,
    about: str,
    period: str | None,
    now: datetime.datetime,
    **speaking: Unpack[Speaking],
) -> int:
    """Explain why a line of the month differs from its plan."""
    from coopbooks.controls.review import acting
    from coopbooks.packs.review import lines_of
    from coopbooks.packs.review import review

    found, asked = opened(book, period, now)
    with doing("Looking at the period"):
        lines = lines_of(review(found, asked, now))
    who = person(speaking["who"], now, speaking["of"])
    path = acting.explain(found, asked, about, who, speaking["comment"], lines=lines)
    click.echo(f"{about}: explained. Written: {path}")
    return 0
