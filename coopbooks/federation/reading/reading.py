"""Every body's book by itself, in as many processes as there are cores.

A book that is missing, refused or broken stops only itself: it is told, and the others
are added up without it.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import as_completed
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from coopbooks.core.entity import FORMAT
from coopbooks.core.entity import read_entities
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import in_folder
from coopbooks.core.vetting.loading import load_vetted
from coopbooks.core.vetting.vetting import vet
from coopbooks.federation.reading.gathering import figures_of
from coopbooks.federation.reading.keeping import code_of
from coopbooks.federation.reading.keeping import keep
from coopbooks.federation.reading.keeping import kept
from coopbooks.federation.reading.keeping import passed
from coopbooks.federation.reading.keeping import remember

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coopbooks.core.ledger import Book
    from coopbooks.core.periods import Period
    from coopbooks.federation.reading.figures import Figures
    from coopbooks.federation.terms import Federation
    from coopbooks.federation.terms import Member

# With fewer books a second process costs more than it brings.
FEW = 3
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one body's book.

    Attributes:
        name: The body.
        figures: What was gathered; None where it could not be.
        problems: What is wrong, in sentences.
        code: The code of the book's bytes; empty where it was refused.
    """

    name: str
    figures: Figures | None
    problems: tuple[str, ...] = ()
    code: str = ""


def read_bodies(
    federation: Federation,
    period: Period,
    processes: int | None = None,
    told: Callable[[str], object] | None = None,
) -> list[Outcome]:
    """Gather what is needed of every body's book.

    Args:
        federation: The federation.
        period: The period.
        processes: How many at once; as many as there are cores without it.
        told: Told the name of each body whose book is done.

    Returns:
        One for each body, in the order of the file; of those that keep no book here
        none.
    """
    members = [one for one in federation.members if one.folder is not None]
    count = processes or os.cpu_count() or 1
    found: dict[str, Outcome] = {}
    if count == 1 or len(members) <= FEW:
        for member in members:
            found[member.name] = read_body(member, period)
            if told:
                told(member.name)
    else:
        with ProcessPoolExecutor(min(count, len(members))) as pool:
            waiting = {pool.submit(read_body, one, period): one for one in members}
            for done in as_completed(waiting):
                member = waiting[done]
                found[member.name] = done.result()
                if told:
                    told(member.name)
    return [_held(federation, one, found[one.name]) for one in members]


def read_body(member: Member, period: Period) -> Outcome:
    """Gather what is needed of one body's book; nothing of it runs.

    Args:
        member: The body.
        period: The period.

    Returns:
        Its figures, or why there are none.
    """
    folder = member.folder
    if folder is None:
        return Outcome(member.name, None)
    try:
        return _read(member.name, folder, period)
    except CoopbooksError as error:
        return Outcome(member.name, None, (str(error),))
    except Exception as error:  # noqa: BLE001 - whatever a book does, it stops itself only
        problem = f"its book can't be read: {type(error).__name__}: {error}"
        return Outcome(member.name, None, (problem,))


def _read(name: str, folder: Path, period: Period) -> Outcome:
    # A link stands for a folder that nobody looked at; told by whoever vets.
    code = "" if folder.is_symlink() else passed(folder, period)
    if code and (figures := kept(code)) is not None:
        return Outcome(name, figures, (), code)
    vetted = vet(folder)
    if not vetted.passed:
        reasons = [str(one) for one in vetted.problems[:MOST_REASONS]]
        more = len(vetted.problems) - len(reasons)
        rest = (f"and {more} more.",) if more else ()
        first = "its book is refused, and nothing of it ran:"
        return Outcome(name, None, (" ".join([first, *reasons, *rest]),))
    code = code_of(vetted, period)
    found = kept(code)
    if found is None:
        book = load_vetted(vetted)
        if unknown := _format(book):
            return Outcome(name, None, (unknown,))
        found = figures_of(book, period, len(book.errors))
        keep(code, found)
    remember(vetted)
    return Outcome(name, found, (), code)


def _format(book: Book) -> str:
    """Why a book is in a language that this version can't read; empty if it can."""
    errors = read_entities(book.entries)[1]
    for error in errors:
        if error.message.startswith(FORMAT.kind):
            where = in_folder(error.source, book.folder)
            return f"{where}: {error.message} Ask for it in that one, or update."
    return ""


def _held(federation: Federation, member: Member, found: Outcome) -> Outcome:
    """What a book says, held against what the federation file says of it."""
    figures = found.figures
    if figures is None:
        return found
    problems: list[str] = list(found.problems)
    if figures.errors:
        count = "1 error" if figures.errors == 1 else f"{figures.errors} errors"
        problems.append(
            f"its book has {count}; figures may be incomplete. coopbooks check shows "
            "where."
        )
    if figures.name != member.name:
        whose = figures.name or "nobody that it names"
        problems.append(f"its book is that of {whose}.")
        return Outcome(member.name, None, tuple(problems))
    for what, here, there in (
        ("keeps its book in", member.currency, figures.currency),
        ("counts by", member.basis, figures.basis),
    ):
        if here and here != there:
            problems.append(
                f"it {what} {there or 'what it does not say'}, not {here} as the "
                "federation file says."
            )
    here, there = federation.year_end, figures.year_end
    if here and there and here != there:
        problems.append(
            f"its year ends on {there}, not on {here} as the federation file says: "
            "months compare, years do not."
        )
    return replace(found, problems=tuple(problems))
