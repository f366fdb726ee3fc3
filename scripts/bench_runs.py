"""Time commands side by side: whole processes, in turns, as medians and ratios."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from typing import TYPE_CHECKING
from typing import NamedTuple

import environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path


class Taken(NamedTuple):
    """What something took, in seconds.

    Attributes:
        elapsed: from start to end, by the clock.
        worked: how long the processor worked for it; what else the machine does
            disturbs it less. 0 where the system does not tell, as on Windows.
    """

    elapsed: float
    worked: float


Times = dict[str, list[Taken]]

# 1 is what checks and reports end with when there is something to look at.
FINE = (0, 1)


class CommandFailed(Exception):
    """A command could not do what was to be timed."""

    def __init__(self, name: str, code: int, said: str) -> None:
        """Build the message from what the command said last."""
        last = said.strip().splitlines()[-1:] or ["without a word"]
        super().__init__(f"{name} ended with {code}: {last[0]}")


class Group(NamedTuple):
    """What is measured in one go and shown in one table.

    Attributes:
        title: what stands above the table.
        about: what is compared, in one or two sentences.
        commands: what is timed, by what it is called; the others are compared with
            the first.
    """

    title: str
    about: str
    commands: Mapping[str, Sequence[str]]


def surroundings() -> dict[str, str]:
    """Give the environment variables: ours, and Beancount's pickle cache off."""
    return {**environment.clean_environ(), "BEANCOUNT_DISABLE_LOAD_CACHE": "1"}


def output_of(
    name: str, command: Sequence[str], folder: Path, fine: tuple[int, ...] = FINE
) -> str:
    """Run a command in a folder and give what it printed.

    Args:
        name: what to call it when it fails.
        command: the command.
        folder: the folder to run it in.
        fine: the exit codes that are no failure.

    Raises:
        CommandFailed: it crashed, or it was used in a wrong way.
    """
    done = subprocess.run(
        command,
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in fine or "Traceback" in done.stderr:
        raise CommandFailed(name, done.returncode, done.stderr)
    return done.stdout


def in_turns(commands: Mapping[str, Sequence[str]], repeat: int, folder: Path) -> Times:
    """Time whole processes: A B C, A B C, and so on, after a round that is not counted.

    Turns spread what else the machine does evenly over all commands.

    Args:
        commands: the commands by name.
        repeat: how many rounds count.
        folder: the folder to run them in.

    Returns:
        What each took, by name.
    """
    found: Times = {name: [] for name in commands}
    for turn in range(repeat + 1):
        for name, command in commands.items():
            began, worked = time.perf_counter(), _of_children()
            output_of(name, command, folder)
            taken = Taken(time.perf_counter() - began, _of_children() - worked)
            if turn:
                found[name].append(taken)
    return found


def _of_children() -> float:
    """How long the processor has worked for processes that were started and ended."""
    times = os.times()
    return times.children_user + times.children_system


def reported(name: str, command: Sequence[str], folder: Path) -> Times:
    """Read what a process has timed inside itself.

    Args:
        name: what to call it when it fails.
        command: prints a JSON object of lists of pairs by name.
        folder: the folder to run it in.
    """
    said = json.loads(output_of(name, command, folder))
    return {what: [Taken(*pair) for pair in pairs] for what, pairs in said.items()}


def table(title: str, about: str, times: Times) -> str:
    """Show what was measured as a Markdown table.

    Args:
        title: what stands above it.
        about: what is compared.
        times: what each took, the one that others are compared with first.

    Returns:
        The median of each, the fastest and slowest, and the ratio of medians; the same
        for the time that the processor worked.
    """
    lines = [
        f"### {title}",
        "",
        about,
        "",
        "| What | Median | Fastest to slowest | Ratio | Processor | Its ratio |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    first = _medians(next(iter(times.values())))
    for name, all_of in times.items():
        median = _medians(all_of)
        elapsed = sorted(one.elapsed for one in all_of)
        cells = [
            name,
            f"{median.elapsed:.2f} s",
            f"{elapsed[0]:.2f} to {elapsed[-1]:.2f}",
        ]
        cells += [_ratio(median.elapsed, first.elapsed), f"{median.worked:.2f} s"]
        cells.append(_ratio(median.worked, first.worked))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _medians(all_of: Sequence[Taken]) -> Taken:
    elapsed, worked = zip(*all_of, strict=True)
    return Taken(statistics.median(elapsed), statistics.median(worked))


def _ratio(number: float, first: float) -> str:
    return f"{number / first:.2f}" if first else "-"


def machine(python: str, programs: Mapping[str, str], folder: Path) -> str:
    """Say in general words what was measured on, and with which versions.

    Args:
        python: the Python that runs the project.
        programs: other programs by name, with their paths.
        folder: a folder to run them in.
    """
    code = (
        "import platform, sys; from importlib.metadata import version as v; "
        "print(f'{platform.system()}, {platform.machine()}, '"
        "f'Python {platform.python_version()}, ' + "
        "', '.join(f'{n} {v(n)}' for n in sys.argv[1:]))"
    )
    known = ("coopbooks", "beancount", "beanquery", "fava")
    said = output_of("python", [python, "-c", code, *known], folder).strip()
    for name, path in programs.items():
        first = output_of(name, [path, "--version"], folder).splitlines()[0]
        said += f", {name} {first.split(',')[0].split()[-1]}"
    return f"{os.cpu_count()} cores, {said}"
