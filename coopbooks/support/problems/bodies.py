"""Bodies and agreements that are named and not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.forms import near
from coopbooks.core.postings import saying
from coopbooks.dues.problems.names import told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.sharing.problems.names import Names


def check_pair(one: Directive, names: Names) -> Iterator[LedgerError]:
    """Check the two bodies of a directive, and the agreement that it rests on.

    Args:
        one: A directive with `from:` and `to:`.
        names: The names of the book.

    Yields:
        An error for each body that the book does not know, where both are the same or
        neither is this one, and for an agreement that is not there.
    """
    pair = [str(one.meta["from"]), str(one.meta["to"])]
    if pair[0] == pair[1]:
        yield told(one, f"{one.name}: from: and to: are the same, {pair[0]}.")
        return
    if names.own and not names.own & set(pair):
        own = ", ".join(sorted(names.own))
        hints = "".join(near(body, names.own) for body in pair)
        yield told(
            one, f"{one.name}: this is the book of {own}, who has no part.{hints}"
        )
        return
    for body in pair:
        if names.bodies and body not in names.own | names.bodies:
            hint = near(body, names.bodies)
            problem = (
                f"{body} is neither this book's body nor one that it names.{hint} "
                f'If it is right, add: coop-body "{body}" "party" (or another kind).'
            )
            yield told(one, problem)
    agreement = one.meta.get("agreement")
    if agreement is not None and agreement not in names.agreements:
        hint = near(str(agreement), names.agreements)
        yield told(one, f"there is no coop-agreement '{agreement}'.{hint}")


def check_with(
    entries: Sequence[data.Directive], names: Names
) -> Iterator[LedgerError]:
    """Find entries with a body that the book does not name, such as one misspelt.

    Args:
        entries: A book's entries.
        names: The names of the book.

    Yields:
        An error for each; none in a book that names no body.
    """
    if not names.bodies:
        return
    there = names.own | names.bodies
    for entry, meta in saying(entries, "with"):
        said = str(meta["with"])
        if said not in there:
            hint = near(said, there)
            problem = f"with '{said}' is no body of this book; add its coop-body.{hint}"
            yield LedgerError(placed(meta, entry.meta), problem, entry)
