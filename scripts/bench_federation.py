"""Time how 200 bodies are added up: one process and two, cold and one book changed.

    python3 scripts/bench_federation.py cold|changed COOPBOOKS FEDERATION PROCESSES

runs the command once: `cold` without anything kept, `changed` with what was kept of all
books but one, in which a line was added.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench_runs import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

BODIES, TRANSACTIONS = 200, 500
PERIOD = "2026-03"
HEAD = """\
option "title" "{name} (made up)"
option "operating_currency" "USD"
2025-01-01 custom "coop-format" 1
2025-01-01 custom "coop-entity" "{name}" "{kind}"
  basis: "accrual"
2025-01-01 open Assets:Bank USD
2025-01-01 open Assets:Owed USD
2025-01-01 open Liabilities:Owed USD
2025-01-01 open Income:Dues USD
2025-01-01 open Income:Share USD
2025-01-01 open Expenses:Share USD
2025-01-01 open Expenses:Rent USD
2025-01-01 custom "coop-account" "bank" Assets:Bank
2025-01-01 custom "coop-account" "dues" Income:Dues
2025-01-01 custom "coop-account" "share-receivable" Assets:Owed
2025-01-01 custom "coop-account" "share-payable" Liabilities:Owed
2025-01-01 custom "coop-account" "general" Expenses:Rent
"""
FILE = """\
option "title" "Bench federation (made up)"
2025-01-01 custom "coop-federation" "bench"
  currency: "USD"
  head: "body-000"
"""
LOAD = """\
import sys
from beancount import loader
loader.initialize(use_cache=False)
for path in sys.argv[1:]:
    loader.load_file(path)
"""


def write(folder: Path, bodies: int = BODIES, transactions: int = TRANSACTIONS) -> Path:
    """Write a federation: a party, and unions that share with it.

    Args:
        folder: An empty folder for it.
        bodies: How many bodies it has.
        transactions: How many transactions each of their books has.

    Returns:
        The federation file.
    """
    lines = [FILE]
    for number in range(bodies):
        name = f"body-{number:03}"
        kind = "union" if number else "party"
        lines.append(
            f'2025-01-01 custom "coop-federation-body" "{name}" "{kind}"\n'
            f'  book: "{name}"\n'
        )
        (folder / name).mkdir(parents=True)
        text = HEAD.format(name=name, kind=kind)
        text += _party(bodies) if not number else _union(number, transactions)
        path = folder / name / "main.beancount"
        path.write_text(text, encoding="utf-8", newline="\n")
    path = folder / "federation.beancount"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def _union(number: int, transactions: int) -> str:
    """Dues and rent over fifteen months, and what the union owes to the party."""
    found = []
    for each in range(transactions - 1):
        month, day = divmod(each, 34)
        date = f"{2025 + month // 12}-{month % 12 + 1:02}-{day % 28 + 1:02}"
        way = (
            "Income:Dues  -{0} USD\n" if each % 3 else "Expenses:Rent  -{0} USD\n"
        ).format(f"{10 + each % 7}.{number % 100:02}")
        found.append(f'{date} * "Somebody" "Number {each}"\n  Assets:Bank\n  {way}')
    return "".join(found) + _share("body-000", number, "Expenses:Share", "Liabilities")


def _party(bodies: int) -> str:
    """What each union owes, as the party expects it."""
    return "".join(
        _share(f"body-{number:03}", number, "Assets:Owed", "Income")
        for number in range(1, bodies)
    )


def _share(other: str, number: int, debit: str, credit: str) -> str:
    last = "Owed" if credit == "Liabilities" else "Share"
    name = f"share-{number:03}"
    return (
        f'2026-03-31 * "Share" "March"\n  with: "{other}"\n  agreement: "{name}"\n'
        f"  {debit}  {100 + number}.00 USD\n  {credit}:{last}\n"
    )


def group(python: str, coopbooks: str, federation: Path) -> Group:
    """Compare one process with two, cold and with one book changed.

    Args:
        python: Python, with Beancount.
        coopbooks: The command.
        federation: The federation file.

    Returns:
        The commands to compare.
    """
    books = sorted(str(path) for path in federation.parent.glob("*/main.beancount"))
    commands: dict[str, Sequence[str]] = {
        "Beancount's loader, book after book": [python, "-c", LOAD, *books]
    }
    for how, words in (("cold", "cold"), ("changed", "one book changed")):
        for processes, count in (("1", "one process"), ("2", "two processes")):
            script = [python, str(Path(__file__).resolve()), how]
            asked = [*script, coopbooks, str(federation), processes]
            commands[f"federation combine, {count}, {words}"] = asked
    about = (
        f"{BODIES} books of {TRANSACTIONS} transactions, each looked at as a book from "
        "others, from start to the written text. One changed book is to cost one book."
    )
    return Group("A federation", about, commands)


def main(arguments: Sequence[str]) -> int:
    """Add the federation up once.

    Args:
        arguments: `cold` or `changed`, the command, the file, how many processes.

    Returns:
        The command's exit code.
    """
    how, coopbooks, federation, processes = arguments
    command = [coopbooks, "federation", "combine", federation, "--period", PERIOD]
    command += ["--processes", processes, "--now", "2026-04-08T19:05", "--output"]
    folder = Path(federation).parent
    if how == "changed":
        # The first round, which warms up, fills what is kept.
        kept = folder / "kept"
        book = folder / "body-007" / "main.beancount"
        with book.open("a", encoding="utf-8") as file:
            file.write("; one more line\n")
        return _run([*command, str(folder / "changed.txt")], kept)
    with tempfile.TemporaryDirectory() as name:
        return _run([*command, str(folder / "cold.txt")], Path(name))


def _run(command: Sequence[str], kept: Path) -> int:
    """Run a command with a folder of its own for what is kept."""
    environ = {**os.environ, "COOPBOOKS_CACHE": str(kept)}
    done = subprocess.run(command, env=environ, check=False, stdout=subprocess.DEVNULL)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
