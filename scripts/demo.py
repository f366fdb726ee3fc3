"""A treasurer's month with the demo federation's books, from nothing to a pack.

    python3 scripts/demo.py

Takes a fresh copy of ledgers/harbor, checks every body's books, makes the pack for
March 2026 and says what to open. Run it as often as you like: the copy in
scratch/demo is made anew each time.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import environment

DEMO = environment.ROOT / "scratch" / "demo"
SOURCE = environment.ROOT / "ledgers" / "harbor"
PERIOD = "2026-03"
# The clock is given, so that a pack is the same whenever it is made.
NOW = "2026-04-08T19:05"
# The books that have most to show.
FIRST_TO_OPEN = "harbor-foods-local-12"

SAYS = {0: "good", 1: "something to look at"}
FAILED = "FAILED"


class CopyInUse(Exception):
    """The copy of an earlier run could not be replaced."""

    def __init__(self, error: OSError) -> None:
        super().__init__(
            f"The copy of an earlier run is in use: {error}. "
            "Close what has it open (a spreadsheet, Fava) and run this again."
        )


class NoBooks(Exception):
    """The demo federation is not where it should be."""

    def __init__(self) -> None:
        super().__init__(f"There are no books in {SOURCE}: is the clone complete?")


class Outcome(NamedTuple):
    """What came out for one body's books: words for the table, and its page."""

    name: str
    check: str
    pack: str
    page: Path


def fresh_copy() -> list[Path]:
    """Copy the demo federation, in place of the copy of an earlier run.

    Returns:
        The entry file of each body's books.

    Raises:
        CopyInUse: a file of the earlier copy is open elsewhere.
        NoBooks: there is nothing to copy.
    """
    try:
        if DEMO.exists():
            shutil.rmtree(DEMO)
        if SOURCE.is_dir():
            shutil.copytree(SOURCE, DEMO / "harbor")
    except OSError as error:
        raise CopyInUse(error) from error
    books = sorted(DEMO.glob("harbor/*/main.beancount"))
    if not books:
        raise NoBooks
    return books


def run(command: list[str]) -> str:
    """Run one of our commands, show what it says if it is not content, and sum up.

    Args:
        command: program and arguments.

    Returns:
        A word for the table.
    """
    done = subprocess.run(
        command,
        cwd=environment.ROOT,
        env=environment.clean_environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        for line in done.stdout.splitlines():
            print(f"      {line}")
    return SAYS.get(done.returncode, FAILED)


def work_on(coopbooks: str, book: Path) -> Outcome:
    """Check one body's books and make its pack.

    Args:
        coopbooks: the command.
        book: the entry file.

    Returns:
        What came out.
    """
    name = book.parent.name
    output = DEMO / "reports" / name
    print(f"   checking {shown(book)}", flush=True)
    check = run([coopbooks, "check", str(book)])
    print(f"   making the pack in {shown(output)}", flush=True)
    command = [coopbooks, "report", "month", str(book), "--period", PERIOD]
    pack = run([*command, "--now", NOW, "--output", str(output)])
    page = output / "month.html"
    return Outcome(name, check, pack if page.is_file() else FAILED, page)


def shown(path: Path) -> str:
    """Write a path as the person at the keyboard would type it."""
    here = Path.cwd()
    text = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return f'"{text}"' if " " in text else text


def sum_up(outcomes: list[Outcome], books: list[Path], fava: Path) -> None:
    """Say what came out and what to open next."""
    width = max(len(outcome.name) for outcome in outcomes)
    print(f"\n{'Books':<{width}}  {'Check':<20}  Pack for {PERIOD}")
    for outcome in outcomes:
        print(f"{outcome.name:<{width}}  {outcome.check:<20}  {outcome.pack}")
    print(f"\nThe packs are in {shown(DEMO / 'reports')}, one folder for each body:")
    print("month.html to read and print, month.xlsx with live formulas, month.txt.")
    names = [outcome.name for outcome in outcomes]
    first = names.index(FIRST_TO_OPEN) if FIRST_TO_OPEN in names else 0
    print("\nOpen next, in a browser:")
    print(f"  {outcomes[first].page.as_uri()}")
    print("\nThe same books in Fava, on the page Month (then open localhost:5000):")
    print(f"  {shown(fava)} {shown(books[first])}")


def main() -> int:
    """Run the demo.

    Returns:
        0 when every pack was made, 1 when one was not, 2 when it cannot run here.
    """
    try:
        where = environment.ready()
        books = fresh_copy()
    except (environment.EnvironmentProblem, CopyInUse, NoBooks) as problem:
        print(problem, file=sys.stderr)
        return 2
    coopbooks = str(environment.program(where, "coopbooks"))
    outcomes = []
    for number, book in enumerate(books, start=1):
        print(f"\n{number} of {len(books)}: {book.parent.name}", flush=True)
        outcomes.append(work_on(coopbooks, book))
    sum_up(outcomes, books, environment.program(where, "fava"))
    failed = any(FAILED in (outcome.check, outcome.pack) for outcome in outcomes)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("stopped")
