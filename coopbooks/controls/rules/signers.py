"""Rules on who approves a payment, and who gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import DECIDED
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.people import ids
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.directives import coop_customs
from coopbooks.core.periods import long_date
from coopbooks.core.postings import rows

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from beancount.core import data

    from coopbooks.controls.rules.look import Look
    from coopbooks.controls.rules.look import Payment
    from coopbooks.core.postings import Row

APPROVED, PAID = "approved-by", "paid-to"
ENOUGH = 2
# Wages are agreed for all, and paid by the payroll.
_NOT = {"wages", "dues-written-off"}


def one_signer(look: Look) -> Iterator[Finding]:
    """Payments and decisions that one approved alone, or the payee among others."""
    decided = dict(_decisions(look))
    for one in look.payments:
        signers = ids(", ".join(one.values(APPROVED)))
        limit = look.limit("one-signer", one.entry.date)
        wanted = limit.covers(one.spent) if limit else bool(signers)
        behind = [decided[name] for name in one.values("decision") if name in decided]
        all_ = signers.union(*(ids(entry.meta[APPROVED]) for entry in behind))
        if payees(one) & all_:
            what = "Approved by who is paid"
        elif wanted and len(signers) < ENOUGH:
            what = "One signer only" if signers else "Nobody approved it"
        else:
            continue
        words = f"{what}: {words_of(one.entry)}, {long_date(one.entry.date)}"
        yield Finding("one-signer", words, look.rounded(one.spent), one.entry)
    for name, entry in sorted(decided.items()):
        if entry.date in look.period and len(ids(entry.meta[APPROVED])) < ENOUGH:
            words = f"One signer only: decision {name}"
            yield Finding("one-signer", words, None, entry)


def to_officers(look: Look) -> Iterator[Finding]:
    """What was paid to who is in office, and nobody else decided or approved."""
    if not look.officers:
        return
    for one in look.payments:
        if one.says(*DECIDED):
            continue
        others = ids(", ".join(one.values(APPROVED))) - payees(one)
        if len(others) >= ENOUGH:
            continue
        paid = [
            (office, row)
            for row in one.rows
            if _is_paid(look, one, row)
            for office in _offices(look, row)
        ]
        if not paid:
            continue
        offices = " and ".join(sorted({office for office, _ in paid}))
        own = {id(row.posting): row for _, row in paid}
        number = sum(
            (look.valuation.of_posting(row.posting, row.date) for row in own.values()),
            ZERO,
        )
        when = long_date(one.entry.date)
        words = f"Paid to an officer ({offices}): {words_of(one.entry)}, {when}"
        yield Finding("paid-to-officer", words, look.rounded(number), one.entry)


def payees(payment: Payment) -> frozenset[str]:
    """Which members a payment goes to, as far as it says."""
    return paid_members(payment.entry)


def paid_members(entry: data.Directive) -> frozenset[str]:
    """Which members an entry pays, as far as it says.

    Args:
        entry: Any entry.

    Returns:
        The ids in `paid-to:`, and in `member:` of what is not taken from the account.
    """
    found: set[str] = set()
    for row in rows([entry]):
        if row.number > 0:
            found |= ids(row.tag(PAID)) | ids(row.tag("member"))
    return frozenset(found)


def _decisions(look: Look) -> Iterator[tuple[str, data.Custom]]:
    """The decisions that say who approved them."""
    for entry in coop_customs(look.entries):
        if entry.type == "coop-decision" and entry.values and APPROVED in entry.meta:
            yield str(entry.values[0].value), entry


def _is_paid(look: Look, payment: Payment, row: Row) -> bool:
    """Whether a posting is a cost, own equipment, or a bill that is paid at last."""
    if row.number <= 0:
        return False
    kind, role = look.roles.type_of(row.account), look.roles.of(row.account)
    if kind in {"Expenses", "Assets"}:
        own = look.roles.is_money(row.account)
        return payment.spent > ZERO and not own and role not in _NOT
    return role == "payable" and any(
        one.number < 0 and look.roles.is_money(one.account) for one in payment.rows
    )


def _offices(look: Look, row: Row) -> Iterator[str]:
    """The offices of who is paid by a posting."""
    wanted = ids(row.tag(PAID) or row.tag("member"))
    for term in look.officers:
        if term.member in wanted and _holds(term.begin, term.end, row.date):
            yield term.office


def _holds(begin: datetime.date, end: datetime.date | None, day: datetime.date) -> bool:
    return begin <= day and (end is None or day < end)


RULES = (
    Rule(
        "one-signer",
        "One signer, or the payee among them",
        "A payment or decision that says who approved it (`approved-by:`) and names "
        "fewer than two, or one who is paid by it. With a limit: payments from there "
        "on that fewer than two approved, also where none is named.",
        "Let a second person, who is not paid by it, look at the papers and approve, "
        "and write both ids into `approved-by:`.",
        "AFSCME Financial Standards Code, art. VI sec. 2: two officers sign each check",
        """\
2026-03-19 * "An organizer" "Train to the conference"
  approved-by: "M-0007"
  Expenses:Travel       64.80 USD
  Assets:Bank          -64.80 USD""",
        "amount",
        own_limit=True,
        find=one_signer,
    ),
    Rule(
        "paid-to-officer",
        "Paid to an officer",
        "Costs, or a bill on an account with the role `payable`, that were paid to a "
        "member who is in office on that day (by `paid-to:` or `member:`), under no "
        "decision, and which no two others approved. Wages are left out.",
        "Name the decision that allows it, or let two others approve it in "
        "`approved-by:`.",
        "29 USC 431(b)(3) (LMRDA): what officers get is reported; AFSCME Financial "
        "Standards Code, art. VII sec. 2: officers' expenses need approval",
        """\
2026-01-01 custom "coop-officer" "M-0138" "treasurer"
2026-03-19 * "An organizer" "Train to the conference"
  paid-to: "M-0138"
  Expenses:Travel       64.80 USD
  Assets:Bank          -64.80 USD""",
        "amount",
        find=to_officers,
    ),
)
