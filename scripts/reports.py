"""Make the packs in reports/ anew from the demo federation's books.

    python3 scripts/reports.py

They are committed, so that a visitor sees what comes out before installing anything; a
test makes them again and compares them byte for byte. Run this when a pack is meant to
look different, look at what changed, and commit it.
"""

from __future__ import annotations

import subprocess
import sys

import environment
from demo import NOW
from demo import PERIOD
from demo import SOURCE

REPORTS = environment.ROOT / "reports" / PERIOD
FILE = "federation.beancount"
FEDERATION = (("report",), ("coalition", "homes-first"))


def main() -> int:
    """Make every pack.

    Returns:
        0 when all were made, 1 when one was not, 2 when it cannot run here.
    """
    try:
        where = environment.ready()
    except environment.EnvironmentProblem as problem:
        print(problem, file=sys.stderr)
        return 2
    coopbooks = str(environment.program(where, "coopbooks"))
    made = True
    for book in sorted(SOURCE.glob("*/main.beancount")):
        folder = REPORTS / book.parent.name
        folder.mkdir(parents=True, exist_ok=True)
        print(folder.relative_to(environment.ROOT), flush=True)
        command = [coopbooks, "report", "month", str(book), "--period", PERIOD]
        done = subprocess.run(
            [*command, "--now", NOW, "--output", str(folder)],
            env=environment.clean_environ(),
            check=False,
        )
        # 1 says that there is something to look at in the books; the pack is made.
        made = made and done.returncode in {0, 1}
    return 0 if made and federation(coopbooks) else 1


def federation(coopbooks: str) -> bool:
    """Make the packs of the whole federation, and of the campaign that bodies share.

    Args:
        coopbooks: The command.

    Returns:
        Whether they were made.
    """
    folder = REPORTS / SOURCE.name
    folder.mkdir(parents=True, exist_ok=True)
    print(folder.relative_to(environment.ROOT), flush=True)
    made = True
    for what, *about in FEDERATION:
        command = [coopbooks, "federation", what, str(SOURCE / FILE), *about]
        done = subprocess.run(
            [*command, "--period", PERIOD, "--now", NOW, "--output", str(folder)],
            env=environment.clean_environ(),
            check=False,
        )
        made = made and done.returncode in {0, 1}
    return made


if __name__ == "__main__":
    sys.exit(main())
