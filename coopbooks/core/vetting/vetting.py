"""Look at a book from others before anything of it is loaded.

Every file is only parsed, by the rules of `rules`, and includes are found by ourselves,
inside the folder. What passed is a set of bytes, which can be loaded as data: without
plugins, without a cache, without opening a file again.
"""

from __future__ import annotations

import glob
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from beancount.parser import parser

from coopbooks.core.ledger import ENTRY_FILE
from coopbooks.core.ledger import BookNotFound
from coopbooks.core.vetting.files import Folder
from coopbooks.core.vetting.files import Problem
from coopbooks.core.vetting.files import text_of
from coopbooks.core.vetting.rules import FROM_OTHERS
from coopbooks.core.vetting.rules import Rules
from coopbooks.core.vetting.rules import check_entry
from coopbooks.core.vetting.rules import check_options
from coopbooks.core.vetting.rules import check_parsed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from beancount.core import data

DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that was parsed, and nothing more.

    Attributes:
        name: Its name inside the folder.
        content: Its bytes.
        entries: Its directives; amounts that Beancount would work out are missing.
        options: Its options.
        errors: Mistakes of form, where they do not refuse it.
    """

    name: str
    content: bytes
    entries: tuple[data.Directive, ...]
    options: Mapping[str, Any]
    errors: tuple[data.BeancountError, ...] = ()


@dataclass(frozen=True, slots=True)
class Vetted:
    """A folder that somebody sent, looked at.

    Attributes:
        folder: The folder.
        files: The files of the book, the entry file first; none where it was refused.
        problems: Why it is refused; none where it passed.
        looked: What else lies in the folder.
    """

    folder: Path
    files: tuple[Parsed, ...]
    problems: tuple[Problem, ...]
    looked: Folder

    @property
    def passed(self) -> bool:
        """Whether it may be read as data."""
        return not self.problems


def vet(path: Path, rules: Rules = FROM_OTHERS) -> Vetted:
    """Look at a book before anything of it is loaded.

    Args:
        path: The folder, with a `main.beancount`, or another entry file in a folder.
        rules: What it may say.

    Returns:
        What was found. Nothing of it has run, and nothing outside was opened.

    Raises:
        BookNotFound: There is nothing.
    """
    if not path.exists():
        raise BookNotFound(path)
    whole = path.is_dir() and not path.is_symlink()
    folder = path if whole else path.parent
    entry = ENTRY_FILE if whole else path.name
    looked = Folder(folder, rules.most)
    beside = list(looked.problems)
    asked = [entry]
    problems: list[Problem] = []
    files: dict[str, Parsed] = {}
    waiting = [(entry, 0)]
    if entry not in looked.found and not looked.problems:
        problems.append(Problem(entry, 0, "is not there."))
    while waiting:
        name, depth = waiting.pop(0)
        if name in files or name not in looked.found:
            continue
        content = looked.read(name)
        if content is None:
            continue
        parsed, found = _parsed(folder, name, content, rules)
        problems += found
        if parsed is None:
            continue
        files[name] = parsed
        for included in parsed.options.get("include", ()):
            names, wrong = _included(str(included), parsed.name, looked.found)
            problems += wrong
            asked.append(str(_joined(PurePosixPath(name).parent, _path(included))))
            if depth >= DEEPEST and names:
                problems.append(Problem(name, 0, "is included too deep."))
                continue
            waiting += [(one, depth + 1) for one in names]
    kept = beside if rules.whole else [one for one in beside if _counts(one, asked)]
    problems = [*kept, *looked.problems[len(beside) :], *problems]
    passed = () if problems else tuple(files.values())
    return Vetted(folder, passed, tuple(sorted(set(problems))), looked)


def _parsed(
    folder: Path, name: str, content: bytes, rules: Rules
) -> tuple[Parsed | None, list[Problem]]:
    """Parse a file as text that was read already, and check what it says."""
    text, problems = text_of(name, content)
    if problems:
        return None, problems
    called = name if rules.whole else str(folder / name)
    entries, errors, options = parser.parse_string(text, report_filename=called)
    if rules.mistakes:
        problems += [
            Problem(name, int((one.source or {}).get("lineno", 0)), str(one.message))
            for one in errors
        ]
        errors = []
    problems += check_options(text, name, rules)
    problems += check_parsed(options, name, rules)
    for entry in entries:
        problems += check_entry(entry, name, rules)
    return Parsed(name, content, tuple(entries), options, tuple(errors)), problems


def _counts(problem: Problem, asked: list[str]) -> bool:
    """Whether what may not be there is, or lies above, a file that is asked for."""
    parts = problem.file.split("/")
    return problem.file == "." or any(
        _fits(parts, pattern.split("/")[:length])
        for pattern in asked
        for length in range(1, pattern.count("/") + 2)
    )


def _path(pattern: object) -> PurePosixPath:
    """A pattern as a path, however its folders are set apart."""
    return PurePosixPath(str(pattern).replace("\\", "/"))


def _included(
    pattern: str, by: str, found: Mapping[str, int]
) -> tuple[list[str], list[Problem]]:
    """Which files of the folder an include means."""
    written = _path(pattern)
    if written.is_absolute() or ":" in pattern:
        return [], [Problem(by, 0, f'include "{pattern}" is outside the folder.')]
    place = _joined(PurePosixPath(by).parent, written)
    if place is None:
        return [], [Problem(by, 0, f'include "{pattern}" is outside the folder.')]
    if not glob.has_magic(pattern):
        if place in found:
            return [place], []
        return [], [Problem(by, 0, f'include "{pattern}" is not there.')]
    return [name for name in sorted(found) if _matches(name, place)], []


def _joined(folder: PurePosixPath, written: PurePosixPath) -> str | None:
    """A path inside the folder; None where it leads out of it."""
    parts = [part for part in folder.parts if part != "."]
    for part in written.parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _matches(name: str, pattern: str) -> bool:
    """Whether a name fits a pattern, part by part; `**` stands for any folders."""
    return _fits(name.split("/"), pattern.split("/"))


def _fits(parts: list[str], patterns: list[str]) -> bool:
    if not patterns:
        return not parts
    if patterns[0] == "**" and _fits(parts, patterns[1:]):
        return True
    # As everywhere, a wildcard does not stand for a name that begins with a dot.
    if not parts or (parts[0].startswith(".") and not patterns[0].startswith(".")):
        return False
    if patterns[0] == "**":
        return len(parts) == len(patterns) == 1 or _fits(parts[1:], patterns)
    return fnmatchcase(parts[0], patterns[0]) and _fits(parts[1:], patterns[1:])
