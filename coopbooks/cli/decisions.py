"""`coopbooks decisions`: what was decided, and how much of it is used."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import one_line
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import warn
from coopbooks.core.accounts import read_roles
from coopbooks.core.accounttypes import types_of
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.periods import DAY
from coopbooks.core.periods import long_date
from coopbooks.packs.delimited import harmless
from coopbooks.packs.figures import amount
from coopbooks.packs.figures import plain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.decisions import Use
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

COLUMNS = (
    "id",
    "date",
    "title",
    "body",
    "for",
    "against",
    "abstain",
    "currency",
    "limit",
    "used",
    "left",
    "until",
)


@click.command(
    name="decisions",
    epilog=options.example(
        "coopbooks decisions ledgers/harbor/tidewater-bakery --find oven"
    ),
)
@options.BOOK
@click.option(
    "--period",
    callback=options.period_name,
    metavar="PERIOD",
    help="Only those taken, used or open in it, as they stood at its end.",
)
@click.option("--find", metavar="TEXT", help="Only those with this text in them.")
@options.NOW
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, a table, or JSON for a program.",
)
def command(
    book: Path,
    period: str | None,
    find: str | None,
    now: datetime.datetime,
    form: str,
) -> int:
    """Show what was decided: up to how much, until when, what is used and what is left.

    It ends with 1 if a decision is overspent or was used after its end, and if the
    book has errors, for then some may be missing.
    """
    opened = open_book(book)
    errors = warn(opened, book)
    asked = period_of(opened, period, now) if period else None
    found = [
        use
        for use in _uses(opened, asked, now)
        if find is None or find.casefold() in _said(use)
    ]
    write = {"text": _as_text, "csv": _as_csv, "json": _as_json}[form]
    click.echo(write(found, opened.currency), nl=False)
    return 1 if errors or any(_too_much(use) or use.late for use in found) else 0


def _uses(book: Book, period: Period | None, now: datetime.datetime) -> list[Use]:
    """The decisions with their use: all by today, or those that concern a period."""
    roles, _ = read_roles(book.entries, types_of(book.options))
    decisions, _ = read_decisions(book.entries)

    def by(end: datetime.date) -> list[Use]:
        return uses(book.entries, decisions, roles, book.currency, end)

    if period is None:
        return by(now.date() + DAY)
    before = {use.decision.id: use for use in by(period.begin)}
    return [
        use
        for use in by(period.end)
        if use.decision.id not in before
        or use.used != before[use.decision.id].used
        or _open(before[use.decision.id], period.begin)
    ]


def _open(use: Use, day: datetime.date) -> bool:
    """Whether something may still be spent under a decision on a day."""
    until = use.decision.until
    if until is not None:
        return until >= day
    return use.left is not None and use.left > 0


def _too_much(use: Use) -> bool:
    return use.left is not None and use.left < 0


def _said(use: Use) -> str:
    """What a decision says, to look for words in it."""
    one = use.decision
    return f"{one.id} {one.title} {one.body}".casefold()


def _as_text(found: Sequence[Use], currency: str) -> str:
    """Two or three lines for each decision."""
    if not found:
        return "No decision was found.\n"
    return "\n".join("\n".join(_lines(use, currency)) + "\n" for use in found)


def _lines(use: Use, currency: str) -> list[str]:
    one = use.decision
    votes = ", ".join(f"{number:f} {word}" for word, number in one.votes.items())
    taken = f"{one.body}, {long_date(one.date)}"
    told = [f"{taken}: {votes}" if votes else taken, _money(use, currency)]
    if use.late:
        told.append(f"LOOK AT: {_entries(use.late)} after its end")
    if use.foreign:
        told.append(f"Not counted: {_entries(use.foreign)} in another currency")
    first = one_line(f"{one.id}  {one.title}")
    return [first, *(f"    {one_line(words)}" for words in told if words)]


def _entries(found: Sequence[data.Transaction]) -> str:
    return "1 entry" if len(found) == 1 else f"{len(found)} entries"


def _money(use: Use, currency: str) -> str:
    """Up to how much, until when, and how much of it is used and left."""
    one = use.decision
    unit = one.limit.currency if one.limit else currency
    until = f"until {long_date(one.until)}" if one.until else ""
    if one.limit is None:
        used = f"{amount(use.used, unit)} {unit} used" if use.used else ""
        return ", ".join(filter(None, (until, used)))
    limit = f"up to {amount(Decimal(one.limit.number or 0), unit)} {unit} {until}"
    rest = amount(abs(use.left or Decimal(0)), unit)
    left = f"OVERSPENT by {rest}" if _too_much(use) else f"{rest} left"
    return f"{limit.rstrip()}, {amount(use.used, unit)} used, {left}"


def _row(use: Use, currency: str) -> dict[str, str | None]:
    """A decision for programs; what is not said is None."""
    one = use.decision
    votes = {key: one.votes.get(key) for key in ("for", "against", "abstain")}
    return {
        "id": one.id,
        "date": str(one.date),
        "title": one.title,
        "body": one.body,
        **{key: None if n is None else plain(n) for key, n in votes.items()},
        "currency": one.limit.currency if one.limit else currency,
        "limit": plain(Decimal(one.limit.number or 0)) if one.limit else None,
        "used": plain(use.used),
        "left": None if use.left is None else plain(use.left),
        "until": str(one.until) if one.until else None,
    }


def _as_csv(found: Sequence[Use], currency: str) -> str:
    """A table with one header and a line for each decision."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    texts = {"id", "title", "body"}
    for use in found:
        row = {key: value or "" for key, value in _row(use, currency).items()}
        writer.writerow(
            {k: harmless(text) if k in texts else text for k, text in row.items()}
        )
    return out.getvalue()


def _as_json(found: Sequence[Use], currency: str) -> str:
    """A list of objects; numbers are strings of all their digits."""
    rows = [_row(use, currency) for use in found]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
