"""Rules on spending: receipts, decisions, round sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import DECIDED
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.money import quantum
from coopbooks.core.periods import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coopbooks.controls.rules.look import Look

# A round sum is a multiple of so many of a currency's smallest parts: 100.00 USD.
ROUND = Decimal(10000)


def without_receipt(look: Look) -> Iterator[Finding]:
    """Costs paid or billed, from the limit on, to which no document belongs."""
    if "no-receipt" not in look.limits:
        return
    for one in look.payments:
        limit = look.limit("no-receipt", one.entry.date)
        if limit is None or not limit.covers(one.costs) or look.has_receipt(one):
            continue
        what = f"{words_of(one.entry)}, {long_date(one.entry.date)}"
        names = ", ".join(look.missing(one.entry))
        words = f"The receipt is not there: {names} ({what})"
        words = words if names else f"No receipt: {what}"
        yield Finding("no-receipt", words, look.rounded(one.costs), one.entry)


def without_decision(look: Look) -> Iterator[Finding]:
    """What was spent, from the limit on, without a decision or an agreement."""
    if "no-decision" not in look.limits:
        return
    for one in look.payments:
        limit = look.limit("no-decision", one.entry.date)
        if limit is None or not limit.covers(one.spent) or one.says(*DECIDED):
            continue
        words = f"No decision: {words_of(one.entry)}, {long_date(one.entry.date)}"
        yield Finding("no-decision", words, look.rounded(one.spent), one.entry)


def round_sums(look: Look) -> Iterator[Finding]:
    """Costs of a round sum, with neither a paper nor a decision behind them."""
    step = quantum(look.valuation.currency) * ROUND
    for one in look.payments:
        if one.costs <= ZERO or one.costs % step or one.says(*DECIDED):
            continue
        if look.has_receipt(one):
            continue
        words = f"A round sum: {words_of(one.entry)}, {long_date(one.entry.date)}"
        yield Finding("round-sum", words, look.rounded(one.costs), one.entry)


RULES = (
    Rule(
        "no-receipt",
        "No receipt",
        "Costs from a limit on that were paid, or billed to us, and to which no "
        "document belongs, or only one that is not in the book's folder.",
        "Put the receipt into `documents/` and name it in `document:`; where it is "
        "lost, let two others confirm the payment in writing and file that.",
        "29 USC 436 (LMRDA): a union keeps vouchers and receipts for five years",
        """\
2026-01-01 custom "coop-control" "no-receipt" "from" 50.00 USD
2026-03-11 * "Sextant Repairs" "Mixer repair"
  Expenses:Repairs      214.00 USD
  Assets:Bank          -214.00 USD""",
        "amount",
        asked=True,
        own_limit=True,
        find=without_receipt,
    ),
    Rule(
        "no-decision",
        "No decision",
        "Spending from a limit on, on costs or equipment, that names neither a "
        "decision nor an agreement or benefit that members decided.",
        "Name the decision that allowed it in `decision:`; where there is none, ask "
        "the next meeting to approve it, or not.",
        "29 USC 501(a) (LMRDA): officers spend by bylaws and resolutions",
        """\
2026-01-01 custom "coop-control" "no-decision" "from" 500.00 USD
2026-03-05 * "Doughmaster Equipment" "Second-hand deck oven"
  Assets:Equipment      6000.00 USD
  Assets:Bank          -6000.00 USD""",
        "amount",
        asked=True,
        own_limit=True,
        find=without_decision,
    ),
    Rule(
        "round-sum",
        "A round sum",
        "Costs that are a round sum (a multiple of 100, of 10,000 in currencies "
        "without cents) and have neither a receipt nor a decision behind them. Real "
        "bills are seldom round.",
        "Add the receipt, or name the decision or agreement that fixed the sum.",
        "AICPA AU-C 240: auditors look for entries of round numbers",
        """\
2026-03-09 * "Event Sound" "Sound for the assembly"
  Expenses:Events       300.00 USD
  Assets:Bank          -300.00 USD""",
        "amount",
        find=round_sums,
    ),
)
