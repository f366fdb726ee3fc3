"""The documents of a book that is shown: those in its folder, known by their names.

No document is opened to find it, and none is found through a link, outside the folder,
or in the private one.
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core import getters

from coopbooks.core.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.core.vetting.vetting import Vetted

# As Beancount has it: a day, any letter, and a name.
_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d).(.*)")


def documents(
    vetted: Vetted, roots: Iterable[str]
) -> tuple[list[data.Directive], list[LedgerError]]:
    """Find the documents of a book as Beancount does.

    Args:
        vetted: The book, which passed.
        roots: The folders that its option `documents` names.

    Returns:
        A document for each file whose folder names an account and whose name begins
        with a day, and an error for each document that the book names and that is not
        in its folder, for each root that is not there, and for each day that is none.
    """
    said = [entry for file in vetted.files for entry in file.entries]
    accounts = getters.get_accounts(said)
    found: list[data.Directive] = []
    errors = list(_not_there(vetted, said))
    main = data.new_metadata(str(vetted.folder / vetted.files[0].name), 0)
    for root in roots:
        below = PurePosixPath(root.replace("\\", "/"))
        if not (vetted.folder / below).is_dir():
            errors.append(LedgerError(main, f"There is no folder of documents {root}."))
        for name in vetted.looked.found:
            path = PurePosixPath(name)
            if not path.is_relative_to(below):
                continue
            account = ":".join(path.parent.relative_to(below).parts)
            match = _DATED.match(path.name)
            if account not in accounts or match is None:
                continue
            try:
                day = datetime.date(*map(int, match.groups()[:3]))
            except ValueError:
                words = f"The document {name} begins with a day that is none."
                errors.append(LedgerError(main, words))
                continue
            meta = data.new_metadata(main["filename"], 0)
            place = str(vetted.folder / name)
            found.append(
                data.Document(meta, day, account, place, data.EMPTY_SET, data.EMPTY_SET)
            )
    return found, errors


def _not_there(
    vetted: Vetted, entries: Iterable[data.Directive]
) -> Iterator[LedgerError]:
    """The documents that a book names and that are not in its folder."""
    for entry in entries:
        if not isinstance(entry, data.Document):
            continue
        if inside(vetted, entry.filename) is None:
            words = f'The document "{entry.filename}" is not in the book\'s folder.'
            yield LedgerError(entry.meta, words, entry)


def inside(vetted: Vetted, filename: str) -> str | None:
    """The name of a document inside the folder.

    Args:
        vetted: The book.
        filename: The document's whole path.

    Returns:
        Its name, if it is a file of the folder's own that may be shown; else None.
    """
    try:
        name = Path(filename).relative_to(vetted.folder).as_posix()
    except ValueError:
        return None
    return name if name in vetted.looked.found else None
