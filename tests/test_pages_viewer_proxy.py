"""The viewer behind a login: a real nginx, set up with the lines of the guide."""

from __future__ import annotations

import base64
import getpass
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from tests.support import programs
from tests.support.fava_process import HOST
from tests.support.fava_process import PATIENCE
from tests.support.fava_process import free_port
from tests.support.viewing import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a test
# Who started it reads the test's files; a server has an account of its own for it.
AROUND = """\
user {account};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{server}
}}
"""


def server_of_the_guide(root: Path, swapped: dict[str, str]) -> str:
    """The guide's lines for nginx; without a certificate, which a test has not."""
    guide = (root / "reports" / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```nginx\n(.*?)```", guide, re.DOTALL)
    assert found
    text = re.sub(r"^\s*ssl_.*\n", "", found[1], flags=re.MULTILINE)
    for old, new in swapped.items():
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def login(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a login before a viewer with reviews."""
    nginx = programs.found(programs.NGINX, "COOPBOOKS_NGINX")
    if nginx is None:
        pytest.skip("needs nginx, to put the viewer behind a login")
    folder = tmp_path_factory.mktemp("login")
    port, behind = free_port(), free_port()
    (folder / "users").write_text(
        "M-0042:{PLAIN}one\nann@example.org:{PLAIN}two\n", encoding="utf-8"
    )
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    (folder / "secret").chmod(0o600)
    (folder / "line").write_text(
        f'proxy_set_header X-Coopbooks-Secret "{SECRET}";', encoding="utf-8"
    )
    server = server_of_the_guide(
        root,
        {
            "443 ssl": f"{HOST}:{port}",
            "127.0.0.1:5001": f"{HOST}:{behind}",
            "/etc/nginx/books.users": f"{folder}/users",
            "/etc/nginx/books.secret": f"{folder}/line",
        },
    )
    settings = folder / "nginx.conf"
    settings.write_text(
        AROUND.format(account=getpass.getuser(), folder=folder, server=server),
        encoding="utf-8",
    )
    book = written(tmp_path_factory.mktemp("shown"))
    command = [sys.executable, "-m", "coopbooks", "view", str(book), "--no-browser"]
    command += ["--review", "--port", str(behind)]
    command += ["--address", f"http://books.example.org:{port}"]
    command += ["--proxy-header", "X-Forwarded-User"]
    command += ["--proxy-secret-file", str(folder / "secret")]
    proxy = [str(nginx), "-c", str(settings), "-e", "stderr"]
    with listening(command, behind), listening(proxy, port):
        yield port


@contextmanager
def listening(command: list[str], port: int) -> Iterator[None]:
    """Start a program, wait until it listens, and stop it afterwards."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end and process.poll() is None:
            try:
                socket.create_connection((HOST, port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def asked(port: int, who: str = "", **headers: str) -> tuple[int, str]:
    """What the login answers to somebody who wants the page Review."""
    if who:
        code = base64.b64encode(who.encode()).decode()
        headers["Authorization"] = f"Basic {code}"
    line = HTTPConnection(HOST, port, timeout=PATIENCE)
    headers["Host"] = f"books.example.org:{port}"
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request("GET", "/our-union/extension/Review/?time=2026-02", headers=names)
    answer = line.getresponse()
    return answer.status, answer.read().decode()


def test_nobody_comes_in_without_signing_in(login: int) -> None:
    assert asked(login)[0] == HTTPStatus.UNAUTHORIZED
    assert asked(login, "M-0042:two")[0] == HTTPStatus.UNAUTHORIZED


def test_the_login_says_who_it_is(login: int) -> None:
    status, page = asked(login, "M-0042:one")
    assert status == HTTPStatus.OK
    assert "You are <strong>M-0042</strong> (signed in)" in page
    # A name that a browser sends itself counts for nothing; an address is nobody.
    status, page = asked(login, "ann@example.org:two", X_Forwarded_User="M-0042")
    assert status == HTTPStatus.OK
    assert "You are" not in page
