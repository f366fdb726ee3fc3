"""The formats that a pack can be had in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.packs.pack import Pack


class UnknownFormat(CoopbooksError):
    """A format was asked for that there is not."""

    def __init__(self, name: str) -> None:
        """Build the message.

        Args:
            name: What was given.
        """
        known = ", ".join(FORMATS)
        super().__init__(f"'{name}' is not a format. Choose one of {known}.")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of a pack.

    Attributes:
        name: What people call it on the command line.
        suffix: How its files' names end, dot included.
        media_type: Its type on the web.
        render: Makes a pack into the file's bytes; the same pack, the same bytes.
    """

    name: str
    suffix: str
    media_type: str
    render: Callable[[Pack], bytes]

    def file_name(self, stem: str = "month") -> str:
        """The name of a file in this format.

        Args:
            stem: The name without its ending.

        Returns:
            For example `month.xlsx`.
        """
        return f"{stem}{self.suffix}"


def render(pack: Pack, name: str) -> bytes:
    """Make a pack into a file.

    Args:
        pack: The pack.
        name: One of `FORMATS`.

    Returns:
        The file's bytes; texts are UTF-8 with line feeds on every system.

    Raises:
        UnknownFormat: There is no such format.
    """
    if name not in FORMATS:
        raise UnknownFormat(name)
    return FORMATS[name].render(pack)


# Each imports its own only when it is used: a workbook's writer and a page's templates
# take longer to load than most commands to run.


def _text(pack: Pack) -> bytes:
    from coopbooks.packs.text import text

    return text(pack).encode()


def _csv(pack: Pack) -> bytes:
    from coopbooks.packs.delimited import delimited

    return delimited(pack).encode()


def _xlsx(pack: Pack) -> bytes:
    from coopbooks.packs.workbook import workbook

    return workbook(pack)


def _html(pack: Pack) -> bytes:
    from coopbooks.packs.webpage import webpage

    return webpage(pack).encode()


def _json(pack: Pack) -> bytes:
    from coopbooks.packs.dataset import dataset

    return dataset(pack).encode()


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    each.name: each
    for each in (
        Format("text", ".txt", "text/plain; charset=utf-8", _text),
        Format("csv", ".csv", "text/csv; charset=utf-8", _csv),
        Format("xlsx", ".xlsx", SPREADSHEET, _xlsx),
        Format("html", ".html", "text/html; charset=utf-8", _html),
        Format("json", ".json", "application/json", _json),
    )
}
