"""`coopbooks report deadlines`: what is to be done by when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.periods import long_date
from coopbooks.packs import icalendar
from coopbooks.packs.formats import FORMATS

if TYPE_CHECKING:
    import datetime
    from typing import Unpack

MONTHS = 12
STEM = "deadlines"


class Asked(TypedDict):
    """What is asked for besides the book."""

    on: datetime.date | None
    months: int
    form: str | None
    out: str | None


@click.command(
    name="deadlines",
    epilog=options.example(
        "coopbooks report deadlines ledgers/harbor/tidewater-bakery --on 2026-04-08",
        "coopbooks report deadlines BOOK --months 3 --output deadlines.ics",
    ),
)
@options.BOOK
@duesoptions.ON
@click.option(
    "--months",
    type=click.IntRange(1, 60),
    default=MONTHS,
    show_default=True,
    help="How many months to look ahead.",
)
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, icalendar.NAME]),
    help="What to write; without it, what the output's extension says, else text.",
)
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Say what is to be done by when: shares, loans, taxes, reports, and what ends.

    From what the book says (agreements, loans, decisions, offices, rules) and the few
    laws that are known here. As a calendar file (.ics) it can be read into a phone.

    It ends with 1 if a day has passed and something is open.
    """
    from coopbooks.controls.calendar.collecting import calendar
    from coopbooks.controls.calendar.collecting import late
    from coopbooks.controls.calendar.dated import look_ahead
    from coopbooks.packs.deadlines import deadlines_pack

    out, form = asked["out"], asked["form"]
    to_calendar = _is_calendar(out, form)
    to = None if to_calendar else duesoptions.place(out, form, STEM)
    opened = open_book(book)
    errors = warn(opened, book)
    ahead = look_ahead(opened, asked["on"] or now.date(), asked["months"])
    with doing("Looking for days"):
        found = calendar(ahead)
    if to is None:
        _write(icalendar.icalendar(opened.title, found, now), out)
    else:
        output.deliver(deadlines_pack(ahead, found, now), to.files, to.form)
    missed = late(found, ahead)
    for one in missed:
        say(f"{one.words}: that was to be done by {long_date(one.day)}.")
    return 1 if errors or missed else 0


def _is_calendar(out: str | None, form: str | None) -> bool:
    """Whether a calendar file is wanted."""
    if form is not None:
        return form == icalendar.NAME
    return out is not None and Path(out).suffix.lower() == icalendar.SUFFIX


def _write(content: bytes, out: str | None) -> None:
    """Write the calendar file, or show it."""
    if out is None or out == output.SCREEN:
        output.show(content)
        return
    path = Path(out)
    if path.is_dir() or not path.suffix:
        path /= f"{STEM}{icalendar.SUFFIX}"
    output.write_files({path: content})
    click.echo(f"Written: {path}")
