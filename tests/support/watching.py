"""The viewer of a book, of which every file that is opened is kept."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tests.support.viewing import HOST
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

opened: list[tuple[str, bool]] = []
_watching = False
_DOES = frozenset(
    {
        *("os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.move"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"),
    }
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    """Keep what is opened, and whether it is to be written."""
    if not _watching:
        return
    if event == "open":
        path, mode, flags = (*arguments, None, None)[:3]
        writes = isinstance(mode, str) and bool(set(mode) & set("wax+"))
        flagged = isinstance(flags, int) and bool(flags & _WRITES)
        opened.append((str(path), writes or flagged))
    elif event in _DOES:
        opened.append((str(arguments[0]), True))


sys.addaudithook(_hook)


class Watched:
    """The viewer of a book, whose every opened file is kept."""

    def __init__(self, folder: Path, *, review: bool) -> None:
        self.book = written(
            folder,
            '2026-01-01 query "rents" "SELECT date, payee"\n'
            '2026-01-05 document Assets:Bank "../outside/secret.txt"\n'
            '2026-01-05 document Assets:Bank "private/roster.csv"\n',
        )
        self.folder = folder
        self.viewer = Viewer(self.book, review=review)
        self.before = tree(folder)


def quoted(text: str) -> str:
    return "".join(f"%{one:02x}" for one in text.encode("utf-8", "surrogatepass"))


def ask(
    watched: Watched,
    method: str,
    path: str,
    arguments: list[tuple[str, str]],
    headers: dict[str, str],
) -> tuple[int, str]:
    """Ask, and hold the answer to what holds of every one."""
    global _watching  # noqa: PLW0603 - a hook of Python's can't be taken out again
    query = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in arguments)
    opened.clear()
    _watching = True
    try:
        answer = watched.viewer.client.open(
            f"{path}?{query}",
            method=method,
            headers={"Host": HOST, **headers},
            data=b"{}" if method not in {"GET", "HEAD"} else None,
            environ_overrides={"REMOTE_ADDR": "127.0.0.1"},
        )
    finally:
        _watching = False
    text = answer.get_data().decode("utf-8", "replace")
    assert answer.status_code < 500, (method, path, arguments)
    assert "M-0042,Secret" not in text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    written_to = [name for name, writes in opened if writes and ".pyc" not in name]
    assert written_to == []
    inside = [name for name, _ in opened if name.startswith(str(watched.folder))]
    for name in inside:
        assert name.startswith(str(watched.book))
        assert "private" not in name
    assert not [name for name, _ in opened if "passwd" in name or "secret" in name]
    return answer.status_code, text
