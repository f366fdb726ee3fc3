"""Files from others that entries were made from: their names and what they held.

The files themselves may have people's names and pay in them, and lie in the private
folder; the book keeps what proves that they are the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.directives import Form
from coopbooks.core.directives import Slot
from coopbooks.core.directives import parse
from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from beancount.core import data

SOURCE = Form(
    "coop-source",
    "A file that entries were made from, and the SHA-256 of what it held.",
    f"""\
2026-05-02 custom "coop-source" "harborside-2026-04.csv" "{"0" * 64}\"""",
    (Slot("file"), Slot("sha256")),
)
FORMS = (SOURCE,)

DIGEST = re.compile(r"[0-9a-f]{64}")


class Source(NamedTuple):
    """A file that entries were made from.

    Attributes:
        file: Its name, without folders.
        sha256: What it held, as 64 hexadecimal digits.
        batch: The batch that was made from it; empty for none.
    """

    file: str
    sha256: str
    batch: str


def read_sources(
    entries: Iterable[data.Directive],
) -> tuple[list[Source], list[LedgerError]]:
    """Read from which files a book's entries were made.

    Args:
        entries: A book's entries.

    Returns:
        The files by date, and an error for each whose SHA-256 is none.
    """
    directives, errors = parse(entries, FORMS)
    found = []
    for one in directives:
        digest = str(one.values["sha256"])
        if DIGEST.fullmatch(digest):
            found.append(Source(one.name, digest, str(one.meta.get("batch") or "")))
        else:
            problem = (
                f"coop-source: '{digest}' is no SHA-256; it has 64 digits, 0 to f."
            )
            errors.append(LedgerError(one.source, problem))
    return found, errors
