"""`coopbooks surplus propose`: how a year is shared, for the meeting that decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import output
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.packs.formats import render
from coopbooks.packs.pack import Picture
from coopbooks.packs.single import single_pack
from coopbooks.surplus.posting.code import code_of
from coopbooks.surplus.posting.posting import parted
from coopbooks.surplus.posting.posting import told_unlike
from coopbooks.surplus.posting.preparing import entries_for
from coopbooks.surplus.posting.shorttables import SHORT
from coopbooks.surplus.posting.tables import proposal_tables
from coopbooks.surplus.posting.typed import beyond_results
from coopbooks.surplus.posting.whatif import whatif_tables
from coopbooks.surplus.proposing import propose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.core.table import Table
    from coopbooks.packs.pack import Pack
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.terms import SurplusTerms

SPREADSHEET = "xlsx"
WHAT_IF = "WHAT IF: nothing is decided"
OTHERWISE = "THE BOOK HAS IT OTHERWISE: it was shared before"
SHARED = "IN THE BOOK: it was shared like this"


class Asked(TypedDict):
    """What is asked for besides the book.

    Attributes:
        period: The year's name; None for the last that is over.
        rule: The name of the rule; None for the only one.
        settings: What is changed for a what-if, as it was typed.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    period: str | None
    rule: str | None
    settings: tuple[str, ...]
    form: str | None
    out: str | None


@click.command(
    name="propose",
    epilog=options.example(
        "coopbooks surplus propose BOOK --period 2025",
        'coopbooks surplus propose BOOK --period 2025 --set "20=25 PERCENT"',
        "coopbooks surplus propose BOOK --period 2025 --output meeting.xlsx",
    ),
)
@options.BOOK
@surplusoptions.PERIOD
@surplusoptions.RULE
@surplusoptions.SET
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(book: Path, now: datetime.datetime, **asked: Unpack[Asked]) -> int:
    """Work out how a year's surplus or loss is shared, and what each member gets.

    It follows from the rule of the book, the year's result and what members worked. The
    proposal has a code; a decision that names it can be posted. With --set it shows a
    what-if beside the rule, which can't. A workbook lets the meeting move percentages
    and see what they do to each member. Nothing is ever written to the book.

    It ends with 1 if something is to be looked at.
    """
    to = duesoptions.place(asked["out"], asked["form"], "surplus")
    opened = open_book(book)
    errors = warn(opened, book)
    year = surplusoptions.year_of(opened, asked["period"], now)
    terms = surplusoptions.terms_of(opened)
    with doing(f"Sharing {year.label}"):
        found, pack = _proposed(opened, terms, year, now, asked)
    if to.files:
        made = {path: _made(pack, found, form) for path, form in to.files.items()}
        output.write_files(made)
        click.echo("\n".join(f"Written: {path}" for path in made))
    else:
        output.show(_made(pack, found, to.form or "text"))
    told = surplusoptions.tell(found.problems, opened)
    return 1 if errors or told else 0


def _proposed(
    book: Book,
    terms: SurplusTerms,
    year: Period,
    now: datetime.datetime,
    asked: Asked,
) -> tuple[Allocation, Pack]:
    """The proposal, or the what-if beside it, as a pack."""
    entries, typed, written = parted(terms, book.entries, year)
    today, rule, settings = now.date(), asked["rule"], asked["settings"]
    found = propose(terms, entries, year, today, rule=rule)
    if settings:
        whatif = propose(terms, entries, year, today, settings, rule)
        beside, members = whatif_tables(found, whatif)
        front, behind = proposal_tables(whatif, terms, book.folder, "")
        front = [beside, *(one for one in front if one.id != "short")]
        behind = [members, *behind] if members else behind
        state, found = WHAT_IF, whatif
    else:
        ends = ends_of(book.entries)
        made, lacks = entries_for(terms, entries, found, "", year.end, ends)
        shared = beyond_results((*typed, *written), terms.roles)
        unlike = told_unlike(terms, shared, made)
        problems = (*found.problems, *unlike) if typed else found.problems
        notes = (*found.notes, *(f"Before it is posted: {x.message}" for x in lacks))
        found = replace(found, problems=problems, notes=notes)
        front, behind = proposal_tables(found, terms, book.folder, code_of(found))
        state = OTHERWISE if unlike else SHARED
        state = state if shared else _state(found)
    subject = f"{'Loss' if found.is_loss else 'Surplus'} of {year.label}"
    pack = single_pack(book, subject, front, behind, state=state, now=now)
    return found, replace(pack, pictures=_pictures(found, front))


def _pictures(found: Allocation, front: Sequence[Table]) -> tuple[Picture, ...]:
    """What becomes of the year, as bars, where page one says it."""
    if not any(table.id == SHORT for table in front) or not found.figures.start:
        return ()
    title = f"What becomes of the {'loss' if found.is_loss else 'surplus'}"
    return (Picture("goes", title, "bars", SHORT, ("amount",)),)


def _state(found: Allocation) -> str:
    """How far a proposal is."""
    figures = found.figures
    if not figures.over:
        return "NOT FINAL: the year is not over"
    if figures.closed == "open":
        return "NOT FINAL: the year is not closed"
    return duesoptions.PROPOSAL


def _made(pack: Pack, found: Allocation, form: str) -> bytes:
    """The proposal in a format; the workbook is one to try things out in."""
    if form == SPREADSHEET:
        from coopbooks.packs.meeting.workbook import meeting_workbook

        return meeting_workbook(found, pack.heading)
    return render(pack, form)
