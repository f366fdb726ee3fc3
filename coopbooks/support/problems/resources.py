"""What is said of resources that cannot be meant, or does not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.accounts import is_under
from coopbooks.core.accounts import measures
from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.groups import gather
from coopbooks.dues.problems.names import told
from coopbooks.support.forms.resources import RESOURCE
from coopbooks.support.forms.resources import RESOURCES
from coopbooks.support.forms.resources import STAGE
from coopbooks.support.problems.bodies import check_pair

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group
    from coopbooks.sharing.problems.names import Names

RECOGNISED = "income-and-cost"
# Who gives it says nothing of these: only who gets it books them.
BOOKED = {"income": "Income", "cost": "Expenses"}


def check_resources(
    entries: Sequence[data.Directive], directives: Sequence[Directive], names: Names
) -> Iterator[LedgerError]:
    """Find what a book says of resources that cannot be meant.

    Args:
        entries: A book's entries.
        directives: All its directives that fit their forms.
        names: The names of the book.

    Yields:
        An error for each thing, at the line to mend.
    """
    no_money = measures(entries)
    for group in gather(directives, RESOURCES.kind)[0]:
        yield from check_pair(group.header, names)
        yield from _ends(group)
        yield from _lines(group, no_money)
        yield from _recognised(group, names)
    stages = [one for one in directives if one.form is STAGE]
    yield from _stages(stages, names)
    yield from _units(entries, stages, no_money)


def _ends(group: Group) -> Iterator[LedgerError]:
    header = group.header
    until = header.meta.get("until")
    if until is not None and until < header.date:
        yield told(header, f"until: {until} is before they begin, on {header.date}.")
    if not group.lines:
        problem = (
            f"{group.name}: nothing says what is provided. Add a line such as "
            f'coop-resource "{group.name}" "bookkeeping" 12 HOUR "each" "quarter".'
        )
        yield told(header, problem)


def _lines(group: Group, no_money: frozenset[str]) -> Iterator[LedgerError]:
    """Quantities below nothing, and values that are none."""
    for line in group.of(RESOURCE.kind):
        quantity, value = line.values["quantity"], line.meta.get("value")
        if quantity.number <= 0:
            yield told(line, f"{quantity} is nothing, or below it.")
        if value is None:
            continue
        if value.number < 0:
            yield told(line, f"value: {value} is below nothing.")
        if value.currency in no_money or value.currency == quantity.currency:
            problem = (
                f"value: is what one {quantity.currency} is worth, in money; "
                f"{value} is none. Write it as 38.00 USD."
            )
            yield told(line, problem)
        elif line.meta.get("value-from") is None:
            problem = (
                f"value: {value} for one {quantity.currency}: where does that come "
                'from? Say value-from: such as "what an hour costs us".'
            )
            yield told(line, problem)


def _recognised(group: Group, names: Names) -> Iterator[LedgerError]:
    """Help that is booked by who gets it, and the accounts for that."""
    header = group.header
    if header.meta.get("recognise") != RECOGNISED or not names.is_own(
        header.meta["to"]
    ):
        return
    for key, kind in BOOKED.items():
        account = header.meta.get(key)
        if account is None:
            problem = (
                f"{group.name}: it is booked as income and cost, and no account is "
                f"said. Add {key}: {kind}:..."
            )
            yield told(header, problem)
        elif names.roles.type_of(str(account)) != kind:
            yield told(header, f"{key}: {account} is no account under {kind}.")
    for line in group.of(RESOURCE.kind):
        if line.meta.get("value") is None:
            problem = (
                f"{line.values['resource']}: it is booked as income and cost, and no "
                "value: of one is stated."
            )
            yield told(line, problem)


def _stages(stages: Sequence[Directive], names: Names) -> Iterator[LedgerError]:
    """Accounts that are no memo accounts, or count two things at once."""
    seen: dict[tuple[str, str], Directive] = {}
    for one in stages:
        account = str(one.values["account"])
        if names.roles.type_of(account) != "Equity":
            problem = (
                f"{account} is no memo account: quantities stand under Equity, such "
                "as Equity:Memo:Support:Received, so that they are no money."
            )
            yield told(one, problem)
        other = str(one.meta.get("with") or "")
        first = seen.setdefault((account, other), one)
        if first.values["stage"] != one.values["stage"]:
            problem = f"{account} counts what is {first.values['stage']} already."
            yield told(one, problem)
        if other and names.bodies and other not in names.own | names.bodies:
            yield told(one, f"with: {other} is no body that this book names.")


def _units(
    entries: Sequence[data.Directive],
    stages: Sequence[Directive],
    no_money: frozenset[str],
) -> Iterator[LedgerError]:
    """Quantities that would count as money, for no commodity says that they are none.

    Each unit is told of once, where it stands first.
    """
    accounts = tuple({str(one.values["account"]) for one in stages})
    told_of = set(no_money)
    for entry in entries if accounts else ():
        if not isinstance(entry, data.Transaction):
            continue
        for posting in entry.postings:
            unit = posting.units.currency if posting.units else ""
            if unit in told_of or not posting.account.startswith(accounts):
                continue
            if any(is_under(posting.account, one) for one in accounts):
                told_of.add(unit)
                source = placed(posting.meta or {}, entry.meta)
                yield LedgerError(source, _is_money(unit, posting.account, stages))


def _is_money(unit: str, account: str, stages: Sequence[Directive]) -> str:
    """What to say of a quantity that would count as money."""
    day = min(one.date for one in stages)
    return (
        f"{STAGE.kind}: {unit} counts as money on {account}. Say that it is a "
        f"quantity: {day} commodity {unit}, with measure: TRUE below it."
    )
