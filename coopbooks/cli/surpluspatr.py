"""`coopbooks surplus 1099`: the figures for Form 1099-PATR of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import duesprivate
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import parse_period
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.packs.formats import render
from coopbooks.packs.single import single_pack
from coopbooks.surplus.notices.deadlines import in_the_united_states
from coopbooks.surplus.notices.patr import forms
from coopbooks.surplus.notices.patrtables import form_tables
from coopbooks.surplus.notices.years import country_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.surplus.terms import SurplusTerms


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        year: The calendar year; None for the last that is over.
        named: Whether names are put beside the ids.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    year: int | None
    named: bool
    form: str | None
    out: str | None


class NoSuchForm(CoopbooksError):
    """Form 1099-PATR was asked for in a country that has none."""

    def __init__(self, country: str) -> None:
        """Build the message.

        Args:
            country: The country.
        """
        super().__init__(
            f"Form 1099-PATR is of the United States, and the book's coop-entity says "
            f"country: {country}."
        )


@click.command(
    name="1099",
    epilog=options.example(
        "coopbooks surplus 1099 BOOK --year 2026",
        "coopbooks surplus 1099 BOOK --year 2026 --names "
        "--output private/1099-2026.csv",
    ),
)
@options.BOOK
@click.option(
    "--year",
    type=click.IntRange(options.YEARS.start, options.YEARS.stop - 1),
    metavar="YEAR",
    help="The calendar year of the payments.  [default: the last that is over]",
)
@click.option(
    "--names",
    "named",
    is_flag=True,
    help="Put the names beside the ids; into a private folder only.",
)
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Give the figures for Form 1099-PATR: what each member was paid in a year.

    A qualified notice counts when it was given, cash when it was paid, and what was
    kept as nonqualified when it is paid back, whatever year they are of. Addresses and
    taxpayer numbers are not in the book. Check the forms with your adviser.

    It ends with 1 if something is to be looked at.
    """
    year = asked["year"] or now.year - 1
    to = duesoptions.place(asked["out"], asked["form"], f"1099-PATR-{year}")
    if asked["named"]:
        duesprivate.refuse_others(to.files)
    opened = open_book(book)
    errors = warn(opened, book)
    terms = surplusoptions.terms_of(opened)
    _refuse_elsewhere(terms, year)
    with doing(f"Looking at what was paid in {year}"):
        found = forms(terms, opened.entries, opened.currency, year)
    names = duesprivate.names_of(opened) if asked["named"] else {}
    front, *behind = form_tables(found, names)
    tables = [front]
    if found.problems:
        tables.insert(0, problems_table(found.problems, opened.folder))
    subject = f"Form 1099-PATR, {year}"
    state = "LOOK AT THE PROBLEMS FIRST" if found.problems else "AS THE BOOK SAYS NOW"
    pack = single_pack(opened, subject, tables, behind, state=state, now=now)
    if not to.files:
        output.deliver(pack, {}, to.form)
    for path, form in to.files.items():
        duesprivate.write(path, render(pack, form), private=asked["named"])
        click.echo(f"Written: {path}")
    told = surplusoptions.tell(found.problems, opened)
    return 1 if errors or told else 0


def _refuse_elsewhere(terms: SurplusTerms, year: int) -> None:
    """Refuse a book of another country; one that says none is taken at its word."""
    country = country_of(terms, parse_period(f"{year}"))
    if country and not in_the_united_states(country):
        raise NoSuchForm(country)
