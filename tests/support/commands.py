"""Commands as a person types them."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from coopbooks.cli.root import root

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def run(*words: str | Path) -> Result:
    """Run a command in this process.

    Args:
        *words: What is typed after `coopbooks`.

    Returns:
        What it wrote and its exit code.

    Raises:
        BaseException: What nobody caught; at the keyboard it would be a traceback.
    """
    done = CliRunner().invoke(root, [str(word) for word in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def refused(*words: str | Path, code: int = 2) -> str:
    """Run a command that is to be refused.

    Args:
        *words: What is typed after `coopbooks`.
        code: The exit code that it is to end with.

    Returns:
        The one line that it tells, without the program's name in front.
    """
    done = run(*words)
    assert done.exit_code == code, done.output
    assert done.stdout == ""
    name, _, line = done.stderr.partition(": ")
    assert name == "coopbooks"
    assert line.endswith("\n")
    assert line.count("\n") == 1, done.stderr
    return line.rstrip("\n")


def process(*words: str | Path, cwd: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a command as a process of its own.

    Args:
        *words: What is typed after `coopbooks`.
        cwd: Where it is typed.

    Returns:
        The process, its output and errors in pipes.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "coopbooks", *map(str, words)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
