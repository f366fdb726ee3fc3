"""`coopbooks dues statement`: what a member owes, for the member."""

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
from coopbooks.cli.duesexplain import require
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.periods import long_date
from coopbooks.dues.standing.statement import statements
from coopbooks.dues.standing.statementtables import statement_tables
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.formats import render
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.dues.standing.statement import Statement
    from coopbooks.packs.pack import Pack

# What a person reads: on paper or a screen, and in a mail.
FOR_ALL = ("html", "text")
UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        member: The member's id; None for all.
        everybody: Whether all members' are wanted.
        on: The day; None for today.
        since: The first day that is shown; None for all.
        nameless: Whether the name is left out.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    member: str | None
    everybody: bool
    on: datetime.date | None
    since: datetime.date | None
    nameless: bool
    form: str | None
    out: str | None


@click.command(
    name="statement",
    epilog=options.example(
        "coopbooks dues statement BOOK M-0042",
        "coopbooks dues statement BOOK M-0042 --on 2026-03-31 "
        "--output private/M-0042.html",
        "coopbooks dues statement BOOK --all --on 2026-03-31",
    ),
)
@options.BOOK
@click.argument("member", required=False)
@click.option(
    "--all",
    "everybody",
    is_flag=True,
    help="Write everybody's, each in a file of its own, to a private folder.",
)
@duesoptions.ON
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=duesoptions.day,
    metavar="DATE",
    help="The first day that is shown.  [default: all]",
)
@click.option("--no-name", "nameless", is_flag=True, help="Leave the name out.")
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Write a member what they owe, how it came to that, and how they stand.

    MEMBER is an id, such as M-0042; the name comes from the private roster. What has a
    name in it is written below a folder called private only. --all writes everybody's
    to BOOK's private/statements/DATE/.
    """
    if bool(asked["member"]) is asked["everybody"]:
        words = "Name one MEMBER, or write --all."
        raise click.UsageError(words, click.get_current_context())
    on = asked["on"] or now.date()
    if asked["everybody"]:
        return _all(book, on, now, asked)
    return _one(book, on, now, asked)


def _one(book: Path, on: datetime.date, now: datetime.datetime, asked: Asked) -> int:
    """One member's statement, to the screen or a file."""
    member = asked["member"] or ""
    to = duesoptions.place(asked["out"], asked["form"], f"dues-{_file(member)}")
    if not asked["nameless"]:
        duesprivate.refuse_others(to.files)
    opened = open_book(book)
    errors = warn(opened, book)
    names = {} if asked["nameless"] else _names(opened)
    found = _statements(opened, on, asked, member)[member]
    pack = _pack(opened, found, names, now)
    if not to.files:
        output.deliver(pack, {}, to.form)
    for path, form in to.files.items():
        private = not asked["nameless"]
        duesprivate.write(path, render(pack, form), private=private)
        click.echo(f"Written: {path}")
    return 1 if errors else 0


def _all(book: Path, on: datetime.date, now: datetime.datetime, asked: Asked) -> int:
    """Everybody's statements, each in a file of its own."""
    out = asked["out"]
    if out:
        duesprivate.refuse_others([Path(out)])
    opened = open_book(book)
    errors = warn(opened, book)
    folder = Path(out) if out else opened.folder / "private" / "statements" / f"{on}"
    names = {} if asked["nameless"] else _names(opened)
    forms = (asked["form"],) if asked["form"] else FOR_ALL
    found = _statements(opened, on, asked)
    told = [one for one in found.values() if _concerns(one)]
    with doing(f"Writing {len(told)} statements"):
        for one in told:
            pack = _pack(opened, one, names, now)
            for form in forms:
                path = folder / FORMATS[form].file_name(_file(one.member))
                duesprivate.write(path, render(pack, form), private=True)
    count = len(told)
    click.echo(f"Written: {count} statement{'' if count == 1 else 's'} to {folder}")
    return 1 if errors else 0


def _statements(
    book: Book, on: datetime.date, asked: Asked, member: str = ""
) -> Mapping[str, Statement]:
    terms = duesoptions.terms_of(book)
    if member:
        require(member, terms)
    with doing(f"Looking at dues through {long_date(on)}"):
        only = {member} if member else None
        return statements(terms, book.entries, on, only, asked["since"])


def _concerns(one: Statement) -> bool:
    """Whether there is anything to tell a member: who left and owes nothing is past."""
    return one.standing.state != "left" or bool(one.standing.open or one.balance)


def _names(book: Book) -> dict[str, str]:
    """The names behind the ids; none, and a word about it, where there is no roster."""
    try:
        return duesprivate.names_of(book)
    except duesprivate.RosterMissing as error:
        say(str(error))
        return {}


def _pack(
    book: Book, found: Statement, names: Mapping[str, str], now: datetime.datetime
) -> Pack:
    name = names.get(found.member) or found.member
    return single_pack(
        book,
        f"Your dues, {long_date(found.on)}",
        statement_tables(found, name),
        state="FOR YOU ONLY" if name != found.member else "AS THE BOOK SAYS NOW",
        now=now,
    )


def _file(member: str) -> str:
    """An id as the name of a file."""
    return UNSAFE.sub("_", member)
