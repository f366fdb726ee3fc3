"""A treasurer's month with the demo federation's books, from nothing to a pack.

    python3 scripts/demo.py

Takes a fresh copy of ledgers/harbor, checks every body's books, charges dues and makes
the pack for March 2026; both co-ops share the surplus of 2025. Then it brings in what
came by the end of April, once and once more, which writes nothing, compares the banks'
statements and an employer's list, makes the pack for April, proves what bodies owe one
another on both sides, adds all bodies up, and says what to open. Each run begins anew.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import environment
from demo_federation import together
from demo_federation import whole_page
from demo_inbox import INBOX
from demo_inbox import Inbox
from demo_sharing import share
from demo_surplus import YEAR
from demo_surplus import close_year

DEMO = environment.ROOT / "scratch" / "demo"
SOURCE = environment.ROOT / "ledgers" / "harbor"
PERIOD = "2026-03"
# The clock is given, so that a pack is the same whenever it is made.
NOW = "2026-04-08T19:05"
NEXT_PERIOD, NEXT_NOW, STATEMENTS_OF = "2026-04", "2026-05-04T19:05", "2026-04-30"
# Whose lists of dues taken from pay came with the inbox.
EMPLOYERS = {"harbor-foods-local-12": "harbor-foods"}
# The books that have most to show.
FIRST_TO_OPEN = "harbor-foods-local-12"

SAYS = {0: "good", 1: "something to look at"}
FAILED = "FAILED"
SHARED = {True: "shared", False: FAILED, None: "-"}


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
    dues: str
    surplus: str
    packs: str
    banks: str
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


def run(command: list[str], *, tell: bool = False) -> int:
    """Run one of our commands, and show what it says if it is not content.

    Args:
        command: program and arguments.
        tell: show what it says in any case.

    Returns:
        Its exit code.
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
    if done.returncode or tell:
        for line in done.stdout.splitlines():
            print(f"      {line}")
    return done.returncode


def work_on(coopbooks: str, book: Path) -> Outcome:
    """Take one body's books through March and April.

    Args:
        coopbooks: the command.
        book: the entry file.

    Returns:
        What came out.
    """
    name = book.parent.name
    print(f"   checking {shown(book)}", flush=True)
    check = run([coopbooks, "check", str(book)])
    dues = charge(coopbooks, book)
    made = [pack(coopbooks, book, PERIOD, NOW)]
    surplus = SHARED[close_year(run, coopbooks, book, folder_of(book, YEAR))]
    banks, period = "-", PERIOD
    if name in INBOX:
        banks = bring_in(coopbooks, book, INBOX[name])
        check = max(check, run([coopbooks, "check", str(book)]))
        if INBOX[name].statements:
            period = NEXT_PERIOD
            made.append(pack(coopbooks, book, period, NEXT_NOW))
    if name in EMPLOYERS:
        made.append(compare(coopbooks, book, EMPLOYERS[name]))
    packs = f"{len(made)} made" if all(made) else FAILED
    page = folder_of(book, period) / "month.html"
    return Outcome(name, SAYS.get(check, FAILED), dues, surplus, packs, banks, page)


def charge(coopbooks: str, book: Path) -> str:
    """Charge the dues of March, of which the book lacks nothing.

    Args:
        coopbooks: the command.
        book: the entry file.

    Returns:
        A word for the table.
    """
    files = sorted(book.parent.glob("*.beancount"))
    if not any('"coop-dues"' in one.read_text(encoding="utf-8") for one in files):
        return "-"
    print("   charging dues for March, which the book has", flush=True)
    command = [coopbooks, "dues", "charge", str(book), "--period", PERIOD, "--write"]
    return SAYS.get(run([*command, "--now", NOW]), FAILED)


def compare(coopbooks: str, book: Path, employer: str) -> bool:
    """Compare an employer's list for March with what was expected.

    Args:
        coopbooks: the command.
        book: the entry file.
        employer: the employer's name in the book.

    Returns:
        Whether the page is there.
    """
    page = folder_of(book, NEXT_PERIOD) / f"check-off-{employer}.html"
    print(f"   comparing the list of {employer} with what was expected", flush=True)
    command = [coopbooks, "dues", "reconcile", str(book), "--employer", employer]
    asked = ["--period", PERIOD, "--now", NEXT_NOW, "--output", str(page)]
    return run([*command, *asked]) in SAYS and page.is_file()


def pack(coopbooks: str, book: Path, period: str, now: str) -> bool:
    """Make the pack of a month.

    Args:
        coopbooks: the command.
        book: the entry file.
        period: the month.
        now: what the clock shows.

    Returns:
        Whether it is there.
    """
    output = folder_of(book, period)
    print(f"   making the pack in {shown(output)}", flush=True)
    command = [coopbooks, "report", "month", str(book), "--period", period]
    code = run([*command, "--now", now, "--output", str(output)])
    return code in SAYS and (output / "month.html").is_file()


def bring_in(coopbooks: str, book: Path, inbox: Inbox) -> str:
    """Import what came in, import it again, and compare the banks' statements.

    Args:
        coopbooks: the command.
        book: the entry file.
        inbox: the files and the statements.

    Returns:
        A word for the table.
    """
    files = [str(DEMO / "harbor" / "inbox" / name) for name in inbox.files]
    command = [coopbooks, "import", "write", str(book), *files, "--now", NEXT_NOW]
    print("   importing what came in during April", flush=True)
    codes = [run(command, tell=True)]
    print("   importing it once more, which writes nothing", flush=True)
    codes.append(run(command, tell=True))
    for account, balance in inbox.statements:
        print(f"   comparing {account} with its statement: {balance}", flush=True)
        end = account.rpartition(":")[2].lower()
        page = folder_of(book, NEXT_PERIOD) / f"reconciliation-{end}.html"
        asked = ["--on", STATEMENTS_OF, "--balance", balance, "--write"]
        words = [coopbooks, "reconcile", str(book), account, *asked]
        codes.append(run([*words, "--now", NEXT_NOW, "--output", str(page)]))
    if any(codes):
        return FAILED
    return "agree" if inbox.statements else "-"


def folder_of(book: Path, period: str) -> Path:
    """The folder for the reports of one body's books for a month."""
    return DEMO / "reports" / period / book.parent.name


def shown(path: Path) -> str:
    """Write a path as the person at the keyboard would type it."""
    here = Path.cwd()
    text = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return f'"{text}"' if " " in text else text


def sum_up(outcomes: list[Outcome], books: list[Path], fava: Path) -> None:
    """Say what came out and what to open next."""
    width = max(len(outcome.name) for outcome in outcomes)
    head = ("Check", "Dues", "Surplus", "Pages", "Banks")
    rows = [("Books", *head), *(one[:6] for one in outcomes)]
    print()
    for name, check, dues, surplus, packs, banks in rows:
        words = f"{dues:<5}  {surplus:<7}  {packs:<8}  {banks}"
        print(f"{name:<{width}}  {check:<20}  {words}")
    print(f"\nThe packs are in {shown(DEMO / 'reports')}, by month and body:")
    print("month.html to read and print, month.xlsx with live formulas, month.txt.")
    print(f"In {YEAR} the co-ops' meetings: surplus.html, and .xlsx to try things in.")
    print("In sharing: both sides proved, statements, what each gave and got.")
    names = [outcome.name for outcome in outcomes]
    first = names.index(FIRST_TO_OPEN) if FIRST_TO_OPEN in names else 0
    print("\nOpen next, in a browser:")
    print(f"  {outcomes[first].page.as_uri()}")
    print(f"All bodies together: {whole_page(DEMO, PERIOD).as_uri()}")
    print("\nThe same books in Fava, on the page Month (then open localhost:5000):")
    print(f"  {shown(fava)} {shown(books[first])}")


def main() -> int:
    """Run the demo.

    Returns:
        0 when all went well, 1 when something did not, 2 when it cannot run here.
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
    print("\nAll of them together", flush=True)
    shared = share(run, coopbooks, books, DEMO / "reports" / "sharing")
    whole = together(run, coopbooks, DEMO, ("--period", PERIOD, "--now", NOW))
    sum_up(outcomes, books, environment.program(where, "fava"))
    failed = not (shared and whole) or any(FAILED in outcome for outcome in outcomes)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("stopped")
