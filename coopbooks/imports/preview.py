"""What an import of some files would do. Writes nothing."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import where
from coopbooks.core.ledger import resting_collector
from coopbooks.imports.clearing import combined
from coopbooks.imports.days import days_of
from coopbooks.imports.drafts import Draft
from coopbooks.imports.drafts import Left
from coopbooks.imports.fates import Preview
from coopbooks.imports.knowing import known_of
from coopbooks.imports.knowing import opened_in
from coopbooks.imports.matching import Matcher
from coopbooks.imports.profiles import NoProfile
from coopbooks.imports.profiles import UnknownProfile
from coopbooks.imports.profiles import grouped
from coopbooks.imports.profiles import load_profiles
from coopbooks.imports.readfile import read_file
from coopbooks.imports.rowfates import fates_of
from coopbooks.imports.standing import read_standing
from coopbooks.imports.totals import balance
from coopbooks.imports.totals import check_balances
from coopbooks.imports.totals import check_totals
from coopbooks.imports.typed import TypedBefore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from beancount.core import data

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.ledger import Book
    from coopbooks.imports.days import Days
    from coopbooks.imports.fates import Fated
    from coopbooks.imports.profile import Profile
    from coopbooks.imports.readfile import ReadFile


class ProfilesWrong(CoopbooksError):
    """A profile can't be used, and no other is for the file."""

    def __init__(self, errors: Sequence[LedgerError]) -> None:
        """Build the message.

        Args:
            errors: What is wrong with the book's profiles.
        """
        lines = [f"\n  {where(one.source)}: {one.message}" for one in errors]
        super().__init__(f"The profiles have errors:{''.join(lines)}")


class SeveralProfiles(CoopbooksError):
    """Files of different senders were to be imported as one batch."""

    def __init__(self, names: Sequence[str]) -> None:
        """Build the message.

        Args:
            names: The profiles that are for them.
        """
        listed = ", ".join(names)
        super().__init__(f"These files are for the profiles {listed}: one at a time.")


def preview(
    book: Book,
    files: Sequence[Path],
    profile_name: str | None = None,
    *,
    now: datetime.date,
    take: bool = False,
) -> Preview:
    """Say what an import of some files would do.

    Args:
        book: The book.
        files: Files of one sender, which make one batch; for files of several senders
            see `profiles.grouped`.
        profile_name: The profile to read them by; None to go by their names.
        now: Today: rows of later days are rejected.
        take: Whether rows that another file had already are taken as one more.

    Returns:
        Each row with what becomes of it, and what keeps all from being written.

    Raises:
        ProfilesWrong: No profile is for a file, and some have errors.
        NoProfile: No profile is for a file, or several are.
        UnknownProfile: There is no profile of the name.
        SeveralProfiles: The files are for more than one profile.
    """
    profile = profile_of(book, files, profile_name)
    with resting_collector():
        return _preview(book, files, profile, now, take=take)


def _preview(
    book: Book,
    files: Sequence[Path],
    profile: Profile,
    now: datetime.date,
    *,
    take: bool,
) -> Preview:
    known = known_of(book)
    all_ = [read_file(path, profile, known) for path in files]
    batch = _batch(profile, [one for file in all_ for one in file.drafts], now)
    accounts = {*profile.accounts.values(), *(rule.account for rule in profile.rules)}
    standing = read_standing(book.entries, accounts)
    typed = TypedBefore(standing, profile)
    matcher = Matcher(profile, standing, batch, take, typed)
    days = days_of(book, profile, now)
    fates, notes = _all_fates(all_, matcher, days, book)
    return Preview(
        batch,
        tuple(fates),
        tuple(_stops(all_)),
        tuple(dict.fromkeys([*notes, *days.notes()])),
        tuple(dict.fromkeys(_unmatched(all_))),
        tuple((file.path.name, file.digest) for file in all_),
        profile,
        tuple(files),
    )


def _all_fates(
    files: Sequence[ReadFile], matcher: Matcher, days: Days, book: Book
) -> tuple[list[Fated], list[str]]:
    """The rows of all files with their fates, and what people should know."""
    fates: list[Fated] = []
    notes: list[str] = []
    for file in files:
        matcher.typed.since, said = _since(file)
        names = matcher.standing.names_of(file.path.name, file.digest)
        found = matcher.file(file.drafts, names)
        matches = combined(found, matcher.typed, book.entries, take=matcher.taken)
        fates += fates_of(file, iter(matches), days)
        notes += [*said, *_notes(file), *_gone(matcher.gone(names), file)]
    return fates, notes


def profile_of(book: Book, files: Sequence[Path], name: str | None) -> Profile:
    """The one profile for some files.

    Args:
        book: The book.
        files: The files.
        name: The name of the profile; None to go by the files' names.

    Returns:
        The profile.

    Raises:
        ProfilesWrong: No profile is for a file, and some have errors.
        NoProfile: No profile is for a file, or several are.
        UnknownProfile: There is no profile of the name.
        SeveralProfiles: The files are for more than one profile.
    """
    profiles, errors = load_profiles(book.folder, opened_in(book))
    try:
        groups = grouped(files, profiles, name)
    except (NoProfile, UnknownProfile) as error:
        if errors:
            raise ProfilesWrong(errors) from error
        raise
    if len(groups) != 1:
        raise SeveralProfiles([profile.name for profile, _ in groups])
    return groups[0][0]


def _batch(profile: Profile, drafts: Sequence[Draft], now: datetime.date) -> str:
    """The batch's name, by the month of most rows, the earliest of equal ones."""
    days = Counter(draft.date for draft in drafts)
    months: Counter[str] = Counter()
    for day, rows in days.items():
        months[f"{day:%Y-%m}"] += rows
    month = min(months, key=lambda name: (-months[name], name), default=f"{now:%Y-%m}")
    return f"{month}-{profile.label}"


def _since(file: ReadFile) -> tuple[datetime.date, list[str]]:
    """From when on something typed may be a row of a statement, and what differs.

    A statement that opens with what the book had then has nothing outstanding from
    before: what was typed earlier had cleared.
    """
    if not file.contexts or file.contexts[0].profile.kind != "bank":
        return datetime.date.min, []
    context = file.contexts[0]
    opening = balance(context, "opening")
    days = [draft.date for draft in file.drafts]
    if opening is None or not days:
        return datetime.date.min, []
    money, begin = context.account("money"), min(days)
    had = context.known.held(money, begin, context.currency)
    if had == opening:
        return begin, []
    way = "above" if opening > had else "below"
    said = (
        f"{file.path.name} opens with {opening:,}, {abs(opening - had):,} {way} what "
        f"the book has on {begin}: something was not cleared, or is not in the book"
    )
    return datetime.date.min, [said]


def _stops(files: Sequence[ReadFile]) -> Iterator[str]:
    for file in files:
        if file.trouble:
            yield file.trouble
        for context in file.contexts:
            yield from check_totals(context)
            yield from check_balances(context)


def _notes(file: ReadFile) -> Iterator[str]:
    for context in file.contexts:
        yield from context.sheet.notes
    if not file.trouble and not any(context.sheet.rows for context in file.contexts):
        yield f"{file.path.name} has the columns of the profile and no row of data"


def _gone(pieces: Sequence[data.Directive], file: ReadFile) -> Iterator[str]:
    if pieces:
        ids = ", ".join(str(one.meta["id"]) for one in pieces[:3])
        yield (
            f"{len(pieces)} imported before from {file.path.name} no longer in it, "
            f"such as {ids}; they stay in the book"
        )


def _unmatched(files: Sequence[ReadFile]) -> Iterator[str]:
    for file in files:
        for outcome in file.outcomes:
            if not isinstance(outcome, Left) and outcome.unmatched:
                yield outcome.unmatched
