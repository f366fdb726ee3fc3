"""Patterns that readers write, searched in a time that grows with the text only.

Python's own engine tries every way in which a pattern may fit, and lets nobody else in
meanwhile. RE2 does not: it has neither look-around nor back references, and needs for
each text at most its length times that of the pattern.

Fava and beanquery ask for a pattern in many places and leave no choice of the engine.
So this stands in their modules in the place of `re`; outside a request of the viewer it
is `re`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

import re2
from beancount.core import account
from beanquery import query_compile
from beanquery import query_env
from fava.core import filters

from coopbooks.pages.viewer.bounds import LONGEST_PATTERN
from coopbooks.pages.viewer.bounds import LONGEST_TEXT
from coopbooks.pages.viewer.bounds import TooMuch
from coopbooks.pages.viewer.bounds import budget

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of RE2's own bytes for one pattern; it refuses those that need more.
MOST_MEMORY = 512 * 1024
# Steps of one search: those of the pattern times the letters of the text.
MOST_STEPS = 5_000_000
MOST_GROUPS = 20
# Beancount's is asked for the parts of an account, and takes a filter as a pattern.
MODULES = (account, filters, query_compile, query_env)
_PART = re.compile(r"\\.|\[\^?\]?|\]|\{,(?=\d)|.", re.DOTALL)
_ENDS = frozenset({"]", "[]", "[^]"})
# What Python means by these is more than ASCII; `\b` stays what RE2 means by it.
_WORD = r"\pL\pN_"
_BLANK = r"\s\v\x1c-\x1f\x{85}\pZ"
_INSIDE = {r"\w": _WORD, r"\s": _BLANK, r"\d": r"\p{Nd}", r"\D": r"\P{Nd}"}
_OUTSIDE = {
    r"\Z": r"\z",
    "{,": "{0,",
    r"\W": f"[^{_WORD}]",
    r"\S": f"[^{_BLANK}]",
    **{name: f"[{inside}]" for name, inside in _INSIDE.items()},
}
# Within brackets RE2 knows no other words for them: they would miss letters.
_NEVER_INSIDE = frozenset({r"\W", r"\S"})
_IN_TEMPLATE = re.compile(r"\\(?:g<(\w+)>|([1-9][0-9]?)|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


class PatternRefused(TooMuch):
    """A pattern is none that is searched here."""

    def __init__(self, pattern: str) -> None:
        """Build the message.

        Args:
            pattern: The pattern.
        """
        shown = pattern if len(pattern) <= 40 else f"{pattern[:40]}…"
        super().__init__(
            f"'{shown}' is no pattern that can be searched for here: one has at most "
            f"{LONGEST_PATTERN} characters, whole brackets, {MOST_GROUPS} groups, no "
            "look-around, no back reference and no large count."
        )


class Pattern:
    """A pattern, in the form that Python's have; what it finds is a match as theirs."""

    def __init__(self, pattern: str, *, any_case: bool = False) -> None:
        """Read a pattern.

        Args:
            pattern: As Python writes it.
            any_case: Whether capital letters are as others.

        Raises:
            PatternRefused: It is none, or none that is searched here.
        """
        if len(pattern) > LONGEST_PATTERN:
            raise PatternRefused(pattern)
        options = re2.Options()
        options.max_mem = MOST_MEMORY
        options.log_errors = False
        options.case_sensitive = not any_case
        try:
            self._found = re2.compile(translated(pattern), options)
        except (re2.error, UnicodeError) as error:
            raise PatternRefused(pattern) from error
        if self._found.groups > MOST_GROUPS:
            raise PatternRefused(pattern)
        self._longest = MOST_STEPS // max(1, self._found.programsize)

    def search(self, text: str) -> Any:  # noqa: ANN401 - RE2's matches have no type
        """Find the first place where it fits."""
        return self._found.search(self._searched(text))

    def match(self, text: str) -> Any:  # noqa: ANN401
        """Whether it fits from the beginning on."""
        return self._found.match(self._searched(text))

    def fullmatch(self, text: str) -> Any:  # noqa: ANN401
        """Whether it fits the whole."""
        return self._found.fullmatch(self._searched(text))

    def _searched(self, text: str) -> str:
        """A text, if this pattern may be searched for in it."""
        if len(text) > self._longest:
            raise TooMuch("This pattern is too long for so long a text.")
        return _counted(text)

    def sub(self, template: str, text: str) -> str:
        r"""Replace every place where it fits.

        Args:
            template: What is put there; `\1` and `\g<name>` are what a group found.
            text: The text.

        Returns:
            The new text.

        Raises:
            TooMuch: It would be too long.
        """
        parts, end, length = [], 0, 0
        for found in self._found.finditer(self._searched(text)):
            part = text[end : found.start()] + _filled(template, found)
            length += len(part)
            parts.append(_counted(part))
            end = found.end()
            if length > LONGEST_TEXT:
                raise TooMuch(f"A text here has at most {LONGEST_TEXT} characters.")
        return "".join([*parts, text[end:]])


class Engine:
    """What stands in the place of the module `re`."""

    error = re.error
    IGNORECASE = re.IGNORECASE
    escape = staticmethod(re.escape)

    def compile(self, pattern: str, flags: int = 0) -> Pattern | re.Pattern[str]:
        """Read a pattern.

        Args:
            pattern: As Python writes it.
            flags: Python's flags; here the one for any case.

        Returns:
            The pattern; Python's own outside a request.

        Raises:
            PatternRefused: It is none, or none that is searched here.
        """
        if budget() is None:
            return re.compile(pattern, flags)
        return _known(pattern, bool(flags & re.IGNORECASE))

    def search(self, pattern: str, text: str, flags: int = 0) -> object:
        """Find the first place where a pattern fits."""
        return self.compile(pattern, flags).search(text)

    def match(self, pattern: str, text: str, flags: int = 0) -> object:
        """Whether a pattern fits from the beginning on."""
        return self.compile(pattern, flags).match(text)

    def fullmatch(self, pattern: str, text: str, flags: int = 0) -> object:
        """Whether a pattern fits the whole."""
        return self.compile(pattern, flags).fullmatch(text)

    def sub(self, pattern: str, template: str, text: str) -> str:
        """Replace every place where a pattern fits."""
        return self.compile(pattern).sub(template, text)


ENGINE = Engine()


def put_in_place() -> None:
    """Let Fava's filters and beanquery search with this engine."""
    for module in MODULES:
        vars(module)["re"] = ENGINE


def translated(pattern: str) -> str:
    """Write a pattern as RE2 reads it, where that differs from Python.

    Args:
        pattern: As Python writes it.

    Returns:
        It, with letters and digits of every script, the end of a text, and counts
        that begin with none.

    Raises:
        PatternRefused: RE2 has no words for it.
    """
    return "".join(_translated(pattern))


def _translated(pattern: str) -> Iterator[str]:
    inside = False
    for part in _PART.findall(pattern):
        if inside:
            if part in _NEVER_INSIDE:
                raise PatternRefused(pattern)
            # A bracket within brackets is one to be found.
            yield _INSIDE.get(part, part.replace("[", r"\["))
            inside = part not in _ENDS
        else:
            inside = part[0] == "["
            yield _OUTSIDE.get(part, part)


@lru_cache(64)
def _known(pattern: str, any_case: bool) -> Pattern:
    return Pattern(pattern, any_case=any_case)


def _counted(text: str) -> str:
    """A text, if there is something left for it."""
    left = budget()
    if left is not None:
        left.spend(text)
    return text


def _filled(template: str, match: Any) -> str:  # noqa: ANN401
    """A template with what the groups of a match found."""

    def part(found: re.Match[str]) -> str:
        name, number, other = found.groups()
        if other is not None:
            return _ESCAPES.get(other, found[0])
        group = int(number) if number else int(name) if name.isdigit() else name
        return match.group(group) or ""

    return _IN_TEMPLATE.sub(part, template)
