"""What the commands about support have in common: the other body that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near
from coopbooks.core.postings import saying
from coopbooks.sharing.forms.actions import BODY
from coopbooks.support.forms.resources import LOAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.sharing.share import View
    from coopbooks.support.terms import SupportTerms


class NoBody(CoopbooksError):
    """The book has nothing with a body of that name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Build the message.

        Args:
            name: What was asked for.
            known: The bodies that the book names.
        """
        there = sorted(known)
        super().__init__(
            f"The book has nothing with '{name}'.{near(name, there)} It deals with: "
            f"{', '.join(there) or 'nobody'}."
        )


def bodies_of(view: View, terms: SupportTerms) -> set[str]:
    """The other bodies that a book deals with.

    Args:
        view: The book.
        terms: What it says about support.

    Returns:
        Their names: of `coop-body`, agreements, resources and loans, and in `with:`.
    """
    found = {one.name for one in view.terms.of(BODY.kind)}
    headers = [group.header for group in (*view.terms.agreements, *terms.resources)]
    for one in [*headers, *terms.of(LOAN.kind)]:
        found |= {str(one.meta["from"]), str(one.meta["to"])}
    found |= {str(meta["with"]) for _, meta in saying(view.entries, "with")}
    return found - {view.name}


def other_body(view: View, terms: SupportTerms, name: str | None) -> str:
    """Check the name of another body.

    Args:
        view: The book.
        terms: What it says about support.
        name: What was typed; None for nothing.

    Returns:
        The name; empty for nothing.

    Raises:
        NoBody: The book has nothing with it.
    """
    if name is None:
        return ""
    known = bodies_of(view, terms)
    if name not in known:
        raise NoBody(name, known)
    return name
