"""A virtual environment of the project's own, for the scripts beside this file.

Standard library only. Everything up to `require_python` also runs on versions of
Python that are too old, so that they can say so.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"
MINIMUM = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
FOLDER_VARIABLE = "COOPBOOKS_VENV"
STAMP = "coopbooks-installed.json"


class EnvironmentProblem(Exception):
    """The scripts cannot run here; the message says what to do about it."""


class PythonTooOld(EnvironmentProblem):
    """The Python that runs the script is older than the project allows."""

    def __init__(self, version: tuple[int, ...], newer: str | None) -> None:
        have = ".".join(str(number) for number in version)
        need = ".".join(str(number) for number in MINIMUM)
        advice = (
            f"Run the script with {newer} instead of python3: it is installed here."
            if newer
            else "Install a newer one from https://www.python.org/downloads/."
        )
        super().__init__(f"This is Python {have}; {need} or later is needed. {advice}")


class VenvMissing(EnvironmentProblem):
    """Python came without the part that makes virtual environments."""

    def __init__(self) -> None:
        super().__init__(
            "This Python cannot make virtual environments (ensurepip is missing). "
            "On Debian or Ubuntu: sudo apt install python3-venv. "
            "Elsewhere: install Python from https://www.python.org/downloads/."
        )


class FolderInUse(EnvironmentProblem):
    """The folder for the environment holds something else."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} is no virtual environment and is not empty. Move it away, "
            f"or name another folder in the environment variable {FOLDER_VARIABLE}."
        )


class EnvironmentNotMade(EnvironmentProblem):
    """The virtual environment could not be written."""

    def __init__(self, folder: Path, error: Exception) -> None:
        super().__init__(f"Could not make the environment in {folder}: {error}")


class NotInstalled(EnvironmentProblem):
    """The package installer gave up."""

    def __init__(self) -> None:
        super().__init__(
            "The packages could not be installed; the lines above say why. "
            "Is the network there? Running the script again goes on from here."
        )


def starts(name: str) -> bool:
    """Tell whether a command is there and runs; a mere stand-in for it does not."""
    try:
        run = subprocess.run([name, "-V"], capture_output=True, check=False)
    except OSError:
        return False
    return run.returncode == 0


def require_python(version: tuple[int, ...] = sys.version_info[:2]) -> None:
    """Stop here if this Python will not do.

    Args:
        version: of the Python that runs this, such as (3, 12).

    Raises:
        PythonTooOld: it is older than the project allows.
        VenvMissing: it cannot make virtual environments.
    """
    if version < MINIMUM:
        raise PythonTooOld(version, next(filter(starts, NEWER), None))
    if importlib.util.find_spec("ensurepip") is None:
        raise VenvMissing


def folder() -> Path:
    """Give the environment's folder: .venv, or what COOPBOOKS_VENV names."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named).expanduser().resolve() if named else ROOT / ".venv"


def program(where: Path, name: str, system: str = os.name) -> Path:
    """Give the path of a program in an environment.

    Args:
        where: the environment's folder.
        name: such as "python" or "coopbooks", without ending.
        system: `os.name` of the system that it is for.
    """
    if system == "nt":
        return where / "Scripts" / f"{name}.exe"
    return where / "bin" / name


def clean_environ() -> dict[str, str]:
    """Give the environment variables for what we start: UTF-8, and no stray paths."""
    left_out = {"PYTHONPATH", "PYTHONHOME"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    return {**kept, "PYTHONUTF8": "1"}


def fingerprint(root: Path = ROOT, constraints: Path = CONSTRAINTS) -> str:
    """Digest what an installation depends on: place, dependencies, pinned versions."""
    digest = hashlib.sha256(str(root).encode())
    for path in (root / "pyproject.toml", constraints):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def installed(where: Path, wanted: str, extras: tuple[str, ...]) -> bool:
    """Tell whether the environment already has what is wanted.

    Args:
        where: the environment's folder.
        wanted: what `fingerprint` says now.
        extras: the optional dependencies needed, such as "test".
    """
    try:
        stamp = json.loads((where / STAMP).read_text(encoding="utf-8"))
        return stamp["fingerprint"] == wanted and set(extras) <= set(stamp["extras"])
    except (OSError, ValueError, LookupError, TypeError):
        return False


def healthy(where: Path) -> bool:
    """Tell whether the environment's Python starts, is new enough and has pip."""
    code = f"import sys, pip; sys.exit(sys.version_info[:2] < {MINIMUM})"
    try:
        run = subprocess.run(
            [str(program(where, "python")), "-c", code],
            env=clean_environ(),
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return run.returncode == 0


def make(where: Path) -> None:
    """Make the environment anew, in place of a broken one, never of anything else.

    Raises:
        FolderInUse: the folder holds something that is no environment.
        EnvironmentNotMade: it could not be written.
    """
    try:
        if any(where.glob("*")) and not (where / "pyvenv.cfg").is_file():
            raise FolderInUse(where)
        venv.create(where, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise EnvironmentNotMade(where, error) from error


def install(where: Path, extras: tuple[str, ...]) -> None:
    """Install the project, editable, at the pinned versions.

    Raises:
        NotInstalled: pip failed; it has said why.
    """
    target = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    command = [str(program(where, "python")), "-m", "pip", "install", "--quiet"]
    command += ["--disable-pip-version-check", "--constraint", str(CONSTRAINTS)]
    command += ["--editable", target]
    if subprocess.run(command, env=clean_environ(), check=False).returncode:
        raise NotInstalled


def ready(*extras: str) -> Path:
    """Make sure that the environment is there with the project in it.

    Args:
        extras: the optional dependencies needed, such as "test".

    Returns:
        The environment's folder.

    Raises:
        EnvironmentProblem: with what to do about it.
    """
    require_python()
    where = folder()
    if not healthy(where):
        print(f"Making a virtual environment in {where}", flush=True)
        make(where)
    wanted = fingerprint()
    if not installed(where, wanted, extras):
        stamp = where / STAMP
        stamp.unlink(missing_ok=True)
        print("Installing what the project needs; the first time takes a minute or two")
        sys.stdout.flush()
        install(where, extras)
        content = {"fingerprint": wanted, "extras": sorted(extras)}
        stamp.write_text(json.dumps(content), encoding="utf-8")
    return where
