"""Check everything: style, types and all tests, in an environment of our own.

    python3 scripts/test.py                        everything
    python3 scripts/test.py tests/test_core_money.py -k split
                                                   what follows is for pytest

Ends with 0 when all is well, 1 when something is not, 2 when it cannot run here.
"""

from __future__ import annotations

import subprocess
import sys
import time

import environment

# Everything at once is worth a second process; a single file is not.
ALL_TESTS = ("-n", "2")


def steps(python: str, for_pytest: list[str]) -> dict[str, list[str]]:
    """Name the commands to run, pytest last because its closing lines matter most.

    Args:
        python: the environment's Python.
        for_pytest: arguments handed on; without any, all tests run.

    Returns:
        The commands by their names.
    """
    return {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "pytest": [python, "-m", "pytest", *(for_pytest or ALL_TESTS)],
    }


def run(name: str, command: list[str]) -> bool:
    """Run one command in the project's folder and tell whether it was content."""
    print(f"\n-- {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=environment.ROOT, env=environment.clean_environ(), check=False
    )
    print(f"   {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Run every step, also after one has failed, and sum up.

    Args:
        arguments: handed on to pytest.

    Returns:
        The exit code.
    """
    try:
        where = environment.ready("test")
    except environment.EnvironmentProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    python = str(environment.program(where, "python"))
    results = {
        name: run(name, command) for name, command in steps(python, arguments).items()
    }
    print("\nIn short")
    for name, good in results.items():
        print(f"  {name:<12} {'good' if good else 'FAILED'}")
    return 0 if all(results.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("stopped")
