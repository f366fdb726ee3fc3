"""`coopbooks surplus check-resolution`: what in a resolution does not tie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import options
from coopbooks.cli import surplusoptions
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.core.errors import CoopbooksError
from coopbooks.surplus.posting.posting import parted
from coopbooks.surplus.posting.preparing import entries_for
from coopbooks.surplus.posting.resolution import compare
from coopbooks.surplus.posting.resolutionentries import compare_entries
from coopbooks.surplus.posting.resolutiontables import resolution_tables
from coopbooks.surplus.posting.stated import from_csv
from coopbooks.surplus.posting.stated import from_toml
from coopbooks.surplus.posting.stated import one
from coopbooks.surplus.proposing import propose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.surplus.allocation import Allocation
    from coopbooks.surplus.posting.resolution import Finding
    from coopbooks.surplus.terms import SurplusTerms

LEDGERS = (".beancount", ".bean")


class NoResolution(CoopbooksError):
    """No figures of a resolution were given."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__(
            "Give a file with the resolution's figures, or some with --figure "
            '"20=22198.42".'
        )


class NotReadable(CoopbooksError):
    """The file of a resolution can't be read."""

    def __init__(self, path: Path, reason: str) -> None:
        """Build the message.

        Args:
            path: The file.
            reason: Why.
        """
        super().__init__(f"{path} can't be read: {reason}.")


class Asked(TypedDict):
    """What is asked for besides the book and the file.

    Attributes:
        figures: Single figures, as they were typed.
        period: The year's name; None for the last that is over.
        rule: The name of the rule; None for the only one.
        settings: What the resolution changes of the rule, as it was typed.
        form: The name of a format; None where none was given.
        out: Where the result goes, as it was typed.
    """

    figures: tuple[str, ...]
    period: str | None
    rule: str | None
    settings: tuple[str, ...]
    form: str | None
    out: str | None


@click.command(
    name="check-resolution",
    epilog=options.example(
        "coopbooks surplus check-resolution BOOK resolution.csv --period 2025",
        "coopbooks surplus check-resolution BOOK --figure 20=22198.42 "
        "--figure M-0001.cash=423.20",
    ),
)
@options.BOOK
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--figure",
    "figures",
    multiple=True,
    metavar="WHAT=NUMBER",
    help='One figure: "result=...", a step by number or name, a member, '
    '"M-0001.cash=...", "members=...".',
)
@surplusoptions.PERIOD
@surplusoptions.RULE
@surplusoptions.SET
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path, file: Path | None, now: datetime.datetime, **asked: Unpack[Asked]
) -> int:
    """Hold the figures of a resolution against the book, and against each other.

    FILE is a small table (.csv: what it is of, amount, cash, kept), TOML, or entries as
    they would be posted (.beancount). Each figure is compared with what the rule gives;
    members with their total, steps with the result, cash and kept with the amount. With
    --set the rule is changed first, where the resolution says so.

    It ends with 1 if something does not tie.
    """
    if file is None and not asked["figures"]:
        raise NoResolution
    to = duesoptions.place(asked["out"], asked["form"], "resolution")
    opened = open_book(book)
    errors = warn(opened, book)
    year = surplusoptions.year_of(opened, asked["period"], now)
    terms = surplusoptions.terms_of(opened)
    entries, _, _ = parted(terms, opened.entries, year)
    with doing(f"Sharing {year.label}"):
        found = propose(
            terms, entries, year, now.date(), asked["settings"], asked["rule"]
        )
    findings = _findings(opened, terms, found, file, asked["figures"])
    front, behind = resolution_tables(findings, opened.currency)
    wrong = any(not each.ties for each in findings)
    state = "IT DOES NOT TIE" if wrong else "IT TIES"
    subject = f"Resolution on {year.label}"
    duesoptions.show(opened, subject, [front], [behind], to, state=state, now=now)
    told = surplusoptions.tell(found.problems, opened)
    return 1 if errors or told or wrong else 0


def _findings(
    book: Book,
    terms: SurplusTerms,
    found: Allocation,
    file: Path | None,
    figures: Sequence[str],
) -> list[Finding]:
    """What a file and single figures come to."""
    stated = [one(text) for text in figures]
    if file is None:
        return compare(found, stated, whole=False)
    text = _text(file)
    if file.suffix.lower() in LEDGERS:
        year, ends = found.figures.year, ends_of(book.entries)
        others, _, _ = parted(terms, book.entries, year)
        proposal, _ = entries_for(terms, others, found, "", year.end, ends)
        made = compare_entries(text, str(file), proposal, terms.roles)
        return [*made, *compare(found, stated, whole=False)]
    read = from_toml if file.suffix.lower() == ".toml" else from_csv
    return compare(found, [*read(text, str(file)), *stated])


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "the system refuses"
        raise NotReadable(file, reason) from error
    except UnicodeDecodeError as error:
        raise NotReadable(file, "it is no text in UTF-8") from error
