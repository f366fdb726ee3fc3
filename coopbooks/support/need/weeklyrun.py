"""A week's strike pay against the book: what is written, and what keeps it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beancount.core import data

from coopbooks.core.decisions import read_decisions
from coopbooks.core.errors import LedgerError
from coopbooks.core.money import total_of
from coopbooks.support.need.bodies import agreement_problem
from coopbooks.support.need.decided import allowed
from coopbooks.support.need.fresh import free_id
from coopbooks.support.need.fresh import ids_in
from coopbooks.support.need.fresh import only_new
from coopbooks.support.need.fundmoney import fund_money
from coopbooks.support.need.places import expense_of
from coopbooks.support.need.places import posting
from coopbooks.support.need.places import source_of
from coopbooks.support.need.weekly import strike_pay
from coopbooks.support.need.words import fund_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from collections.abc import Sequence

    from coopbooks.core.periods import Period
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.need.fundmoney import FundMoney
    from coopbooks.support.need.striker import StrikePay
    from coopbooks.support.terms import SupportTerms


@dataclass(frozen=True, slots=True)
class StrikeRun:
    """A week's strike pay against the book.

    Attributes:
        week: The week.
        on: The day on which it is paid.
        pays: The pay of each strike.
        funds: The money of each fund that pays it, by the fund's name.
        refusals: What keeps it from being written.
        problems: What else to look at.
        difference: What the book lacks.
    """

    week: Period
    on: datetime.date
    pays: tuple[StrikePay, ...]
    funds: dict[str, FundMoney]
    refusals: tuple[LedgerError, ...]
    problems: tuple[LedgerError, ...]
    difference: Difference


def run_week(
    view: View,
    terms: SupportTerms,
    week: Period,
    on: datetime.date,
    hard: datetime.date,
    account: str = "",
) -> StrikeRun:
    """Work out a week's strike pay, and what the book lacks of it.

    Args:
        view: The book of the body whose members strike.
        terms: What it says about support.
        week: The week.
        on: The day on which it is paid.
        hard: The day after the last that is closed, even softly.
        account: The account that it is paid from; empty for what the terms say.

    Returns:
        The run. Once it is written, the same again lacks nothing.
    """
    pays, refusals = strike_pay(view, terms, week, on)
    funds: dict[str, FundMoney] = {}
    for one in pays:
        money = fund_money(view, one.benefit, on)
        known = funds.setdefault(money.fund, money)
        if money.keeps > known.keeps:
            funds[money.fund] = money
    entries: list[data.Directive] = []
    taken = ids_in(view.entries)
    for one in pays:
        made, more = _entries(view, one, funds[fund_of(one.benefit)], account, taken)
        entries += made
        refusals += more
    refusals += [*_short(pays, funds), *_decided(view, pays, on)]
    refusals += _without_agreement(view, pays)
    problems = [problem for one in pays for problem in one.problems]
    batch = f"{week.name.lower()}-strike-pay"
    difference = only_new(batch, entries, hard)
    return StrikeRun(
        week, on, tuple(pays), funds, tuple(refusals), tuple(problems), difference
    )


def _entries(
    view: View, one: StrikePay, money: FundMoney, account: str, taken: set[str]
) -> tuple[list[data.Transaction], list[LedgerError]]:
    """What is posted for a strike: a small transaction for each who is paid."""
    if not one.together:
        return [], []
    expense, problem = expense_of(view, one.benefit)
    source, more = source_of(view, one.benefit, money, account)
    told = [LedgerError(one.benefit.header.source, w) for w in (problem, more) if w]
    if told:
        return [], told
    made = []
    for striker in one.people:
        if not striker.pays:
            continue
        id_ = free_id(f"strike-pay-{one.week.name}-{striker.member}", taken)
        taken.add(id_)
        meta = {
            "id": id_,
            "member": striker.member,
            "fund": money.fund,
            "benefit": one.benefit.name,
            "period": one.week.name,
            "decision": str(one.strike.meta["decision"]),
        }
        legs = [
            posting(expense, striker.pays, one.currency),
            posting(source, -striker.pays, one.currency),
        ]
        words = f"Strike pay, {one.week.label}"
        links = frozenset({f"strike-pay-{one.week.name}"})
        made.append(
            data.Transaction(
                meta, money.day, "*", "Strike pay", words, frozenset(), links, legs
            )
        )
    return made, []


def _short(
    pays: Sequence[StrikePay], funds: dict[str, FundMoney]
) -> Iterator[LedgerError]:
    """Funds that hold less than is needed, or that may not be spent any more."""
    for name, money in sorted(funds.items()):
        mine = [one for one in pays if fund_of(one.benefit) == name]
        needed = total_of(one.together for one in mine)
        if not needed:
            continue
        source = mine[0].benefit.header.source
        if money.until is not None and money.day > money.until:
            words = f"the fund '{name}' may only be spent until {money.until}."
            yield LedgerError(source, words)
        if needed > money.free:
            keeps = f" and must keep {money.keeps:,.2f}" if money.keeps else ""
            words = (
                f"the fund '{name}' holds {money.held:,.2f} {money.currency}{keeps}; "
                f"{needed:,.2f} is needed. Move money to it by a decision first, or "
                "decide on less."
            )
            yield LedgerError(source, words)


def _decided(
    view: View, pays: Sequence[StrikePay], on: datetime.date
) -> Iterator[LedgerError]:
    """Decisions that have ended, or whose limit it would pass."""
    decisions = {one.id: one for one in read_decisions(view.entries)[0]}
    needed: dict[str, list[StrikePay]] = {}
    for one in pays:
        if one.together:
            needed.setdefault(str(one.strike.meta["decision"]), []).append(one)
    for name, mine in sorted(needed.items()):
        together = total_of(one.together for one in mine)
        if (decision := decisions.get(name)) is None:
            continue
        for words in allowed(view, decision, together, mine[0].currency, on):
            yield LedgerError(mine[0].strike.source, words)


def _without_agreement(view: View, pays: Sequence[StrikePay]) -> Iterator[LedgerError]:
    """Benefits that rest on an agreement which does not hold."""
    for one in pays:
        first = max(one.week.begin, one.strike.date)
        words = agreement_problem(view, one.benefit, first)
        if words and one.together:
            yield LedgerError(one.benefit.header.source, words)
