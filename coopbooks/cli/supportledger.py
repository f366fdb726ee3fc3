"""`coopbooks support ledger`: contributed against received, with one other body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypedDict

import click
from beancount.core import data

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli import shareoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.cli.supportoptions import other_body
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import DAY
from coopbooks.core.periods import named
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.packs.pack import Picture
from coopbooks.packs.single import single_pack
from coopbooks.sharing.posting.entries import title_of
from coopbooks.sharing.views import fiscal_year_end
from coopbooks.support.exchange import lists
from coopbooks.support.exchange import tables
from coopbooks.support.exchange.ledger import exchange
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.support.exchange.ledger import Exchange

STATE = "AS THE BOOK SAYS NOW"


class Asked(TypedDict):
    """What is asked for besides the book and the other body."""

    period: str | None
    begin: datetime.datetime | None
    end: datetime.datetime | None
    others: tuple[Path, ...]
    form: str | None
    out: str | None


class BadSpan(CoopbooksError):
    """A span was asked for that ends before it begins, or that is said twice."""


@click.command(
    name="ledger",
    epilog=options.example(
        "coopbooks support ledger BOOK tidewater-bakery",
        "coopbooks support ledger BOOK harbor-federation --from 2025-01-01 "
        "--to 2026-03-31 --output exchange.html",
    ),
)
@options.BOOK
@click.argument("affiliate")
@click.option(
    "--period",
    callback=options.period_name,
    metavar="PERIOD",
    help="2026-Q1, 2025, FY2026, 2025-01..2026-03 ...  [default: all of the book]",
)
@click.option(
    "--from",
    "begin",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The first day.  [default: the book's first]",
)
@click.option(
    "--to",
    "end",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The last day.  [default: the book's last]",
)
@shareoptions.WITH
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path, affiliate: str, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Show what was contributed to another body against what was received from it.

    Shares, per capita, gifts and grants, strike pay, help in times of need, interest,
    and what was provided in kind at its stated value: by year and kind, with totals
    that run on. What was lent and paid back stands beside it, and so does what was
    bought and sold. It works from either side's book.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "exchange")
    opened = open_book(book)
    errors = warn(opened, book)
    span = _span(opened, now, asked)
    view, others = shareoptions.views_of(opened, asked["others"])
    with doing(f"Adding up the exchange with {affiliate}"):
        terms = terms_of(view)
        other = other_body(view, terms, affiliate)
        found = exchange(view, terms, other, span, others)
        years = tables.years_of(span, fiscal_year_end(view))
    front, behind = _tables(found, years)
    if not found.flows:
        say(f"Nothing was given or received between the two in {span.label}.")
    front.append(problems_table(found.problems, opened.folder))
    subject = f"With {title_of(view, other)}, {span.label}"
    shown = [table for table in front if table.rows]
    pack = single_pack(opened, subject, shown, behind, state=STATE, now=now)
    pack = replace(pack, pictures=_pictures(found, behind))
    output.deliver(pack, to.files, to.form)
    return 1 if errors or found.problems else 0


def _span(book: Book, now: datetime.datetime, asked: Asked) -> Period:
    """The span that was asked for; without a word all of the book."""
    begin, end = asked["begin"], asked["end"]
    if asked["period"] is not None:
        if begin is not None or end is not None:
            words = "Give either --period, or --from and --to."
            raise BadSpan(words)
        return period_of(book, asked["period"], now)
    days = [one.date for one in book.entries if isinstance(one, data.Transaction)]
    first = begin.date() if begin else min(days, default=now.date())
    last = end.date() if end else max(days, default=now.date())
    if last < first:
        words = f"The span from {first} to {last} ends before it begins."
        raise BadSpan(words)
    if begin is None and end is None:
        # What a book begins with stands on the evening before its first month.
        first = max(first, min(first + DAY, last))
        return tables.whole_span(first, last)
    return named(first, last + DAY)


def _tables(
    found: Exchange, years: Sequence[Period]
) -> tuple[list[Table], list[Table]]:
    """Page one, and the steps and entries behind it."""
    front: list[Table] = []
    behind: list[Table] = []
    for currency in found.currencies:
        front.append(tables.kinds_table(found, currency, years))
        behind.append(tables.course_table(found, currency))
    front += [
        lists.agreements_table(found),
        lists.quantities_table(found),
        lists.loans_lines(found),
    ]
    bought = lists.flows_table(found.beside, "beside", "Beside it, not counted")
    counted = lists.flows_table(found.flows, "flows", "What counted, entry by entry")
    behind += [table for table in (counted, bought) if table.rows]
    return front, behind


def _pictures(found: Exchange, behind: Sequence[Table]) -> tuple[Picture, ...]:
    """Contributed against received, and both so far, in each currency."""
    made = []
    courses = [table for table in behind if table.id.startswith("course:")]
    for table in courses:
        unit = f", {table.currency}" if len(found.currencies) > 1 else ""
        made += [
            Picture(
                f"steps:{table.currency}",
                f"Contributed against received{unit}",
                "columns",
                table.id,
                ("given", "got"),
            ),
            Picture(
                f"so-far:{table.currency}",
                f"Contributed and received so far{unit}",
                "line",
                table.id,
                ("given-so-far", "got-so-far"),
            ),
        ]
    return tuple(made)
