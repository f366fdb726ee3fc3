"""The arguments and options that commands share, read the same way everywhere."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from coopbooks.core.periods import BadPeriod
from coopbooks.core.periods import parse_period

# Those of which periods have names, with room on both sides.
YEARS = range(1000, 3000)

BOOK = click.argument("book", type=click.Path(path_type=Path))


def example(*commands: str) -> str:
    """Write examples below the help of a command.

    Args:
        *commands: What a person could type, each on its own line.

    Returns:
        The text for `epilog`; the letter in front keeps click from breaking its lines.
    """
    return "\b\n" + "\n".join(f"Example: {command}" for command in commands)


def clock() -> datetime.datetime:
    """What the clock on the wall shows, to the minute, without a time zone."""
    local = datetime.datetime.now(tz=datetime.UTC).astimezone()
    return local.replace(second=0, microsecond=0, tzinfo=None)


def _moment(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> datetime.datetime:
    """Read `2026-04-08T19:05` or `2026-04-08`; the clock where nothing is given."""
    if value is None:
        return clock()
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or moment.year not in YEARS:
        words = f"'{value}' is no moment. Write 2026-04-08T19:05, or a day."
        raise click.BadParameter(words, ctx, param)
    return moment


def period_name(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    """Refuse what names no period, before a long book is read for nothing.

    The name itself is kept, to be read once the book's fiscal year is known.
    """
    if value is not None:
        try:
            parse_period(value)
        except BadPeriod as error:
            raise click.BadParameter(str(error), ctx, param) from error
    return value


NOW = click.option(
    "--now",
    callback=_moment,
    metavar="MOMENT",
    help="What the clock shows, such as 2026-04-08T19:05.  [default: the clock]",
)
PERIOD = click.option(
    "--period",
    callback=period_name,
    metavar="PERIOD",
    help="2026-03, 2026-Q1, 2026, FY2026 ...  [default: the last month that is over]",
)
TEXT_OR_JSON = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or JSON for a program.",
)
