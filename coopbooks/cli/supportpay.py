"""`coopbooks support pay`: pay help that was granted, within its limit and end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli import supportneedoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.support.need.mirror import received
from coopbooks.support.need.paying import Payment
from coopbooks.support.need.paying import pay
from coopbooks.support.need.requests import request_of
from coopbooks.support.need.tables import paying_tables
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Unpack

    from coopbooks.sharing.share import View
    from coopbooks.support.need.paying import Paying


class Asked(TypedDict):
    """What is asked for besides the book, the request and the amount."""

    on: datetime.date | None
    account: str | None
    others: tuple[Path, ...]
    mirror: Path | None
    to_write: bool
    form: str | None
    out: str | None


@click.command(
    name="pay",
    epilog=options.example(
        "coopbooks support pay BOOK 2026-03-a 400.00 --on 2026-03-10 "
        "--from Assets:Bank:Hardship --write",
        "coopbooks support pay BOOK 2026-03-b 2000 --on 2026-03-12 --with OTHER-BOOK "
        "--mirror FOLDER",
    ),
)
@options.BOOK
@click.argument("request_id", metavar="ID")
@click.argument("amount")
@duesoptions.ON
@click.option(
    "--from",
    "account",
    metavar="ACCOUNT",
    help="The account that it is paid from.  [default: the fund's own]",
)
@shareoptions.WITH
@shareoptions.MIRROR
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    request_id: str,
    amount: str,
    now: datetime.datetime,
    **asked: Unpack[Asked],
) -> int:
    """Pay help on a request that was granted, out of the fund that is for it.

    It is paid within the limit and before the end of what was decided, and only as far
    as the fund has money. The entry names the member by id, the fund and the request;
    it says nothing of why. Paying the same on the same day again writes nothing. With
    the book of the body that is helped, --mirror makes its entry, too.
    """
    to = duesoptions.place(asked["out"], asked["form"], "paid")
    opened = open_book(book)
    errors = warn(opened, book)
    account = shareoptions.bank_of(opened, asked["account"])
    view, others = shareoptions.views_of(opened, asked["others"])
    terms = terms_of(view)
    request = request_of(view, terms, request_id)
    supportneedoptions.only_private(to, [request.member] if request.member else [])
    number = supportneedoptions.amount_of(amount, request.currency)
    payment = Payment(number, asked["on"] or now.date(), account)
    with doing(f"Looking at request {request_id}"):
        found = pay(view, terms, request, payment, ends_of(opened.entries).soft)
    supportneedoptions.refuse(found.refusals)
    if asked["to_write"]:
        made_by = f"support pay {request.id} {number:f} --on {payment.on}"
        duesoptions.put(opened, found.difference, now, made_by)
    for words in [*found.notes, *_mirror(view, found, others, asked["mirror"])]:
        say(words)
    front = paying_tables(found)
    if found.difference.changes:
        front.append(
            duesoptions.changes_table(found.difference, written=asked["to_write"])
        )
    state = duesoptions.state_of(found.difference, written=asked["to_write"])
    subject = f"Request {request.id}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors else 0


def _mirror(
    view: View, found: Paying, others: Mapping[str, View], folder: Path | None
) -> tuple[str, ...]:
    """Give the body that is helped its entry; say what it has to know."""
    body = found.request.body
    if folder is None or not body or found.entry is None:
        return ()
    if body not in others:
        return (f"The book of {body} is not at hand: name it with --with.",)
    made = received(view, others[body], found.request, found.entry)
    shareoptions.put_mirror(folder, body, made.entries)
    return made.notes
