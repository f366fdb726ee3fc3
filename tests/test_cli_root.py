from __future__ import annotations

import errno
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from coopbooks import __version__
from coopbooks.cli.failures import one_line
from coopbooks.cli.failures import told
from coopbooks.cli.root import root as commands
from coopbooks.core.errors import CoopbooksError
from tests.support.commands import process
from tests.support.commands import refused
from tests.support.commands import run

HEAVY = ("beancount", "dateutil", "fava", "jinja2", "pandas", "xlsxwriter")


class SomethingToLookAt(CoopbooksError):
    """Bad input of the mild kind."""

    exit_code = 1


def test_help_names_every_command_with_what_it_is_for() -> None:
    done = run("--help")
    assert done.exit_code == 0
    for entry in commands.entries.values():
        assert f"{entry.name} " in done.stdout
        assert entry.about in " ".join(done.stdout.split())


def test_help_loads_no_command_and_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from coopbooks.cli.root import root\n"
        "try:\n    root(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(HEAVY)
    modules = {f"coopbooks.cli.{name}" for name in commands.entries}
    assert loaded.isdisjoint(modules)


def test_every_name_has_its_command() -> None:
    context = click.Context(commands)
    for name in commands.entries:
        command = commands.get_command(context, name)
        assert command is not None
        assert command.name == name


def test_the_entry_point_is_there(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    scripts = tomllib.loads(text)["project"]["scripts"]
    assert scripts == {"coopbooks": "coopbooks.cli:main"}


def test_the_version() -> None:
    assert run("--version").stdout == f"coopbooks {__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["chek", "x"], "There is no command 'chek'. Did you mean 'check'?"),
        (["zzz"], "There is no command 'zzz'."),
        (["--foo"], "No such option '--foo'."),
        (["check"], "Missing argument 'BOOK'. See: coopbooks check --help"),
        (["check", "x", "--format", "xml"], "'xml'"),
        (["report", "moth", "x"], "See: coopbooks report --help"),
        (["steps", "x", "--period", "March"], "'March' is not a period."),
        (["steps", "x", "--period", "2026-13"], "'2026-13' is not a period."),
        (["steps", "x", "--now", "noon"], "'noon' is no moment."),
        (["steps", "x", "--now", "0001-01-01"], "'0001-01-01' is no moment."),
        (["steps", "x", "--now", "9999-12-31"], "'9999-12-31' is no moment."),
        (["steps", "x", "--now", "2026-04-08T19:05Z"], "is no moment."),
        (["check", "no/such.beancount"], "There is no book at no/such.beancount."),
    ],
)
def test_wrong_use_is_told_on_one_line(words: list[str], told: str) -> None:
    assert told in refused(*words).replace("\\", "/")


def test_a_mistake_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), told():
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("error", "line", "code"),
    [
        (CoopbooksError("first\nsecond \x1b[31mred"), "first second [31mred", 2),
        (SomethingToLookAt("look"), "look", 1),
        (OSError(errno.ENOSPC, "No space left", "a.txt"), "a.txt: No space left.", 2),
        (OSError(), "the system refused it, without a reason.", 2),
    ],
)
def test_failures_become_a_line_and_a_code(
    error: Exception, line: str, code: int
) -> None:
    with pytest.raises(click.ClickException) as caught, told():
        raise error
    assert caught.value.message == line
    assert caught.value.exit_code == code


def test_one_line_keeps_letters_of_all_languages() -> None:
    assert one_line("  Läden\t\n 合作社  ") == "Läden 合作社"


def test_output_is_utf8_wherever_it_goes(tmp_path: Path) -> None:
    book = tmp_path / "main.beancount"
    book.write_text('option "title" "Bäckerei 合作社"\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "coopbooks", "check", str(book)],
        capture_output=True,
        check=True,
        # As on Windows, where a pipe gets a code page that lacks these letters.
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert done.stdout.decode("utf-8").startswith("Bäckerei 合作社: no errors")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no /dev/full")
def test_a_full_disk_is_told_on_one_line(harbor: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "coopbooks", "check", str(harbor / "lanternworks")],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"coopbooks: No space left on device.\n"


def test_who_stops_reading_hears_nothing(harbor: Path) -> None:
    words = ("report", "month", harbor / "lanternworks", "--period", "2026-03")
    with process(*words) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_progress_is_for_those_who_watch(harbor: Path) -> None:
    done = CliRunner().invoke(commands, ["check", str(harbor / "lanternworks")])
    assert done.stderr == ""
