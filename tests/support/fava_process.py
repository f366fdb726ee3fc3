"""A Fava of its own process, as a treasurer starts it, for a browser to look at."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler
from urllib.request import build_opener

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0
HOST = "127.0.0.1"


class FavaDidNotStart(Exception):
    """Fava ended, or kept silent, before it answered."""


@contextmanager
def fava(book: Path, *options: str) -> Iterator[str]:
    """Start stock Fava with a book, and stop it afterwards.

    Args:
        book: The entry file.
        *options: Fava's own, such as `--read-only` or `--prefix /books`.

    Yields:
        The address of the book's pages, without a slash at its end.

    Raises:
        FavaDidNotStart: No answer came.
    """
    port = str(free_port())
    command = [sys.executable, "-m", "fava.cli", str(book), "--port", port, *options]
    prefix = options[options.index("--prefix") + 1] if "--prefix" in options else ""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        first = first_page(process, f"http://{HOST}:{port}{prefix}/")
        # Fava leads to the book's first page: .../the-books-name/income_statement/
        yield first.split("?")[0].rstrip("/").rpartition("/")[0]
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        port: int = found.getsockname()[1]
        return port


def first_page(process: subprocess.Popen[bytes], address: str) -> str:
    """Where Fava leads to, once it answers."""
    opener = build_opener(ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with opener.open(address, timeout=PATIENCE) as answer:
                return str(answer.url)
        except URLError:
            time.sleep(0.1)
    raise FavaDidNotStart(address)
