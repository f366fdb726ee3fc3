"""How the demo federation's co-ops close their year: proposal, decision, notices.

Tidewater Bakery's members decided on 14 March 2026, and the book has it: posting once
more writes nothing. Lanternworks' members meet on 18 April, with the loss of 2024 to be
made good first; their decision names the code of the proposal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

YEAR = "2025"
NOW = "2026-04-20T19:05"
# By which decision each co-op's year is posted.
DECISIONS = {"lanternworks": "2026-04/1", "tidewater-bakery": "2026-03/2"}
# What is still to be written down, with the code of the proposal in place of the dots.
STILL_TO_DECIDE = {
    "lanternworks": """\

2026-04-18 custom "coop-decision" "2026-04/1" "2025 shared as proposed to the meeting"
  body: "members' meeting"
  for: 6
  against: 0
  abstain: 1
  proposal: "..."
""",
}
CODE = re.compile(r"\bs-2025-[0-9a-f]{8}\b")


def close_year(
    run: Callable[[list[str]], int], coopbooks: str, book: Path, output: Path
) -> bool | None:
    """Share a co-op's year, as its members decided, and write them their notices.

    Args:
        run: runs a command and gives its exit code.
        coopbooks: the command.
        book: the entry file.
        output: the folder for the proposal; it is made.

    Returns:
        Whether all of it went well; posting a second time changes no file. None for
        who is no co-op.
    """
    name = book.parent.name
    if name not in DECISIONS:
        return None
    asked = [str(book), "--period", YEAR, "--now", NOW]

    def surplus(word: str, *more: str) -> int:
        return run([coopbooks, "surplus", word, *asked, *more])

    print(f"   proposing how {YEAR} is shared, to a workbook and a page", flush=True)
    # 1 says that there is something to look at: one of them has shared it already.
    done = surplus("propose", "--output", str(output)) in {0, 1}
    if name in STILL_TO_DECIDE:
        print("   writing down what the members decided on 18 April", flush=True)
        done = done and decide(book, output)
    print(f"   posting {YEAR} as decided, and once more, which writes nothing")
    posting = ("--decision", DECISIONS[name], "--write")
    done = done and surplus("post", *posting) == 0
    before = contents(book)
    done = done and surplus("post", *posting) == 0 and contents(book) == before
    print("   writing each member what they got, into private/", flush=True)
    folder = book.parent / "private" / f"notices-{YEAR}"
    return done and surplus("notices", "--into", str(folder)) == 0 and folder.is_dir()


def decide(book: Path, output: Path) -> bool:
    """Write a decision on the proposal into a book.

    Args:
        book: the entry file.
        output: the folder with the proposal.

    Returns:
        Whether the proposal has a code.
    """
    text = (output / "surplus.txt").read_text(encoding="utf-8")
    code = CODE.search(text)
    if code is None:
        return False
    said = STILL_TO_DECIDE[book.parent.name].replace("...", code[0])
    with (book.parent / "decisions.beancount").open(
        "a", encoding="utf-8", newline="\n"
    ) as file:
        file.write(said)
    return True


def contents(book: Path) -> dict[Path, bytes]:
    """What stands in each file of a book."""
    return {path: path.read_bytes() for path in book.parent.rglob("*.beancount")}
