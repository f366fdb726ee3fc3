"""On which accounts a shared surplus is posted, and what the book lacks for that."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.money import total_of
from coopbooks.core.postings import rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.surplus.allocation import Allocation

RESULT, CAPITAL = "result", "member-capital"
PAYABLE, OWED = "patronage-payable", "capital-payable"
# What transactions that share a surplus are linked with, typed ones too.
LINK = "surplus-"


@dataclass(frozen=True, slots=True)
class Places:
    """The accounts of one posting.

    Attributes:
        allocated: What is shared is taken from here.
        payable: What is due to members in cash; empty where the book has none.
        owed: What is owed to who left; empty where the book has none.
        capital: Members' accounts where a step names none; empty where there are none.
        opened: The accounts that are open.
        closed: The accounts that were closed again.
        problems: What the book lacks.
    """

    allocated: str
    payable: str
    owed: str
    capital: str
    opened: frozenset[str]
    closed: frozenset[str]
    problems: tuple[LedgerError, ...] = ()

    def of_member(self, root: str, member: str) -> str:
        """The account of one member below a root, or the root where they share it.

        Args:
            root: The account that a step or a role names.
            member: The member's id.

        Returns:
            `ROOT:MEMBER` if it is open, else the root if that is, else `ROOT:MEMBER`,
            which is still to be opened.
        """
        own = f"{root}:{member}"
        if own in self.opened or own in self.closed or root not in self.opened:
            return own
        return root


def read_places(
    allocation: Allocation, entries: Sequence[data.Directive], roles: Roles
) -> Places:
    """Find the accounts that a proposal is posted on.

    Args:
        allocation: How a year's surplus or loss is shared.
        entries: The book's entries without what posting this year wrote.
        roles: What its accounts are for.

    Returns:
        The accounts. Those that are needed and can't be found are problems, at the
        rule that needs them.
    """
    closed = frozenset(one.account for one in entries if isinstance(one, data.Close))
    opened = frozenset(one.account for one in entries if isinstance(one, data.Open))
    known = _Known(allocation, roles, opened)
    parts = allocation.parts
    unnamed = any(
        step.kind == "members" and not step.account for step in allocation.steps
    )
    places = Places(
        known.allocated(entries),
        known.one("payable", PAYABLE, needed=any(part.cash for part in parts)),
        known.one("owed-to-leavers", OWED, needed=any(part.owed for part in parts)),
        known.one("to", CAPITAL, needed=unnamed),
        opened - closed,
        closed,
    )
    problems = (*known.problems, *_closed(allocation, places))
    return replace(places, problems=problems)


class _Known:
    """Finds accounts by what the rule says, else by their roles."""

    def __init__(
        self, allocation: Allocation, roles: Roles, opened: Iterable[str]
    ) -> None:
        self.allocation = allocation
        self.said: Mapping[str, object] = allocation.rule.header.meta
        self.roles = roles
        self.opened = sorted(opened)
        self.problems: list[LedgerError] = []

    def with_role(self, role: str) -> list[str]:
        """The open accounts with a role, in order."""
        return [one for one in self.opened if self.roles.of(one) == role]

    def one(self, key: str, role: str, *, needed: bool) -> str:
        """The account that the header names, else the only one with a role."""
        if self.said.get(key):
            return str(self.said[key])
        roots = sorted({self.roles.root_of(one) for one in self.with_role(role)})
        if len(roots) == 1:
            return roots[0]
        if needed:
            self.lacks(role, roots, key)
        return ""

    def allocated(self, entries: Sequence[data.Directive]) -> str:
        """The account from which a surplus is taken when it is shared.

        Of several with the role, what says nothing of earlier losses: no step makes
        them good there, what was shared before was taken from it, and it held nothing
        when the year began.
        """
        if self.said.get("allocated"):
            return str(self.said["allocated"])
        found = self.with_role(RESULT)
        used = used_to_share(entries, self.roles)
        begun = self._begun_with(entries, found)
        for choice in (
            found,
            [one for one in found if not self._makes_good(one)],
            [one for one in found if one in used],
            [one for one in found if one not in begun],
        ):
            if len(choice) == 1:
                return choice[0]
        steps = self.allocation.steps
        if any(step.amount and step.kind != "carried" for step in steps):
            self.lacks(RESULT, found, "allocated")
        return ""

    def _makes_good(self, account: str) -> bool:
        """Whether a step makes good earlier losses on an account."""
        return any(
            step.kind == "earlier-losses" and step.account == account
            for step in self.allocation.steps
        )

    def _begun_with(
        self, entries: Iterable[data.Directive], accounts: Sequence[str]
    ) -> set[str]:
        """The accounts that held something when the year began."""
        begin = self.allocation.figures.year.begin
        held = [
            row for row in rows(entries) if row.date < begin and row.account in accounts
        ]
        return {
            account
            for account in accounts
            if total_of(row.number for row in held if row.account == account)
        }

    def lacks(self, role: str, found: Sequence[str], key: str) -> None:
        """Note that no account, or more than one, has a role that is needed."""
        have = f"{' and '.join(found)} have" if found else "no account has"
        where = "a step" if key == "to" else "coop-surplus"
        self.problems.append(
            LedgerError(
                self.allocation.rule.header.source,
                f"{have} the role '{role}'; say in {where} with {key}: which account "
                "it is.",
            )
        )


def used_to_share(entries: Iterable[data.Directive], roles: Roles) -> set[str]:
    """The accounts of the result from which a year was shared before.

    Args:
        entries: A book's entries.
        roles: What its accounts are for.

    Returns:
        Those in transactions whose link begins with `surplus-`, beside other accounts;
        what moves between two accounts of the result carries or makes good a loss.
    """
    found: set[str] = set()
    for entry in entries:
        if not isinstance(entry, data.Transaction):
            continue
        if any(link.startswith(LINK) for link in entry.links or ()):
            accounts = {one.account for one in entry.postings}
            results = {one for one in accounts if roles.of(one) == RESULT}
            found |= results if results != accounts else set()
    return found


def _closed(allocation: Allocation, places: Places) -> list[LedgerError]:
    """What is to go to a member's account that was closed."""
    steps = {step.number: step for step in allocation.steps}
    found: list[LedgerError] = []
    for part in allocation.parts:
        step = steps[part.step]
        account = places.of_member(step.account or places.capital, part.member)
        if (part.kept or part.taken) and account in places.closed:
            problem = f"{part.member}: {account} is closed; a part is to go there."
            found.append(LedgerError(step.rule, problem))
    return found
