"""A rule: what it finds, an example, how to mend it, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from coopbooks.controls.finding import Finding
    from coopbooks.controls.rules.look import Look

Find = Callable[["Look"], Iterator["Finding"]]
Adjusted = Literal["amount", "days", ""]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code of a finding stands for.

    Attributes:
        code: The code, such as `no-receipt`.
        title: What it is called, in a few words.
        finds: What it finds, in a sentence or two.
        mend: How to mend it, in a sentence or two.
        origin: Where the rule comes from.
        example: Lines of a book in which it is found; empty where it takes a whole
            book.
        adjusted: What `coop-control` may say of it besides `off`: from which `amount`
            on something is found, or after how many `days`.
        asked: Whether it is looked at only in a book that asks for it by
            `coop-control`.
        takes: Whether `coop-control` may say which accounts it is about.
        own_limit: Whether what finds it applies the amount that `coop-control` says;
            otherwise findings below it are taken out afterwards.
        is_error: Whether it is an error of the book already, which can be neither
            adjusted nor waived.
        find: What finds it entry by entry, cheap enough for every time that a book is
            loaded; None for what takes the figures of a period.
    """

    code: str
    title: str
    finds: str
    mend: str
    origin: str
    example: str = ""
    adjusted: Adjusted = ""
    asked: bool = False
    takes: bool = False
    own_limit: bool = False
    is_error: bool = False
    find: Find | None = None
