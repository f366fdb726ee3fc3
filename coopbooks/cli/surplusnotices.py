"""`coopbooks surplus notices`: what each member got of a year, for the member."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import duesprivate
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli import surplusoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import shown
from coopbooks.cli.reading import warn
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.periods import long_date
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.formats import render
from coopbooks.packs.single import single_pack
from coopbooks.surplus.notices.making import notices
from coopbooks.surplus.notices.noticetables import notice_tables
from coopbooks.surplus.notices.previewtables import preview_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.packs.pack import Pack
    from coopbooks.surplus.notices.notice import Notice
    from coopbooks.surplus.notices.notice import Notices

# What a person reads: on paper or a screen, and in a mail.
FOR_ALL = ("html", "text")
UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        member: The member's id; None for all.
        period: The year's name; None for the last that is over.
        on: The day; None for today.
        into: The folder that they are written to, as it was typed; None for none.
        nameless: Whether names are left out.
        form: The name of a format; None where none was given.
    """

    member: str | None
    period: str | None
    on: datetime.date | None
    into: str | None
    nameless: bool
    form: str | None


class NotShared(CoopbooksError):
    """Notices were asked for of a year that the book does not share yet."""

    exit_code = 1

    def __init__(self, year: Period, book: Path) -> None:
        """Build the message.

        Args:
            year: The year.
            book: The book's path as it was typed.
        """
        super().__init__(
            f"The book does not share {year.label} yet, so there is nothing to tell "
            f"members. See: coopbooks surplus propose {shown(book)} "
            f"--period {year.name}"
        )


class NobodyThere(CoopbooksError):
    """A notice was asked for of somebody who has nothing in the co-op."""

    def __init__(self, member: str, year: Period) -> None:
        """Build the message.

        Args:
            member: The id that was given.
            year: The year.
        """
        super().__init__(
            f"'{member}' has no part of {year.label} and no account in this book."
        )


class NotReady(CoopbooksError):
    """Notices were to be written while something is wrong with them."""

    exit_code = 1

    def __init__(self, count: int, book: Path, year: Period) -> None:
        """Build the message.

        Args:
            count: How many problems there are.
            book: The book's path as it was typed.
            year: The year.
        """
        what = "1 thing is" if count == 1 else f"{count} things are"
        super().__init__(
            f"{what} to be looked at first; no notice was written. See: "
            f"coopbooks surplus notices {shown(book)} --period {year.name}"
        )


@click.command(
    name="notices",
    epilog=options.example(
        "coopbooks surplus notices BOOK --period 2025",
        "coopbooks surplus notices BOOK M-0042 --period 2025",
        "coopbooks surplus notices BOOK --period 2025 --into BOOK/private/notices",
    ),
)
@options.BOOK
@click.argument("member", required=False)
@surplusoptions.PERIOD
@duesoptions.ON
@click.option(
    "--into",
    metavar="FOLDER",
    help="Write them there, each in a file of its own; into a private folder only.",
)
@click.option("--no-name", "nameless", is_flag=True, help="Leave the names out.")
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="How.  [default: text on the screen, HTML and text in files]",
)
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Write each member what they got of a year, and what is in their account.

    In the United States that is the written notice of allocation (26 USC 1388). Without
    --into it is a preview, by ids, and nothing is written; with MEMBER it shows theirs.
    Names come from the private roster, and only where they are told to the member.

    It ends with 1 if something is to be looked at.
    """
    into = asked["into"]
    if into and not asked["nameless"]:
        duesprivate.refuse_others([Path(into)])
    if not into:
        output.refuse_screen(asked["form"] or "text")
    opened = open_book(book)
    errors = warn(opened, book)
    year = surplusoptions.year_of(opened, asked["period"], now)
    terms, on = surplusoptions.terms_of(opened), asked["on"] or now.date()
    with doing(f"Looking at what members got of {year.label}"):
        found = notices(terms, opened.entries, opened.currency, year, on)
    if not found.shared:
        raise NotShared(year, book)
    wanted = _wanted(found, asked["member"])
    if into:
        if found.problems:
            raise NotReady(len(found.problems), book, year)
        _write(opened, wanted, Path(into), asked, now)
    elif asked["member"]:
        names = _names(opened, asked)
        output.deliver(_pack(opened, wanted[0], names, now), {}, asked["form"])
    else:
        output.deliver(_preview(opened, found, now), {}, asked["form"])
    told = surplusoptions.tell(found.problems, opened)
    return 1 if errors or told else 0


def _wanted(found: Notices, member: str | None) -> list[Notice]:
    """The notices that are asked for: one member's, or all."""
    if member is None:
        return list(found.notices)
    wanted = [one for one in found.notices if one.member == member]
    if not wanted:
        raise NobodyThere(member, found.year)
    return wanted


def _preview(book: Book, found: Notices, now: datetime.datetime) -> Pack:
    tables = [preview_table(found)]
    if found.problems:
        tables.insert(0, problems_table(found.problems, book.folder))
    subject = f"Notices for {found.year.label}, as of {long_date(found.on)}"
    return single_pack(
        book, subject, tables, state="PREVIEW: nothing is written", now=now
    )


def _write(
    book: Book,
    wanted: list[Notice],
    folder: Path,
    asked: Asked,
    now: datetime.datetime,
) -> None:
    """Write notices, each in a file of its own."""
    names = _names(book, asked)
    forms = (asked["form"],) if asked["form"] else FOR_ALL
    private = not asked["nameless"]
    with doing(f"Writing {len(wanted)} notices"):
        for one in wanted:
            pack = _pack(book, one, names, now)
            for form in forms:
                stem = f"{one.year.name}-{UNSAFE.sub('_', one.member)}"
                path = folder / FORMATS[form].file_name(stem)
                duesprivate.write(path, render(pack, form), private=private)
    count = len(wanted)
    click.echo(f"Written: {count} notice{'' if count == 1 else 's'} to {folder}")


def _names(book: Book, asked: Asked) -> dict[str, str]:
    """The names behind the ids; none, and a word about it, where there is no roster."""
    if asked["nameless"]:
        return {}
    try:
        return duesprivate.names_of(book)
    except duesprivate.RosterMissing as error:
        say(str(error))
        return {}


def _pack(
    book: Book, found: Notice, names: Mapping[str, str], now: datetime.datetime
) -> Pack:
    name = names.get(found.member) or found.member
    return single_pack(
        book,
        f"Your part of {found.year.label}",
        notice_tables(found, name),
        state="FOR YOU ONLY" if name != found.member else "AS THE BOOK SAYS NOW",
        now=now,
    )
