"""Which accounts count for an agreement, which do not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple

from coopbooks.core.accounts import is_under
from coopbooks.sharing.forms.agreements import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopbooks.core.accounts import Roles
    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.core.postings import Row

# By which role, or else by which type of account, a word counts without any line.
BY_ROLE = {"sales": "sales", "dues": "dues", "gifts": "gifts", "wages": "wages"}
BY_TYPE = {
    "revenue": ("Income",),
    "expenses": ("Expenses",),
    "surplus": ("Income", "Expenses"),
}
# What says so is help in kind at its stated value: income and cost at once, no money.
IN_KIND = "resources"
STATED = "help in kind, at its stated value"


class Verdict(NamedTuple):
    """Whether a posting counts.

    Attributes:
        looked_at: Whether it is told of at all.
        counts: Whether it counts.
        because: Why it does not.
    """

    looked_at: bool
    counts: bool
    because: str = ""


NOTHING = Verdict(looked_at=False, counts=False)
YES = Verdict(looked_at=True, counts=True)


@dataclass(frozen=True, slots=True)
class Selection:
    """What an agreement says of which accounts count.

    Attributes:
        of: The word of what is shared, such as `sales`.
        lines: Its `coop-agreement-base`, the deepest accounts first.
        roles: What the accounts of the giver's book are for.
        said: What was said of accounts of which every posting is judged alike.
    """

    of: str
    lines: tuple[Directive, ...]
    roles: Roles
    said: dict[str, Verdict] = field(default_factory=dict, compare=False)

    def verdict(self, row: Row) -> Verdict:
        """Whether a posting counts.

        Args:
            row: A posting of the giver's book.

        Returns:
            The verdict: by the line of the nearest account above, else by the word of
            what is shared. Other income is told of, so that everybody sees what did
            not count.
        """
        found = self.said.get(row.account)
        if found is None:
            found = self._judged(row)
            if not self._depends(row.account):
                self.said[row.account] = found
        if found.looked_at and IN_KIND in row.entry.meta:
            return Verdict(looked_at=True, counts=False, because=STATED)
        return found

    def _depends(self, account: str) -> bool:
        """Whether it depends on the posting, such as on its fund."""
        return any(
            line.meta.get("fund") is not None or line.meta.get("with") is not None
            for line in self.lines
            if is_under(account, str(line.values["account"]))
        )

    def _judged(self, row: Row) -> Verdict:
        """By the line of the nearest account above, else by what is shared."""
        for line in self.lines:
            if is_under(row.account, str(line.values["account"])) and _fits(line, row):
                if line.values["how"] == "count":
                    return YES
                because = str(line.meta.get("because") or "left out by the agreement")
                return Verdict(looked_at=True, counts=False, because=because)
        return self._without_line(row)

    def _without_line(self, row: Row) -> Verdict:
        """A posting that no line of the agreement names."""
        kind = self.roles.type_of(row.account)
        types = BY_TYPE.get(self.of, ("Income",))
        if any(line.values["how"] == "count" for line in self.lines):
            told = kind in types and self.of != "expenses"
            return Verdict(told, counts=False, because="not among what counts")
        if self.of in BY_TYPE:
            return YES if kind in types else NOTHING
        role = BY_ROLE.get(self.of)
        if role is not None and self.roles.of(row.account) == role:
            return YES
        told = kind == "Income" and self.of != "wages"
        return Verdict(told, counts=False, because=f"not {self.of}")

    def sign(self, row: Row) -> int:
        """Whether a posting's number counts as it is, or turned.

        Income stands in a book with a minus. In a surplus costs count against it; by
        themselves they count as they are.
        """
        if self.of == "surplus" or self.roles.type_of(row.account) in {
            "Income",
            "Liabilities",
            "Equity",
        }:
            return -1
        return 1


def selection_of(group: Group, roles: Roles) -> Selection:
    """Read which accounts count for an agreement.

    Args:
        group: The agreement.
        roles: What the accounts of the giver's book are for.

    Returns:
        The selection.
    """
    lines: Sequence[Directive] = group.of(BASE.kind)
    deepest = sorted(
        lines,
        key=lambda line: (
            -str(line.values["account"]).count(":"),
            not (line.meta.get("fund") or line.meta.get("with")),
            str(line.values["account"]),
        ),
    )
    return Selection(str(group.header.values["of"]), tuple(deepest), roles)


def _fits(line: Directive, row: Row) -> bool:
    """Whether a line that names a fund or another body means a posting."""
    return all(
        line.meta.get(key) is None or str(line.meta[key]) == row.tag(key)
        for key in ("fund", "with")
    )
