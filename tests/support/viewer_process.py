"""The guarded viewer as a process of its own, as a treasurer starts it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.support.fava_process import HOST
from tests.support.fava_process import PATIENCE
from tests.support.fava_process import first_page
from tests.support.fava_process import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def viewer(book: Path, *options: str) -> Iterator[str]:
    """Start `coopbooks view` with a book, and stop it afterwards.

    Args:
        book: The book's folder.
        *options: The command's own, such as `--review`.

    Yields:
        The address of the book's pages, without a slash at its end.
    """
    port = str(free_port())
    command = [sys.executable, "-m", "coopbooks", "view", str(book), "--port", port]
    process = subprocess.Popen(
        [*command, "--no-browser", *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        first = first_page(process, f"http://{HOST}:{port}/")
        yield first.split("?")[0].rstrip("/").rpartition("/")[0]
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
