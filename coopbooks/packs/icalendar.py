"""Days as a calendar file that phones and mail programs read (RFC 5545)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from coopbooks.core.periods import DAY

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from collections.abc import Iterator

    from coopbooks.controls.calendar.dated import Dated

NAME = "ics"
SUFFIX = ".ics"
# A line has at most so many bytes, the blank that goes on with it included.
LONGEST = 75
ENDING = "\r\n"


def icalendar(title: str, found: Iterable[Dated], now: datetime.datetime) -> bytes:
    """Write days as a calendar.

    Args:
        title: The body's name.
        found: The days.
        now: When it is made.

    Returns:
        The file: an event of a whole day for each, in UTF-8. The same day and words
        have the same UID, so that reading it again changes events and adds none.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coopbooks//deadlines//EN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for one in found:
        lines += _event(title, one, now)
    lines.append("END:VCALENDAR")
    return "".join(part + ENDING for line in lines for part in _folded(line)).encode()


def _event(title: str, one: Dated, now: datetime.datetime) -> Iterator[str]:
    said = f"{title}|{one.day}|{one.about}|{one.words}"
    uid = hashlib.sha256(said.encode()).hexdigest()[:32]
    words = one.words
    if one.number is not None:
        words = f"{words}, {one.number:,.2f} {one.currency}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@coopbooks"
    yield f"DTSTAMP:{now:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.day + DAY:%Y%m%d}"
    yield f"SUMMARY:{_text(words)}"
    if one.because:
        yield f"DESCRIPTION:{_text(one.because)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(words: str) -> str:
    """A text as a calendar file writes it; no line of it ends the property."""
    for letter in ("\\", ";", ","):
        words = words.replace(letter, f"\\{letter}")
    return "\\n".join(words.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in parts that are not too long, between letters."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST:
            yield part
            part, size = " ", 1
        part += letter
        size += width
    yield part
