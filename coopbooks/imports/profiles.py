"""The profiles of a book: small text files in its folder `imports/`, one for a sender.

A profile is TOML. `imports/harborside.toml` may be:

    kind = "bank"                      # what the sheets are: a word of the list below
    sender = "harborside"              # part of ids and batch names; one for an account
    files = ["harborside-*.csv"]       # the names of the files that it is for
    dates = ["%m/%d/%Y"]               # how the sender writes dates as text
    decimal = "."                      # what stands before the cents
    thousands = ","                    # and between thousands

    [columns]                          # our field = the sender's header, or a list
    date = "Posted"
    text = "Description"
    debit = "Debit"                    # out; or one column `amount`
    credit = "Credit"
    reference = "Reference"

    [balances]                         # labels of single cells; with both, the rows
    opening = "Opening balance"        # must make up the difference
    closing = "Closing balance"

    [accounts]
    money = "Assets:Bank:Operating"
    unsorted = "Equity:Unsorted"       # where no rule fits; without it, rejected

    [[rules]]                          # the first that fits counts
    text = "OLD PIER PROPERTIES"       # or a list; case and spaces don't count
    account = "Expenses:Premises:Rent"
    payee = "Old Pier Properties"

Further keys: `sheet` (a name, or `*` for all that have the header), `header-rows`,
`hidden` (`skip` or `read`), `encoding`, `separator`, `currency`, `optional` (fields
whose column may be missing), `payee` (where no rule names one), `sign` (`in`: an amount
above zero came in; `out`: it went out), `member` (how an id is made of what the sender
writes: `M-{}`), `unknown` (`reject`, or `unapplied` to put a row of somebody unknown on
that account), `again` (`ask`, or `take` for rows that another file had already),
`texts` (`rules`, or `keep` to keep the bank's words also where no rule fits), `window`
(days between a row and what was typed for it), `asserts` (types of accounts that a
trial balance confirms), `years` (`closed` where that closes each year into the account
`result`), `measure` (the commodity of hours).

Further tables: `[totals] label` for words that mark a totals row; `[find]` with
patterns for `date`, `period`, `deducted` or `received` where they stand outside the
table; `[types]` with a processor's words (`payment = "charge"`); `[withheld]` and
`[employer]` with a payroll's columns and their accounts; `[months]` with a plan's
columns by month.

A rule may also say `field` (where to look), `way` (`in` or `out`), `narration`,
`split` (fixed parts by account, the rest goes to `account`), `member = true` (nothing
of the sender's words is kept; `{member}` in `account` is the id), `hours`, `foreign`
(a pattern of the currency and the amount that a bank changed), and tags:
`fund`, `with`, `agreement`, `campaign`, `decision`, `period`, `lot`, `workplace`.
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import STANDARD
from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.core.errors import LedgerError
from coopbooks.imports.profilefile import read_profile

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from coopbooks.imports.profile import Profile

FOLDER = "imports"
SUFFIX = ".toml"


class NoProfile(CoopbooksError):
    """No profile is for a file, or more than one."""

    def __init__(
        self, file: str, found: Sequence[Profile], known: Sequence[str]
    ) -> None:
        """Build the message.

        Args:
            file: The file's name.
            found: The profiles that are for it.
            known: The names of all profiles.
        """
        if found:
            names = " and ".join(profile.name for profile in found)
            super().__init__(f"{file} fits the profiles {names}: name one of them.")
        else:
            have = f"The book has {', '.join(known)}" if known else "The book has none"
            super().__init__(
                f"No profile is for {file}. {have}: name one, or write one in "
                f"{FOLDER}/NAME{SUFFIX}."
            )


class UnknownProfile(CoopbooksError):
    """There is no profile of a name."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        """Build the message.

        Args:
            name: The name.
            known: The names that there are.
        """
        have = near(name, known) or f" It has {', '.join(known) or 'none'}."
        super().__init__(f"The book has no profile '{name}'.{have}")


def load_profiles(
    folder: Path, opened: Collection[str] | None = None
) -> tuple[list[Profile], list[LedgerError]]:
    """Read the profiles of a book.

    Args:
        folder: The book's folder.
        opened: The accounts that the book opens; None to leave accounts unchecked.

    Returns:
        The profiles in which nothing is wrong, by name, and the errors with file and
        line: what `read_profile` finds, accounts that are not open, and two profiles
        of one kind with the same sender, whose ids could not be told apart.
    """
    profiles: list[Profile] = []
    errors: list[LedgerError] = []
    senders: dict[str, Profile] = {}
    for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
        profile, problems = read_profile(path)
        if profile is not None:
            problems += _not_open(profile, opened)
            first = senders.setdefault(profile.label, profile)
            if first is not profile:
                said = f"'{profile.sender}' sends a {profile.kind} in {first.name} too"
                problems.append(_error(profile, "sender", f"{said}; tell them apart."))
            if not problems:
                profiles.append(profile)
        errors += problems
    return profiles, errors


def profile_for(
    file: Path, profiles: Sequence[Profile], name: str | None = None
) -> Profile:
    """The profile for a file.

    Args:
        file: The file.
        profiles: The book's profiles.
        name: The name of the profile that is wanted; None to go by the file's name.

    Returns:
        The one profile.

    Raises:
        UnknownProfile: There is none of that name.
        NoProfile: None is for such a file, or several are.
    """
    known = [profile.name for profile in profiles]
    if name is not None:
        for profile in profiles:
            if profile.name == name:
                return profile
        raise UnknownProfile(name, known)
    found = [profile for profile in profiles if _is_for(profile, file.name)]
    if len(found) != 1:
        raise NoProfile(file.name, found, known)
    return found[0]


def grouped(
    files: Sequence[Path], profiles: Sequence[Profile], name: str | None = None
) -> list[tuple[Profile, list[Path]]]:
    """Put files with the profile that is for them.

    Args:
        files: Files.
        profiles: The book's profiles.
        name: The name of one profile for all; None to go by the files' names.

    Returns:
        Each profile with its files, in the order of the files.

    Raises:
        UnknownProfile: There is none of that name.
        NoProfile: None is for a file, or several are.
    """
    groups: dict[str, tuple[Profile, list[Path]]] = {}
    for file in files:
        profile = profile_for(file, profiles, name)
        groups.setdefault(profile.name, (profile, []))[1].append(file)
    return list(groups.values())


def _is_for(profile: Profile, file: str) -> bool:
    name = file.casefold()
    return any(fnmatch(name, pattern.casefold()) for pattern in profile.files)


def _named(profile: Profile) -> Iterator[tuple[str, str, int]]:
    """Every account of a profile with the key and the line it stands at, 0 for none."""
    yield from ((key, account, 0) for key, account in profile.accounts.items())
    for columns in (profile.withheld, profile.employer):
        for key, account in columns.items():
            yield key.partition(":")[2], account, 0
    for rule in profile.rules:
        for account in filter(None, (rule.account, rule.hours, *rule.split)):
            yield "account", account, rule.line


def _not_open(profile: Profile, opened: Collection[str] | None) -> list[LedgerError]:
    """An error for each account that the book does not open."""
    if opened is None:
        return []
    types = {account.partition(":")[0] for account in opened} | set(STANDARD)
    return [
        _error(profile, key, f"{account} is not open.{near(account, opened)}", line)
        for key, account, line in _named(profile)
        if not _is_open(account, opened, types)
    ]


def _is_open(account: str, opened: Collection[str], types: Collection[str]) -> bool:
    if "{member}" in account:
        pattern = re.escape(account).replace(r"\{member\}", "[^:]+")
        return any(re.fullmatch(pattern, one) for one in opened)
    return account in opened and account.partition(":")[0] in types


def _error(profile: Profile, key: str, message: str, line: int = 0) -> LedgerError:
    if not line:
        lines = profile.path.read_text("utf-8").splitlines()
        start = re.compile(rf'\s*"?{re.escape(key)}"?\s*=')
        line = next((n for n, one in enumerate(lines, 1) if start.match(one)), 1)
    source = {"filename": str(profile.path), "lineno": line}
    return LedgerError(source, f"profile: {message}")
