"""`coopbooks share accrue`, `settle` and `what-if` on copies of the demo's books."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from beancount.core import data

import coopbooks
from coopbooks.core.ledger import load
from tests.support.commands import refused
from tests.support.commands import run
from tests.support.netting import AGREEMENTS
from tests.support.netting import LOCAL
from tests.support.netting import PARTY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.goldens import Golden

NOW = ("--now", "2026-04-20T10:00")
QUARTER = ("--period", "2026-Q1")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def books(harbor: Path, tmp_path: Path) -> Path:
    shutil.copytree(harbor, tmp_path / "harbor")
    return tmp_path / "harbor"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A party's book and a local's, with four open amounts between them."""
    paths = []
    for name, text in (("party", PARTY), ("local", LOCAL)):
        folder = tmp_path / name
        (folder / "generated").mkdir(parents=True)
        include = 'include "generated/**/*.beancount"\n'
        (folder / "main.beancount").write_text(
            f"{include}{text}{AGREEMENTS}", encoding="utf-8"
        )
        (folder / "generated" / "README.beancount").write_text("", encoding="utf-8")
        paths.append(folder)
    return paths[0], paths[1]


def test_what_people_read_of_an_accrual(harbor: Path, golden: Golden) -> None:
    done = run("share", "accrue", harbor / "harbor-federation", *QUARTER, *NOW)
    assert done.exit_code == 0, done.stderr
    golden("sharing/accrue-federation.txt", done.stdout)


def test_what_people_read_of_a_settlement(
    pair: tuple[Path, Path], golden: Golden
) -> None:
    party, local = pair
    bank = ("--bank", "Assets:Bank:Main", "--on", "2026-04-15")
    done = run("share", "settle", party, *QUARTER, *NOW, *bank, "--with", local)
    assert done.exit_code == 0, done.stderr
    golden("sharing/settle-four.txt", done.stdout)


def test_settled_twice_writes_once_and_can_be_undone(
    pair: tuple[Path, Path], tmp_path: Path
) -> None:
    party, local = pair
    before = tree(party)
    asked = (*QUARTER, *NOW, "--bank", "Assets:Bank:Main", "--on", "2026-04-15")
    out = tmp_path / "for-others"
    preview = run("share", "settle", party, *asked, "--with", local, "--mirror", out)
    assert preview.exit_code == 0, preview.stderr
    assert tree(party) == before
    (mirror,) = out.iterdir()

    done = run("share", "settle", party, *asked, "--write")
    assert done.exit_code == 0, done.stderr
    written = tree(party)
    assert len(written) == len(before) + 1
    assert load(party).errors == []
    again = run("share", "settle", party, *asked, "--write")
    assert again.exit_code == 0
    assert "Nothing is open" in again.stderr
    assert tree(party) == written

    # The other body takes its entries as they are; only the money is on its way.
    shutil.copy(mirror, local / "generated" / "from-the-party.beancount")
    assert load(local).errors == []
    proof = run("share", "prove", party, local, *QUARTER, *NOW)
    differs = proof.stdout.partition("BOTH SIDES")[0]
    assert "68.50 of 15 April 2026" in differs
    assert "is on its way" in differs
    assert differs.count("2026-Q1") == 1

    batch = "2026-04-15-local-settle"
    assert run("import", "undo", party, batch).exit_code == 0
    assert tree(party) == before


def test_paying_one_body_only(books: Path) -> None:
    book = books / "harbor-federation"
    asked = (*QUARTER, *NOW, "--body", "eastport", "--on", "2026-04-30")
    bank = ("--bank", "Assets:Bank:Operating")
    done = run("share", "settle", book, *asked, *bank, "--write")
    assert done.exit_code == 0, done.stderr
    loaded = coopbooks.load(book)
    assert loaded.errors == []
    (paid,) = (
        entry
        for entry in loaded.entries
        if isinstance(entry, data.Transaction)
        and entry.meta.get("id") == "paid-2026-04-30-eastport"
    )
    numbers = {one.account: str(one.units) for one in paid.postings}
    assert numbers["Assets:Bank:Operating"] == "-280.80 USD"
    assert "Nothing is open" in run("share", "settle", book, *asked).stderr


def test_an_account_that_holds_no_money_is_refused(harbor: Path) -> None:
    words = ("share", "settle", harbor / "eastport", *QUARTER)
    said = refused(*words, "--bank", "Income:Dues")
    assert "no account of this book that holds money" in said
    assert "Assets:Bank:Operating" in said


def test_euros_do_not_pay_dollars(harbor: Path) -> None:
    book = harbor / "kilmore-abroad"
    bank = ("--bank", "Assets:Bank:Current")
    done = run("share", "settle", book, *QUARTER, *NOW, *bank)
    assert done.exit_code == 1
    assert "Assets:Bank:Current holds EUR, and 415.83 USD is owed" in done.stdout


def test_shares_are_charged_once_with_a_mirror(books: Path, tmp_path: Path) -> None:
    """What Tidewater typed for the first quarter is taken out of both books."""
    bakery, party = books / "tidewater-bakery", books / "harbor-federation"
    for folder in (bakery, party):
        take_out(folder / "2026" / "2026-03.beancount", "bakery-party")
    before = tree(bakery), tree(party)
    out = tmp_path / "for-others"
    asked = (*QUARTER, *NOW)
    done = run("share", "accrue", bakery, *asked, "--mirror", out, "--write")
    assert done.exit_code == 0, done.stderr
    assert tree(party) == before[1]
    written = tree(bakery)
    assert run("share", "accrue", bakery, *asked, "--write").exit_code == 0
    assert tree(bakery) == written
    (mirror,) = out.iterdir()
    assert mirror.name.startswith("harbor-federation-")
    shutil.copy(mirror, party / "2026" / "2026-03-mirror.beancount")
    with (party / "main.beancount").open("a", encoding="utf-8") as file:
        file.write('include "2026/2026-03-mirror.beancount"\n')
    assert load(party).errors == []
    proof = run("share", "prove", party, bakery, *asked)
    lines = [one for one in proof.stdout.splitlines() if "bakery-party, 2026" in one]
    assert [line.split()[-1] for line in lines] == ["YES"]
    batch = next(path for path in written if path not in before[0])
    name = batch.rpartition("/")[2].removesuffix(".beancount")
    assert run("import", "undo", bakery, name).exit_code == 0
    assert tree(bakery) == before[0]


def take_out(path: Path, agreement: str) -> None:
    """Take the charge of an agreement's quarter out of a file."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    kept = [
        block
        for block in blocks
        if f'agreement: "{agreement}"' not in block or "2026-03-31" not in block
    ]
    assert len(kept) < len(blocks)
    path.write_text("\n\n".join(kept), encoding="utf-8")


def test_other_terms_on_a_past_year(harbor: Path, golden: Golden) -> None:
    words = ("share", "what-if", harbor / "tidewater-bakery", "bakery-party")
    setting = ("--set", "band 1=6 PERCENT", "--set", "maximum=300 USD")
    done = run(*words, "--period", "2025", *NOW, *setting)
    assert done.exit_code == 0, done.stderr
    golden("sharing/what-if-bakery.txt", done.stdout)
    assert "no agreement 'bakry'" in refused(*words[:3], "bakry", *setting)
    assert "charges nothing that ends in" in refused(*words, "--period", "2026-02")
