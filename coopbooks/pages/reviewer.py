"""Who reviews in the browser, where the guarded viewer lets somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import cast

import flask

if TYPE_CHECKING:
    from collections.abc import Callable

# Set by the guarded viewer alone: what gives the reviewer of a request, or None.
CONFIG = "COOPBOOKS_REVIEWER"


class Reviewer(NamedTuple):
    """Somebody who may say something of a period.

    Attributes:
        id: Who, by id.
        identity: How that is known: `typed` or `login`.
        token: What a form must send back, so that no other site can send it.
    """

    id: str
    identity: str
    token: str


def reviewer() -> Reviewer | None:
    """Who reviews in this request.

    Returns:
        The person; None where nobody may, as in a Fava without the guard.
    """
    find = cast(
        "Callable[[], Reviewer | None] | None", flask.current_app.config.get(CONFIG)
    )
    return find() if find is not None else None
