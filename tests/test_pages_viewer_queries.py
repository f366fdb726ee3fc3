"""Queries that only read, and CSV that spreadsheets only show."""

from __future__ import annotations

import csv
import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.pages.viewer.queries import as_csv
from coopbooks.pages.viewer.queries import shown
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

QUERIES = """\
2026-01-01 query "rents" "SELECT date, payee WHERE account ~ 'Rent'"
2026-01-01 query "bad" ".output bad.txt"
2026-01-01 query "made" "CREATE TABLE x USING 'csv:/etc/passwd'"
"""


@pytest.fixture
def viewer(tmp_path: Path) -> Viewer:
    return Viewer(written(tmp_path, QUERIES))


def asked(viewer: Viewer, query: str, path: str = "api/query") -> tuple[int, str]:
    answer = viewer.page(f"{path}?query_string={quote(query)}")
    return answer.status_code, answer.text


WRITES = (
    ".output {mark}",
    " .output {mark}",
    "\t.output {mark}",
    "\u00a0.output {mark}",
    "\ufeff.output {mark}",
    "\u200b.output {mark}",
    "\x00.output {mark}",
    "\x1f\u2028 .output {mark}",
    "output {mark}",
    ".OUTPUT {mark}",
    ".set format csv",
    "set pager false",
    ".format csv",
    ".reload",
    ".exit",
    ".quit",
    "exit",
    "EOF",
    ".history",
    ".clear",
    "!ls",
    "shell ls",
    "? help",
    "help",
    ".explain SELECT 1",
    ".parse SELECT 1",
    ".tables",
    "CREATE TABLE x USING 'csv:{mark}'",
    "create table x (a int)",
    "INSERT INTO x VALUES (1)",
    "; .output {mark}",
    "SELECT 1\n.output {mark}",
    "run bad",
    "run made",
    "run rents; .output {mark}",
    ".run rents",
)


@pytest.mark.parametrize("query", WRITES)
@pytest.mark.parametrize("path", ["api/query", "download-query/query_result.csv"])
def test_queries_that_do_more_than_read_are_refused(
    tmp_path: Path, viewer: Viewer, query: str, path: str
) -> None:
    mark = tmp_path / "mark"
    mark.write_text("as it was", encoding="utf-8")
    before = tree(tmp_path)
    status, _ = asked(viewer, query.format(mark=mark), path)
    assert status in {400, 403}
    assert tree(tmp_path) == before
    # The one after it is answered as if nothing had been.
    assert asked(viewer, "SELECT account LIMIT 1")[0] == 200


def test_a_remark_behind_a_query_is_passed_over(tmp_path: Path, viewer: Viewer) -> None:
    before = tree(tmp_path)
    plain = asked(viewer, "SELECT account")[0]
    for remark in (f"; .output {tmp_path / 'mark'}", "; CREATE TABLE x USING 'csv:x'"):
        assert asked(viewer, f"SELECT account{remark}")[0] == plain == 200
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT account, sum(position) GROUP BY account",
        "  select 1",
        "SELECT *",
        "JOURNAL 'Rent'",
        "BALANCES",
        "balances from year = 2026;",
        "PRINT",
        "print from year = 2026",
        "run rents",
        "RUN 'rents';",
        "run",
        "",
        "\u00a0SELECT account",
    ],
)
def test_queries_that_read_are_answered(viewer: Viewer, query: str) -> None:
    status, text = asked(viewer, query)
    assert (status, "error" in text) == (200, False)


def test_answers_are_those_of_fava(viewer: Viewer) -> None:
    path = "api/query?query_string="
    table = viewer.data(f"{path}{quote('SELECT date, account, number')}")
    assert table["t"] == "table"
    assert table["rows"][0] == ["2026-01-31", "Assets:Bank", 100.0]
    assert [one["dtype"] for one in table["types"]] == ["date", "str", "Decimal"]
    text = viewer.data(f"{path}PRINT")
    assert text["t"] == "string"
    assert '2026-02-03 * "Landlord" "Rent"' in text["contents"]
    sums = viewer.data(f"{path}{quote('SELECT sum(position)')}")
    assert sums["rows"] == [[{}]]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT nonsense", "can't be understood"),
        ("SELECT ((", "can't be read"),
        ("SELECT " + "(" * 1500, "can't be read"),
        ("SELECT account WHERE account ~ '('", "is no pattern"),
        ("SELECT 1 / 0", ""),
        ("run nothing", "no query of this name"),
        ("run '", "A quotation mark is missing"),
        ("SELECT '" + "x" * 10_000, "at most 2000"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(
    viewer: Viewer, query: str, said: str
) -> None:
    status, text = asked(viewer, query)
    assert status < 500
    assert said.replace("'", "\\u0027") in text or said in text


def test_other_formats_are_refused(viewer: Viewer) -> None:
    for ending in ("xlsx", "ods", "txt", "../x"):
        path = f"download-query/query_result.{ending}"
        assert asked(viewer, "SELECT account", path)[0] in {403, 404}
    assert asked(viewer, "PRINT", "download-query/query_result.csv")[0] == 400
    assert asked(viewer, "", "download-query/query_result.csv")[0] == 400


def test_csv_of_a_book_runs_nothing(tmp_path: Path) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(1)", " =1+1", "fine", "a=b", "1-1"]
    lines = "".join(
        f'2026-03-01 * "{text}"\n  Assets:Bank  -7.00 USD\n  Income:Gifts  7.00 USD\n'
        for text in evil
    )
    viewer = Viewer(written(tmp_path, lines))
    query = "SELECT narration, number, position, date WHERE year = 2026 AND month = 3"
    answer = viewer.page(f"download-query/query_result.csv?query_string={quote(query)}")
    assert answer.content_type.startswith("text/csv")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    rows = list(csv.reader(io.StringIO(answer.text)))[1:]
    shown_as = {row[0] for row in rows}
    assert shown_as == {*(f"'{text}" for text in evil[:5]), *evil[5:]}
    assert {tuple(row[1:]) for row in rows} == {
        ("-7.00", "-7.00", "2026-03-01"),
        ("7.00", "7.00", "2026-03-01"),
    }


def test_a_stored_query_gives_its_name_to_the_file(viewer: Viewer) -> None:
    answer = viewer.page("download-query/query_result.csv?query_string=run rents")
    assert "rents.csv" in answer.headers["Content-Disposition"]
    assert answer.text.splitlines() == ["date,payee", "2026-02-03,Landlord"]


CELLS = st.one_of(
    st.text(), st.decimals(allow_nan=False, allow_infinity=False), st.dates(), st.none()
)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_numbers_stay_numbers_and_texts_texts(rows: list[tuple[object, ...]]) -> None:
    text = as_csv(["=a", "b"], rows).read().decode("utf-8", "surrogatepass")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[0] == ["'=a", "b"]
    for given_row, row in zip(rows, read[1:], strict=True):
        for cell, found in zip(given_row, row, strict=True):
            if isinstance(cell, Decimal):
                assert Decimal(found) == cell
            elif isinstance(cell, datetime.date):
                assert found == cell.isoformat()
            else:
                assert (
                    found.removeprefix("'").strip()
                    == str(cell or "").removeprefix("'").strip()
                )
                assert found[:1] not in {*"=+-@\t\r\n"}


@pytest.mark.parametrize("text", ["=1", "\t=1", "\r1", "\n@x", " +1", "\uff1d1", "-"])
def test_texts_that_would_run_are_set_off(text: str) -> None:
    assert shown(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a", "1", "a=1", "(1)", "'=1", "M-0042"])
def test_other_texts_stay(text: str) -> None:
    assert shown(text) == text
