"""`coopbooks review packet` and `state`: what is looked at, and who signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import warn
from coopbooks.cli.reviewoptions import opened
from coopbooks.controls.review.terms import read_reviews
from coopbooks.core.contenthash import short

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

EXAMPLES = (
    "coopbooks review packet BOOK --period 2026-03",
    "coopbooks review packet BOOK --period 2026-03 --output packet.html",
)


@click.command(name="packet", epilog=options.example(*EXAMPLES))
@options.BOOK
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def packet(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Make the page that a committee looks at, and the month behind it.

    It has what changed since somebody signed, whether the banks agree, the plan with
    room for explanations, who is behind, shares and funds, what to look at with what
    was said of it, and lines to sign. Printed, its code says what was signed.
    """
    from coopbooks.packs.review import review

    to = duesoptions.place(out, form, "review")
    found, asked = opened(book, period, now)
    errors = warn(found, book)
    with doing("Making the packet"):
        reviewed = review(found, asked, now)
    output.deliver(reviewed.pack, to.files, to.form)
    return 1 if errors else 0


@click.command(
    name="state", epilog=options.example("coopbooks review state BOOK --period 2026-03")
)
@options.BOOK
@options.PERIOD
@options.NOW
def state(book: Path, period: str | None, now: datetime.datetime) -> int:
    """Say who signed for a period, whether it counts, and what changed since.

    It ends with 1 while a period is not signed by enough people, and if the chain of
    reviews is broken.
    """
    from coopbooks.controls.review.kept import content_of
    from coopbooks.controls.review.sealed import closed_in_words
    from coopbooks.controls.review.signing import sign_off
    from coopbooks.packs.review import changes_since

    found, asked = opened(book, period, now)
    errors = warn(found, book)
    reviews, _ = read_reviews(found.entries)
    content = content_of(found, asked)
    done = sign_off(found, reviews, asked, content)
    click.echo(f"{asked.label}: {done.words}. The book's code is {short(content)}.")
    click.echo(closed_in_words(found, asked, content))
    for one, why, _ in done.seen:
        who = ", ".join(filter(None, (one.by, one.office, one.of)))
        how = {"typed": " (typed, not proven)"}.get(one.identity, "")
        counts = why or "counts"
        click.echo(f"  {one.date} {who}{how}, code {short(one.content)}: {counts}")
    for by, told in changes_since(found, asked, done).items():
        click.echo(f"What changed since {by} signed:")
        for words in told:
            click.echo(f"  - {words}")
    return 1 if errors or not done.is_complete else 0
