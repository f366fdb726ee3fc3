"""What the guard lets through, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from coopbooks.pages.viewer import allowed
from coopbooks.pages.viewer.answers import HEADERS
from coopbooks.pages.viewer.identity import NOBODY
from coopbooks.pages.viewer.identity import SIGNED_IN
from coopbooks.pages.viewer.identity import Identity
from coopbooks.pages.viewer.settings import Proxy
from tests.support.viewing import HOST
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import tree
from tests.support.viewing import with_review
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

FORM = "application/x-www-form-urlencoded"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a test
PUBLIC = "https://books.example.org"
LOGIN = Proxy("X-Forwarded-User", frozenset({"127.0.0.1"}), SECRET, PUBLIC)
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


def posted(viewer: Viewer, token: str | None, **headers: str) -> int:
    data = {"said": "accepted"} | ({} if token is None else {"token": token})
    answer = viewer.page(
        "extension/Review/record", "POST", data=data, content_type=FORM, **headers
    )
    return answer.status_code


def token_of(viewer: Viewer, who: Identity = NOBODY) -> str:
    return viewer.guard._token(who)


def test_a_review_is_recorded_from_our_own_page(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = with_review(monkeypatch)
    viewer = Viewer(book, review=True, who="M-0042")
    token = token_of(viewer, Identity("M-0042", "typed, not proven"))
    assert posted(viewer, token, Origin=ORIGIN, Sec_Fetch_Site="same-origin") == 200
    assert posted(viewer, token, Sec_Fetch_Site="same-origin") == 200
    assert posted(viewer, token, Origin=ORIGIN) == 200
    assert posted(viewer, None, Origin=ORIGIN, X_Coopbooks_Token=token) == 200
    assert recorded == [("M-0042 (typed, not proven)", "accepted")] * 4
    answer = viewer.page(
        "extension/Review/record",
        "POST",
        data=f'{{"token": "{token}"}}',
        content_type="application/json",
        Origin=ORIGIN,
    )
    assert answer.status_code == 200
    closed = Viewer(book, who="M-0042")
    assert posted(closed, token, Origin=ORIGIN) == 403
    assert posted(closed, "", Origin=ORIGIN) == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ORIGIN, "Sec_Fetch_Site": "cross-site"},
        {"Origin": ORIGIN, "Sec_Fetch_Site": "same-site"},
        {"Origin": "http://127.0.0.1:5001"},
        {"Origin": f"{ORIGIN}.evil.example"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "https://evil.example", "Sec_Fetch_Site": "same-origin"},
    ],
    ids=str,
)
def test_a_review_from_another_site_is_refused(
    book: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    recorded = with_review(monkeypatch)
    viewer = Viewer(book, review=True)
    assert posted(viewer, token_of(viewer), **headers) == 403
    assert recorded == []


def test_a_review_without_its_token_is_refused(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = with_review(monkeypatch)
    viewer, other = Viewer(book, review=True), Viewer(book, review=True)
    somebody = token_of(viewer, Identity("M-0001", SIGNED_IN))
    for token in (None, "", "x", "é", token_of(other), somebody):
        assert posted(viewer, token, Origin=ORIGIN) == 403
    path = "extension/Review/record"
    large = f"token={token_of(viewer)}&said={'x' * 1024 * 1024}"
    for data, kind in ((large, FORM), ("x", "text/plain"), ("[1]", "application/json")):
        answer = viewer.page(path, "POST", data=data, content_type=kind, Origin=ORIGIN)
        assert answer.status_code == 403
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


def identity(viewer: Viewer, **headers: str) -> Identity:
    """Who the pages are told it is."""
    found: list[Identity] = []
    original = viewer.guard.app.wsgi_app

    def asked(environ: Any, start: Any) -> Any:
        found.append(environ["coopbooks.visit"].identity)
        assert not [name for name in environ if name.startswith("HTTP_X_")]
        assert "REMOTE_USER" not in environ
        return original(environ, start)

    viewer.guard.app.wsgi_app = asked  # type: ignore[method-assign]
    try:
        answer = viewer.page("journal/", **headers)
    finally:
        viewer.guard.app.wsgi_app = original  # type: ignore[method-assign]
    return found[0] if found else Identity(f"refused {answer.status_code}")


def test_who_it_is_on_ones_own_machine(book: Path) -> None:
    assert identity(Viewer(book)) == NOBODY
    typed = Viewer(book, who="M-0042")
    assert str(identity(typed)) == "M-0042 (typed, not proven)"
    assert not identity(typed).proven
    for header in ("X_Forwarded_User", "Remote_User", "X_Remote_User"):
        assert identity(typed, **{header: "M-0001"}).who == "M-0042"
        assert identity(Viewer(book), **{header: "M-0001"}) == NOBODY


def test_who_it_is_behind_a_login(book: Path) -> None:
    viewer = Viewer(book, proxy=LOGIN)
    said = {"X_Forwarded_User": "M-0042", "X_Coopbooks_Secret": SECRET}
    assert identity(viewer, **said) == Identity("M-0042", SIGNED_IN)
    assert identity(viewer, **said, Host="books.example.org").proven
    for who in ("", "M-0042,M-0001", "ana@example.org", "a b", "x" * 65):
        assert identity(viewer, **said | {"X_Forwarded_User": who}) == NOBODY
    other = said | {"X_Other_User": "M-0001"}
    assert identity(viewer, **other).who == "M-0042"


@pytest.mark.parametrize(
    "change",
    [
        {"X_Coopbooks_Secret": ""},
        {"X_Coopbooks_Secret": SECRET[:-1]},
        {"X_Coopbooks_Secret": "é" * 32},
        {"came_from": "127.0.0.2"},
        {"came_from": "192.0.2.7"},
        {"Host": "evil.example"},
    ],
    ids=str,
)
def test_nobody_comes_past_the_login(book: Path, change: dict[str, str]) -> None:
    viewer = Viewer(book, proxy=LOGIN)
    said = {"X_Forwarded_User": "M-0042", "X_Coopbooks_Secret": SECRET} | change
    assert viewer.page("journal/", **said).status_code == 403


def test_from_the_login_one_comes_to_a_page_and_no_further(book: Path) -> None:
    viewer = Viewer(book, proxy=LOGIN)
    said = {"X_Coopbooks_Secret": SECRET, "Sec_Fetch_Site": "cross-site"}
    opened = said | {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert viewer.page("journal/", **opened).status_code == 200
    assert viewer.page("journal/", **said).status_code == 403
    framed = opened | {"Sec_Fetch_Dest": "iframe"}
    assert viewer.page("journal/", **framed).status_code == 403
    for path in ("api/journal", "download-journal/", "document/?filename=x"):
        assert viewer.page(path, **opened).status_code == 403


def test_behind_a_login_only_a_member_reviews(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = with_review(monkeypatch)
    viewer = Viewer(book, proxy=LOGIN, review=True)
    said = {"X_Coopbooks_Secret": SECRET, "Origin": PUBLIC}
    member = Identity("M-0042", SIGNED_IN)
    assert posted(viewer, token_of(viewer), **said) == 403
    said["X_Forwarded_User"] = "M-0042"
    assert posted(viewer, token_of(viewer), **said) == 403
    assert posted(viewer, token_of(viewer, member), **said | {"Origin": ORIGIN}) == 403
    assert recorded == []
    assert posted(viewer, token_of(viewer, member), **said) == 200
    assert recorded == [("M-0042 (signed in)", "accepted")]
