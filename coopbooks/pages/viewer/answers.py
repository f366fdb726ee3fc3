"""What is answered where something is refused, and the headers of every answer."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

# What Fava's pages need: its own files, styles within pages, pictures made on the way,
# and the highlighting of sources, which is compiled. Nothing from elsewhere, nothing
# inline that runs.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
# Fava's own files are the same for everybody, and change with its version only.
KEPT = "private, max-age=3600"

_PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><link rel="icon" href="data:,">
<title>Not shown</title></head>
<body><h1>{title}</h1><p>{words}</p></body>
</html>
"""
_NOTICE = """\
<div role="alert" style="position: fixed; inset: auto 0 0 0; z-index: 100; \
padding: 0.7rem 1rem; background: #fff3cd; color: #4a3500; \
border-top: 3px solid #8a6d00; font-weight: bold">{words}</div>"""


class Refused(Exception):
    """A request that is refused.

    Attributes:
        status: The number of the answer.
        words: Why, in a sentence.
    """

    def __init__(self, status: int, words: str) -> None:
        """Keep both.

        Args:
            status: The number of the answer.
            words: Why, in a sentence.
        """
        super().__init__(words)
        self.status = status
        self.words = words


def refusal(status: int, words: str) -> Response:
    """Answer with a plain page.

    Args:
        status: The number of the answer.
        words: Why, in a sentence.

    Returns:
        The answer.
    """
    title = "There is nothing here" if status == 404 else "This is refused"
    page = _PAGE.format(title=title, words=html.escape(words))
    return Response(page, status, content_type="text/html; charset=utf-8")


def refusal_to_programs(status: int, words: str) -> Response:
    """Answer as Fava's own pages understand it, which show the words.

    Args:
        status: The number of the answer.
        words: Why, in a sentence.

    Returns:
        The answer.
    """
    said = json.dumps({"error": words})
    return Response(said, status, content_type="application/json")


def guarded(response: Response, *, static: bool) -> Response:
    """Give an answer the headers of every answer.

    Args:
        response: The answer; what it says itself for its own file stays.
        static: Whether it is a file of Fava's own.

    Returns:
        The same answer.
    """
    of_a_file = response.headers.get("Content-Security-Policy")
    framed = response.headers.get("X-Frame-Options")
    for name, value in HEADERS.items():
        response.headers[name] = value
    if of_a_file and framed:
        response.headers["Content-Security-Policy"] = of_a_file
        response.headers["X-Frame-Options"] = framed
    if static and response.status_code in {200, 304}:
        response.headers["Cache-Control"] = KEPT
    return response


def with_notice(response: Response, words: str) -> Response:
    """Put a notice on a page.

    Args:
        response: The answer.
        words: The notice; empty for none.

    Returns:
        The same answer, with the notice at the bottom of the window if it is a page.
    """
    if words and response.mimetype == "text/html" and response.status_code == 200:
        page = response.get_data(as_text=True)
        notice = _NOTICE.format(words=html.escape(words))
        response.set_data(page.replace("<body>", f"<body>{notice}", 1))
    return response
