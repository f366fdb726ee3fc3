"""What has come in from those who send sheets, as far as the book itself says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.directives import parse
from coopbooks.statements.bankterms import CLEARED
from coopbooks.statements.bankterms import RECONCILIATION
from coopbooks.statements.bankterms import SEEN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

# A batch of a month, such as `2026-04-harborside-bank`; a later part ends with `.2`.
BATCH = re.compile(r"(\d{4}-\d{2})-(.+?)(?:\.\d+)?")


def last_batches(
    entries: Iterable[data.Directive], senders: Sequence[str]
) -> dict[str, str]:
    """The last month for which each sender's sheet was imported.

    Args:
        entries: A book's entries.
        senders: The senders, as batches are named after them.

    Returns:
        The month, such as `2026-04`, by sender; without those of whom nothing was
        imported so far.
    """
    last: dict[str, str] = {}
    wanted = set(senders)
    for batch in {str((entry.meta or {}).get("batch") or "") for entry in entries}:
        match = BATCH.fullmatch(batch)
        if match and match[2] in wanted:
            last[match[2]] = max(last.get(match[2], ""), match[1])
    return {name: last[name] for name in senders if name in last}


def with_statements(entries: Sequence[data.Directive]) -> set[str]:
    """The accounts of which a bank's statement was imported or reconciled before.

    Args:
        entries: A book's entries.

    Returns:
        The accounts.
    """
    directives, _ = parse(entries, (CLEARED, RECONCILIATION))
    return {one.name for one in directives} | {
        posting.account
        for entry in entries
        if isinstance(entry, data.Transaction) and "source" in entry.meta
        for posting in entry.postings
        if SEEN in (posting.meta or {})
    }
