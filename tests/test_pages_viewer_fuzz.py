"""Whatever is asked: nothing is written, nothing outside is opened, nothing breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.pages.viewer import allowed
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import with_review
from tests.support.watching import Watched
from tests.support.watching import ask
from tests.support.watching import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=[False, True], ids=["reading", "review"])
def watched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    with pytest.MonkeyPatch.context() as patch:
        with_review(patch)
        folder = tmp_path_factory.mktemp("fuzz")
        yield Watched(folder, review=bool(request.param))


WORDS = (
    *(
        "",
        ".",
        "..",
        "%2e%2e",
        "api",
        "query",
        "download-query",
        "document",
        "statement",
    ),
    *("query_result.csv", "query_result.xlsx", "journal", "journal_page", "source"),
    *("source_slice", "context", "extension", "Month", "Dues", "Review", "record"),
    *("extension_js_module", "Month.js", "static", "app.js", "jump", "account"),
    *("Assets:Bank", "Nothing", "holdings", "by_account", "help", "budgets", "_index"),
    *("income_statement", "balance_sheet", "trial_balance", "account_report", "import"),
    *("imports", "extract", "move", "add_document", "ledger_data", "changed", "errors"),
    *("events", "documents", "options", "narrations", "payee_transaction", "editor"),
    *("payee_accounts", "commodities", "statistics", "download-journal", "private"),
    *("roster.csv", "narration_transaction", "Capital", "Sharing", "Support"),
)
KEYS = (
    *("query_string", "filename", "entry_hash", "key", "time", "account", "filter"),
    *("conversion", "interval", "page", "order", "payee", "narration", "file_path"),
    *(
        "partial",
        "a",
        "r",
        "page_slug",
        "importer",
        "member",
        "sharing",
        "one",
        "token",
    ),
)
VALUES = (
    *("", "2026", "2026-02", "2026-13", "2025 - 2026", "day", "FY2026", "9999", "0000"),
    *(
        "Assets:Bank",
        "Assets",
        "(",
        "[",
        "*",
        "\\",
        "^$",
        "any(",
        "#tag",
        "-#tag",
        "^l",
    ),
    *(
        "at_cost",
        "at_value",
        "units",
        "USD",
        "USD,EUR",
        "month",
        "year",
        "0",
        "1",
        "-1",
    ),
    *("99999999999999999999", "asc", "true", "Landlord", "../outside/secret.txt"),
    *("/etc/passwd", "private/roster.csv", "SELECT account", "JOURNAL", "BALANCES"),
    *("PRINT", "run rents", ".output x.txt", "\u00a0.output x.txt", "SELECT 1/0"),
    *("CREATE TABLE x", "INSERT INTO x VALUES (1)", "SELECT", "SELECT sum(", "changes"),
    *(
        "balances",
        "document",
        "lineno",
        "M-0042",
        "<script>",
        "%00",
        "\x00",
        "é",
        "\ud800",
    ),
)
TEXTS = st.one_of(st.sampled_from(VALUES), st.text(max_size=12))
PATHS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=4)
ARGUMENTS = st.lists(
    st.tuples(st.one_of(st.sampled_from(KEYS), st.text(max_size=5)), TEXTS), max_size=4
)
METHODS = st.sampled_from(
    ["GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "X"]
)
MANNERS: st.SearchStrategy[dict[str, str]] = st.fixed_dictionaries(
    {},
    optional={
        "Origin": st.sampled_from([ORIGIN, "null", "https://evil.example"]),
        "Sec-Fetch-Site": st.sampled_from(["same-origin", "cross-site", "none"]),
        "Referer": st.sampled_from([f"{ORIGIN}/our-union/journal/", "x", "//["]),
        "Accept-Language": st.sampled_from(["de", "zh-TW", "x" * 30, "*"]),
        "Content-Type": st.sampled_from(["text/plain", "application/json"]),
        "If-Modified-Since": st.just("Sat, 01 Jan 2000 00:00:00 GMT"),
        "Range": st.sampled_from(["bytes=0-1", "bytes=-1", "bytes=9-1"]),
    },
)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(METHODS, PATHS, ARGUMENTS, MANNERS, st.booleans())
def test_nothing_goes_wrong(
    watched: Watched,
    method: str,
    parts: list[str],
    arguments: list[tuple[str, str]],
    headers: dict[str, str],
    slash: bool,
) -> None:
    slug = watched.viewer.slug
    path = "/" + "/".join([slug, *map(quoted, parts)]) + ("/" if slash else "")
    ask(watched, method, path, arguments, headers)
    assert tree(watched.folder) == watched.before


def routes(viewer: Viewer) -> list[str]:
    """Every route of Fava with blanks to fill in."""
    return sorted({rule.rule for rule in viewer.guard.app.url_map.iter_rules()})


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), METHODS, ARGUMENTS, MANNERS)
def test_nothing_goes_wrong_on_any_route(
    watched: Watched,
    data: st.DataObject,
    method: str,
    arguments: list[tuple[str, str]],
    headers: dict[str, str],
) -> None:
    rule = data.draw(st.sampled_from(routes(watched.viewer)))
    path = ""
    for part in rule.split("<"):
        blank, closed, rest = part.partition(">")
        if not closed:
            path += part
            continue
        word = watched.viewer.slug if blank == "bfile" else data.draw(FILLED)
        path += quoted(word) + rest
    ask(watched, method, path, arguments, headers)
    assert tree(watched.folder) == watched.before


FILLED = st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=8))
READ = (
    *(f"{name}/" for name in sorted(allowed.REPORTS)),
    *(f"api/{name.removeprefix('json_api.get_')}" for name in sorted(allowed.DATA)),
    *(f"extension/{name}/" for name in ("Month", "Dues", "Capital", "Sharing")),
    *("extension/Support/", "account/Assets:Bank/", "holdings/by_currency/", ""),
    *("help/import", "document/", "statement/", "download-journal/"),
)


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(READ), ARGUMENTS, st.sampled_from(["GET", "HEAD"]))
def test_no_argument_breaks_a_page(
    watched: Watched, page: str, arguments: list[tuple[str, str]], method: str
) -> None:
    ask(watched, method, f"/{watched.viewer.slug}/{page}", arguments, {})
    assert tree(watched.folder) == watched.before


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(READ),
    st.sampled_from(["time", "filter", "account", "conversion", "interval", "member"]),
    TEXTS,
)
def test_no_filter_breaks_a_page(
    watched: Watched, page: str, name: str, value: str
) -> None:
    path = f"/{watched.viewer.slug}/{page}"
    usual: tuple[dict[str, str], ...] = (
        {},
        {"page": "1", "order": "asc"},
        {"r": "changes", "a": "Assets"},
    )
    for more in usual:
        ask(watched, "GET", path, [(name, value), *more.items()], {})
    assert tree(watched.folder) == watched.before


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS, st.sampled_from(["api/query", "download-query/query_result.csv"]))
def test_no_query_writes(watched: Watched, text: str, where: str) -> None:
    path = f"/{watched.viewer.slug}/{where}"
    ask(watched, "GET", path, [("query_string", text)], {})
    for word in ("SELECT ", "PRINT FROM ", "run ", "\t.", "BALANCES ", "JOURNAL "):
        ask(watched, "GET", path, [("query_string", f"{word}{text}")], {})
    assert tree(watched.folder) == watched.before
