from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from coopbooks.cli.root import root as commands

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GUIDES = ("README.md", "ledgers/README.md", "reports/README.md")
MENTIONED_IN = ("README.md", "reports/README.md")

BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)`(coopbooks [^`]+)`(?!`)")
STARTS = re.compile(r"^(?:\$ )?(coopbooks .*)")
EXAMPLE = re.compile(r"^ *Example: (coopbooks .*)$", re.MULTILINE)


def walk(
    command: click.Command = commands, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group with the words that name it, without `coopbooks`."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from walk(below, (*path, name))


ALL = dict(walk())


def typed(text: str) -> list[str]:
    """The commands of the console blocks of a guide, each on one line."""
    found = []
    for block in BLOCK.findall(text):
        for line in block.replace("\\\n", " ").splitlines():
            if match := STARTS.match(line):
                found.append(re.split(r"\s[|>#]", match[1])[0])
    return found


def named(text: str) -> list[str]:
    """The commands that a guide names in its sentences."""
    return [" ".join(words.split()) for words in INLINE.findall(text)]


def leaf(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Split words into those that name a command, and its arguments."""
    path: tuple[str, ...] = ()
    while words and (*path, words[0]) in ALL:
        path, words = (*path, words[0]), words[1:]
    return path, words


def problem_of_names(line: str) -> str | None:
    """Why a command that is named is none, or has no such option."""
    path, rest = leaf(shlex.split(line)[1:])
    command = ALL[path]
    if isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        return f"{line}: there is no command {rest[0]}"
    params = command.get_params(click.Context(command))
    known = {opt for param in params for opt in param.opts}
    for word in rest:
        option = word.split("=")[0]
        if option.startswith("-") and option not in known:
            return f"{line}: there is no option {option}"
    return None


def problem_of_use(line: str) -> str | None:
    """Why a command would be refused before it looks at any file."""
    if problem := problem_of_names(line):
        return problem
    path, rest = leaf(shlex.split(line)[1:])
    if isinstance(ALL[path], click.Group):
        return None
    try:
        ALL[path].make_context(" ".join(path), rest)
    except click.UsageError as error:
        return f"{line}: {error.format_message()}"
    return None


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_helps_with_an_example(path: tuple[str, ...]) -> None:
    done = CliRunner().invoke(commands, [*path, "--help"])
    assert done.exit_code == 0
    examples = EXAMPLE.findall(done.stdout)
    assert examples
    assert [problem for line in examples if (problem := problem_of_use(line))] == []
    assert any(leaf(shlex.split(line)[1:])[0][: len(path)] == path for line in examples)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_and_option_says_what_it_is_for(path: tuple[str, ...]) -> None:
    command = ALL[path]
    assert command.help
    for param in command.params:
        if isinstance(param, click.Option):
            assert param.help, param.name


@pytest.mark.parametrize(
    "path", [path for path, one in ALL.items() if not isinstance(one, click.Group)]
)
def test_the_book_comes_first(path: tuple[str, ...]) -> None:
    first = ALL[path].params[0]
    assert isinstance(first, click.Argument)
    assert first.make_metavar(click.Context(ALL[path])) in {"BOOK", "DIR", "KIND"}


def guides(root: Path, names: tuple[str, ...]) -> dict[str, str]:
    found = {name: root / name for name in names}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


def test_guides_show_only_what_can_be_typed(root: Path) -> None:
    texts = guides(root, GUIDES)
    shown = [line for text in texts.values() for line in typed(text)]
    assert shown
    assert [problem for line in shown if (problem := problem_of_use(line))] == []


def test_guides_name_only_what_is_there(root: Path) -> None:
    texts = guides(root, GUIDES)
    lines = [line for text in texts.values() for line in named(text)]
    assert [problem for line in lines if (problem := problem_of_names(line))] == []


def test_guides_leave_no_command_out(root: Path) -> None:
    texts = guides(root, MENTIONED_IN)
    told = {
        leaf(shlex.split(line)[1:])[0]
        for text in texts.values()
        for line in (*typed(text), *named(text))
    }
    wanted = {path for path, one in ALL.items() if not isinstance(one, click.Group)}
    assert wanted - told == set()


GUIDE = """\
Type `coopbooks check BOOK` or `coopbooks steps --perod 2026`, or
`coopbooks repot month`; `bean-check` is not ours.

```console
$ coopbooks check a --format xml
coopbooks report month our-books \\
    --period 2026-13 | less
coopbooks decisions BOOK --find oven  # look for it
coopbooks init
python3 scripts/demo.py
```

```python
coopbooks nothing
```
"""


def test_wrong_guides_would_be_noticed() -> None:
    names = [problem_of_names(line) for line in named(GUIDE)]
    assert [bool(problem) for problem in names] == [False, True, True]
    uses = [problem_of_use(line) for line in typed(GUIDE)]
    assert [bool(problem) for problem in uses] == [True, True, False, True]
