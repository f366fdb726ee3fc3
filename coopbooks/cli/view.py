"""`coopbooks view`: a book in Fava for a committee, to read and to review."""

from __future__ import annotations

import webbrowser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypedDict
from typing import Unpack

import click

from coopbooks.cli import options
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing

if TYPE_CHECKING:
    from coopbooks.pages.viewer.settings import Proxy


class Login(TypedDict):
    """What is said about a login in front of the viewer."""

    address: str | None
    proxy_header: str | None
    proxy_from: tuple[str, ...]
    proxy_secret_file: Path | None


@click.command(
    name="view",
    epilog=options.example(
        "coopbooks view ledgers/harbor/tidewater-bakery",
        "coopbooks view our-union --review --as M-0042",
    ),
)
@options.BOOK
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The port to listen on.  [default: 5000, or one that is free]",
)
@click.option(
    "--review", is_flag=True, help="Let reviews be recorded; nothing else is."
)
@click.option(
    "--as",
    "who",
    metavar="MEMBER",
    default="",
    help="Your id, on your own machine; pages say that it was typed, not proven.",
)
@click.option("--no-browser", is_flag=True, help="Open no window; print the address.")
@click.option(
    "--host",
    metavar="IP",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on; another one needs a login in front of it.",
)
@click.option(
    "--address",
    metavar="URL",
    help="Behind a login: where people reach it, such as https://books.example.org",
)
@click.option(
    "--proxy-header",
    metavar="NAME",
    help="Behind a login: the header that says who signed in, by member id.",
)
@click.option(
    "--proxy-from",
    metavar="IP",
    multiple=True,
    help="Behind a login: from where it asks.  [default: 127.0.0.1]",
)
@click.option(
    "--proxy-secret-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Behind a login: the file with what it sends as X-Coopbooks-Secret.",
)
def command(
    book: Path,
    port: int | None,
    review: bool,
    who: str,
    no_browser: bool,
    host: str,
    **login: Unpack[Login],
) -> None:
    """Show a book in Fava, on this machine, to read.

    Nothing can be changed from there; with --review the committee records what it
    accepts, asks and signs. A book that names a program is not shown. When its files
    change they are looked at again first; if they may not be shown, the book stays as
    it was, and says so. Press Ctrl-C to end it.
    """
    from coopbooks.pages.viewer.application import guarded_fava
    from coopbooks.pages.viewer.identity import check_known
    from coopbooks.pages.viewer.identity import is_id
    from coopbooks.pages.viewer.serving import free_port
    from coopbooks.pages.viewer.serving import server_of
    from coopbooks.pages.viewer.settings import Settings

    if who and not is_id(who):
        # Not repeated, since it may be a name.
        raise click.BadParameter("--as: that is no member's id, such as M-0042.")
    proxy = _proxy(login)
    settings = Settings(0, review, who, proxy, host)
    settings = replace(settings, port=free_port(host, port))
    with doing(f"Reading {book}"):
        guard = guarded_fava(book, settings)
    if review and who:
        check_known(guard.books.current().opened.book.entries, who)
    server = server_of(guard)
    shown = proxy.address if proxy else f"http://{host}:{settings.port}"
    click.echo(f"{shown}/  (Ctrl-C ends it)")
    if guard.books.current().errors:
        say("The book has errors; Fava lists them at the left.")
    if not no_browser and proxy is None:
        webbrowser.open(f"{shown}/")
    try:
        server.serve()
    except KeyboardInterrupt:
        server.stop()


def _proxy(login: Login) -> Proxy | None:
    """The login in front of it, if anything is said about one; then all of it is."""
    from coopbooks.pages.viewer.settings import proxy_of

    header, file = login["proxy_header"], login["proxy_secret_file"]
    sources, address = login["proxy_from"], login["address"]
    if not (header or sources or file or address):
        return None
    if not (header and file and address):
        raise click.UsageError(
            "Behind a login it needs --proxy-header, --proxy-secret-file and --address."
        )
    return proxy_of(header, sources or ("127.0.0.1",), file, address)
