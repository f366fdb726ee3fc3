from __future__ import annotations

import csv
import datetime
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from beancount import loader
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.cli.placing import write_book
from coopbooks.cli.starting import SORTS
from coopbooks.cli.starting import contents
from coopbooks.cli.starting import plan
from coopbooks.cli.starting import slug
from coopbooks.core.entity import KINDS
from coopbooks.core.entity import read_entities
from coopbooks.core.periods import parse_period
from coopbooks.dues.rules.charges import expected
from coopbooks.dues.terms import read_terms
from tests.support.commands import refused
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

NOW = "2026-04-08T19:05"
moment = datetime.datetime.fromisoformat
EXAMPLE = re.compile(r"^;(?=\d{4}-\d\d-\d\d |  )", re.MULTILINE)

kinds = pytest.mark.parametrize("kind", SORTS)


@pytest.fixture(params=SORTS)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A new book of each kind."""
    folder = tmp_path / "rosa-and-co"
    done = run("init", folder, "--kind", request.param, "--now", NOW)
    assert done.exit_code == 0
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        if path.is_file()
        else b""
        for path in folder.rglob("*")
    }


def test_it_says_what_it_made_and_what_is_next(tmp_path: Path) -> None:
    done = run("init", tmp_path / "our union", "--kind", "union", "--now", NOW)
    assert "A book for Our Union is in" in done.stdout
    last = done.stdout.splitlines()[-1]
    folder = tmp_path / "our union"
    assert last == f'Next: coopbooks steps "{folder}" --period 2026-04'


def test_the_kinds_are_those_of_the_language() -> None:
    assert set(SORTS) == set(KINDS) - {"ally"}


def test_it_loads_without_errors(book: Path) -> None:
    opened = coopbooks.load(book)
    assert opened.errors == []
    assert opened.title == "Rosa And Co"
    [entity] = read_entities(opened.entries)[0]
    assert entity.name == "rosa-and-co"
    assert run("check", book).exit_code == 0


def test_beancount_itself_is_content(book: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "beancount.scripts.check", book / "main.beancount"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_the_plugin_it_is_a_plain_ledger(book: Path) -> None:
    main = book / "main.beancount"
    text = main.read_text(encoding="utf-8")
    plain = re.sub('(?m)^plugin .*\n|^.*"fava-extension".*\n', "", text)
    main.write_text(plain, encoding="utf-8")
    assert loader.load_file(str(main))[1] == []


def use_examples(book: Path) -> int:
    """Take the ; away from all examples, and say how many lines they had."""
    changed = 0
    for path in sorted(book.rglob("*.beancount")):
        text = path.read_text(encoding="utf-8")
        if path.name == "main.beancount":
            continue
        text, number = EXAMPLE.subn("", text)
        changed += number
        path.write_text(text, encoding="utf-8")
    return changed


def test_its_examples_can_be_used_as_they_are(book: Path) -> None:
    assert use_examples(book) > 20
    done = run("check", book)
    assert done.stdout == "Rosa And Co: no errors\n"


@pytest.mark.parametrize(
    ("kind", "owed"),
    [("union", "5.00"), ("chapter", "10.00"), ("party", "12.00")],
)
def test_its_dues_can_be_charged(kind: str, owed: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    assert run("init", folder, "--kind", kind, "--now", NOW).exit_code == 0
    use_examples(folder)
    book = coopbooks.load(folder)
    found = expected(read_terms(book.entries), book.entries, parse_period("2026-04"))
    assert [problem.message for problem in found.problems] == []
    assert [str(charge.number) for charge in found.charges] == [owed]
    assert [one.reason for one in found.excused] == ["on leave"]


def test_its_month_can_be_reported(book: Path) -> None:
    done = run("report", "month", book, "--period", "2026-04", "--now", "2026-05-02")
    assert done.exit_code == 0, done.stderr
    assert "ROSA AND CO" in done.stdout


def test_it_is_awaited_until_the_month_is_over(book: Path) -> None:
    done = run("steps", book, "--period", "2026-04", "--now", NOW)
    assert done.exit_code == 0
    assert "awaited  April 2026 goes on until 30 April 2026." in done.stdout


def test_fava_opens_it(book: Path) -> None:
    from fava.application import create_app

    app = create_app([str(book / "main.beancount")])
    client = app.test_client()
    home = client.get("/", follow_redirects=True)
    assert home.status_code == 200
    errors = client.get(f"/{home.request.path.split('/')[1]}/api/errors")
    assert errors.get_json()["data"] == []


def test_names_stay_out_of_version_control(book: Path, tmp_path: Path) -> None:
    with (book / "private" / "roster.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["member", "name", "email", "phone", "note"]]
    assert "/private/" in (book / ".gitignore").read_text(encoding="utf-8").splitlines()
    if shutil.which("git") is None:
        pytest.skip("needs git, to ask what it would keep")
    subprocess.run(["git", "init", "-q", str(book)], check=True, cwd=tmp_path)
    done = subprocess.run(
        ["git", "status", "--porcelain", "-uall"],
        cwd=book,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = [line.split()[-1] for line in done.stdout.splitlines()]
    assert "terms.beancount" in kept
    assert not [path for path in kept if "private" in path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_names_are_for_the_treasurer_alone(book: Path) -> None:
    assert (book / "private").stat().st_mode & 0o077 == 0


@kinds
def test_every_option_counts(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "book"
    title = 'Bäckerei "Zur Flut" \\ 合作社'
    words = ("--kind", kind, "--now", "2024-02-29", "--currency", "EUR")
    done = run("init", folder, *words, "--title", title, "--name", "flut")
    assert done.exit_code == 0
    opened = coopbooks.load(folder)
    assert opened.errors == []
    assert (opened.title, opened.currency) == (title, "EUR")
    assert read_entities(opened.entries)[0][0].name == "flut"
    assert (folder / "2024" / "2024-02.beancount").is_file()
    for path in folder.rglob("*.beancount"):
        assert "USD" not in path.read_text(encoding="utf-8")


@given(
    title=st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()),
    kind=st.sampled_from(sorted(SORTS)),
    now=st.datetimes(moment("1000-01-01"), moment("2998-12-31")),
    currency=st.sampled_from(["USD", "EUR", "JPY", "X.Y-1'Z"]),
)
@settings(max_examples=25, deadline=None)
def test_any_title_day_and_currency_give_a_sound_book(
    title: str,
    kind: str,
    now: datetime.datetime,
    currency: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("new") / "book"
    write_book(folder, contents(plan(folder, kind, now, currency, title)))
    opened = coopbooks.load(folder)
    assert opened.errors == []
    assert opened.title == title.strip()
    assert any(hasattr(entry, "postings") for entry in opened.entries)


@given(st.text())
def test_a_short_name_is_plain(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["new", "--kind", "bank"], "'bank' is not one of"),
        (["new"], "Missing option '--kind'"),
        (["new", "--kind", "union", "--currency", "usd"], "'usd' is not a currency's"),
        (["new", "--kind", "union", "--currency", "$"], "'$' is not a currency's"),
        (
            ["new", "--kind", "union", "--name", "Our Union"],
            "'Our Union' is not a short",
        ),
        (["new", "--kind", "union", "--title", " "], "'' is not a title."),
        (["new", "--kind", "union", "--title", "a\nb"], "is not a title."),
        (["合作社", "--kind", "union"], "'' is not a short name."),
        (["no/such/new", "--kind", "union"], "there is no folder"),
        (["full", "--kind", "union"], "has something in it already (kept.txt)"),
        (["full/kept.txt", "--kind", "union"], "is a file"),
        (["full/kept.txt/new", "--kind", "union"], "there is no folder"),
        ([".", "--kind", "union"], "is where you are"),
        (["..", "--kind", "union"], "has something in it already"),
    ],
)
def test_refused_in_one_line_with_nothing_written(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here" / "full").mkdir(parents=True)
    (tmp_path / "here" / "full" / "kept.txt").write_text("kept", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    before = everything(tmp_path)
    assert told in refused("init", *words)
    assert everything(tmp_path) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    assert run("init", tmp_path / "book", "--kind", "party").exit_code == 0
    assert (tmp_path / "book" / "main.beancount").is_file()


def test_it_never_writes_over_a_book(book: Path) -> None:
    before = everything(book)
    assert "has something in it already" in refused("init", book, "--kind", "union")
    assert everything(book) == before


def test_the_starters_travel_with_the_package(root: Path) -> None:
    starters = root / "coopbooks" / "cli" / "starters"
    assert {path.name for path in starters.iterdir()} == {"every", *SORTS}
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("needs a clone with git, to ask what the package leaves out")
    files = [str(path) for path in starters.rglob("*") if path.is_file()]
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", *files],
        cwd=root,
        capture_output=True,
        check=False,
    )
    # What version control ignores, the builder of packages leaves out too.
    assert (done.returncode, done.stdout) == (1, b"")
