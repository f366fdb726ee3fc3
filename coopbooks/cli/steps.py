"""`coopbooks steps`: how far a month is, and what comes next."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import one_line
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import period_of
from coopbooks.cli.reading import shown
from coopbooks.controls.month import look
from coopbooks.controls.steps import steps
from coopbooks.core.contenthash import book_code
from coopbooks.core.contenthash import short
from coopbooks.imports.profiles import load_profiles
from coopbooks.statements.scope import scope_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.controls.month import Report
    from coopbooks.controls.step import Step
    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period

IN_WORDS = {"done": "done", "todo": "to do", "awaited": "awaited"}
WIDE = max(map(len, IN_WORDS.values()))
# The kinds of sheets that come every month.
MONTHLY = ("bank", "processor", "check-off", "payroll", "dues")
# What tells a report's version, of the files that a report in a folder has.
READABLE = ("month.txt", "month.html")


@click.command(
    name="steps",
    epilog=options.example(
        "coopbooks steps ledgers/harbor/tidewater-bakery --period 2026-03"
    ),
)
@options.BOOK
@options.PERIOD
@options.NOW
@options.TEXT_OR_JSON
def command(book: Path, period: str | None, now: datetime.datetime, form: str) -> int:
    """Say what is done in a month, what is awaited, and what to type next.

    A report counts as made if it is in the book's folder under reports/PERIOD. It ends
    with 1 as long as there is something to do.
    """
    opened = open_book(book)
    asked = period_of(opened, period, now)
    scope = scope_of(
        opened.entries, opened.options, opened.title, opened.currency, asked
    )
    report = _report(opened, asked)
    today = now.date()
    errors, senders = len(opened.errors), _senders(opened)
    taken = steps(look(scope, errors, report, today, opened.folder, senders))
    typed = {step.name: _typed(step, book, asked) for step in taken if step.command}
    write = _as_json if form == "json" else _as_text
    click.echo(write(f"{one_line(opened.title)}, {asked.label}", taken, typed))
    return 1 if any(step.state == "todo" for step in taken) else 0


def reports_folder(book: Path, period: Period) -> Path:
    """Where the reports of a period are kept in a book's folder."""
    return book / "reports" / period.name


def _report(book: Book, period: Period) -> Report:
    """Whether a report is there, and is still of what the book says."""
    code = short(book_code(book, period.end))
    folder = reports_folder(book.folder, period)
    for name in READABLE:
        path = folder / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            return "made" if f"book {code}" in text else "outdated"
    return "missing"


def _senders(book: Book) -> list[str]:
    """Who sends the book a sheet each month, as batches are named after them."""
    profiles, _ = load_profiles(book.folder)
    return [one.label for one in profiles if one.kind in MONTHLY]


def _typed(step: Step, book: Path, period: Period) -> str:
    """The command that takes a step, as it is typed."""
    if "BOOK" in step.command:
        placed = (shown(book) if word == "BOOK" else word for word in step.command)
        return " ".join(["coopbooks", *placed])
    words = ["coopbooks", *step.command, shown(book)]
    if step.command != ("check",):
        words += ["--period", period.name]
    if step.command[0] == "report":
        folder = book if book.is_dir() else book.parent
        words += ["--output", shown(reports_folder(folder, period))]
    return " ".join(words)


def _as_text(title: str, taken: Sequence[Step], typed: Mapping[str, str]) -> str:
    """A checklist, with what comes next at its end."""
    lines = [title, ""]
    for step in taken:
        end = ":" if step.details else "."
        lines.append(f"  {IN_WORDS[step.state]:<{WIDE}}  {step.words}{end}")
        lines += [f"  {'':<{WIDE}}    {one_line(detail)}" for detail in step.details]
    return "\n".join([*lines, "", *_next(taken, typed)])


def _next(taken: Sequence[Step], typed: Mapping[str, str]) -> list[str]:
    """What to do next; where that is no command, also the command after it."""
    to_do = [step for step in taken if step.state == "todo"]
    if not to_do:
        awaited = any(step.state == "awaited" for step in taken)
        return ["Nothing to do now; the rest is awaited." if awaited else "All done."]
    command = next((typed[step.name] for step in to_do if step.command), None)
    first = [] if to_do[0].command else ["Next: the first line above that is to do."]
    then = "Then" if first else "Next"
    return [*first, *([f"{then}: {command}"] if command else [])]


def _as_json(title: str, taken: Sequence[Step], typed: Mapping[str, str]) -> str:
    """The same for programs; `command` is null where there is none."""
    measured = [{**asdict(one), "command": typed.get(one.name)} for one in taken]
    found = {"title": title, "steps": measured}
    return json.dumps(found, ensure_ascii=False, indent=2)
