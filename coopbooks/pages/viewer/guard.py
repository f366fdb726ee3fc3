"""The guard in front of Fava: a request is looked at before Fava sees it.

It is an application around Fava's own, so that no line of a book can leave it out.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import secrets
from typing import TYPE_CHECKING
from typing import cast

from flask import Request
from flask import Response
from werkzeug.exceptions import HTTPException
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import RequestRedirect

from coopbooks.pages.viewer import allowed
from coopbooks.pages.viewer.answers import Refused
from coopbooks.pages.viewer.answers import guarded
from coopbooks.pages.viewer.answers import refusal
from coopbooks.pages.viewer.answers import refusal_to_programs
from coopbooks.pages.viewer.answers import with_notice
from coopbooks.pages.viewer.bounds import bounded
from coopbooks.pages.viewer.identity import NOBODY
from coopbooks.pages.viewer.identity import SIGNED_IN
from coopbooks.pages.viewer.identity import TYPED
from coopbooks.pages.viewer.identity import VISIT
from coopbooks.pages.viewer.identity import Identity
from coopbooks.pages.viewer.identity import Visit
from coopbooks.pages.viewer.identity import is_id
from coopbooks.pages.viewer.settings import is_loopback
from coopbooks.pages.viewer.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse
    from wsgiref.types import WSGIEnvironment

    from flask import Flask

    from coopbooks.pages.viewer.books import OneBook
    from coopbooks.pages.viewer.settings import Settings

SECRET = "X-Coopbooks-Secret"  # noqa: S105 - the name of a header
TOKEN = "X-Coopbooks-Token"  # noqa: S105 - the name of a header
LARGEST_BODY = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
# What others say about a person or about where a request came from.
_SAID = ("HTTP_X_", "HTTP_REMOTE_", "HTTP_FORWARDED", "HTTP_AUTHORIZATION")


class Guard:
    """The application that is served.

    Attributes:
        app: Fava's.
        books: Its one book.
        settings: How the viewer was started.
    """

    def __init__(self, app: Flask, books: OneBook, settings: Settings) -> None:
        """Stand in front of Fava.

        Args:
            app: Fava's application.
            books: Its one book.
            settings: How the viewer was started.
        """
        self.app = app
        self.books = books
        self.settings = settings
        self._key = secrets.token_bytes(32)
        self._told = Told()

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        asked = Request(environ)
        static = False
        try:
            visit = self._visit(asked)
            endpoint = self._let_through(asked, visit)
            static = endpoint in allowed.STATIC
            response = self._answered(self._cleaned(environ, visit))
        except Refused as refused:
            api = asked.path.startswith(f"/{self.books.slug}/api/")
            response = (refusal_to_programs if api else refusal)(
                refused.status, refused.words
            )
        if not static and "partial" not in asked.args and asked.method == "GET":
            response = with_notice(response, self.books.notice)
        return guarded(response, static=static)(environ, start_response)

    def _answered(self, environ: WSGIEnvironment) -> Response:
        """What Fava answers."""
        with bounded():
            found = Response.from_app(self.app.wsgi_app, environ, buffered=True)
        return cast("Response", found)

    def _let_through(self, asked: Request, visit: Visit) -> str:
        """Look at everything that may be wrong with a request.

        Returns:
            Fava's name of the route.

        Raises:
            Refused: Something is.
        """
        if asked.method not in {"GET", "HEAD", "POST"}:
            raise Refused(405, "Nothing is changed from here.")
        if not asked.path.isprintable() or "\\" in asked.path:
            raise Refused(404, "There is no such page.")
        endpoint, given = self._route(asked)
        if asked.method == "POST":
            self._check_recording(asked, endpoint, given, visit)
            return endpoint
        queries = asked.args.getlist("query_string")
        words = allowed.problem_of_reading(endpoint, given, queries)
        if words:
            raise Refused(403, words)
        self._check_site(asked, endpoint)
        if endpoint == allowed.BACK and not self._comes_from_here(asked.referrer):
            raise Refused(403, "There is no page here to go back to.")
        return endpoint

    def _visit(self, asked: Request) -> Visit:
        """Who asks, if the request came the right way.

        Raises:
            Refused: It did not.
        """
        proxy, came_from = self.settings.proxy, asked.remote_addr or ""
        if asked.host not in self.settings.hosts:
            raise Refused(403, "The viewer is not called by this name.")
        if proxy is None:
            if not is_loopback(came_from):
                raise Refused(403, "The viewer answers its own machine only.")
            typed = self.settings.who
            identity = Identity(typed, TYPED) if typed else NOBODY
        else:
            given = asked.headers.get(SECRET, "").encode("utf-8", "replace")
            known = hmac.compare_digest(given, proxy.secret.encode())
            if came_from not in proxy.addresses or not known:
                raise Refused(403, "The viewer answers the login in front of it only.")
            said = asked.headers.get(proxy.header, "").strip()
            identity = Identity(said, SIGNED_IN) if is_id(said) else NOBODY
        review = self.settings.review
        token = self._token(identity) if review else ""
        return Visit(identity, review, token, self._told)

    def _token(self, identity: Identity) -> str:
        """What only a page of ours, made for this person, can send back."""
        said = f"{identity.who} {identity.how}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()

    def _route(self, asked: Request) -> tuple[str, dict[str, str]]:
        """Which of Fava's routes a request means, and what its path says.

        Raises:
            Refused: It means none, or none for what it wants to do.
        """
        routes = self.app.url_map.bind("localhost")
        method = "GET" if asked.method == "HEAD" else asked.method
        try:
            try:
                endpoint, given = routes.match(asked.path, method)
            except RequestRedirect:
                # A page without the slash at its end.
                endpoint, given = routes.match(f"{asked.path}/", method)
        except MethodNotAllowed:
            raise Refused(405, "Nothing is changed from here.") from None
        except HTTPException:
            raise Refused(404, "There is no such page.") from None
        if given.get("bfile", self.books.slug) != self.books.slug:
            raise Refused(404, "There is no such book here.")
        return endpoint, {name: str(value) for name, value in given.items()}

    def _check_site(self, asked: Request, endpoint: str) -> None:
        """Refuse what a page of somebody else asks for.

        Behind a login one comes from the login's own page; that may open a page, and
        nothing else.
        """
        site = asked.headers.get("Sec-Fetch-Site", "none")
        origin = asked.headers.get("Origin")
        if origin is not None and origin not in self.settings.origins:
            raise Refused(403, "Another site asked for this.")
        if site in {"none", "same-origin"}:
            return
        opened = (
            asked.headers.get("Sec-Fetch-Mode") == "navigate"
            and asked.headers.get("Sec-Fetch-Dest") == "document"
        )
        behind = self.settings.proxy is not None
        if not (behind and opened and endpoint in allowed.PAGES):
            raise Refused(403, "Another site asked for this. Type the address instead.")

    def _check_recording(
        self, asked: Request, endpoint: str, given: dict[str, str], visit: Visit
    ) -> None:
        """Refuse everything that is no review, or was not sent by a page of ours."""
        words = "Nothing is changed from here."
        if endpoint == allowed.EXTENSION:
            words = allowed.problem_of_recording(given, review=visit.review)
        if words:
            raise Refused(403, words)
        site = asked.headers.get("Sec-Fetch-Site")
        origin = asked.headers.get("Origin")
        if (
            (site is None and origin is None)
            or site not in {None, "same-origin"}
            or (origin is not None and origin not in self.settings.origins)
        ):
            raise Refused(403, "Another site asked for this.")
        if self.settings.proxy is not None and not visit.identity.known:
            raise Refused(403, "The login does not say which member you are.")
        if (asked.content_length or 0) > LARGEST_BODY or asked.mimetype not in {
            FORM,
            JSON,
        }:
            raise Refused(403, "This is no review.")
        body = asked.stream.read(LARGEST_BODY)
        if not hmac.compare_digest(_token_in(asked, body), visit.token.encode()):
            raise Refused(403, "This page is too old to record anything. Open it anew.")
        asked.environ["wsgi.input"] = io.BytesIO(body)
        asked.environ["CONTENT_LENGTH"] = str(len(body))

    def _comes_from_here(self, referrer: str | None) -> bool:
        """Whether the page before was one of ours."""
        here = (f"{origin}/" for origin in self.settings.origins)
        return bool(referrer) and str(referrer).startswith(tuple(here))

    def _cleaned(self, environ: WSGIEnvironment, visit: Visit) -> WSGIEnvironment:
        """What Fava sees of a request: nothing that others say about a person."""
        kept = {
            name: value
            for name, value in environ.items()
            if not name.startswith(_SAID) and name != "REMOTE_USER"
        }
        kept[VISIT] = visit
        kept["SCRIPT_NAME"] = ""
        return kept


def _token_in(asked: Request, body: bytes) -> bytes:
    """The token that came with a review: in a header, a form, or as JSON."""
    found: object = asked.headers.get(TOKEN)
    if found is None:
        again = {**asked.environ, "wsgi.input": io.BytesIO(body)}
        again["CONTENT_LENGTH"] = str(len(body))
        sent = Request(again)
        if asked.mimetype == FORM:
            found = sent.form.get("token")
        else:
            said = sent.get_json(silent=True)
            found = said.get("token") if isinstance(said, dict) else None
    return found.encode("utf-8", "replace") if isinstance(found, str) else b""
