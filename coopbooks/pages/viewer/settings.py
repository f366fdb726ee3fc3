"""How the viewer was started: who may reach it, and by which name."""

from __future__ import annotations

import ipaddress
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from pathlib import Path

LOOPBACK = "127.0.0.1"
SHORTEST_SECRET = 32
PORTS = {"http": 80, "https": 443}


class BadViewer(CoopbooksError):
    """The viewer was started in a way that does not guard the book."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """The program in front of the viewer, at which people sign in.

    Attributes:
        header: The header in which it says who signed in, such as `X-Forwarded-User`.
        addresses: From where it asks.
        secret: What it sends in `X-Coopbooks-Secret`, so that it is known to be it.
        address: Where people reach it, such as `https://books.example.org`.
    """

    header: str
    addresses: frozenset[str]
    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Settings:
    """How the viewer was started.

    Attributes:
        review: Whether reviews may be recorded.
        who: The id that was typed; empty for none.
        port: The port on which it listens.
        proxy: What stands in front of it; None for nothing.
        host: The address on which it listens.
    """

    port: int
    review: bool = False
    who: str = ""
    proxy: Proxy | None = None
    host: str = LOOPBACK

    def __post_init__(self) -> None:
        """Refuse what would let others in.

        Raises:
            BadViewer: It listens to others without a proxy in front of it, or an id is
                typed although people sign in.
        """
        if self.proxy is None and not is_loopback(self.host):
            raise BadViewer(
                f"{self.host} can be reached by others. Without a login in front of it "
                f"the viewer listens on {LOOPBACK} only."
            )
        if self.proxy is not None and self.who:
            raise BadViewer(
                "--as is for one's own machine. Behind a login that says who it is."
            )

    @property
    def origins(self) -> frozenset[str]:
        """From where pages may ask."""
        if self.proxy is not None:
            return frozenset({self.proxy.address})
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which it may be called."""
        own = {LOOPBACK, "localhost", "[::1]"}
        found = {f"{name}:{self.port}" for name in own}
        if self.port == PORTS["http"]:
            found |= own
        if self.proxy is not None:
            found.add(urlsplit(self.proxy.address).netloc)
        return frozenset(found)


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches an address.

    Args:
        address: An IP address, or `localhost`.
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def proxy_of(
    header: str, addresses: tuple[str, ...], file: Path, address: str
) -> Proxy:
    """Read what was said about a proxy.

    Args:
        header: The header in which it says who signed in.
        addresses: From where it asks.
        file: The file that holds its secret.
        address: Where people reach it.

    Returns:
        The proxy.

    Raises:
        BadViewer: Something of it guards nothing, or is none.
    """
    for one in addresses:
        try:
            ipaddress.ip_address(one)
        except ValueError as error:
            raise BadViewer(f"--proxy-from: '{one}' is no IP address.") from error
    if not header.replace("-", "").isalnum() or not header.isascii():
        raise BadViewer(f"--proxy-header: '{header}' is no name of a header.")
    return Proxy(header, frozenset(addresses), _secret(file), _origin(address))


def _origin(address: str) -> str:
    """An address as browsers say where a page comes from."""
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise BadViewer(
            f"--address: '{address}' is none. Write what people type, such as "
            "https://books.example.org"
        )
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise BadViewer("--address: the viewer has an address of its own, no folder.")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = port in {None, PORTS[parts.scheme]}
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{port}"


def _secret(file: Path) -> str:
    """The secret in a file that nobody else may read."""
    try:
        secret = file.read_text(encoding="utf-8").strip()
        others = stat.S_IMODE(file.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    except (OSError, UnicodeDecodeError) as error:
        raise BadViewer(f"--proxy-secret-file: {file} can't be read.") from error
    if os.name == "posix" and others:
        raise BadViewer(
            f"{file} can be read by others. Make it yours: chmod 600 {file}"
        )
    if (
        len(secret) < SHORTEST_SECRET
        or not secret.isascii()
        or not secret.isprintable()
    ):
        raise BadViewer(
            f"{file} holds no secret of {SHORTEST_SECRET} letters or more. "
            "Make one: openssl rand -hex 32"
        )
    return secret
