"""`coopbooks support decide`: what was decided on a request, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli import supportneedoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.support.need.deciding import Deciding
from coopbooks.support.need.deciding import decide
from coopbooks.support.need.requests import request_of
from coopbooks.support.need.tables import checks_table
from coopbooks.support.need.tables import decided_table
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.support.need.requests import Request

OUTCOMES = ("granted", "refused", "withdrawn")


class Asked(TypedDict):
    """What is asked for besides the book, the request and the outcome."""

    limit: str | None
    until: datetime.date | None
    by: str | None
    decision: str | None
    on: datetime.date | None
    others: tuple[Path, ...]
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="decide",
    epilog=options.example(
        "coopbooks support decide BOOK 2026-03-a granted --limit 400.00 "
        "--until 2026-04-30 --by M-0031,M-0034 --write",
        "coopbooks support decide BOOK 2026-03-a granted --decision 2026-03/4",
        "coopbooks support decide BOOK 2026-03-a refused --by M-0031,M-0034",
    ),
)
@options.BOOK
@click.argument("request_id", metavar="ID")
@click.argument("outcome", type=click.Choice(OUTCOMES))
@click.option("--limit", metavar="AMOUNT", help="Up to how much may be paid.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=duesoptions.day,
    metavar="DATE",
    help="The last day on which it may be paid.",
)
@click.option("--by", metavar="IDS", help="Who decide together: M-0031,M-0034.")
@click.option("--decision", metavar="ID", help="The vote, such as 2026-03/4.")
@duesoptions.ON
@shareoptions.WITH
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    request_id: str,
    outcome: str,
    now: datetime.datetime,
    **asked: Unpack[Asked],
) -> int:
    """Say what was decided on a request: granted, refused, or taken back.

    A grant has a limit and an end. It is decided by different people who hold the
    offices that the benefit names, and never by the one who asked; or by a vote that is
    recorded in the book, whose own limit and end hold too. What the terms do not give
    can't be granted. Deciding the same again writes nothing.
    """
    to = duesoptions.place(asked["out"], asked["form"], "decided")
    opened = open_book(book)
    errors = warn(opened, book)
    view, others = shareoptions.views_of(opened, asked["others"])
    terms = terms_of(view)
    request = request_of(view, terms, request_id)
    supportneedoptions.only_private(to, [request.member] if request.member else [])
    said = _said(request, outcome, asked, now)
    with doing(f"Looking at request {request_id}"):
        found = decide(view, terms, request, said, others, ends_of(opened.entries).soft)
    supportneedoptions.refuse(found.refusals)
    if asked["to_write"]:
        made_by = f"support decide {request.id} {outcome}"
        duesoptions.put(opened, found.difference, now, made_by)
    front = [decided_table(found)]
    if outcome == "granted":
        front.append(checks_table(found.entitled))
    state = duesoptions.state_of(found.difference, written=asked["to_write"])
    subject = f"Request {request.id}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors else 0


def _said(
    request: Request, outcome: str, asked: Asked, now: datetime.datetime
) -> Deciding:
    """What is decided, as it was typed."""
    limit = asked["limit"]
    return Deciding(
        outcome,
        asked["on"] or now.date(),
        supportneedoptions.amount_of(limit, request.currency) if limit else None,
        asked["until"],
        supportneedoptions.people_of(asked["by"]),
        asked["decision"] or "",
    )
