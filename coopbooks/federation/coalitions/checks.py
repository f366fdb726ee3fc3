"""What cannot be in what a federation file says about a coalition."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import where
from coopbooks.core.forms import near
from coopbooks.federation.coalitions.forms import COALITION
from coopbooks.federation.coalitions.forms import PAID
from coopbooks.federation.coalitions.forms import PARTNER
from coopbooks.federation.coalitions.forms import RECEIVED

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from coopbooks.core.directives import Directive
    from coopbooks.core.groups import Group

HUNDRED = Decimal(100)
OTHER = {PAID: "to", RECEIVED: "from"}


def check_groups(groups: Sequence[Group], bodies: Collection[str]) -> list[LedgerError]:
    """Check who carries which part.

    Args:
        groups: The agreements, by date.
        bodies: The bodies that the file names.

    Returns:
        The errors: nobody who carries it, a body that is not there, parts that do not
        come to all of it, a keeper who is no partner, a currency that changes.
    """
    errors: list[LedgerError] = []
    first: dict[str, Group] = {}
    for group in groups:
        lines = group.of(PARTNER.kind)
        if not lines:
            problem = f"nobody carries it: add a {PARTNER.kind} of that date."
            errors.append(_told(group.header, problem))
            continue
        errors += _strangers(group, lines, bodies)
        for key in ("part", "gifts"):
            if key == "part" or any(line.meta.get(key) is not None for line in lines):
                errors += _parts(lines, key)
        begun = first.setdefault(group.name, group)
        was, now = (one.header.meta.get("currency") for one in (begun, group))
        if was != now:
            problem = (
                f"currency: is {now or 'unsaid'}, and {was or 'unsaid'} at "
                f"{where(begun.header.source)}; what is open would have two."
            )
            errors.append(_told(group.header, problem))
    return errors


def _strangers(
    group: Group, lines: Sequence[Directive], bodies: Collection[str]
) -> Iterator[LedgerError]:
    names = [str(line.values["body"]) for line in lines]
    for line, name in zip(lines, names, strict=True):
        if name not in bodies:
            problem = f"there is no body '{name}' here.{near(name, bodies)}"
            yield _told(line, problem)
    keeper = group.header.meta.get("keeper")
    if keeper is not None and str(keeper) not in names:
        problem = (
            f"keeper: '{keeper}' is no partner.{near(str(keeper), names)} "
            "Who only holds the money carries 0 PERCENT."
        )
        yield _told(group.header, problem)


def _parts(lines: Sequence[Directive], key: str) -> Iterator[LedgerError]:
    """Parts that do not come to the whole."""
    said = [
        (line, line.values["part"])
        if key == "part" or line.meta.get(key) is None
        else (line, line.meta[key])
        for line in lines
    ]
    what = "costs" if key == "part" else "gifts"
    # Amounts cannot be compared with texts: Beancount's own equality fails.
    words = [(line, part) for line, part in said if isinstance(part, str)]
    amounts = [(line, part) for line, part in said if not isinstance(part, str)]
    for line, part in amounts:
        if part.number < 0:
            yield _told(line, f"a part of {part} is below zero.")
    rests = [line for line, part in words if part == "rest"]
    percent = sum(
        (part.number for _, part in amounts if part.currency == "PERCENT"), Decimal(0)
    )
    weights = [part.number for _, part in amounts if part.currency != "PERCENT"]
    weighed = any(weights) or any(part == "equal" for _, part in words)
    name = lines[0].name
    if percent > HUNDRED or (percent < HUNDRED and not rests and not weighed):
        problem = f"the parts of '{name}' in {what} come to {percent} PERCENT of 100."
        yield _told(lines[-1], problem)
    elif percent == HUNDRED and weighed:
        problem = f"nothing of the {what} of '{name}' is left to be shared by parts."
        yield _told(lines[-1], problem)
    for line in rests[1:]:
        first = where(rests[0].source)
        yield _told(line, f"'{name}' has a rest of the {what} already, at {first}.")
    if rests and weighed:
        problem = f"the rest of the {what} is all that is left; nobody has parts of it."
        yield _told(rests[0], problem)


def check_reports(
    one: Directive,
    group: Group | None,
    coalitions: Collection[str],
    bodies: Mapping[str, bool],
    entries: Sequence[data.Directive],
) -> Iterator[LedgerError]:
    """Check what a partner reported.

    Args:
        one: The report.
        group: The agreement of its day, else the first of that name; None for none.
        coalitions: The campaigns that have an agreement.
        bodies: The bodies that the file names, and whether each keeps a book here.
        entries: The file's entries, whose prices count.

    Yields:
        An error for each thing that cannot be.
    """
    body, what = str(one.values["body"]), str(one.values["what"])
    if group is None:
        hint = near(one.name, coalitions)
        yield _told(one, f"there is no {COALITION.kind} '{one.name}'.{hint}")
        return
    names = [str(line.values["body"]) for line in group.of(PARTNER.kind)]
    if one.date < group.date:
        yield _told(one, f"'{one.name}' begins on {group.date} only.")
    if body not in bodies:
        yield _told(one, f"there is no body '{body}' here.{near(body, bodies)}")
    elif body not in names:
        yield _told(one, f"{body} is no partner in '{one.name}'.{near(body, names)}")
    elif bodies[body]:
        yield _told(one, f"{body} keeps a book here, so it would be counted twice.")
    for kind, key in OTHER.items():
        said = one.meta.get(key)
        if (what == kind) != (said is not None):
            wanted = "is missing below it" if said is None else f"is for {kind} only"
            yield _told(one, f"{key}: {wanted}.")
        elif said is not None and (str(said) not in names or str(said) == body):
            problem = f"{key}: '{said}' is no other partner.{near(str(said), names)}"
            yield _told(one, problem)
    if one.meta.get("because") is None and one.meta.get("document") is None:
        yield _told(one, "say because: or name a document:, so that it can be checked.")
    yield from _amount(one, group, entries)


def _amount(
    one: Directive, group: Group, entries: Sequence[data.Directive]
) -> Iterator[LedgerError]:
    amount = one.values["amount"]
    if amount.number <= 0:
        yield _told(one, f"{amount} is not above zero.")
    wanted = currency_of(group, entries)
    if wanted and amount.currency != wanted:
        pair = {amount.currency, wanted}
        if not any(
            isinstance(entry, data.Price)
            and {entry.currency, entry.amount.currency} == pair
            and entry.date <= one.date
            for entry in entries
        ):
            problem = f"there is no price of {amount.currency} in {wanted} by then."
            yield _told(one, problem)


def currency_of(group: Group, entries: Sequence[data.Directive]) -> str:
    """The currency of a coalition: its own, else that of the federation."""
    said = group.header.meta.get("currency")
    if said is None:
        for entry in entries:
            if isinstance(entry, data.Custom) and entry.type == "coop-federation":
                said = entry.meta.get("currency")
    return str(said or "")


def _told(one: Directive, problem: str) -> LedgerError:
    return LedgerError(one.source, f"{one.kind}: {problem}")
