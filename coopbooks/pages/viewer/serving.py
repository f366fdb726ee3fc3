"""Serve the guarded application until it is stopped."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

from cheroot.server import HeaderReader
from cheroot.server import HTTPConnection
from cheroot.server import HTTPRequest
from cheroot.wsgi import Server

from coopbooks.core.errors import CoopbooksError
from coopbooks.pages.viewer.guard import LARGEST_BODY
from coopbooks.pages.viewer.settings import BadViewer

if TYPE_CHECKING:
    from coopbooks.pages.viewer.guard import Guard

USUAL_PORT = 5000
LARGEST_HEADERS = 64 * 1024


class PortTaken(CoopbooksError):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        """Build the message.

        Args:
            port: The port.
        """
        super().__init__(
            f"Port {port} is taken, perhaps by another book. Choose one: --port 5001"
        )


# Said twice, it is unclear which of them counts.
_ONCE = (b"Content-", b"Forwarded", b"Host", b"Origin", b"Sec-", b"X-")


class _Once(dict[bytes, bytes]):
    """Headers, of which some may be said once only."""

    def __setitem__(self, name: bytes, value: bytes) -> None:
        """Take a header.

        Raises:
            ValueError: It was said before; the server answers that this is no request.
        """
        if name in self and name.startswith(_ONCE):
            raise ValueError(name)
        super().__setitem__(name, value)


class OnceReader(HeaderReader):
    """Reads headers that can't be mistaken for others: `X_User` is not `X-User`."""

    def __call__(
        self, rfile: object, hdict: dict[bytes, bytes] | None = None
    ) -> dict[bytes, bytes]:
        """Read the headers of a request.

        Args:
            rfile: Where they are read from.
            hdict: Where they are put.

        Returns:
            The headers by their names.

        Raises:
            ValueError: They are none, or one is said twice.
        """
        found = _Once()
        super().__call__(rfile, found)
        kept = {} if hdict is None else hdict
        kept.update({name: found[name] for name in found if b"_" not in name})
        return kept


class _Request(HTTPRequest):
    header_reader = OnceReader()


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request


def free_port(host: str, wanted: int | None) -> int:
    """The port to listen on.

    Args:
        host: The address to listen on.
        wanted: The port that was asked for; None for the usual one or any free one.

    Returns:
        The port.

    Raises:
        PortTaken: Another program listens on the one that was asked for.
        BadViewer: The address is none of this machine.
    """
    for port in (USUAL_PORT, 0) if wanted is None else (wanted,):
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError as error:
                if error.errno in {errno.EADDRNOTAVAIL, None} or error.errno < 0:
                    raise BadViewer(f"{host} is no address of this machine.") from error
                continue
            found: int = tried.getsockname()[1]
            return found
    raise PortTaken(wanted or USUAL_PORT)


def server_of(guard: Guard) -> Server:
    """Listen, and answer once `serve` is called.

    Args:
        guard: The application.

    Returns:
        The server, which listens already.

    Raises:
        PortTaken: Another program listens on its port.
    """
    settings = guard.settings
    server = Server((settings.host, settings.port), guard, server_name="coopbooks")
    server.ConnectionClass = _Connection
    server.max_request_body_size = LARGEST_BODY
    server.max_request_header_size = LARGEST_HEADERS
    try:
        server.prepare()
    except OSError as error:
        raise PortTaken(settings.port) from error
    return server
