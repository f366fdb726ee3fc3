"""What a federation file says: whose books, where they lie, by which common chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopbooks.core.directives import parse
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.dues.suppression import LEAST
from coopbooks.federation.coalitions.terms import read_coalitions
from coopbooks.federation.forms import FEDERATION
from coopbooks.federation.forms import FORMS
from coopbooks.federation.forms import LINE
from coopbooks.federation.forms import MAP
from coopbooks.federation.forms import MEMBER

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.core.ledger import Book

__all__ = ["FORMS", "Federation", "Member", "check_federation", "read_federation"]

EVERY = "all"
# In a group of two each knows the other one's part of what is said of both.
FEWEST = 3


class NoFederation(CoopbooksError):
    """A book was given that is no federation file."""

    def __init__(self, path: Path) -> None:
        """Build the message.

        Args:
            path: The file.
        """
        super().__init__(
            f"{path} is no federation file: it has no coop-federation. "
            "See ledgers/README.md, The federation."
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A body whose book is looked at.

    Attributes:
        name: Its short name, as in its own `coop-entity`.
        kind: What kind of body it is.
        title: What it is called.
        folder: Where its book lies; None where it keeps none here.
        currency: The currency that its book should have; empty if unsaid.
        basis: The basis that it should have; empty if unsaid.
        controlled_by: Who controls it; empty for nobody.
        source: Where it stands.
    """

    name: str
    kind: str
    title: str
    folder: Path | None
    currency: str
    basis: str
    controlled_by: str
    source: data.Meta


@dataclass(frozen=True, slots=True)
class Federation:
    """Bodies that are looked at together.

    Attributes:
        name: Its name.
        title: What it is called.
        currency: What all is restated in.
        basis: On which basis.
        head: Whose controlled bodies are consolidated with it; empty for nobody's.
        year_end: The last day of the bodies' years, such as `12-31`; empty if unsaid.
        shared_ids: Whether an id is the same person in every book.
        members: The bodies, in the order of the file.
        lines: Lines of the common chart by their names, with their account types.
        maps: Which accounts belong to which line, by body (`all` for every one).
        small_group: Of fewer people than this nothing is said of them alone.
    """

    name: str
    title: str
    currency: str
    basis: str
    head: str
    year_end: str
    shared_ids: bool
    members: tuple[Member, ...]
    lines: Mapping[str, str]
    maps: Mapping[str, Mapping[str, str]]
    small_group: int = LEAST

    def line_of(self, body: str, account: str) -> str | None:
        """The line that a body's account is mapped to.

        Args:
            body: The body.
            account: The account in its book.

        Returns:
            The line of the nearest account above that is mapped, the body's own map
            before that of all; None where nothing maps it.
        """
        parts = account.split(":")
        for length in range(len(parts), 0, -1):
            above = ":".join(parts[:length])
            for whose in (body, EVERY):
                line = self.maps.get(whose, {}).get(above)
                if line is not None:
                    return line
        return None

    def controlled(self) -> frozenset[str]:
        """The head and the bodies that it controls, also by way of others."""
        found = {self.head} if self.head else set()
        while True:
            more = {one.name for one in self.members if one.controlled_by in found}
            if more <= found:
                return frozenset(found)
            found |= more


def read_federation(
    book: Book, day: datetime.date
) -> tuple[Federation, list[LedgerError]]:
    """Read a federation file.

    Args:
        book: The file, loaded.
        day: The day that it is looked at for.

    Returns:
        The federation, and the errors: two bodies of one name, a loop of control, a
        body, a line or a folder that is not there.

    Raises:
        NoFederation: It has no `coop-federation`.
    """
    directives, errors = parse(book.entries, FORMS)
    heads = [one for one in directives if one.kind == FEDERATION.kind]
    heads = [one for one in heads if one.date <= day] or heads[:1]
    if not heads:
        raise NoFederation(book.path)
    head = heads[-1]
    members, problems = _members(book.folder, directives, day)
    errors += problems
    lines, maps, problems = _chart(directives, {one.name for one in members})
    errors += [*problems, *_loops(members), *_strangers(head, members)]
    federation = Federation(
        head.name,
        book.title,
        str(head.meta["currency"]),
        str(head.meta.get("basis") or "accrual"),
        str(head.meta.get("head") or ""),
        str(head.meta.get("fiscal-year-end") or ""),
        head.meta.get("member-ids") == "shared",
        tuple(members),
        lines,
        maps,
        int(head.meta.get("small-group") or LEAST),
    )
    return federation, errors


def check_federation(entries: Sequence[data.Directive]) -> list[LedgerError]:
    """Check what a federation file says, whether or not its books are at hand.

    Args:
        entries: The file's entries.

    Returns:
        The errors by file and line; of a book that is no federation file, lines that
        only a federation file has.
    """
    directives, errors = parse(entries, FORMS)
    heads = [one for one in directives if one.kind == FEDERATION.kind]
    if not heads:
        problem = f"a {FEDERATION.kind} must say first whose books these are."
        return [*errors, *(_told(one, problem) for one in directives)]
    members, problems = _members(None, directives, directives[-1].date)
    errors += problems
    errors += _chart(directives, {one.name for one in members})[2]
    errors += read_coalitions(entries)[1]
    return [*errors, *_loops(members), *_strangers(heads[-1], members)]


def _members(
    base: Path | None, directives: Sequence[Directive], day: datetime.date
) -> tuple[list[Member], list[LedgerError]]:
    """The bodies of a day; of two with one name the first."""
    found: dict[str, Member] = {}
    errors = []
    for one in directives:
        if one.kind != MEMBER.kind or one.date > day:
            continue
        if (until := one.meta.get("until")) is not None and until < day:
            continue
        if one.name in found:
            first = where(found[one.name].source)
            problem = f"there are two bodies '{one.name}'; the other is at {first}."
            errors.append(_told(one, problem))
            continue
        said = one.meta.get("book")
        folder = base / str(said) if base and said else None
        found[one.name] = Member(
            one.name,
            str(one.values["kind"]),
            str(one.meta.get("title") or one.name),
            folder,
            str(one.meta.get("currency") or ""),
            str(one.meta.get("basis") or ""),
            str(one.meta.get("controlled-by") or ""),
            one.source,
        )
    return list(found.values()), errors


def _chart(
    directives: Sequence[Directive], bodies: set[str]
) -> tuple[dict[str, str], dict[str, dict[str, str]], list[LedgerError]]:
    """The lines of the common chart, and which accounts belong to them."""
    lines = {
        one.name: str(one.values["type"]) for one in directives if one.kind == LINE.kind
    }
    maps: dict[str, dict[str, str]] = {}
    errors = []
    for one in directives:
        if one.kind != MAP.kind:
            continue
        line, body = str(one.values["line"]), one.name
        if line not in lines:
            problem = f"there is no coop-federation-line '{line}'.{near(line, lines)}"
            errors.append(_told(one, problem))
        elif body != EVERY and body not in bodies:
            problem = f"there is no body '{body}' here.{near(body, bodies)}"
            errors.append(_told(one, problem))
        else:
            maps.setdefault(body, {})[str(one.values["account"])] = line
    return lines, maps, errors


def _loops(members: Sequence[Member]) -> list[LedgerError]:
    """Bodies that control themselves by way of others."""
    by = {one.name: one.controlled_by for one in members}
    errors = []
    for one in members:
        seen, above = {one.name}, one.controlled_by
        while above and above not in seen:
            seen.add(above)
            above = by.get(above, "")
        if above == one.name:
            problem = (
                f"{one.name} controls itself, by way of {', '.join(sorted(seen))}."
            )
            errors.append(LedgerError(one.source, f"{MEMBER.kind}: {problem}"))
    return errors


def _strangers(head: Directive, members: Sequence[Member]) -> list[LedgerError]:
    """A head, or who controls, that is no body of the file; too small a group."""
    names = {one.name for one in members}
    errors = []
    small = head.meta.get("small-group")
    if small is not None and (small < FEWEST or small % 1):
        problem = f"small-group: must be a whole number of {FEWEST} or more."
        errors.append(_told(head, problem))
    said = head.meta.get("head")
    if said and str(said) not in names:
        hint = near(str(said), names)
        errors.append(_told(head, f"head: '{said}' is no body of this file.{hint}"))
    for one in members:
        if one.controlled_by and one.controlled_by not in names:
            hint = near(one.controlled_by, names)
            problem = f"'{one.controlled_by}' is no body of this file.{hint}"
            errors.append(LedgerError(one.source, f"{MEMBER.kind}: {problem}"))
    return errors


def _told(one: Directive, problem: str) -> LedgerError:
    return LedgerError(one.source, f"{one.kind}: {problem}")
