"""`coopbooks share what-if`: past periods by other terms, for those who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.dues.posting.problemtables import problems_table
from coopbooks.sharing.replay.replay import replay
from coopbooks.sharing.replay.settings import changed
from coopbooks.sharing.replay.settings import from_file
from coopbooks.sharing.replay.tables import replay_table

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.groups import Group

STATE = "WHAT IF: nothing is decided, nothing is written"


class Asked(TypedDict):
    """What is asked for besides the book and the agreement."""

    period: str | None
    others: tuple[Path, ...]
    settings: tuple[str, ...]
    terms: Path | None
    now: datetime.datetime
    form: str | None
    out: str | None


@click.command(
    name="what-if",
    epilog=options.example(
        "coopbooks share what-if BOOK bakery-party --period 2025 "
        '--set "band 1=6 PERCENT"',
        "coopbooks share what-if BOOK bakery-party --period 2025 "
        "--terms proposal.beancount",
    ),
)
@options.BOOK
@click.argument("agreement")
@options.PERIOD
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Another term, such as 'band 1=6 PERCENT'; may be given several times.",
)
@shareoptions.TERMS
@shareoptions.WITH
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, agreement: str, **asked: Unpack[Asked]) -> int:
    """Say what an agreement would have come to in past periods, by other terms.

    The terms of the book are changed by --set, or replaced by those of a file; what
    counted is taken from the books as they are. Nothing is written.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "what-if")
    opened = open_book(book)
    errors = warn(opened, book)
    period = period_of(opened, asked["period"], asked["now"])
    view, others = shareoptions.views_of(opened, asked["others"])
    known = sorted({one.name for one in view.terms.agreements})
    if agreement not in known:
        raise shareoptions.NoAgreement(agreement, known)
    terms = asked["terms"]
    other = from_file(terms, agreement) if terms else None

    def tried(group: Group) -> Group:
        return changed(other or group, asked["settings"])

    with doing(f"Working out {agreement} by other terms, {period.label}"):
        found = replay(view, agreement, period, tried, others)
    if not found.lines:
        raise shareoptions.NothingCharged(agreement, period)
    said = [f"the terms of {terms.name}"] if terms else []
    changes = [*said, *asked["settings"]] or ["nothing"]
    front = [replay_table(found, changes)]
    problems = problems_table(found.problems, opened.folder)
    shown = [table for table in (*front, problems) if table.rows]
    subject = f"{agreement} by other terms, {period.label}"
    duesoptions.show(opened, subject, shown, (), to, state=STATE, now=asked["now"])
    return 1 if errors or found.problems else 0
