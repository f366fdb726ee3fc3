"""Other terms for an agreement: as typed, one by one, or out of a file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.parser import parser

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.core.typed import NoValueError
from coopbooks.core.typed import read_amount
from coopbooks.core.typed import read_value
from coopbooks.sharing.forms.agreements import PART
from coopbooks.sharing.shares.ladder import bands_of
from coopbooks.sharing.terms import read_agreements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

_WRITTEN = re.compile(
    r"\s*(?:band\s+(?P<band>\d+)|part\s+(?P<part>[^=]+?)|(?P<key>[a-z-]+))"
    r"\s*=\s*(?P<value>.*?)\s*"
)


class BadSetting(CoopbooksError):
    """Other terms were given that fit nothing."""

    def __init__(self, text: str, problem: str) -> None:
        """Build the message.

        Args:
            text: What was typed.
            problem: Why it fits nothing.
        """
        super().__init__(
            f"--set '{text}': {problem} Write 'band 2=9 PERCENT' for the second band "
            "from below, 'part solidarity-fund=30 PERCENT', 'exempt=1000 USD' for what "
            "stands below coop-agreement, or 'exempt=' to take it out."
        )


class BadTerms(CoopbooksError):
    """A file with other terms can't be used."""

    def __init__(self, path: Path, problem: str) -> None:
        """Build the message.

        Args:
            path: The file.
            problem: What is wrong with it.
        """
        super().__init__(f"{path.name}: {problem}")


class _Setting(NamedTuple):
    """What was typed, taken apart."""

    text: str
    key: str
    value: str


def changed(group: Group, settings: Sequence[str]) -> Group:
    """Change an agreement for a what-if.

    Args:
        group: The agreement as the book has it.
        settings: Such as `band 2=9 PERCENT`, `part national=rest`, `exempt=1000 USD`;
            with nothing behind the sign what stands there is taken out.

    Returns:
        The agreement with these changes, the last of the same kind; the book's own is
        left as it is.

    Raises:
        BadSetting: One fits nothing.
    """
    for text in settings:
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise BadSetting(text, "it is not written as NAME=VALUE.")
        if match["band"]:
            group = _with_band(group, text, int(match["band"]), match["value"])
        elif match["part"]:
            group = _with_part(group, _Setting(text, match["part"], match["value"]))
        else:
            group = _with_key(group, _Setting(text, match["key"], match["value"]))
    return group


def from_file(path: Path, name: str) -> Group:
    """Read other terms for an agreement out of a file.

    Args:
        path: A file with one `coop-agreement` of that name and its lines. It is only
            parsed: nothing in it is included or run.
        name: The agreement's name.

    Returns:
        The agreement as the file has it.

    Raises:
        BadTerms: The file can't be read, has errors, or has no such agreement, or
            several.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadTerms(path, f"it can't be read: {error}.") from error
    entries, errors, _ = parser.parse_string(text, str(path))
    groups, problems = read_agreements(entries)
    for one in (*errors, *problems):
        raise BadTerms(path, f"{where(one.source)}: {one.message}")
    found = [group for group in groups if group.name == name]
    if len(found) != 1:
        told = "no" if not found else "more than one"
        raise BadTerms(path, f"it has {told} coop-agreement '{name}'.")
    return found[0]


def _with_band(group: Group, text: str, number: int, value: str) -> Group:
    bands = bands_of(group)
    if not 1 <= number <= len(bands):
        raise BadSetting(text, f"{group.name} has {len(bands)} bands.")
    line = bands[number - 1].line
    try:
        rate = read_amount(value)
    except NoValueError as error:
        raise BadSetting(text, str(error)) from None
    was = line.values["rate"].currency
    if rate.currency != was:
        raise BadSetting(text, f"that band is in {was}.")
    return _replaced(group, line, replace(line, values={**line.values, "rate": rate}))


def _with_part(group: Group, one: _Setting) -> Group:
    lines = {str(line.values["for"]): line for line in group.of(PART.kind)}
    line = lines.get(one.key)
    if line is None:
        hint = near(one.key, lines)
        raise BadSetting(one.text, f"{group.name} has no part '{one.key}'.{hint}")
    part: object = one.value
    if one.value not in {"rest", "equal"}:
        try:
            part = read_amount(one.value)
        except NoValueError as error:
            raise BadSetting(one.text, str(error)) from None
    return _replaced(group, line, replace(line, values={**line.values, "part": part}))


def _with_key(group: Group, one: _Setting) -> Group:
    """An agreement with something else below its header."""
    header = group.header
    slot = header.form.meta.get(one.key)
    if slot is None or one.key in {"from", "to"}:
        hint = near(one.key, header.form.meta)
        raise BadSetting(one.text, f"'{one.key}' is no key to change.{hint}")
    meta = dict(header.meta)
    meta.pop(one.key, None)
    if one.value:
        try:
            meta[one.key] = read_value(one.value, slot)
        except NoValueError as error:
            raise BadSetting(one.text, str(error)) from None
    return replace(group, header=replace(header, meta=meta))


def _replaced(group: Group, old: Directive, new: Directive) -> Group:
    lines = tuple(new if line is old else line for line in group.lines)
    return replace(group, lines=lines)
