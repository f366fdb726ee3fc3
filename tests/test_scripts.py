from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import demo
import environment
import test as test_script


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """An environment in tmp_path/venv, made and filled without any network."""
    done: list[str] = []

    def make(where: Path) -> None:
        done.append("make")
        where.mkdir()

    def install(where: Path, extras: tuple[str, ...]) -> None:
        assert not (where / environment.STAMP).exists()
        done.append(f"install {','.join(extras)}".strip())

    monkeypatch.setenv(environment.FOLDER_VARIABLE, str(tmp_path / "venv"))
    monkeypatch.setattr(environment, "healthy", Path.is_dir)
    monkeypatch.setattr(environment, "make", make)
    monkeypatch.setattr(environment, "install", install)
    return done


def test_the_environment_is_made_once(calls: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        assert environment.ready("test") == tmp_path / "venv"
    assert calls == ["make", "install test"]


def test_what_the_tests_need_serves_the_demo_too(calls: list[str]) -> None:
    environment.ready("test")
    environment.ready()
    assert calls == ["make", "install test"]


def test_what_the_demo_needs_is_not_enough_for_the_tests(calls: list[str]) -> None:
    environment.ready()
    environment.ready("test")
    assert calls == ["make", "install", "install test"]


def test_other_versions_are_installed_anew(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ready("test")
    monkeypatch.setattr(environment, "fingerprint", lambda: "other")
    environment.ready("test")
    assert calls == ["make", "install test", "install test"]


def test_an_installation_that_broke_off_is_done_again(
    calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(where: Path, extras: tuple[str, ...]) -> None:
        raise environment.NotInstalled

    environment.ready()
    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", broken)
        with pytest.raises(environment.NotInstalled):
            environment.ready("test")
    environment.ready()
    assert calls == ["make", "install", "install"]


def test_the_fingerprint_follows_place_dependencies_and_pins(tmp_path: Path) -> None:
    project, pins = tmp_path / "pyproject.toml", tmp_path / "constraints.txt"
    prints = set()
    for asked, pinned in [("a", "b"), ("a", "c"), ("d", "c")]:
        project.write_text(asked, encoding="utf-8")
        pins.write_text(pinned, encoding="utf-8")
        prints.add(environment.fingerprint(tmp_path, pins))
    assert len(prints) == 3
    assert environment.fingerprint(tmp_path, pins) in prints


def test_a_damaged_stamp_counts_as_none(tmp_path: Path) -> None:
    assert not environment.installed(tmp_path, "x", ())
    for content in ("", "not json", "{}", "[1]"):
        (tmp_path / environment.STAMP).write_text(content, encoding="utf-8")
        assert not environment.installed(tmp_path, "x", ())


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_text("years of work", encoding="utf-8")
    with pytest.raises(environment.FolderInUse, match="not empty"):
        environment.make(tmp_path)
    assert (tmp_path / "thesis.odt").is_file()


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    path = tmp_path / "venv"
    path.write_text("a file", encoding="utf-8")
    with pytest.raises(environment.EnvironmentNotMade, match="Could not make"):
        environment.make(path)


def test_a_broken_environment_is_not_healthy(tmp_path: Path) -> None:
    assert not environment.healthy(tmp_path)
    assert environment.healthy(Path(sys.prefix))


def test_programs_on_each_system() -> None:
    where = Path("venv")
    assert environment.program(where, "python", "posix") == where / "bin" / "python"
    windows = environment.program(where, "coopbooks", "nt")
    assert windows == where / "Scripts" / "coopbooks.exe"


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "starts", lambda name: name == "python3.12")
    with pytest.raises(environment.PythonTooOld, match=r"3\.9.*with python3\.12"):
        environment.require_python((3, 9))
    monkeypatch.setattr(environment, "starts", lambda _: False)
    with pytest.raises(environment.PythonTooOld, match=r"python\.org"):
        environment.require_python((3, 9))


def test_a_python_without_ensurepip_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    for main in (demo.main, lambda: test_script.main([])):
        assert main() == 2
        assert "apt install python3-venv" in capsys.readouterr().err


def test_what_we_start_sees_no_stray_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    environ = environment.clean_environ()
    assert "PYTHONPATH" not in environ
    assert environ["PYTHONUTF8"] == "1"
    assert environ["PATH"] == os.environ["PATH"]


def test_arguments_go_to_pytest() -> None:
    alone = test_script.steps("python", [])
    assert list(alone) == ["ruff check", "ruff format", "mypy", "pytest"]
    assert alone["pytest"] == ["python", "-m", "pytest", "-n", "2"]
    some = test_script.steps("python", ["tests/test_scripts.py", "-k", "pins"])
    assert some["pytest"][3:] == ["tests/test_scripts.py", "-k", "pins"]


@pytest.mark.parametrize(("code", "expected"), [(0, 0), (1, 1)])
def test_every_step_runs_and_one_failure_fails(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    expected: int,
) -> None:
    def ran(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, code if "mypy" in command else 0)

    monkeypatch.setattr(environment, "ready", lambda *_: Path("venv"))
    monkeypatch.setattr(subprocess, "run", ran)
    assert test_script.main([]) == expected
    last = capsys.readouterr().out.split("In short")[1]
    assert last.count("good") == 4 - expected
    assert last.count("FAILED") == expected


def test_pins_satisfy_what_the_package_asks_for(root: Path) -> None:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines = environment.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if not line.startswith("#")]
    pins = {canonicalize_name(name): Version(version) for name, version in pairs}
    for requirement in map(Requirement, asked):
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier


def test_pins_name_no_place() -> None:
    text = environment.CONSTRAINTS.read_text(encoding="utf-8")
    assert "/" not in "".join(
        line for line in text.splitlines() if not line.startswith("#")
    )


@pytest.fixture
def harbor_of_two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A federation of two bodies and a place for the demo, both in tmp_path."""
    source = tmp_path / "ledgers" / "harbor"
    for name in ("union", "bakery"):
        (source / name).mkdir(parents=True)
        (source / name / "main.beancount").write_text("", encoding="utf-8")
    monkeypatch.setattr(demo, "SOURCE", source)
    monkeypatch.setattr(demo, "DEMO", tmp_path / "scratch" / "demo")
    monkeypatch.setattr(environment, "ready", lambda *_: tmp_path / "venv")
    return source


def makes_packs(monkeypatch: pytest.MonkeyPatch, codes: dict[str, int]) -> None:
    """Stand in for our commands: make the page, say something, end with a code."""

    def ran(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if "--output" in command:
            folder = Path(command[-1])
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "month.html").touch()
            (folder / "whole.html").touch()
        code = codes.get(command[1], 0)
        return subprocess.CompletedProcess(command, code, stdout="no receipt\n")

    monkeypatch.setattr(subprocess, "run", ran)


@pytest.mark.parametrize(
    ("codes", "expected"), [({}, 0), ({"check": 1}, 0), ({"report": 2}, 1)]
)
def test_the_demo_says_what_to_open(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harbor_of_two: Path,
    codes: dict[str, int],
    expected: int,
) -> None:
    makes_packs(monkeypatch, codes)
    assert demo.main() == expected
    said = capsys.readouterr().out
    assert (
        demo.DEMO / "reports" / demo.PERIOD / "bakery" / "month.html"
    ).as_uri() in said
    assert ("no receipt" in said) == bool(codes)
    assert ("FAILED" in said) == bool(expected)


def test_the_demo_begins_afresh(
    monkeypatch: pytest.MonkeyPatch, harbor_of_two: Path
) -> None:
    makes_packs(monkeypatch, {})
    assert demo.main() == 0
    left = demo.DEMO / "harbor" / "bakery" / "scribble.txt"
    left.touch()
    assert demo.main() == 0
    assert not left.exists()
    assert (harbor_of_two / "bakery" / "main.beancount").is_file()


def test_the_demo_needs_books(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    harbor_of_two: Path,
) -> None:
    monkeypatch.setattr(demo, "SOURCE", harbor_of_two / "nowhere")
    assert demo.main() == 2
    assert "is the clone complete?" in capsys.readouterr().err
