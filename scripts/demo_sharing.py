"""How the demo federation proves both sides, says what is shared, and settles.

One pair differs on purpose: the per capita of Local 12 for March 2026. Everything else
comes out as it was typed in both books, for all of 2025 and the first quarter of 2026.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

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
    by_name = {book.parent.name: book for book in books}
    if PARTY not in by_name:
        return True
    party = str(by_name[PARTY])
    others = [str(book) for name, book in by_name.items() if name != PARTY]
    output.mkdir(parents=True, exist_ok=True)

    def shares(word: str, *asked: str) -> int:
        return run([coopbooks, "share", word, *asked, "--now", NOW])

    print(f"   proving both sides of {YEAR}, which agree", flush=True)
    done = shares("prove", party, *others, "--period", YEAR) == 0
    print(f"   proving {QUARTER}, where one pair differs on purpose", flush=True)
    proof = output / "proof.txt"
    asked = ("--period", QUARTER, "--output", str(proof))
    done = shares("prove", party, *others, *asked) == 1 and done
    done = done and all(word in proof.read_text(encoding="utf-8") for word in PLANTED)
    print("   writing statements that the other side can work out again", flush=True)
    for name, agreement in STATEMENTS.items():
        page = output / f"{agreement}.xlsx"
        words = [str(by_name[name]), agreement, "--period", QUARTER]
        done = (
            shares("statement", *words, "--output", str(page)) == 0
            and page.is_file()
            and done
        )
    print("   settling the quarter: what is set off, and what is paid", flush=True)
    words = [party, "--period", QUARTER, "--on", "2026-04-30"]
    done = shares("settle", *words) == 0 and done
    print("   setting what affiliates gave beside what they got", flush=True)
    for name in AFFILIATES:
        page = output / f"{name}.html"
        ledger = [coopbooks, "support", "ledger", party, name, "--now", NOW]
        done = run([*ledger, "--output", str(page)]) == 0 and page.is_file() and done
    return done
