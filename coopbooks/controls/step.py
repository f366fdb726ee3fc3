"""A step of a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["done", "todo", "awaited"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a month.

    Attributes:
        name: Its name, for programs.
        state: `done`, `todo` for what can be done now, or `awaited` for what can't
            be done yet.
        words: How far it is, in one plain sentence.
        command: What to type next, after `coopbooks`; empty if it is done elsewhere.
            `BOOK` stands for the book where it is not the last word.
        details: What it is about, one by one: places in the book, lines to write.
    """

    name: str
    state: State
    words: str
    command: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
