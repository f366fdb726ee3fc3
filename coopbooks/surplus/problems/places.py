"""Accounts that cannot be what a surplus rule, or a rule on capital, names them for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.dues.problems.names import told
from coopbooks.surplus.forms import capital as capitalforms
from coopbooks.surplus.forms import people as personforms
from coopbooks.surplus.forms import rules as forms
from coopbooks.surplus.problems.names import MEMBERS
from coopbooks.surplus.problems.names import TO_MEMBERS
from coopbooks.surplus.problems.names import word
from coopbooks.surplus.problems.steps import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.surplus.problems.names import Names

_OWED = (("Liabilities",), "What is owed stands under Liabilities.")
_COST = (("Expenses",), "A cost stands under Expenses.")
_RESERVE = (("Equity",), "A reserve stands under Equity.")
# For each directive and each key, or value, the types of account that fit, and why.
TYPES: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    (forms.SURPLUS.kind, "allocated"): (
        ("Equity",),
        "A year is shared from an account under Equity.",
    ),
    (forms.SURPLUS.kind, "payable"): _OWED,
    (forms.SURPLUS.kind, "owed-to-leavers"): _OWED,
    (forms.STEP.kind, "to"): (
        ("Equity", "Liabilities", "Expenses"),
        "A step goes to Equity, to a debt (Liabilities) or to a cost (Expenses).",
    ),
    (forms.STEP.kind, "owed"): _OWED,
    (forms.LOSS.kind, "to"): (
        ("Equity", "Liabilities"),
        "A loss is borne by Equity or by members' accounts.",
    ),
    (forms.SOURCE.kind, "account"): (
        ("Income", "Expenses"),
        "A source is an account under Income or Expenses.",
    ),
    (forms.WITHHOLD.kind, "to"): _OWED,
    (personforms.PAST.kind, "account"): (
        ("Equity", "Liabilities"),
        "What a surplus went to stands under Equity or Liabilities.",
    ),
    (capitalforms.JOINING_FEE.kind, "reserve-to"): _RESERVE,
    (capitalforms.REDEMPTION.kind, "payable"): _OWED,
    (capitalforms.LEAVING.kind, "interest-to"): _COST,
    (capitalforms.LEAVING.kind, "forfeits-to"): (
        ("Equity", "Income"),
        "What leavers give up stands under Equity or Income.",
    ),
    (capitalforms.LEAVING.kind, "payable"): _OWED,
    (capitalforms.LEAVING.kind, "payable-later"): _OWED,
}
_KINDS = frozenset(kind for kind, _ in TYPES)


def check_accounts(
    directives: Iterable[Directive], names: Names
) -> Iterator[LedgerError]:
    """Find accounts of the wrong type.

    Args:
        directives: Directives of any kind.
        names: The names of the book.

    Yields:
        An error for each.
    """
    ours = {type_: name for name, type_ in names.roles.types.items()}
    for one in directives:
        if one.kind not in _KINDS:
            continue
        for key, account in (*one.values.items(), *one.meta.items()):
            fits, why = TYPES.get((one.kind, key), ((), ""))
            found = names.type_of(account)
            if fits and found and found not in fits:
                article = "an" if found[0] in "AEI" else "a"
                yield told(one, f"{account} is {article} {ours[found]} account. {why}")


def check_places(group: Group, names: Names) -> Iterator[LedgerError]:
    """Find steps whose account does not fit what they are for.

    Args:
        group: A `coop-surplus` with its lines.
        names: The names of the book.

    Yields:
        An error for each.
    """
    steps = (*group.of(forms.STEP.kind), *group.of(forms.LOSS.kind))
    for line in steps:
        yield from _place(line, names)
    if names.is_coop:
        yield from _payables(group, names)


def _place(line: Directive, names: Names) -> Iterator[LedgerError]:
    """What is wrong with the account of one step."""
    account = line.meta.get("to")
    kind, role = names.type_of(account), names.roles.of(str(account))
    problem = ""
    if line.values["for"] == forms.EARLIER_LOSSES:
        if account and role != "result":
            problem = (
                f"makes good earlier losses; {account} has not the role result. Leave "
                "out to:, or name the account that holds them."
            )
    elif account is None:
        problem = _missing(line, names)
    elif role == "result":
        problem = (
            f"goes to {account}, from which a year is shared; without to: a step is "
            "carried there."
        )
    elif kind == "Expenses" and not line.meta.get("owed"):
        problem = (
            f"is a cost; say in owed: on which account it is owed, besides {account}."
        )
    elif kind == "Expenses" and names.goes_to_members(line):
        problem = f"goes to members, and {account} is a cost; name members' accounts."
    elif kind != "Expenses" and line.meta.get("owed"):
        problem = f"says owed:, which is for costs; {account} is none."
    elif word(line) in TO_MEMBERS and role not in MEMBERS:
        problem = (
            f"goes to members; {account} has not the role member-capital or "
            "patronage-payable."
        )
    if problem:
        yield told(line, f"{numbered(line)} {problem}")


def _missing(line: Directive, names: Names) -> str:
    """Why a step needs an account; empty where it may be carried."""
    if names.goes_to_members(line) or line.meta.get("cash") is not None:
        return "goes to members; say in to: to which accounts."
    if line.meta.get("until") is not None:
        return "has an until:, and no to: whose account it could look at."
    return ""


def _payables(group: Group, names: Names) -> Iterator[LedgerError]:
    """Cash for members without an account on which it is owed."""
    if group.header.meta.get("payable"):
        return
    if "patronage-payable" in names.roles.said.values():
        return
    for line in group.of(forms.STEP.kind):
        cash = line.meta.get("cash")
        if cash is not None and cash.number > 0:
            yield told(
                line,
                f"{numbered(line)} pays cash, and no account says where it is owed: "
                'add a coop-account "patronage-payable", or payable: to the '
                "coop-surplus.",
            )
            return
