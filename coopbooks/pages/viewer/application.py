"""The application that is served: Fava's own, with the guard around it."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING
from typing import cast

from fava.application import create_app
from fava.context import g
from fava.helpers import FavaAPIError
from fava.json_api import SourceSlice
from fava.json_api import json_err
from fava.json_api import json_success
from flask import request

from coopbooks.pages.viewer import files
from coopbooks.pages.viewer import patterns
from coopbooks.pages.viewer import working
from coopbooks.pages.viewer.answers import refusal
from coopbooks.pages.viewer.books import OneBook
from coopbooks.pages.viewer.guard import Guard

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask import Response

    from coopbooks.pages.viewer.ledger import ShownLedger
    from coopbooks.pages.viewer.ledger import VettedFiles
    from coopbooks.pages.viewer.settings import Settings

log = logging.getLogger(__name__)

API = "json_api"


def guarded_fava(path: Path, settings: Settings) -> Guard:
    """Open a book in Fava, behind the guard.

    Args:
        path: The book's entry file or folder.
        settings: Who may reach it, and how.

    Returns:
        The application.

    Raises:
        CoopbooksError: There is no book, or it may not be shown.
    """
    patterns.put_in_place()
    working.put_in_place()
    books = OneBook(path)
    app = create_app([])
    app.config["LEDGERS"] = books
    _replace_what_reads_files(app)
    _tell_mistakes(app)
    return Guard(app, books, settings)


def _replace_what_reads_files(app: Flask) -> None:
    """Have documents and sources given out by us, not by Fava."""
    app.view_functions["document"] = files.document
    app.view_functions["statement"] = files.statement
    app.view_functions[f"{API}.get_source_slice"] = _source_slice


def _source_slice() -> Response:
    """The lines of an entry, from the bytes that were looked at."""
    ledger = cast("ShownLedger", g.ledger)
    entry = ledger.get_entry(request.args.get("entry_hash", ""))
    files_of_it = cast("VettedFiles", ledger.file)
    lines, digest = files_of_it.lines_of(entry)
    return json_success(SourceSlice(digest, lines))


def _tell_mistakes(app: Flask) -> None:
    """Answer what can't be worked out as what it is: a request that is mistaken.

    Fava answers 500, as if it were broken itself.
    """
    # Flask's own table: a blueprint that is in use takes no more handlers.
    app.error_handler_spec[API][None][FavaAPIError] = _told_to_programs
    app.register_error_handler(FavaAPIError, _told)
    app.register_error_handler(500, _broken)


def _told(error: FavaAPIError) -> Response:
    return refusal(400, error.message)


def _told_to_programs(error: FavaAPIError) -> Response:
    return json_err(error.message, HTTPStatus.BAD_REQUEST)


def _broken(error: Exception) -> Response:
    log.error("A page could not be worked out", exc_info=error)
    return refusal(500, "This page could not be worked out.")
