"""The end of the demo: all bodies added up, and a campaign that some share settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path

CAMPAIGN = "homes-first"
FINE = (0, 1)


def together(
    run: Callable[[list[str]], int], coopbooks: str, demo: Path, asked: Sequence[str]
) -> bool:
    """Add all bodies up, and settle the campaign that some of them share.

    Args:
        run: runs a command and gives its exit code.
        coopbooks: the command.
        demo: the folder of the demo.
        asked: for when, as options.

    Returns:
        Whether both came out.
    """
    file = str(demo / "harbor" / "federation.beancount")
    page = whole_page(demo, asked[1])
    codes = []
    for what, *about in (("report",), ("coalition", CAMPAIGN)):
        print(f"   federation {what}", flush=True)
        command = [coopbooks, "federation", what, file, *about, *asked]
        codes.append(run([*command, "--output", str(page.parent)]))
    return page.is_file() and all(code in FINE for code in codes)


def whole_page(demo: Path, period: str) -> Path:
    """Where the pack of the whole lies."""
    return demo / "reports" / period / "harbor" / "whole.html"
