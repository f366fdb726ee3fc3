"""What an agreement says that cannot be meant, or does not fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.accounts import is_under
from coopbooks.core.forms import near
from coopbooks.dues.problems.names import told
from coopbooks.sharing.bases.selecting import selection_of
from coopbooks.sharing.forms.agreements import BAND
from coopbooks.sharing.forms.agreements import BASE
from coopbooks.sharing.forms.agreements import OF
from coopbooks.sharing.forms.agreements import PART

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.core.directives import Directive
    from coopbooks.core.errors import LedgerError
    from coopbooks.core.groups import Group
    from coopbooks.sharing.problems.names import Names

HUNDRED = 100
PERCENT = "PERCENT"
# Not below nothing, whatever they are for.
AMOUNTS = (
    "amount",
    "each",
    "exempt",
    "threshold",
    "minimum",
    "maximum",
    "maximum-a-year",
    "guarantee",
    "principal",
    "repays",
    "lag",
    "due",
    "grace",
    "interest",
)
# A word that says nothing without another.
NEEDS = (
    ("anchor", "due", "from which day on the due dates are counted"),
    ("grace", "due", "how long no interest is taken after it is due"),
    ("interest", "due", "what is taken when it is paid too late"),
    ("recoupable", "guarantee", "whether the guaranteed part is set against later"),
    ("losses-at", "losses", "where a loss that is carried counts"),
    ("rate-of", "currency", "on which day it is converted"),
)


def check_agreement(group: Group, names: Names) -> Iterator[LedgerError]:
    """Find what an agreement says that cannot be meant.

    Args:
        group: A `coop-agreement` with its lines.
        names: The names of the book.

    Yields:
        An error for each thing, at the line to mend.
    """
    yield from _what(group, names)
    yield from _bodies(group, names)
    yield from _rates(group, names)
    yield from _amounts(group.header)
    yield from _accounts(group, names)
    yield from _feeds_back(group, names)
    yield from _parts(group, names)


def _what(group: Group, names: Names) -> Iterator[LedgerError]:
    """What is shared: a word, another agreement or a measure; and at some rate."""
    header, of = group.header, str(group.header.values["of"])
    known = {*OF, *names.agreements, *names.measures}
    elsewhere = not names.is_own(header.meta["from"])
    if of not in known and not elsewhere:
        problem = (
            f"nothing to share is called '{of}': neither one of {', '.join(OF)}, nor "
            f"another agreement, nor a coop-measure.{near(of, known)}"
        )
        yield told(header, problem)
    fixed = header.meta.get("amount") or header.meta.get("guarantee") or of == "loan"
    if not group.of(BAND.kind) and not fixed:
        problem = (
            f"{group.name}: nothing says how much. Add a line such as "
            f'coop-agreement-band "{group.name}" "from" 0 USD "at" 5 PERCENT, '
            "or an amount:."
        )
        yield told(header, problem)
    for key, other, what in NEEDS if of != "loan" else ():
        if header.meta.get(key) is not None and header.meta.get(other) is None:
            yield told(header, f"{key}: says {what}; there is no {other}: here.")


def _bodies(group: Group, names: Names) -> Iterator[LedgerError]:
    """The bodies that it names."""
    header = group.header
    giver, receiver = str(header.meta["from"]), str(header.meta["to"])
    if giver == receiver:
        yield told(header, f"{group.name}: from: and to: are the same, {giver}.")
    parts = [line for line in group.of(PART.kind) if line.meta.get("body")]
    said = [(header, giver), (header, receiver)]
    said += [(line, str(line.meta["body"])) for line in parts]
    if header.meta.get("base-of"):
        said.append((header, str(header.meta["base-of"])))
    known = names.own | names.bodies
    for line, body in said:
        hint = near(body, known - {body})
        # A book that names no bodies may still have misspelt its own name.
        if body not in known and (
            names.bodies or (hint and not names.own & _all(said))
        ):
            problem = (
                f"{body} is neither this book's body nor one that it names.{hint} "
                f'If it is right, add: coop-body "{body}" "party" (or another kind).'
            )
            yield told(line, problem)
    stranger = names.own and not names.own & _all(said)
    if stranger and names.bodies and not names.is_shared_on(group.name):
        own = ", ".join(sorted(names.own))
        yield told(header, f"{group.name}: this is the book of {own}, who has no part.")


def _all(said: list[tuple[Directive, str]]) -> frozenset[str]:
    return frozenset(body for _, body in said)


def _rates(group: Group, names: Names) -> Iterator[LedgerError]:
    """Rates that cannot be meant."""
    of = str(group.header.values["of"])
    for line in group.of(BAND.kind):
        rate, how = line.values["rate"], str(line.values["how"])
        if how == "at" and rate.currency != PERCENT:
            problem = f"'at' takes a percentage, such as 5 PERCENT; {rate} is none."
            yield told(line, f'{problem} For so much a unit write "pays" {rate}.')
        elif how == "pays" and rate.currency == PERCENT:
            yield told(line, f"'pays' takes an amount; for {rate} write \"at\".")
        elif how == "at" and not 0 <= rate.number <= HUNDRED:
            yield told(line, f"a rate of {rate} cannot be meant: from 0 to 100.")
        elif rate.number < 0:
            yield told(line, f"{rate} is below nothing; turn from: and to: round.")
        elif how == "at" and group.header.meta.get("each") is None:
            unit = str(line.values["bound"].currency)
            if of == "headcount":
                problem = "of what? Say with each: what a head is worth, or write pays."
                yield told(line, f"{rate} of so many heads is {problem}")
            elif of == "hours" or unit in names.no_money:
                problem = "of what? Say with each: what one is worth, or write pays."
                yield told(line, f"{rate} of so many {unit} is {problem}")


def _amounts(header: Directive) -> Iterator[LedgerError]:
    until = header.meta.get("until")
    if until is not None and until < header.date:
        problem = f"until: {until} lies before {header.date}, so that it never holds."
        yield told(header, problem)
    for key in AMOUNTS:
        said = header.meta.get(key)
        if said is not None and said.number < 0:
            yield told(header, f"{key}: {said} is below nothing.")
    for least, most in (("minimum", "maximum"), ("maximum", "maximum-a-year")):
        low, high = header.meta.get(least), header.meta.get(most)
        if low is None or high is None:
            continue
        if low.currency == high.currency and low.number > high.number:
            yield told(header, f"{least}: {low} is above {most}: {high}.")


def _accounts(group: Group, names: Names) -> Iterator[LedgerError]:
    """Accounts of this book that count, and are not there."""
    header = group.header
    if not names.own or not names.is_own(
        header.meta.get("base-of") or header.meta["from"]
    ):
        return
    for line in group.of(BASE.kind):
        account = str(line.values["account"])
        if not names.is_opened(account):
            hint = near(account, names.accounts)
            yield told(line, f"{account} is not opened in this book.{hint}")


def _feeds_back(group: Group, names: Names) -> Iterator[LedgerError]:
    """A share whose own cost is among what it is counted on."""
    header = group.header
    if str(header.values["of"]) not in {"surplus", "expenses", "accounts"}:
        return
    if not names.own or not names.is_own(header.meta["from"]):
        return
    cost = names.costs.get(group.name) or _only_share(names)
    if cost is None:
        return
    chosen = selection_of(group, names.roles)
    lines = [
        line for line in chosen.lines if is_under(cost, str(line.values["account"]))
    ]
    without = [line for line in lines if line.values["how"] == "leave-out"]
    counting = [line for line in group.of(BASE.kind) if line.values["how"] == "count"]
    counts = lines and lines[0].values["how"] == "count"
    if counts or (not lines and not counting and chosen.of in {"surplus", "expenses"}):
        problem = (
            f"{group.name}: its own cost on {cost} is among what it is counted on, so "
            "that it would change itself. Leave it out: coop-agreement-base "
            f'"{group.name}" "leave-out" {cost}.'
        )
        yield told(header if not without else without[0], problem)


def _only_share(names: Names) -> str | None:
    """The one account for the cost of shares; None if there is none, or several."""
    found = {one for one in names.accounts if names.roles.of(one) == "share"}
    return min(found) if found else None


def _parts(group: Group, names: Names) -> Iterator[LedgerError]:
    """Parts whose fund is not in this book, where this body receives them."""
    receiver = str(group.header.meta["to"])
    for line in group.of(PART.kind):
        fund, body = line.meta.get("fund"), str(line.meta.get("body") or receiver)
        if fund and names.own and names.is_own(body) and str(fund) not in names.funds:
            hint = near(str(fund), names.funds)
            yield told(line, f"there is no coop-fund '{fund}' in this book.{hint}")
        if line.meta.get("until") is not None and line.meta.get("order") is None:
            problem = "until: says up to how much a part in an order: receives."
            yield told(line, problem)
