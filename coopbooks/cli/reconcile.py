"""`coopbooks reconcile`: a bank's statement against the book."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.accounts import account_of
from coopbooks.cli.failures import say
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.controls.agreeing import AgreedOtherwise
from coopbooks.controls.agreeing import agreement
from coopbooks.controls.reconcile import reconcile
from coopbooks.controls.reconcilepage import reconciliation_table
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.closing import ends_of
from coopbooks.core.difference import difference
from coopbooks.core.journal import write
from coopbooks.core.periods import long_date
from coopbooks.packs.formats import FORMATS
from coopbooks.packs.single import single_pack

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack

    from coopbooks.controls.reconcile import Reconciliation
    from coopbooks.core.ledger import Book
    from coopbooks.packs.pack import Pack

BALANCE = re.compile(r"\s*([+-]?[0-9][0-9,]*(?:\.[0-9]+)?)(?:\s*([A-Z][A-Z0-9'._-]*))?")


class Asked(TypedDict):
    """What is asked for besides the book and the account.

    Attributes:
        on: The statement's day.
        balance: What it shows; its unit, or nothing.
        to_write: Whether to write that both agree.
        form: The name of a format; None where none was given.
        out: Where it goes, as it was typed.
    """

    on: datetime.datetime
    balance: tuple[Decimal, str]
    to_write: bool
    form: str | None
    out: str | None


def _balance(
    ctx: click.Context, param: click.Parameter, value: str
) -> tuple[Decimal, str]:
    """Read `84,230.82` or `84230.82 USD`."""
    match = BALANCE.fullmatch(value.rstrip())
    if match is None:
        words = f"'{value}' is no amount. Write 84230.82, or -12.00 EUR."
        raise click.BadParameter(words, ctx, param)
    return Decimal(match[1].replace(",", "")), match[2] or ""


@click.command(
    name="reconcile",
    epilog=options.example(
        "coopbooks reconcile BOOK Assets:Bank --on 2026-04-30 --balance 84230.82",
        "coopbooks reconcile BOOK Assets:Bank --on 2026-04-30 --balance 84230.82 "
        "--write",
    ),
)
@options.BOOK
@click.argument("account")
@click.option(
    "--on",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    metavar="DATE",
    help="The day of the statement's closing balance.",
)
@click.option(
    "--balance",
    callback=_balance,
    required=True,
    metavar="AMOUNT",
    help="What the statement shows at the end of that day.",
)
@click.option("--write", "to_write", is_flag=True, help="Write that both agree.")
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="What to write; without it, what the output's extension says, else text.",
)
@click.option("--output", "out", metavar="PATH", help="A file, or a folder.")
def command(
    book: Path, account: str, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Compare a bank's statement with the book, and say what is on its way.

    ACCOUNT is the account in the book, or its name. Cheques that the bank has not paid
    and deposits that it has not credited are listed; what is left is unexplained. With
    --write, and nothing unexplained, a balance and the reconciliation are written to
    the book, and stand in the month's report.

    It ends with 1 if something is unexplained.
    """
    files = output.places(asked["out"], asked["form"], "reconciliation")
    if not files:
        output.refuse_screen(asked["form"] or "text")
    opened = open_book(book)
    errors = warn(opened, book)
    roles, _ = read_roles(opened.entries, types_of(opened.options))
    ours, currency = account_of(opened, roles, account)
    number, unit = asked["balance"]
    day = asked["on"].date()
    found = reconcile(opened.entries, ours, unit or currency, day, number)
    pack = _pack(opened, found, roles.name_of(ours), now)
    output.deliver(pack, files, asked["form"])
    if asked["to_write"]:
        _write(opened, found, now)
    elif not found.is_explained:
        say(f"Unexplained: {found.unexplained} {found.currency}.")
    return 0 if found.is_explained and not errors else 1


def _pack(book: Book, found: Reconciliation, name: str, now: datetime.datetime) -> Pack:
    """The reconciliation, ready to be shown."""
    return single_pack(
        book,
        f"{name}, {long_date(found.on)}",
        (),
        (reconciliation_table(found, name, book.folder, whole=True),),
        state="AGREES" if found.is_explained else "DOES NOT AGREE YET",
        now=now,
    )


def _write(book: Book, found: Reconciliation, now: datetime.datetime) -> None:
    """Write that statement and book agree, once."""
    proposal = agreement(found)
    changes = difference(proposal, book.entries, ends_of(book.entries).hard)
    if len(changes.same) == len(proposal.entries):
        say("The book says so already; nothing was written.")
        return
    if changes.of("changed") or changes.of("gone"):
        raise AgreedOtherwise(found, proposal.batch)
    written = write(
        book,
        changes.new(),
        recorded=now.date(),
        made_by=f"reconcile {found.account} --on {found.on}",
    )
    if written:
        say(f"Written: {written.path}")
