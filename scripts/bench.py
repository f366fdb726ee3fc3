"""Measure how long things take, side by side with Beancount, hledger and Ledger.

    python3 scripts/bench.py                       10,000 members, a year
    python3 scripts/bench.py --members 1000 --only pack start
    python3 scripts/bench.py --output figures.md

Makes up a union's book, and times loading it, making its monthly pack, adding up its
accounts, charging dues, sharing, previewing an import, Fava's pages and cold starts.
Prints Markdown. Ends with 0, or with 2 when something cannot be measured here.
"""

from __future__ import annotations

import argparse
import datetime
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import bench_book
import bench_federation
import bench_files
import bench_imports
import bench_runs
import bench_shares
import environment
from bench_runs import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench_files import Written

GROUPS = (
    "load",
    "pack",
    "sums",
    "dues",
    "shares",
    "federation",
    "imports",
    "pages",
    "start",
)
OTHERS = ("hledger", "ledger")
SMALL = 30
LOAD = "import coopbooks; coopbooks.load(r'{}')"
FAVA_LOAD = "from fava.core import FavaLedger; FavaLedger(r'{}')"
QUERY = "SELECT account, sum(position) GROUP BY account ORDER BY account"
CHECK = "bean-check, without our plugin"


class Tools:
    """The programs to run, by name."""

    def __init__(self, where: Path) -> None:
        """Look for them in the environment, and beside it for those of others."""
        names = ("python", "bean-check", "bean-query", "coopbooks")
        self.ours = {name: str(environment.program(where, name)) for name in names}
        found = {name: shutil.which(name) for name in OTHERS}
        self.others = {name: path for name, path in found.items() if path}

    def check(self, book: Path) -> list[str]:
        """Check a book, as stock Beancount loads it."""
        return [self.ours["bean-check"], "--no-cache", str(book)]

    def python(self, code: str) -> list[str]:
        """Run some Python."""
        return [self.ours["python"], "-c", code]

    def pack(self, book: Path, period: str, *options: str) -> list[str]:
        """Make a monthly pack, on a day that is always the same."""
        now = ("--now", "2030-01-01T12:00")
        command = [self.ours["coopbooks"], "report", "month", str(book)]
        return [*command, "--period", period, *now, *options]


def load_group(tools: Tools, book: Written) -> Group:
    """Compare loads of the book."""
    commands = {
        CHECK: tools.check(book.plain),
        "bean-check, with our plugin": tools.check(book.main),
        "coopbooks.load, without our plugin": tools.python(LOAD.format(book.plain)),
        "coopbooks.load, with our plugin": tools.python(LOAD.format(book.main)),
        "Fava's load, without our plugin": tools.python(FAVA_LOAD.format(book.plain)),
        "Fava's load, with our plugin": tools.python(FAVA_LOAD.format(book.main)),
    }
    about = "Whole processes that read the book, all without Beancount's pickle cache."
    return Group("Loading the book", about, commands)


def pack_group(tools: Tools, book: Written) -> Group:
    """Compare packs with a mere load."""
    period, folder = book.period, book.main.parent
    out = str(folder / "pack")
    files = {
        name: ("--format", name, "--output", str(folder / f"pack.{name}"))
        for name in ("text", "html", "xlsx")
    }
    commands = {CHECK: tools.check(book.plain)}
    for name, options in files.items():
        commands[f"Pack, {name}"] = tools.pack(book.main, period, *options)
    commands["Pack, all files"] = tools.pack(book.main, period, "--output", out)
    name = "Pack, all files, without our plugin"
    commands[name] = tools.pack(book.plain, period, "--output", out)
    about = (
        "`coopbooks report month`, from start to written files, compared with what "
        "stock Beancount needs just to load the book. The aim is at most 1.30."
    )
    return Group("The monthly pack", about, commands)


def sums_group(tools: Tools, book: Written) -> Group:
    """Compare programs that add up every account."""
    commands = {
        CHECK: tools.check(book.plain),
        "bean-query, sum by account": [
            tools.ours["bean-query"],
            str(book.plain),
            QUERY,
        ],
    }
    for name, path in tools.others.items():
        journal = str(book.journal)
        commands[f"{name}, balance"] = [path, "-f", journal, "balance"]
    about = (
        "The balance of every account. hledger and Ledger read the same transactions "
        "with the same tags, without the terms (members, roles, budgets)."
    )
    return Group("Adding up", about, commands)


def dues_group(tools: Tools, book: Written) -> Group:
    """Compare charging a month with a mere load."""
    out = ("--now", "2030-01-01T12:00", "--output", str(book.main.parent / "dues.txt"))
    charge = [tools.ours["coopbooks"], "dues", "charge", str(book.plain), "--period"]
    standing = [tools.ours["coopbooks"], "dues", "standing", str(book.plain), "--on"]
    commands = {
        CHECK: tools.check(book.plain),
        "dues charge, a month that is not in the book": [
            *charge,
            book.next_period,
            *out,
        ],
        "dues charge, a month that is in it": [*charge, book.period, *out],
        "dues standing": [*standing, f"{book.next_period}-01", *out],
    }
    about = (
        "Whole processes: the load of the book and the work on it. Charging a month is "
        "to take less time than the load: the aim is at most 2.00."
    )
    return Group("Dues", about, commands)


def start_groups(tools: Tools, small: Written) -> list[Group]:
    """Compare cold starts."""
    bare = {
        "python -c 'import click'": tools.python("import click"),
        "coopbooks --help": [tools.ours["coopbooks"], "--help"],
        "bean-check --help": [tools.ours["bean-check"], "--help"],
        "bean-query --help": [tools.ours["bean-query"], "--help"],
    }
    out = str(small.main.parent / "pack")
    book = {
        CHECK: tools.check(small.plain),
        "bean-check, with our plugin": tools.check(small.main),
        "Pack, text": tools.pack(small.main, small.period, "--format", "text"),
        "Pack, all files": tools.pack(small.main, small.period, "--output", out),
    }
    return [
        Group("Cold start", "The aim for `coopbooks --help` is at most 2.00.", bare),
        Group("A small book", f"{SMALL} members, two months.", book),
    ]


def pages(tools: Tools, book: Written, repeat: int) -> str:
    """Time Fava's pages, and ours among them."""
    script = Path(__file__).with_name("bench_pages.py")
    account = bench_book.members(1)[0].account
    command = [tools.ours["python"], str(script), str(book.main)]
    command += [book.period, account, str(repeat)]
    about = (
        "Requests to a running Fava, each asked for before if nothing else is said, so "
        "that what is loaded or made once is there."
    )
    times = bench_runs.reported("pages", command, book.main.parent)
    return bench_runs.table("Pages in Fava", about, times)


def measure(tools: Tools, folder: Path, wanted: argparse.Namespace) -> list[str]:
    """Measure what is wanted and give one Markdown table for each.

    Args:
        tools: The programs.
        folder: An empty folder for the books.
        wanted: The options of the command line.
    """
    book = bench_files.write(folder / "large", wanted.members, wanted.months)
    small = bench_files.write(folder / "small", SMALL, 2)
    for path in (book.plain, small.main):
        # A book with errors would be measured, and mean nothing.
        bench_runs.output_of("bean-check", tools.check(path), folder, fine=(0,))
    makers = {
        "load": load_group,
        "pack": pack_group,
        "sums": sums_group,
        "dues": dues_group,
    }
    groups = [make(tools, book) for name, make in makers.items() if name in wanted.only]
    if "shares" in wanted.only:
        check, coopbooks = tools.check(book.plain), tools.ours["coopbooks"]
        groups.append(bench_shares.group(check, coopbooks, book))
    if "federation" in wanted.only:
        file = bench_federation.write(folder / "federation")
        ours = tools.ours["coopbooks"]
        groups.append(bench_federation.group(tools.ours["python"], ours, file))
    if "imports" in wanted.only:
        groups.append(bench_imports.group(tools.python, book, wanted.rows))
    if "start" in wanted.only:
        groups += start_groups(tools, small)
    size = f"{book.postings:,} postings"
    tables = [f"{wanted.members:,} members, {wanted.months} months, {size}.\n"]
    for title, about, commands in groups:
        print(f"Measuring: {title}", file=sys.stderr, flush=True)
        times = bench_runs.in_turns(commands, wanted.repeat, folder)
        tables.append(bench_runs.table(title, about, times))
    if "pages" in wanted.only:
        print("Measuring: pages in Fava", file=sys.stderr, flush=True)
        tables.append(pages(tools, book, wanted.repeat))
    return tables


def options(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    first, _, rest = (__doc__ or "").partition("\n")
    parser = argparse.ArgumentParser(
        description=first,
        epilog=rest,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--months", type=int, default=12)
    parser.add_argument("--rows", type=int, default=100_000, help="to be imported")
    parser.add_argument("--repeat", type=int, default=5, help="rounds that count")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=GROUPS)
    parser.add_argument("--output", type=Path, help="a file instead of the screen")
    wanted = parser.parse_args(arguments)
    if min(wanted.members, wanted.months, wanted.rows, wanted.repeat) < 1:
        parser.error("--members, --months, --rows and --repeat must be at least 1")
    return wanted


def main(arguments: Sequence[str]) -> int:
    """Measure, and print or write the result.

    Args:
        arguments: What follows the script's name.

    Returns:
        The exit code.
    """
    wanted = options(arguments)
    try:
        tools = Tools(environment.ready())
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name).resolve()
            on = bench_runs.machine(tools.ours["python"], tools.others, folder)
            tables = measure(tools, folder, wanted)
    except (environment.EnvironmentProblem, bench_runs.CommandFailed) as problem:
        print(problem, file=sys.stderr)
        return 2
    today = datetime.datetime.now(tz=datetime.UTC).date()
    command = " ".join(["python3 scripts/bench.py", *arguments])
    text = "\n".join([f"## {today}\n", f"`{command}`; {on}.\n", *tables])
    if wanted.output:
        wanted.output.write_text(text, encoding="utf-8", newline="\n")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("stopped")
