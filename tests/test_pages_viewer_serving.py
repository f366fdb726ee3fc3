"""The viewer as a process: over the wire, and as it is started."""

from __future__ import annotations

import http.client
import io
import os
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from coopbooks.pages.viewer.serving import OnceReader
from coopbooks.pages.viewer.serving import PortTaken
from coopbooks.pages.viewer.serving import free_port
from coopbooks.pages.viewer.settings import BadViewer
from coopbooks.pages.viewer.settings import Settings
from coopbooks.pages.viewer.settings import proxy_of
from tests.support.commands import refused
from tests.support.viewer_process import viewer
from tests.support.viewing import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a test


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="module")
def address(book: Path) -> Iterator[str]:
    with viewer(book, "--as", "M-0042") as found:
        yield found


def raw(address: str, lines: list[str]) -> str:
    """What is answered to a request, to the letter as it was sent; its first line."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        return line.makefile("rb").readline().decode().strip()


def test_it_answers_over_the_wire(address: str) -> None:
    parts = urlsplit(address)
    line = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=30)
    for method in ("GET", "HEAD"):
        line.request(method, f"{parts.path}/journal/")
        answer = line.getresponse()
        body = answer.read()
        assert (answer.status, bool(body)) == (200, method == "GET")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Server"] == "coopbooks"
    line.request("PUT", f"{parts.path}/api/source", body=b"{}")
    assert line.getresponse().status == 405
    line.close()


def test_what_is_unclear_is_no_request(address: str) -> None:
    parts = urlsplit(address)
    get, host = f"GET {parts.path}/journal/ HTTP/1.1", f"Host: {parts.netloc}"
    end = "Connection: close"
    assert raw(address, [get, host, end]) == "HTTP/1.1 200 OK"
    wrong = [
        [get, "Host: evil.example", end],
        [get, host, "Host: evil.example", end],
        [get, host, "Origin: https://evil.example", end],
        [get, host, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site", end],
        [get, host, "X-Forwarded-User: M-1", "X-Forwarded-User: M-2", end],
        [f"GET {parts.path}/journal/ HTTP/1.0"],
        ["GET http://evil.example/ HTTP/1.1", host, end],
        [get.replace("journal/", "../../../etc/passwd"), host, end],
        ["POST / HTTP/1.1", host, "Content-Length: 99999999", end],
    ]
    for lines in wrong:
        status = raw(address, lines).split(" ")[1]
        assert status in {"400", "403", "404", "405", "413"}, lines


def test_a_header_that_looks_like_another_is_not_read() -> None:
    lines = b"X-User: M-1\r\nX_User: M-2\r\nAccept: a\r\nAccept: b\r\n\r\n"
    found = OnceReader()(io.BytesIO(lines))
    assert found == {b"X-User": b"M-1", b"Accept": b"a, b"}
    for twice in (b"X-User", b"Host", b"Content-Length", b"Origin"):
        lines = twice + b": 1\r\n" + twice.lower() + b": 2\r\n\r\n"
        with pytest.raises(ValueError, match=twice.decode()):
            OnceReader()(io.BytesIO(lines))


def test_a_port_is_found() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        taken = busy.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {taken} is taken"):
            free_port("127.0.0.1", taken)
    assert free_port("127.0.0.1", None) > 0
    for host in ("192.0.2.7", "none.invalid"):
        with pytest.raises(BadViewer, match="is no address of this machine"):
            free_port(host, None)


def test_how_it_may_not_be_started(book: Path, tmp_path: Path) -> None:
    def told(*words: str) -> str:
        return refused("view", book, "--no-browser", *words)

    for name in ("a b", "ana@example.org"):
        said = told("--as", name)
        assert "that is no member's id" in said
        assert name not in said
    for who in ("M-0099", "Ana"):
        said = told("--review", "--as", who)
        assert "that is no member or officer of this book" in said
        assert who not in said
    for host in ("0.0.0.0", "192.0.2.7", "::", "books.example.org"):  # noqa: S104
        assert "can be reached by others" in told("--host", host)
    for part in ("--proxy-header", "--proxy-from", "--address"):
        assert "Behind a login it needs" in told(part, "127.0.0.1")
    assert "There is no book" in refused("view", tmp_path / "none", "--no-browser")
    (tmp_path / "main.beancount").write_text('plugin "evil"\n', encoding="utf-8")
    said = refused("view", tmp_path, "--no-browser")
    assert "plugin 'evil' is a program; a book that is shown names only ours." in said


def proxied(tmp_path: Path, **changed: str) -> str:
    """Why a login is refused; empty where it is taken."""
    file = tmp_path / "secret"
    file.write_text(changed.get("secret", SECRET), encoding="utf-8")
    file.chmod(int(changed.get("mode", "600"), 8))
    try:
        proxy_of(
            changed.get("header", "X-Forwarded-User"),
            (changed.get("source", "127.0.0.1"),),
            file if "missing" not in changed else tmp_path / "none",
            changed.get("address", "https://books.example.org"),
        )
    except BadViewer as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "changed",
    [
        {"secret": "short"},
        {"secret": ""},
        {"secret": f"{SECRET}é"},
        {"secret": f"{SECRET}\n{SECRET}"},
        {"mode": "644"},
        {"missing": "yes"},
        {"source": "example.org"},
        {"header": "X User"},
        {"header": ""},
        {"address": "books.example.org"},
        {"address": "https://books.example.org/folder"},
        {"address": "https://a:b@books.example.org"},
        {"address": "https://books.example.org:x"},
        {"address": "ftp://books.example.org"},
    ],
    ids=str,
)
def test_a_login_that_guards_nothing_is_refused(
    tmp_path: Path, changed: dict[str, str]
) -> None:
    if "mode" in changed and os.name != "posix":
        pytest.skip("who may read a file is known on POSIX only")
    assert proxied(tmp_path, **changed)


def test_a_login_that_guards_is_taken(tmp_path: Path) -> None:
    assert proxied(tmp_path) == ""
    assert proxied(tmp_path, address="http://127.0.0.1:8080/") == ""
    login = proxy_of("X-User", ("::1",), tmp_path / "secret", "https://b.example/")
    with pytest.raises(BadViewer, match="--as is for one's own machine"):
        Settings(5000, who="M-0042", proxy=login)
