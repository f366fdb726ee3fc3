"""`coopbooks review sign`: somebody signs for a period."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import options
from coopbooks.cli.reviewoptions import AS
from coopbooks.cli.reviewoptions import FROM
from coopbooks.cli.reviewoptions import opened
from coopbooks.controls.review.acting import Person
from coopbooks.controls.review.acting import sign

if TYPE_CHECKING:
    import datetime
    from pathlib import Path
    from typing import Unpack


class Signing(TypedDict):
    """How somebody signs.

    Attributes:
        who: Their id.
        code: The code of the page that was signed.
        of: The other body that they come from.
        paper: The scan of a signed page.
    """

    who: str
    code: str
    of: str
    paper: str


@click.command(
    name="sign",
    epilog=options.example(
        "coopbooks review sign BOOK --period 2026-03 --as M-0031 --code a1b2c3d",
        "coopbooks review sign BOOK --period 2026-03 --as M-0034 --code a1b2c3d "
        "--paper documents/2026-04-10.signed.pdf",
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@AS
@click.option(
    "--code",
    default="",
    help="The code that the page has, so that you sign for what you looked at.",
)
@FROM
@click.option("--paper", default="", help="The scan of the signed page, in the book.")
def command(
    book: Path,
    period: str | None,
    now: datetime.datetime,
    **how: Unpack[Signing],
) -> int:
    """Sign for a period as the book says it now.

    The one who prepares the books does not sign for them. A change of the book
    afterwards makes the signature void, and what changed is listed.
    """
    if how["paper"] and not how["code"]:
        problem = "A signed paper has a code on it: give it with --code."
        raise click.UsageError(problem)
    found, asked = opened(book, period, now)
    identity = "paper" if how["paper"] else "typed"
    person = Person(how["who"], now.date(), identity, how["of"])
    path = sign(found, asked, person, code=how["code"], document=how["paper"])
    click.echo(f"{how['who']} signed for {asked.label}. Written: {path}")
    return 0
