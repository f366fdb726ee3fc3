"""`coopbooks init`: start a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.placing import write_book
from coopbooks.cli.reading import shown
from coopbooks.cli.starting import SORTS
from coopbooks.cli.starting import contents
from coopbooks.cli.starting import plan

if TYPE_CHECKING:
    import datetime


@click.command(
    name="init",
    epilog=options.example(
        'coopbooks init our-union --kind union --title "Our Union, Local 7"'
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(list(SORTS)),
    required=True,
    help="What kind of body the book belongs to.",
)
@click.option("--title", help="Its name, as it is printed.  [default: made from DIR]")
@click.option(
    "--currency",
    default="USD",
    show_default=True,
    help="The currency of its reports.",
)
@click.option(
    "--name",
    help="Its short name, such as tidewater-bakery.  [default: made from DIR]",
)
@options.NOW
def command(
    folder: Path,
    kind: str,
    title: str | None,
    currency: str,
    name: str | None,
    now: datetime.datetime,
) -> int:
    """Write a small, working book into DIR, to go on from.

    It has a chart of accounts, what each account is for, terms to fill in, a plan, a
    file for this month, and comments that say how to go on. DIR must not be there
    yet, or be empty.
    """
    wanted = plan(folder, kind, now, currency, title, name)
    write_book(folder, contents(wanted))
    terms = folder / "terms.beancount"
    click.echo(f"A book for {wanted.title} is in {folder}.")
    click.echo(f"Read {folder / 'README.md'} first, then fill in {terms}.")
    click.echo(f"Next: coopbooks steps {shown(folder)} --period {wanted.month.name}")
    return 0
