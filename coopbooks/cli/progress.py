"""What is being done, for a person who waits; nothing where nobody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator


@contextmanager
def doing(words: str) -> Iterator[None]:
    """Show what is being done on the error stream, and take it away when it is done.

    Args:
        words: What is being done, in a few words. They are shown on a terminal only,
            so that logs and pipes hold nothing but results.
    """
    watched = sys.stderr.isatty()
    if watched:
        click.echo(f"{words} ...", err=True, nl=False)
    try:
        yield
    finally:
        if watched:
            blanks = " " * (len(words) + 4)
            click.echo(f"\r{blanks}\r", err=True, nl=False)


@contextmanager
def counting(words: str, total: int) -> Iterator[Callable[[object], None]]:
    """Show how much of something long is done.

    Args:
        words: What is being done, in a few words.
        total: How many things there are.

    Yields:
        What is to be called for each one that is done, with its name.
    """
    if not sys.stderr.isatty():
        yield lambda name: None
        return
    with click.progressbar(
        length=total, label=words, show_pos=True, file=sys.stderr
    ) as bar:
        yield lambda name: bar.update(1)
