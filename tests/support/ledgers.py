"""A test's docstring as its ledger."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount import loader

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from beancount.core import data

# Unsafe with files from others, and it would hide a change of a plugin.
loader.initialize(use_cache=False)


class Loaded(NamedTuple):
    """What Beancount makes of a ledger."""

    entries: data.Directives
    errors: list[data.BeancountError]
    options: data.Options


class NoLedgerInDocstring(Exception):
    """A test asked for its docstring as a ledger and has none."""

    def __init__(self, test: str) -> None:
        super().__init__(f"{test} has no docstring to load as a ledger")


def written(request: pytest.FixtureRequest, folder: Path) -> Path:
    """Write the docstring of the test that asks, so that line 1 is its first line.

    Args:
        request: the request of the fixture that the test uses.
        folder: an empty folder of the test's own.

    Returns:
        The entry file, main.beancount in that folder.

    Raises:
        NoLedgerInDocstring: the test has no docstring.
    """
    docstring = request.function.__doc__
    if not docstring:
        raise NoLedgerInDocstring(request.node.nodeid)
    path = folder / "main.beancount"
    text = inspect.cleandoc(docstring) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def load(path: Path) -> Loaded:
    """Load a ledger with Beancount alone, without anything of coopbooks' own.

    Args:
        path: the entry file.

    Returns:
        Entries, errors and options; errors are for the test to judge.
    """
    return Loaded(*loader.load_file(str(path)))
