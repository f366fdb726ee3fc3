"""Whatever is asked: nothing is written, nothing outside is opened, nothing breaks."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from coopbooks.pages.viewer import allowed
from tests.support.viewing import HOST
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import with_review
from tests.support.viewing import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

opened: list[tuple[str, bool]] = []
_watching = False


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Keep what is opened, and whether it is to be written."""
    if not _watching:
        return
    if event == "open":
        path, mode, flags = (*arguments, None, None)[:3]
        writes = bool(set(mode or "") & set("wax+"))
        flagged = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
        opened.append((str(path), writes or bool((flags or 0) & flagged)))
    elif event in {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.move"}:
        opened.append((str(arguments[0]), True))
    elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}:
        opened.append((str(arguments[0]), True))


sys.addaudithook(_hook)


class Watched:
    """The viewer of a book, whose every opened file is kept."""

    def __init__(self, folder: Path, *, review: bool) -> None:
        self.book = written(
            folder,
            '2026-01-01 query "rents" "SELECT date, payee"\n'
            '2026-01-05 document Assets:Bank "../outside/secret.txt"\n'
            '2026-01-05 document Assets:Bank "private/roster.csv"\n',
        )
        self.folder = folder
        self.viewer = Viewer(self.book, review=review)
        self.before = tree(folder)


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


def quoted(text: str) -> str:
    return "".join(f"%{one:02x}" for one in text.encode("utf-8", "surrogatepass"))


def ask(
    watched: Watched,
    method: str,
    path: str,
    arguments: list[tuple[str, str]],
    headers: dict[str, str],
) -> tuple[int, str]:
    """Ask, and hold the answer to what holds of every one."""
    global _watching  # noqa: PLW0603 - a hook of Python's can't be taken out again
    query = "&".join(f"{quoted(name)}={quoted(value)}" for name, value in arguments)
    opened.clear()
    _watching = True
    try:
        answer = watched.viewer.client.open(
            f"{path}?{query}",
            method=method,
            headers={"Host": HOST, **headers},
            data=b"{}" if method not in {"GET", "HEAD"} else None,
            environ_overrides={"REMOTE_ADDR": "127.0.0.1"},
        )
    finally:
        _watching = False
    text = answer.get_data().decode("utf-8", "replace")
    assert answer.status_code < 500, (method, path, arguments)
    assert "M-0042,Secret" not in text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    written_to = [name for name, writes in opened if writes and ".pyc" not in name]
    assert written_to == []
    inside = [name for name, _ in opened if name.startswith(str(watched.folder))]
    for name in inside:
        assert name.startswith(str(watched.book))
        assert "private" not in name
    assert not [name for name, _ in opened if "passwd" in name or "secret" in name]
    return answer.status_code, text


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
