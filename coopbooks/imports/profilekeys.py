"""The keys of a profile, and what each may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coopbooks.imports.profile import SHAPES
from coopbooks.imports.profile import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

# The keys above all tables, and what each may be: a text, texts, a number, some words.
TEXT, TEXTS, NUMBER, TABLE = (
    "a text in quotes",
    "a list of texts",
    "a number",
    "a table",
)
TOP: Mapping[str, str | tuple[str, ...]] = {
    "kind": tuple(SHAPES),
    "sender": TEXT,
    "files": TEXTS,
    "sheet": TEXT,
    "header-rows": NUMBER,
    "hidden": ("skip", "read"),
    "decimal": TEXT,
    "thousands": TEXT,
    "dates": TEXTS,
    "encoding": TEXT,
    "separator": TEXT,
    "currency": TEXT,
    "optional": TEXTS,
    "payee": TEXT,
    "sign": ("in", "out"),
    "member": TEXT,
    "unknown": ("reject", "unapplied"),
    "again": ("ask", "take"),
    "texts": ("rules", "keep"),
    "window": NUMBER,
    "asserts": TEXTS,
    "years": ("open", "closed"),
    "measure": TEXT,
}
TABLES = (
    "columns",
    "accounts",
    "totals",
    "balances",
    "find",
    "types",
    "withheld",
    "employer",
    "months",
)
RULE: Mapping[str, str | tuple[str, ...]] = {
    "text": TEXTS,
    "field": TEXT,
    "account": TEXT,
    "payee": TEXT,
    "narration": TEXT,
    "way": ("in", "out"),
    "member": "true or false",
    "hours": TEXT,
    "foreign": TEXT,
    "split": TABLE,
    **dict.fromkeys(TAGS, TEXT),
}
FINDS = ("date", "period", "deducted", "received")
TYPES = ("charge", "refund", "chargeback", "payout", "fee", "ignore")
SENDER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def fits(value: object, wanted: str) -> bool:
    """Whether a value is what a key may be.

    Args:
        value: A value of TOML.
        wanted: What it is to be, as the keys above say.

    Returns:
        Whether it is.
    """
    if wanted == TEXT:
        return isinstance(value, str)
    if wanted == TEXTS:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if wanted == NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, dict) if wanted == TABLE else isinstance(value, bool)


def listed(words: Iterable[str]) -> str:
    """Words as a message lists them."""
    return ", ".join(words)
