"""`coopbooks report ...`: what members and committees read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli import reportaudit
from coopbooks.cli import reportdeadlines
from coopbooks.cli import reporthandover
from coopbooks.cli.failures import say
from coopbooks.cli.looking import to_look_at
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.formats import render

if TYPE_CHECKING:
    import datetime
    from pathlib import Path


@click.group(
    name="report",
    epilog=options.example("coopbooks report month BOOK --period 2026-03"),
)
def command() -> None:
    """Make a report from a book."""


@command.command(
    name="month",
    epilog=options.example(
        "coopbooks report month ledgers/harbor/tidewater-bakery --period 2026-03",
        "coopbooks report month BOOK --period 2026-03 --output reports/2026-03/",
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="What to write; without it, what the output's extension says, else text.",
)
@click.option(
    "--output",
    "out",
    metavar="PATH",
    help="A file, or a folder for month.html, month.xlsx and month.txt.",
)
def month(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Make the report of a month: page one in plain words, and all that is behind it.

    BOOK can be any Beancount ledger. The report is printed, or written with --output.
    It ends with 1, and says why, if the book has errors, something does not add up or
    the period is not over; the report is made all the same, and marked.
    """
    from coopbooks.packs.month import month_pack

    files = output.places(out, form, "month")
    if not files:
        output.refuse_screen(form or "text")
    opened = open_book(book)
    errors = warn(opened, book)
    asked = period_of(opened, period, now)
    with doing("Making the report"):
        pack = month_pack(opened, asked, now)
        made = {path: render(pack, each) for path, each in files.items()}
    if files:
        output.write_files(made)
        click.echo("\n".join(f"Written: {path}" for path in made))
    else:
        output.show(render(pack, form or "text"))
    found = list(to_look_at(pack, asked, now))
    for words in found:
        say(words)
    return 1 if errors or found else 0


command.add_command(reportaudit.command)
command.add_command(reporthandover.command)
command.add_command(reportdeadlines.command)
