"""`coopbooks close`, `reopen` and `changed-since-close`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reviewoptions import opened
from coopbooks.controls.review import closing
from coopbooks.controls.review import sealed
from coopbooks.core.contenthash import short

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

DECISION = click.option("--decision", default="", metavar="ID", help="Who decided it.")
WRITE = click.option("--write", "to_write", is_flag=True, help="Write it to the book.")


@click.command(
    name="close",
    epilog=options.example(
        "coopbooks close BOOK --period 2026-03",
        "coopbooks close BOOK --period 2026-03 --hard --write",
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@click.option("--hard", is_flag=True, help="Refuse what is written there afterwards.")
@DECISION
@WRITE
def close(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    hard: bool,
    decision: str,
    to_write: bool,
) -> int:
    """Close the books through the end of a period, sealed with what they say.

    Closed softly, the book warns of what is written there afterwards; closed hard, it
    refuses. Periods are closed in order; a hard closing waits for the signatures that
    the book asks for. Without --write nothing is written.
    """
    found, asked = opened(book, period, now)
    how = "hard" if hard else "soft"
    if why := closing.hindrances(found, asked, how, now.date()):
        raise closing.CannotClose(asked, why)
    closing.refuse_unknown(found, decision, now.date())
    if unsigned := closing.unsigned_before(found, asked, how):
        names = ", ".join(one.label for one in unsigned)
        say(f"It is the first closing, and closes all before it; unsigned: {names}.")
    if not to_write:
        click.echo(f"{asked.label} can be closed ({how}). Add --write to close it.")
        return 0
    with doing("Closing"):
        path = closing.close(found, asked, how, now.date(), decision)
    click.echo(f"{asked.label} is closed ({how}). Written: {path}")
    return 0


@click.command(
    name="reopen",
    epilog=options.example(
        "coopbooks reopen BOOK --period 2026-03 --decision 2026-04/2 "
        '--reason "the bank corrected its statement" --write'
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@click.option("--decision", required=True, metavar="ID", help="Who decided it.")
@click.option("--reason", required=True, help="Why.")
@WRITE
def reopen(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    decision: str,
    reason: str,
    to_write: bool,
) -> int:
    """Open a closed period, and all that follows it, again.

    It needs a decision that stands in the book, and a reason. Without --write nothing
    is written.
    """
    found, asked = opened(book, period, now)
    closing.refuse_to_reopen(found, asked, now.date(), decision, reason)
    if not to_write:
        click.echo(f"This opens {asked.label} and all that follows. Add --write.")
        return 0
    path = closing.reopen(found, asked, now.date(), decision, reason)
    click.echo(f"{asked.label} is open again. Written: {path}")
    return 0


@click.command(
    name="changed-since-close",
    epilog=options.example("coopbooks changed-since-close BOOK"),
)
@options.BOOK
def changed(book: Path) -> int:
    """Tell in words what changed in periods since they were closed.

    It ends with 1 if anything did.
    """
    from coopbooks.controls.review.kept import keep
    from coopbooks.controls.review.sealed import kept_of
    from coopbooks.packs.review import differences

    found = open_book(book)
    seals = sealed.sealed(found)
    if not seals:
        say("No period was closed with a seal: coopbooks close writes one.")
    anything = False
    for one in seals:
        now = keep(found, one.period)
        if now.content == one.seal:
            click.echo(f"{one.period.label}: as it was closed ({short(now.content)}).")
            continue
        anything = True
        code = str(one.seal)
        before = kept_of(found, one.period.name, code)
        click.echo(f"{one.period.label}: changed since it was closed:")
        told = list(differences(found, before, now)) if before else []
        for words in told or ["what it said then was not kept, or was changed"]:
            click.echo(f"  - {words}")
    return 1 if anything else 0
