"""`coopbooks federation assembly`: bodies side by side, nobody found out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.core.errors import in_folder
from coopbooks.federation.assembly.page import assembly_page
from coopbooks.federation.reading.gathering import quotes_of
from coopbooks.federation.reading.reading import read_bodies
from coopbooks.federation.terms import read_federation
from coopbooks.packs.federation import CAME_IN
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

WHOLE = "AS THE BOOKS SAY NOW"
PART = "INCOMPLETE: not every body's book could be read"


class Asked(TypedDict):
    """What is asked for besides the federation file."""

    period: str | None
    form: str | None
    out: str | None


@click.command(
    name="assembly",
    epilog=options.example(
        "coopbooks federation assembly ledgers/harbor/federation.beancount "
        "--period 2026-03 --output assembly.html"
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Put chapters and all other bodies side by side: members, dues, costs, solidarity.

    Also campaigns by point of the programme, what was decided, what it cost and what
    there is to decide. Nothing is said of groups so small that somebody would be found
    out. A book that is missing, broken or refused is named and not counted.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "assembly")
    opened = open_book(book)
    period = period_of(opened, asked["period"], now)
    federation, errors = read_federation(opened, period.last)
    for error in errors:
        say(f"{in_folder(error.source, opened.folder)}: {error.message}")
    with doing(f"Reading the books of {len(federation.members)} bodies"):
        found = read_bodies(federation, period)
    missing = any(one.figures is None for one in found)
    for one in found:
        for words in one.problems:
            say(f"{one.name}: {words}")
    page = assembly_page(federation, found, period, quotes_of(opened, period.end))
    subject = f"For the assembly, {period.label}"
    state = PART if missing else WHOLE
    pack = single_pack(
        opened,
        subject,
        page.front,
        page.behind,
        state=state,
        now=now,
        pictures=[CAME_IN],
    )
    output.deliver(pack, to.files, to.form)
    return 1 if errors or missing or any(one.problems for one in found) else 0
