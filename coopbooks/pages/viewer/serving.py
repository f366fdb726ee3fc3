"""Serve the guarded application until it is stopped."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from cheroot.server import DropUnderscoreHeaderReader
from cheroot.server import HTTPConnection
from cheroot.server import HTTPRequest
from cheroot.wsgi import Server

from coopbooks.core.errors import CoopbooksError
from coopbooks.pages.viewer.guard import LARGEST_BODY

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


class _Request(HTTPRequest):
    """A request whose headers can't be mistaken: `X_User` is not `X-User`."""

    header_reader = DropUnderscoreHeaderReader()


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
    """
    for port in (USUAL_PORT, 0) if wanted is None else (wanted,):
        kind = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
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
