"""Comparing what is made with what was looked at and found right."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "goldens"


class Golden:
    """Compares with a file in tests/goldens; a missing one fails the test.

    Files are written only under --update-goldens, for a person to look at the
    difference before it is committed.
    """

    def __init__(self, folder: Path = FOLDER, *, update: bool = False) -> None:
        self.folder = folder
        self.update = update

    def __call__(self, name: str, made: str | bytes) -> None:
        """Fail the test unless what was made is what the golden says.

        Args:
            name: the golden's path below tests/goldens, such as "packs/month.txt".
            made: the text or bytes to compare; text is kept as UTF-8.
        """
        path = self.folder / name
        found = made.encode() if isinstance(made, str) else made
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found)
            return
        if not path.is_file():
            pytest.fail(
                f"no golden {name}: look at what was made, then --update-goldens",
                pytrace=False,
            )
        expected = path.read_bytes()
        if found != expected:
            pytest.fail(_difference(name, expected, found), pytrace=False)


def _difference(name: str, expected: bytes, found: bytes) -> str:
    try:
        before, after = expected.decode(), found.decode()
    except UnicodeDecodeError:
        return f"{name} differs: {len(expected)} bytes expected, {len(found)} made"
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        fromfile=f"goldens/{name}",
        tofile="made now",
    )
    return f"{name} differs from its golden\n{''.join(lines)}"
