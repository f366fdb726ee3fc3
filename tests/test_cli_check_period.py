"""`coopbooks check --period` and `--explain`, as a treasurer types them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.support.commands import refused
from tests.support.commands import run
from tests.support.rules import written

if TYPE_CHECKING:
    from pathlib import Path


def test_the_demo_shows_what_was_planted(harbor: Path) -> None:
    found = {}
    for body in ("eastport", "tidewater-bakery"):
        done = run("check", harbor / body, "--period", "2026-03")
        assert done.exit_code == 1
        *lines, last = done.stdout.splitlines()
        found[body] = [line.rpartition(" ")[2] for line in lines]
        assert last.endswith("no errors; 3 things to look at in March 2026")
        assert all(line.startswith("2026/2026-03.beancount:") for line in lines)
    assert found == {
        "eastport": ["[no-receipt]", "[paid-to-officer]", "[meal-without-attendees]"],
        "tidewater-bakery": ["[no-receipt]", "[round-sum]", "[duplicate]"],
    }


def test_the_same_as_the_pack_lists(harbor: Path) -> None:
    for body in sorted(path.parent for path in harbor.glob("*/main.beancount")):
        done = run("check", body, "--period", "2026-03", "--format", "json")
        told = json.loads(done.stdout)
        report = run("report", "month", body, "--period", "2026-03", "--format", "json")
        tables = json.loads(report.stdout)["tables"]
        rows = next(one for one in tables if one["id"] == "findings")["rows"]
        assert len(told["findings"]) == len(rows)


def test_nothing_to_look_at(tmp_path: Path) -> None:
    book = written(tmp_path)
    done = run("check", book.path, "--period", "2026-03")
    assert done.exit_code == 0
    assert done.stdout == "main: no errors; nothing to look at in March 2026\n"


WAIVED = """\
2026-03-12 * "Lamps"
  Expenses:Repairs   500.00 USD
  Assets:Bank       -500.00 USD
2026-04-05 custom "coop-waiver" "round-sum" 2026-03-12 500.00 USD
  because: "a fixed price"
  by: "M-0003"
"""


def test_what_is_waived_is_listed_and_is_no_failure(tmp_path: Path) -> None:
    book = written(tmp_path, WAIVED)
    done = run("check", book.path, "--period", "2026-03")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        (
            "waived: main.beancount:9: A round sum: Lamps, 12 March 2026; 500.00 "
            "[round-sum]; a fixed price (M-0003 on 5 April 2026)"
        ),
        "main: no errors; nothing to look at in March 2026, 1 waived",
    ]
    told = json.loads(
        run("check", book.path, "--period", "2026-03", "--format=json").stdout
    )
    assert told["findings"] == []
    [one] = told["waived"]
    assert (one["code"], one["amount"], one["file"], one["line"], one["by"]) == (
        "round-sum",
        "500.00",
        "main.beancount",
        9,
        "M-0003",
    )


def test_a_waiver_for_nothing_is_an_error(tmp_path: Path) -> None:
    book = written(
        tmp_path, WAIVED.replace("500.00 USD\n  because", "1 USD\n  because")
    )
    done = run("check", book.path, "--period", "2026-03")
    assert done.exit_code == 1
    assert "waives nothing" in done.stdout
    assert "main: 1 error; 1 thing to look at in March 2026" in done.stdout
    assert run("check", book.path).exit_code == 0


def test_a_book_from_others(tmp_path: Path) -> None:
    text = (
        "2026-01-01 open Assets:Bank USD\n2026-01-01 open Expenses:Food USD\n"
        '2026-01-01 custom "coop-account" "cash" Assets:Bank\n'
        '2026-03-01 ! "What?"\n  Expenses:Food  5 USD\n  Assets:Bank  -5 USD\n'
    )
    (tmp_path / "main.beancount").write_text(text, encoding="utf-8")
    done = run("check", tmp_path, "--untrusted", "--period", "2026-03")
    assert done.exit_code == 1
    assert "[flagged]" in done.stdout


def test_a_rule_is_explained() -> None:
    done = run("check", "--explain", "paid-to-officer")
    assert done.exit_code == 0
    for words in (
        "paid-to-officer: Paid to an officer",
        "What it finds: ",
        "How to mend it: ",
        "Where it comes from: 29 USC 431(b)(3)",
        'custom "coop-control" "paid-to-officer" "off"',
        'custom "coop-waiver" "paid-to-officer"',
        '    2026-03-19 * "An organizer"',
    ):
        assert words in done.stdout
    told = json.loads(run("check", "--explain=back-dated", "--format=json").stdout)
    assert (told["code"], told["adjusted"]) == ("back-dated", "days")
    assert "coop-waiver" not in run("check", "--explain", "unknown-member").stdout


def test_a_rule_that_is_none_and_a_book_that_is_not_named() -> None:
    assert "Did you mean 'no-receipt'?" in refused("check", "--explain", "no-reciept")
    assert "Missing argument 'BOOK'" in refused("check")
