"""What the program said to somebody, so that a page shows that and nothing else."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

MOST_KEPT = 200


class Told:
    """Messages on the server, each under an id that nobody can guess."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._lock = Lock()

    def keep(self, who: str, message: str) -> str:
        """Keep a message for the page that is opened next.

        Args:
            who: To whom it was said.
            message: What was said.

        Returns:
            Its id.
        """
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = who, message
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return name

    def said(self, who: str, name: str) -> str:
        """Look a message up.

        Args:
            who: Who opens the page.
            name: The id of a message.

        Returns:
            It; empty where there is none, or it was said to somebody else.
        """
        with self._lock:
            to, message = self._kept.get(name, ("", ""))
        return message if to == who else ""
