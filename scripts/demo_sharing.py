"""How the demo federation proves both sides, says what is shared, and settles.

One pair differs on purpose: the per capita of Local 12 for March 2026. Everything else
comes out as it was typed in both books, for all of 2025 and the first quarter of 2026.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

Words = Callable[..., int]

PARTY = "harbor-federation"
NOW = "2026-04-20T19:05"
YEAR, QUARTER = "2025", "2026-Q1"
# The pair that differs on purpose, and by how much.
PLANTED = ("local12-per-capita", "12.00")
# What each of these gave and got, for those who ask what the arrangement is about.
AFFILIATES = ("harbor-foods-local-12", "lanternworks", "tidewater-bakery")
STATEMENTS = {
    "tidewater-bakery": "bakery-party",
    "lanternworks": "lanternworks-party",
    "harbor-foods-local-12": "local12-party",
    "dockhands-union": "dockhands-party",
    PARTY: "eastport-share",
}


def share(
    run: Callable[[list[str]], int],
    coopbooks: str,
    books: Sequence[Path],
    output: Path,
) -> bool:
    """Prove both sides, write statements, and settle the quarter.

    Args:
        run: runs a command and gives its exit code.
        coopbooks: the command.
        books: the entry file of each body's books.
        output: the folder for what is written; it is made.

    Returns:
        Whether all of it went well: 2025 agrees, and in the first quarter of 2026 the
        planted difference is found, and no other. So, too, where there is no party.
    """
    by_name = {book.parent.name: str(book) for book in books}
    if PARTY not in by_name:
        return True

    def words(group: str, *asked: str) -> int:
        return run([coopbooks, group, *asked, "--now", NOW])

    output.mkdir(parents=True, exist_ok=True)
    done = [
        prove(words, by_name, output / "proof.txt"),
        state(words, by_name, output),
        compare(words, by_name[PARTY], output),
    ]
    return all(done)


def prove(words: Words, books: Mapping[str, str], proof: Path) -> bool:
    """Compare what each body owes with what the other expects."""
    party = books[PARTY]
    others = [book for name, book in books.items() if name != PARTY]
    print(f"   proving both sides of {YEAR}, which agree", flush=True)
    done = words("share", "prove", party, *others, "--period", YEAR) == 0
    print(f"   proving {QUARTER}, where one pair differs on purpose", flush=True)
    asked = ("--period", QUARTER, "--output", str(proof))
    done = words("share", "prove", party, *others, *asked) == 1 and done
    return done and all(word in proof.read_text(encoding="utf-8") for word in PLANTED)


def state(words: Words, books: Mapping[str, str], output: Path) -> bool:
    """Write statements that the other side can work out again, and settle."""
    done = True
    print("   writing statements that the other side can work out again", flush=True)
    for name, agreement in STATEMENTS.items():
        page = output / f"{agreement}.xlsx"
        asked = (books[name], agreement, "--period", QUARTER, "--output", str(page))
        done = words("share", "statement", *asked) == 0 and page.is_file() and done
    print("   settling the quarter: what is set off, and what is paid", flush=True)
    asked_on = (books[PARTY], "--period", QUARTER, "--on", "2026-04-30")
    return words("share", "settle", *asked_on) == 0 and done


def compare(words: Words, party: str, output: Path) -> bool:
    """Set what affiliates gave beside what they got."""
    done = True
    print("   setting what affiliates gave beside what they got", flush=True)
    for name in AFFILIATES:
        page = output / f"{name}.html"
        asked = (party, name, "--output", str(page))
        done = words("support", "ledger", *asked) == 0 and page.is_file() and done
    return done
