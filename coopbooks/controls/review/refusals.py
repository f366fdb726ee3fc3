"""Why something is not written to the reviews of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.forms import near

if TYPE_CHECKING:
    from collections.abc import Collection


class NothingSaid(CoopbooksError):
    """A query or an explanation came without words."""

    def __init__(self, what: str) -> None:
        """Build the message.

        Args:
            what: What was to be done.
        """
        super().__init__(f"Say what you ask or explain: {what} needs a comment.")


class UnknownPerson(CoopbooksError):
    """Somebody speaks whom the book does not know."""

    def __init__(self, who: str) -> None:
        """Build the message.

        Args:
            who: What was typed, which may be a name and is not repeated if it is none.
        """
        is_id = any(one.isdigit() for one in who) and " " not in who and "@" not in who
        shown = f"'{who}'" if is_id else "What you typed"
        super().__init__(
            f"{shown} is no member or officer of this book. Give your id, such as "
            "M-0042, never a name: reviews stay in the book."
        )


class SaysWho(CoopbooksError):
    """What somebody typed holds an address or a number of a person."""

    def __init__(self, what: str) -> None:
        """Build the message.

        Args:
            what: What it holds, such as `An e-mail address`.
        """
        super().__init__(
            f"{what} stands in the comment, which stays in the book for all who read "
            "it. Write the member's id instead, or nobody's."
        )


class NoSuchItem(CoopbooksError):
    """An item was named that the period does not have."""

    def __init__(self, item: str, known: Collection[str]) -> None:
        """Build the message.

        Args:
            item: What was named.
            known: The period's items, in words by id.
        """
        some = ", ".join(sorted(known)[:5])
        have = f"It has: {some}." if some else "It has nothing to look at."
        super().__init__(f"The period has no item '{item}'. {have}")


class NoSuchLine(CoopbooksError):
    """Something was explained that the month does not have."""

    def __init__(self, about: str, lines: Collection[str]) -> None:
        """Build the message.

        Args:
            about: What was named.
            lines: The lines of the month, by their labels.
        """
        hint = near(about, set(lines)) or f" It has: {', '.join(sorted(lines))}."
        super().__init__(
            f"The month has no line '{about}', and the book no such account.{hint} "
            "For a remark on all of it: period."
        )


class MayNotAccept(CoopbooksError):
    """Somebody accepts an item who may not."""


class MayNotSign(CoopbooksError):
    """Somebody wants to sign who may not, or for something else than the book says."""
