"""Patterns that readers write, and queries that would work without end."""

from __future__ import annotations

import re
import time
from urllib.parse import quote

import pytest
from beanquery import query_env
from fava.core import filters
from hypothesis import given
from hypothesis import strategies as st

from coopbooks.pages.viewer import bounds
from coopbooks.pages.viewer.bounds import LONGEST_TEXT
from coopbooks.pages.viewer.bounds import TooMuch
from coopbooks.pages.viewer.bounds import bounded
from coopbooks.pages.viewer.patterns import ENGINE
from coopbooks.pages.viewer.patterns import MOST_STEPS
from coopbooks.pages.viewer.patterns import Pattern
from coopbooks.pages.viewer.patterns import PatternRefused
from tests.support.viewing import Viewer
from tests.support.viewing import written

SECONDS = 5
TEXT = "a" * 60 + "!"
DEEP = ":".join(["Expenses", *(["Aaaaaaaaaa"] * 4)])
EXTRA = f"""\
2026-03-01 * "Shop" "{TEXT}" #tag ^link
  memo: "{TEXT}"
  Assets:Bank    -1.00 USD
  Expenses:Rent   1.00 USD
2026-01-01 open {DEEP}
"""
ENDLESS = ("(a+)+$", "^(([A-Za-z:]+)+)+!!", "(a|a)*$", "(a|aa)+$", "(.*)*(.*)*(.*)*x")
REFUSED = (
    "(?=a)a",
    "(?<!a)b",
    r"(a)\1",
    "(((a{1000}){1000}){1000})",
    "(",
    "[",
    "a" * 501,
)


@pytest.fixture(scope="module")
def viewer(tmp_path_factory: pytest.TempPathFactory) -> Viewer:
    return Viewer(written(tmp_path_factory.mktemp("patterns"), EXTRA))


def asked(viewer: Viewer, query: str) -> tuple[int, str]:
    answer = viewer.page(f"api/query?query_string={quote(query)}")
    return answer.status_code, answer.text


QUERIES = (
    "SELECT grep('{}', narration)",
    "SELECT grep('{}', '" + TEXT + "')",
    "SELECT grepn('{}', narration, 0)",
    "SELECT subst('{}', 'x', narration)",
    "SELECT findfirst('{}', tags)",
    "SELECT findfirst('{}', other_accounts)",
    "SELECT joinstr(tags) WHERE joinstr(tags) ~ '{}'",
    "SELECT date WHERE narration ~ '{}'",
    "SELECT date WHERE narration !~ '{}'",
    "SELECT date WHERE '{}' ?~ narration",
    "SELECT date WHERE '{}' ?~ ANY(tags)",
    "SELECT date WHERE meta('memo') ~ '{}'",
    "SELECT date WHERE any_meta('memo') ~ '{}'",
    "SELECT date FROM has_account('{}')",
    "SELECT date WHERE '" + TEXT + "' ~ '{}'",
    "JOURNAL '{}'",
    "BALANCES WHERE narration ~ '{}'",
    "PRINT FROM narration ~ '{}'",
)


@pytest.mark.parametrize("pattern", ENDLESS)
@pytest.mark.parametrize("query", QUERIES)
def test_no_pattern_of_a_query_takes_long(
    viewer: Viewer, query: str, pattern: str
) -> None:
    begun = time.monotonic()
    status, _ = asked(viewer, query.replace("{}", pattern))
    assert status in {200, 400}
    assert time.monotonic() - begun < SECONDS


PLACES = (
    "api/income_statement",
    "api/journal",
    "api/balance_sheet",
    "api/account_report",
    "income_statement/",
    "extension/Month/",
    "download-journal/",
)


@pytest.mark.parametrize("pattern", ENDLESS)
@pytest.mark.parametrize("place", PLACES)
def test_no_pattern_of_a_filter_takes_long(
    viewer: Viewer, place: str, pattern: str
) -> None:
    for name, value in (
        ("account", pattern),
        ("filter", f'"{pattern}"'),
        ("filter", f'memo:"{pattern}"'),
        ("filter", f'any(account:"{pattern}")'),
    ):
        begun = time.monotonic()
        assert viewer.page(f"{place}?{name}={quote(value)}").status_code < 500
        assert time.monotonic() - begun < SECONDS


@pytest.mark.parametrize("pattern", REFUSED)
def test_patterns_that_are_not_searched_are_told(viewer: Viewer, pattern: str) -> None:
    for path in (
        f"api/journal?account={quote(pattern)}",
        f"api/journal?filter={quote(chr(34) + pattern + chr(34))}",
        f"journal/?account={quote(pattern)}",
        "api/query?query_string=" + quote(f"SELECT date WHERE account ~ '{pattern}'"),
    ):
        answer = viewer.page(path)
        if path.startswith("api"):
            assert answer.status_code == 400
            assert "is no pattern that can be searched" in answer.text
        assert answer.status_code < 500


@pytest.mark.parametrize(
    ("pattern", "accounts"),
    [
        ("Expenses:Rent", {"Expenses:Rent"}),
        ("expenses", {"Expenses:Rent"}),
        ("^Assets:(Bank|Cash)", {"Assets:Bank"}),
        (".*", {"Assets:Bank", "Expenses:Rent", "Income:Gifts"}),
        ("R.nt$", {"Expenses:Rent"}),
        (r"\w+:G\w{,8}\Z", {"Income:Gifts"}),
        ("^[^:]+:[G-R]", {"Expenses:Rent", "Income:Gifts"}),
        ("Nobody", set()),
    ],
)
def test_ordinary_patterns_go_on_working(
    viewer: Viewer, pattern: str, accounts: set[str]
) -> None:
    query = f"SELECT DISTINCT account WHERE account ~ '{pattern}'"
    path = f"api/query?query_string={quote(query)}"
    assert {row[0] for row in viewer.data(path)["rows"]} == accounts
    found = viewer.data(f"api/journal?account={quote(pattern)}")
    told = {post["account"] for one in found for post in one.get("postings", ())}
    assert accounts <= told if accounts else told == set()


@pytest.mark.parametrize(
    ("query", "cell"),
    [
        ("grep('a{3}', narration)", "aaa"),
        ("grepn('(a+)(!)', narration, 2)", "!"),
        (r"subst('(a)a+(?P<end>!)', '\2-\1\g<end>', narration)", "!-a!"),
        ("subst('a*', 'é', 'b')", re.sub("a*", "é", "b")),
        ("findfirst('t', tags)", "tag"),
    ],
)
def test_functions_find_what_python_finds(
    viewer: Viewer, query: str, cell: str
) -> None:
    path = f"api/query?query_string={quote(f'SELECT {query} WHERE number = 1')}"
    assert viewer.data(path)["rows"] == [[cell]]


PIECES = st.sampled_from(
    [
        *("a", "b", "é", ".", "^", "$", "(a|b)", "[a-c]", "[^a]", r"\w", r"\d", r"\s"),
        *("a+", "b*", "é?", ".*", "(?:ab)+", "a{2}", "b{,2}", r"[\w-]", "[]a]", r"\W"),
        *(r"[\[]", r"\.", r"[^\d]", r"[\D]", "(a+)+", r"\S"),
    ]
)
TEXTS = st.text(alphabet="aAbé1 .-[]\u00a0", max_size=12)


@given(st.lists(PIECES, max_size=6).map("".join), TEXTS)
def test_patterns_mean_what_they_mean_to_python(pattern: str, text: str) -> None:
    for any_case in (False, True):
        flags = re.IGNORECASE if any_case else 0
        wanted = re.compile(pattern, flags)
        found = Pattern(pattern, any_case=any_case)
        for way in ("search", "match", "fullmatch"):
            one, other = getattr(wanted, way)(text), getattr(found, way)(text)
            assert (one and one.span()) == (other and other.span())


@given(st.text(alphabet="ab(|)[]{}^$*+?.\\wdWDsS,:=<!12-é", max_size=40), TEXTS)
def test_any_pattern_is_searched_or_refused(pattern: str, text: str) -> None:
    begun = time.thread_time()
    with bounded():
        try:
            ENGINE.search(pattern, text * 100)
            ENGINE.sub(pattern, r"x\\y", text * 100)
        except TooMuch:
            pass
    assert time.thread_time() - begun < 1


def test_what_one_search_takes_is_bounded() -> None:
    pattern = Pattern("(a?){900}" * 8 + "!")
    assert pattern.search("a" * 100) is None
    with pytest.raises(TooMuch, match="too long for so long a text"):
        pattern.search("a" * (MOST_STEPS // 7200))
    with pytest.raises(PatternRefused):
        Pattern("(a)" * 21)


def test_outside_a_request_it_is_python(viewer: Viewer) -> None:
    assert viewer.slug
    assert vars(filters)["re"] is vars(query_env)["re"] is ENGINE
    assert ENGINE.compile("(?=a)a", ENGINE.IGNORECASE) == re.compile("(?=a)a", re.I)


GROWN = "SELECT x + x AS x FROM (" * 8 + "SELECT '{}' AS x" + ")" * 8
SQUARED = "SELECT x * x AS x FROM (" * 9 + "SELECT 999999 AS x" + ")" * 9


@pytest.mark.parametrize(
    "query",
    [
        GROWN.replace("{}", "a" * 1000),
        SQUARED,
        "SELECT 1 FROM (" * 11 + "SELECT 1" + ")" * 11,
        "SELECT round(5, -999999999)",
        "SELECT int(decimal('1e999999999'))",
        "SELECT decimal('1e999999999') * 2",
        "SELECT subst('', '{0}', subst('', '{0}', '{0}'))".format("a" * 500),
        "SELECT " + ", ".join(["date"] * 61),
    ],
)
@pytest.mark.parametrize("path", ["api/query", "download-query/query_result.csv"])
def test_queries_that_would_grow_are_refused(
    viewer: Viewer, query: str, path: str
) -> None:
    begun = time.monotonic()
    answer = viewer.page(f"{path}?query_string={quote(query)}")
    assert answer.status_code == 400
    assert "at most" in answer.text
    assert time.monotonic() - begun < SECONDS


def test_what_takes_too_long_ends(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_SECONDS", -1)
    status, text = asked(viewer, "SELECT date WHERE account ~ 'Rent'")
    assert (status, "takes too long" in text) == (400, True)
    assert viewer.page("api/journal?account=Rent").status_code == 400
    # What asks for no pattern and works nothing out is answered.
    assert viewer.page("api/journal").status_code == 200


def test_all_long_texts_together_are_bounded() -> None:
    left = bounds.Budget()
    for _ in range(bounds.MOST_TEXT // LONGEST_TEXT):
        left.spend("a" * LONGEST_TEXT)
    with pytest.raises(TooMuch):
        left.spend("a" * LONGEST_TEXT)


def test_what_is_refused_is_shown_shortly() -> None:
    with pytest.raises(PatternRefused, match=r"^'a{40}…' is no pattern"):
        Pattern("a" * 2000)


def test_tables_that_would_be_too_large_are_refused(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopbooks.pages.viewer.working.MOST_CELLS", 5)
    pivot = "SELECT account, narration, sum(number) GROUP BY 1, 2 PIVOT BY 1, 2"
    for query in ("SELECT date, account", pivot):
        status, text = asked(viewer, query)
        assert (status, "too large a table" in text) == (400, True)
