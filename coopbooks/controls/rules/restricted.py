"""Rules on money for a purpose: spent beyond it, on something else, on politics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.finding import Finding
from coopbooks.controls.rules.look import ZERO
from coopbooks.controls.rules.look import words_of
from coopbooks.controls.rules.rule import Rule
from coopbooks.core.accounts import is_under
from coopbooks.core.directives import parse
from coopbooks.core.periods import long_date
from coopbooks.funds.balances import GENERAL
from coopbooks.funds.terms import read_funds
from coopbooks.sharing.forms.actions import BODY
from coopbooks.sharing.forms.agreements import AGREEMENT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

    from coopbooks.controls.rules.look import Look
    from coopbooks.controls.rules.look import Payment
    from coopbooks.core.directives import Directive
    from coopbooks.core.postings import Row
    from coopbooks.funds.terms import Fund

COMMITTEE = "political-committee"


def misused(look: Look) -> Iterator[Finding]:
    """Money of a fund spent on something else, too late, or from its account."""
    funds, _ = read_funds(look.entries)
    if not funds:
        return
    own_account = {fund.kept_on: fund.name for fund in funds if fund.kept_on}
    for one in look.payments:
        wrong: dict[str, Decimal] = {}
        paid_from = {
            own_account[row.account]
            for row in one.rows
            if row.number < 0 and row.account in own_account
        }
        for row in one.rows:
            if look.roles.type_of(row.account) != "Expenses" or row.number <= 0:
                continue
            why = _why(_on(funds, row), row, paid_from)
            if why:
                number = look.valuation.of_posting(row.posting, row.date)
                wrong[why] = wrong.get(why, ZERO) + number
        for why, number in wrong.items():
            words = f"{why}: {words_of(one.entry)}, {long_date(one.entry.date)}"
            yield Finding("fund-misused", words, look.rounded(number), one.entry)


def _on(funds: list[Fund], row: Row) -> Fund | None:
    """The fund that a posting is of, as it is said to be on that day."""
    name = row.tag("fund")
    begun = [fund for fund in funds if fund.name == name and fund.date <= row.date]
    return max(begun, default=None, key=lambda fund: fund.date)


def _why(fund: Fund | None, row: Row, paid_from: set[str]) -> str:
    """In what way a cost misuses a fund; empty if it does not."""
    if fund is None:
        name = row.tag("fund")
        if paid_from and name in {None, GENERAL}:
            return f"Paid from the {min(paid_from)} fund's account, not for the fund"
        return ""
    if fund.until and row.date > fund.until:
        return f"Spent from the {fund.name} fund after {long_date(fund.until)}"
    if fund.spent_on and not any(is_under(row.account, one) for one in fund.spent_on):
        return f"Spent from the {fund.name} fund on something else"
    if paid_from and fund.name not in paid_from:
        return f"Paid from the {min(paid_from)} fund's account, not for the fund"
    return ""


def political(look: Look) -> Iterator[Finding]:
    """What is paid to a political committee out of general money."""
    said = parse(look.entries, (BODY,))[0]
    if not any(one.meta.get(COMMITTEE) for one in said):
        return
    gives_to = {
        one.name: str(one.meta["to"]) for one in parse(look.entries, (AGREEMENT,))[0]
    }
    for one in look.payments:
        number, own = ZERO, ""
        for row in one.rows:
            if row.number <= 0 or look.roles.is_money(row.account):
                continue
            body = _committee(said, row, gives_to)
            if body is None:
                continue
            wanted, fund = body.meta.get("fund"), row.tag("fund") or GENERAL
            if fund == wanted or (not wanted and fund != GENERAL):
                continue
            number += look.valuation.of_posting(row.posting, row.date)
            own = str(wanted or "")
        if number > 0:
            yield _political(look, one, number, own)


def _political(look: Look, one: Payment, number: Decimal, own: str) -> Finding:
    which = f"the {own} fund" if own else "a fund of its own"
    day = long_date(one.entry.date)
    words = f"To a political committee, not from {which}: {words_of(one.entry)}, {day}"
    return Finding("political-from-other-fund", words, look.rounded(number), one.entry)


def _committee(
    said: list[Directive], row: Row, gives_to: dict[str, str]
) -> Directive | None:
    """The political committee that a posting goes to, as it is said on its day."""
    name = row.tag("with") or gives_to.get(row.tag("agreement") or "")
    held = [one for one in said if one.name == name and _holds(one, row.date)]
    return held[-1] if held and held[-1].meta.get(COMMITTEE) else None


def _holds(body: Directive, day: datetime.date) -> bool:
    until = body.meta.get("until")
    return body.date <= day and (until is None or day <= until)


RULES = (
    Rule(
        "fund-overspent",
        "A fund is overspent",
        "A fund from which more was spent than it holds at the end of the period.",
        "Move money to it by decision (fund-transfer, or fund-borrowing to be paid "
        "back), or take costs off it that were not for its purpose.",
        "common practice of fund accounting: a fund spends no more than it holds",
        adjusted="amount",
    ),
    Rule(
        "fund-misused",
        "A fund used for something else",
        "Costs of a fund on other accounts than its `spent-on:`, or after its "
        "`until:`; costs paid from the bank account of a fund (`kept-on:`) that are "
        "not of that fund.",
        "Take `fund:` off, or name the right fund, and pay the money back to the "
        "account of the fund; for another purpose ask the giver, or let members vote.",
        "the giver's terms, the members' vote; UPMIFA sec. 6(a) (US) on gifts to "
        "charities; 29 USC 501(a) (LMRDA) on union money",
        """\
2026-01-01 custom "coop-fund" "roof" "restricted"
  purpose: "a new roof for the hall"
  giver: "Friends of the Port"
  spent-on: Expenses:Roof
2026-03-05 * "Copy shop" "Leaflets"
  Expenses:Printing     70.00 USD
    fund: "roof"
  Assets:Bank          -70.00 USD""",
        "amount",
        find=misused,
    ),
    Rule(
        "political-from-other-fund",
        "Politics not from its own fund",
        "A payment to a body that is said to be a political committee (`with:`, or by "
        "its agreement) without a fund, or not out of the `fund:` that its coop-body "
        "names.",
        "Pay it out of the separate fund, and move the money back; ask your adviser "
        "before more is paid.",
        "52 USC 30118(a) and (b) (US); TULRCA 1992 sec. 71(1) and 82(1)(a) (GB)",
        """\
2026-01-01 custom "coop-body" "harbor-pac" "ally"
  political-committee: TRUE
2026-03-20 * "Harbor PAC" "A gift for the campaign"
  with: "harbor-pac"
  Expenses:Gifts        50.00 USD
  Assets:Bank          -50.00 USD""",
        "amount",
        find=political,
    ),
)
