"""Every way to change one thing in a book, to see that each makes a difference."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from beancount.core import data

if TYPE_CHECKING:
    from collections.abc import Iterator


def changed(value: object) -> Iterator[Any]:
    """Every way to change one thing in a value, each as a new value."""
    if isinstance(value, dict):
        yield from changed_meta(value)
    elif isinstance(value, frozenset | set):
        yield value | {"another"}
        yield from (value - {one} for one in value)
    elif isinstance(value, list):
        for i, one in enumerate(value):
            yield value[:i] + value[i + 1 :]
            yield from ([*value[:i], new, *value[i + 1 :]] for new in changed(one))
    elif hasattr(value, "_fields") and hasattr(value, "_replace"):
        for name in value._fields:
            if name not in {"dtype", "diff_amount", "merge"}:
                news = changed(getattr(value, name))
                yield from (value._replace(**{name: new}) for new in news)
    else:
        yield from changed_plain(value)


def changed_plain(value: object) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, Decimal):
        yield value + Decimal("0.01")
        if value:
            yield -value
    elif isinstance(value, datetime.date):
        yield value + datetime.timedelta(days=1)
    elif isinstance(value, data.Booking):
        yield data.Booking.FIFO


def changed_meta(meta: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**meta, "another": "x"}
    for key, value in meta.items():
        if key in {"filename", "lineno"} or key.startswith("__"):
            continue
        yield {name: one for name, one in meta.items() if name != key}
        yield {f"{name}s" if name == key else name: one for name, one in meta.items()}
        yield from ({**meta, key: new} for new in changed(value))
        if not isinstance(value, str):
            yield {**meta, key: str(value)}
