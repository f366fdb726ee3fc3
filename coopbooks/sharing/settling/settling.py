"""Settling a period: what is open with each body, the entries here and their mirror."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.difference import difference
from coopbooks.core.proposal import Proposal
from coopbooks.funds.balances import GENERAL
from coopbooks.funds.terms import read_funds
from coopbooks.sharing.posting.posted import posted
from coopbooks.sharing.problems.political import warnings
from coopbooks.sharing.settling.entries import Writer
from coopbooks.sharing.settling.items import open_items
from coopbooks.sharing.settling.netting import Line
from coopbooks.sharing.settling.netting import Netting
from coopbooks.sharing.settling.netting import between_funds
from coopbooks.sharing.settling.netting import nettings
from coopbooks.sharing.shares.shares import shares_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Mapping
    from decimal import Decimal

    from coopbooks.core.errors import LedgerError
    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is to be settled.

    Attributes:
        period: What was owed for it and for what came before it.
        day: The day on which it is settled.
        bank: The account from which the rest is paid; empty to set off only.
        body: Only with this body; empty for all.
        hard: The day after the last that is closed, even softly.
    """

    period: Period
    day: datetime.date
    hard: datetime.date
    bank: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is settled with one body in one currency.

    Attributes:
        netting: What is open, gross, and what of it is set off.
        between: By fund what it has to give up (above zero) or get, for what was set
            off at its cost.
        proposal: What the book's batch is to hold.
        difference: That against the book.
        mirror: The same for the other body's book; none where that is not at hand.
        notes: What people should know, in sentences.
        problems: What could not be worked out or written, by file and line.
    """

    netting: Netting
    between: Mapping[str, Decimal]
    proposal: Proposal
    difference: Difference
    mirror: tuple[data.Transaction, ...]
    notes: tuple[str, ...]
    problems: tuple[LedgerError, ...]


def settle(view: View, asked: Asked, others: Mapping[str, View]) -> list[Settlement]:
    """Work out what is open with others, and how it is paid.

    Args:
        view: The book.
        asked: How it is to be settled.
        others: The books of other bodies at hand, by name.

    Returns:
        A settlement for each body and currency with something open. What is settled
        is no longer open, so that settling again settles nothing.
    """
    items = open_items(view, asked.period, others)
    found = nettings(view.name, items)
    return [
        _settlement(view, asked, one, others)
        for one in found
        if asked.body in {"", one.other}
    ]


def _settlement(
    view: View, asked: Asked, netting: Netting, others: Mapping[str, View]
) -> Settlement:
    name = _free_name(view, asked.day, netting)
    writer = Writer(view, netting, asked.day, name)
    made = [writer.set_off()]
    if asked.bank:
        made.append(writer.paid(asked.bank))
    made.append(writer.between_funds(_kept_on(view, asked)))
    entries = tuple(one for one in made if one is not None)
    proposal = Proposal(f"{name}-settle", entries)
    mirror, problems = _mirror(netting, others.get(netting.other), asked.day, name)
    return Settlement(
        netting,
        between_funds(netting),
        proposal,
        difference(proposal, view.entries, asked.hard),
        mirror,
        tuple(_notes(view, asked, netting, others)),
        (*writer.problems, *problems),
    )


def _free_name(view: View, day: datetime.date, netting: Netting) -> str:
    """A name that no earlier settlement of the day has."""
    base = f"{day}-{netting.other}"
    taken = {
        str(entry.meta.get("id"))
        for entry in view.entries
        if isinstance(entry, data.Transaction)
    }
    if netting.currency != view.currency:
        base += f"-{netting.currency.lower()}"
    name, count = base, 1
    while any(f"{what}-{name}" in taken for what in ("set-off", "paid", "moved")):
        count += 1
        name = f"{base}-{count}"
    return name


def _kept_on(view: View, asked: Asked) -> dict[str, str]:
    """On which account the money of each fund is kept, on the day."""
    found = {
        fund.name: fund.kept_on
        for fund in read_funds(view.entries)[0]
        if fund.kept_on and fund.date <= asked.day
    }
    found.setdefault(GENERAL, asked.bank or _main_bank(view, found))
    return found


def _main_bank(view: View, kept: Mapping[str, str]) -> str:
    """The one bank account that no fund has for itself; empty if there are several."""
    banks = [
        entry.account
        for entry in view.entries
        if isinstance(entry, data.Open)
        and view.terms.roles.of(entry.account) == "bank"
        and entry.account not in kept.values()
        and (not entry.currencies or view.currency in entry.currencies)
    ]
    return banks[0] if len(banks) == 1 else ""


def _mirror(
    netting: Netting, other: View | None, day: datetime.date, name: str
) -> tuple[tuple[data.Transaction, ...], list[LedgerError]]:
    """What the other body's book is to have, on its own accounts."""
    if other is None:
        return (), []
    writer = Writer(other, netting, day, name)
    entry = writer.set_off()
    return (() if entry is None else (entry,)), writer.problems


def _notes(
    view: View, asked: Asked, netting: Netting, others: Mapping[str, View]
) -> Iterator[str]:
    """What people should know before they settle."""
    told: set[str] = set()
    for line in netting.lines:
        for words in warnings(view.terms, line.item.group, asked.day):
            if words not in told:
                told.add(words)
                yield words
    kept = [one for one in netting.lines if not one.item.sets_off]
    both = netting.total(ours=True) and netting.total(ours=False)
    if both and kept:
        names = ", ".join(sorted({one.item.name for one in kept}))
        yield (f"Not set off, since the agreement does not say set-off: TRUE: {names}.")
    yield from _not_charged(view, asked, netting, others)
    other = others.get(netting.other)
    if other is None:
        return
    there = {
        (one.name, one.period.name): one.number
        for one in open_items(other, asked.period, {**others, view.name: view})
    }
    for line in netting.lines:
        yield from _against(line, netting, there)


def _against(
    line: Line, netting: Netting, there: Mapping[tuple[str, str], Decimal]
) -> Iterator[str]:
    """That the other book has something else open."""
    item = line.item
    open_there = there.get((item.name, item.period.name))
    if open_there != item.number:
        words = "nothing" if open_there is None else f"{open_there:,.2f}"
        yield (
            f"{item.name} for {item.period.label}: {item.number:,.2f} is open here and "
            f"{words} in the book of {netting.other}; see coopbooks share prove."
        )


def _not_charged(
    view: View, asked: Asked, netting: Netting, others: Mapping[str, View]
) -> Iterator[str]:
    """Shares of the period that the book does not have yet."""
    if view.terms.dues.basis(asked.period.last) == "cash":
        return
    have = {(one.name, one.period) for one in posted(view) if one.charged}
    for share in shares_of(view, asked.period, others):
        if netting.other not in {share.giver, share.receiver} or not share.number:
            continue
        if (share.name, share.period.name) not in have:
            yield (
                f"{share.name} for {share.period.label} is not charged yet, and so not "
                "among this: coopbooks share accrue."
            )
