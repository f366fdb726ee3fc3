"""Parts of dues that do not add up, and accounts of the wrong type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounttypes import type_of
from coopbooks.core.money import total_of
from coopbooks.dues.forms import collecting as collectforms
from coopbooks.dues.forms import people as personforms
from coopbooks.dues.forms import schedules as forms
from coopbooks.dues.forms.standing import FEE
from coopbooks.dues.problems.names import told
from coopbooks.dues.rules.working import COUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group

COMES = ("Income", "Liabilities", "Equity")
_INCOME = "Dues go to Income, or to Liabilities where they are held for others."
# For each directive and each key, or value, the types of account that fit, and why.
TYPES: Mapping[tuple[str, str], tuple[tuple[str, ...], str]] = {
    (forms.PART.kind, "account"): (COMES, _INCOME),
    (forms.PART.kind, "objectors"): (
        ("Liabilities", "Equity"),
        "What objectors pay is held under Liabilities.",
    ),
    (FEE.kind, "to"): (COMES, _INCOME),
    (forms.DUES.kind, "receivable"): (
        ("Assets",),
        "What members owe stands under Assets.",
    ),
    (personforms.WORKPLACE.kind, "receivable"): (
        ("Assets",),
        "What an employer owes stands under Assets.",
    ),
    (personforms.WORKPLACE.kind, "own-receivable"): (
        ("Assets",),
        "What members owe stands under Assets.",
    ),
    (personforms.WORKPLACE.kind, "lists"): (
        ("Assets", "Liabilities"),
        "A clearing account stands under Assets or Liabilities.",
    ),
    (collectforms.PER_CAPITA.kind, "to"): (
        ("Liabilities",),
        "What is owed to a parent stands under Liabilities.",
    ),
    (collectforms.PER_CAPITA.kind, "expense"): (
        ("Expenses",),
        "A cost stands under Expenses.",
    ),
    (collectforms.PER_CAPITA.kind, "out-of"): (
        ("Income",),
        "What is held for others is taken out of Income.",
    ),
    (collectforms.ALLOWANCE.kind, "expense"): (
        ("Expenses",),
        "A cost stands under Expenses.",
    ),
    (collectforms.ALLOWANCE.kind, "to"): (
        ("Assets",),
        "It stands beside what members owe, under Assets.",
    ),
}
_KINDS = frozenset(kind for kind, _ in TYPES)


def check_accounts(
    directives: Sequence[Directive], types: Mapping[str, str]
) -> Iterator[LedgerError]:
    """Find accounts that cannot be what they are named for.

    Args:
        directives: Directives of any kind.
        types: The account types by the names that the book gives them.

    Yields:
        An error for each.
    """
    ours = {type_: name for name, type_ in types.items()}
    for one in directives:
        if one.kind not in _KINDS:
            continue
        for key, account in (*one.values.items(), *one.meta.items()):
            fits, why = TYPES.get((one.kind, key), ((), ""))
            found = type_of(str(account), types)
            if fits and found and found not in fits:
                article = "an" if found[0] in "AEI" else "a"
                yield told(one, f"{account} is {article} {ours[found]} account. {why}")


def check_parts(group: Group) -> Iterator[LedgerError]:
    """Find parts that do not fit the dues.

    Args:
        group: A `coop-dues` with its lines.

    Yields:
        An error for units that are no money, two currencies, fixed parts that come to
        more than flat dues, and words without what they are about.
    """
    lines = group.of(forms.PART.kind)
    fixed = [line for line in lines if not isinstance(line.values["part"], str)]
    money = [line for line in fixed if line.values["part"].currency != "PERCENT"]
    for line in fixed:
        part = line.values["part"]
        if part.number < 0:
            yield told(line, f"a part of {part} is below zero.")
        elif part.currency in COUNTS and part.currency not in {"PERCENT", "HOUR"}:
            yield told(line, f"a part is {part}; it must be money or PERCENT.")
    units = sorted({line.values["part"].currency for line in money})
    if len(units) > 1:
        yield told(
            money[-1],
            f"the parts of '{group.name}' are in {' and '.join(units)}; dues can be "
            "in one currency only.",
        )
    elif money:
        yield from _too_much(group, money, units[0])
    for line in lines:
        if line.meta.get("otherwise") and not line.meta.get("choice"):
            yield told(line, "otherwise: says nothing without choice:; add it.")


def _too_much(
    group: Group, money: Sequence[Directive], unit: str
) -> Iterator[LedgerError]:
    """Fixed parts of more than flat dues."""
    amount = group.header.meta.get("amount")
    if group.header.values["how"] != "flat" or amount is None:
        return
    if amount.currency != unit:
        if amount.currency != "HOUR":
            yield told(
                money[0],
                f"a part of '{group.name}' is in {unit}, and the dues are in "
                f"{amount.currency}.",
            )
        return
    total = total_of(line.values["part"].number for line in money)
    if total > amount.number and not group.header.meta.get("multiplied-by"):
        yield told(
            money[-1],
            f"the fixed parts of '{group.name}' come to {total} {unit}, and the dues "
            f"are {amount}.",
        )
