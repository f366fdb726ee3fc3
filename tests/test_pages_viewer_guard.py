"""What the guard lets through, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from coopbooks.pages.viewer import allowed
from coopbooks.pages.viewer.answers import HEADERS
from tests.support.viewing import HOST
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import with_review
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

FORM = "application/x-www-form-urlencoded"
_BLANK = re.compile(r"<[^>]*?(\w+)>")
# Every route of Fava that is refused, by name: a new one is in neither list.
REFUSED = {
    "extension_endpoint",
    *(
        f"json_api.{name}"
        for name in (
            *("delete_document", "delete_source_slice", "get_extract", "get_imports"),
            *("put_add_document", "put_add_entries", "put_attach_document"),
            *("put_format_source", "put_move", "put_source", "put_source_slice"),
            "put_upload_import_file",
        )
    ),
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path)


@pytest.fixture
def viewer(book: Path) -> Viewer:
    return Viewer(book)


def test_every_route_of_fava_is_known(viewer: Viewer) -> None:
    routes = {rule.endpoint for rule in viewer.guard.app.url_map.iter_rules()}
    assert routes == allowed.READ | REFUSED
    assert allowed.READ.isdisjoint(REFUSED)


def test_a_route_that_fava_adds_is_refused(viewer: Viewer) -> None:
    for place in ("/<bfile>/new/", "/<bfile>/api/new", "/new"):
        viewer.guard.app.add_url_rule(place, place, lambda **_: "let through")
        path = place.replace("<bfile>", viewer.slug)
        answer = viewer.ask(path)
        assert (answer.status_code, "let through" in answer.text) == (403, False)


PAGES = (
    *(f"{name}/" for name in sorted(allowed.REPORTS)),
    *("account/Assets:Bank/", "holdings/by_account/", "help/", "help/budgets"),
    *(f"extension/{name}/" for name in ("Month", "Dues", "Capital", "Sharing")),
    *("extension_js_module/Month.js", "api/journal", "api/errors", "api/ledger_data"),
    *("api/journal_page?page=1&order=asc", "api/options", "api/changed"),
    *("download-journal/", "api/query?query_string=SELECT account", "api/source"),
    "download-query/query_result.csv?query_string=SELECT account",
)


@pytest.mark.parametrize("path", PAGES)
def test_what_is_read_is_there(viewer: Viewer, path: str) -> None:
    assert viewer.page(path).status_code == 200
    assert viewer.page(path, "HEAD").status_code == 200
    assert viewer.page(path, "HEAD").data == b""


@pytest.mark.parametrize("review", [False, True])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_is_changed(
    book: Path, monkeypatch: pytest.MonkeyPatch, review: bool, method: str
) -> None:
    recorded = with_review(monkeypatch)
    viewer = Viewer(book, review=review)
    before = tree(book.parent)
    same = {"Origin": ORIGIN, "Sec_Fetch_Site": "same-origin"}
    given = {"bfile": viewer.slug, "extension_name": "Review"}
    for rule in viewer.guard.app.url_map.iter_rules():
        built = _BLANK.sub(lambda blank: given.get(blank[1], "account"), rule.rule)
        answer = viewer.ask(built, method, data="{}", content_type=FORM, **same)
        assert answer.status_code in {403, 404, 405}, built
    for endpoint in ("other", "record"):
        answer = viewer.page(f"extension/Review/{endpoint}", method, **same)
        assert answer.status_code in {403, 405}
    assert recorded == []
    assert tree(book.parent) == before


@pytest.mark.parametrize("review", [False, True])
def test_a_review_is_not_recorded_by_reading(
    book: Path, monkeypatch: pytest.MonkeyPatch, review: bool
) -> None:
    recorded = with_review(monkeypatch)
    viewer = Viewer(book, review=review)
    for method in ("GET", "HEAD"):
        for endpoint in ("record", "other"):
            path = f"extension/Review/{endpoint}?token=x"
            assert viewer.page(path, method).status_code == 403
    assert recorded == []


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:5000",
        "127.0.0.1",
        "127.0.0.1:5001",
        "",
        "localhost",
    ],
)
def test_other_names_are_refused(viewer: Viewer, host: str) -> None:
    answer = viewer.ask(f"/{viewer.slug}/journal/", Host=host)
    assert (answer.status_code, "Our union" in answer.text) == (403, False)


@pytest.mark.parametrize("host", [HOST, "localhost:5000", "[::1]:5000"])
def test_its_own_names_are_answered(viewer: Viewer, host: str) -> None:
    assert viewer.ask(f"/{viewer.slug}/journal/", Host=host).status_code == 200


@pytest.mark.parametrize("path", ["journal/", "api/journal", "download-journal/"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
    ids=str,
)
def test_other_sites_read_nothing(
    viewer: Viewer, path: str, headers: dict[str, str]
) -> None:
    assert viewer.page(path, **headers).status_code == 403
    assert viewer.page(path, Sec_Fetch_Site="same-origin").status_code == 200


def test_other_machines_are_refused(viewer: Viewer) -> None:
    for address in ("192.0.2.7", "", "::ffff:192.0.2.7", "localhost.evil.example"):
        assert viewer.page("journal/", came_from=address).status_code == 403
    assert viewer.page("journal/", came_from="::1").status_code == 200


def test_one_goes_back_to_our_own_pages_only(viewer: Viewer) -> None:
    inside = f"{ORIGIN}/{viewer.slug}/journal/?time=2025"
    answer = viewer.ask("/jump?time=2026", Referer=inside)
    assert (answer.status_code, answer.location) == (
        302,
        f"{ORIGIN}/{viewer.slug}/journal/?time=2026",
    )
    for outside in ("https://evil.example/", f"{ORIGIN}.evil.example/", ""):
        assert viewer.ask("/jump?time=2026", Referer=outside).status_code == 403
    assert viewer.ask("/jump").status_code == 403


def test_other_books_and_pages_are_not_there(viewer: Viewer) -> None:
    for path in ("/other/journal/", f"/{viewer.slug}/nonsense/", "/nonsense", "/\0"):
        assert viewer.ask(path).status_code in {403, 404}
    for page in ("import/", "extension/Nonsense/", "extension_js_module/os.js"):
        assert viewer.page(page).status_code in {403, 404}
    assert viewer.page("journal").status_code == 308


@pytest.mark.parametrize(
    "path", ["journal/", "extension/Month/", "api/journal", "import/", "nonsense/"]
)
def test_every_answer_says_how_it_is_to_be_treated(viewer: Viewer, path: str) -> None:
    headers = viewer.page(path).headers
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    for part in ("script-src 'self' ", "frame-ancestors 'none'", "default-src 'none'"):
        assert part in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers


def test_only_favas_own_files_are_kept_by_browsers(viewer: Viewer) -> None:
    kept = {
        path: viewer.ask(path).headers["Cache-Control"]
        for path in ("/static/app.js", "/static/none.js", f"/{viewer.slug}/journal/")
    }
    assert list(kept.values()) == ["private, max-age=3600", "no-store", "no-store"]
