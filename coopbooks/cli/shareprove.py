"""`coopbooks share prove`: what one body owes against what the other expects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.sharing.proof.proving import prove
from coopbooks.sharing.proof.tables import proof_tables

if TYPE_CHECKING:
    import datetime


@click.command(
    name="prove",
    epilog=options.example(
        "coopbooks share prove BOOK OTHER-BOOK --period 2026-Q1",
    ),
)
@options.BOOK
@click.argument("others", nargs=-1, type=click.Path(path_type=Path))
@options.PERIOD
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    others: tuple[Path, ...],
    period: str | None,
    now: datetime.datetime,
    form: str | None,
    out: str | None,
) -> int:
    """Compare what each body owes with what the other expects, for every agreement.

    What differs is listed with what kind it is, the entries on both sides, and who must
    act. What a body that counts by cash would owe is worked out. Nothing is written.

    It ends with 1 if something differs, or a book is not at hand.
    """
    to = duesoptions.place(out, form, "proof")
    opened = open_book(book)
    errors = warn(opened, book)
    asked = period_of(opened, period, now)
    view, found = shareoptions.views_of(opened, others)
    with doing(f"Comparing {len(found) + 1} books"):
        proof = prove({view.name: view, **found}, asked, now.date())
    front, behind = proof_tables(proof)
    subject = f"Both sides, {asked.label}"
    state = "AS THE BOOKS SAY NOW"
    duesoptions.show(opened, subject, front, behind, to, state=state, now=now)
    return 1 if errors or proof.differences or proof.missing else 0
