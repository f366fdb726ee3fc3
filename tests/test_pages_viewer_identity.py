"""Who looks, and who may record a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from flask import request

from coopbooks.pages.viewer.identity import NOBODY
from coopbooks.pages.viewer.identity import SIGNED_IN
from coopbooks.pages.viewer.identity import Identity
from coopbooks.pages.viewer.identity import identity_of
from coopbooks.pages.viewer.settings import Proxy
from tests.support.viewing import ORIGIN
from tests.support.viewing import Viewer
from tests.support.viewing import with_review
from tests.support.viewing import written

if TYPE_CHECKING:
    from pathlib import Path

FORM = "application/x-www-form-urlencoded"
SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a test
PUBLIC = "https://books.example.org"
LOGIN = Proxy("X-Forwarded-User", frozenset({"127.0.0.1"}), SECRET, PUBLIC)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path)


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


def identity(viewer: Viewer, **headers: str) -> Identity:
    """Who the pages are told it is."""
    found: list[Identity] = []

    def looked() -> None:
        found.append(identity_of(request))
        assert not [name for name in request.environ if name.startswith("HTTP_X_")]
        assert "REMOTE_USER" not in request.environ

    asked = viewer.guard.app.before_request_funcs
    asked[None] = [looked]
    answer = viewer.page("journal/", **headers)
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
