"""Rules on figures at the end of a period: money, decisions, taxes, marks."""

from __future__ import annotations

from coopbooks.controls.rules.rule import Rule

RULES = (
    Rule(
        "over-limit",
        "Over a decision's limit",
        "More was spent under a decision, by the end of the period, than its `limit:`.",
        "Take off it what does not belong to it, or ask the body that decided for "
        "more.",
        "29 USC 501(a) (LMRDA): officers spend by bylaws and resolutions",
        adjusted="amount",
    ),
    Rule(
        "after-end",
        "After a decision's end",
        "An entry under a decision that is dated after its `until:`.",
        "Name the decision that allows it now, or ask for one.",
        "29 USC 501(a) (LMRDA): officers spend by bylaws and resolutions",
    ),
    Rule(
        "below-zero",
        "Money below zero",
        "An account of money that is below zero at the end of the period.",
        "Look for what was not written down, or written down twice; a bank account "
        "that is really overdrawn is a debt to tell members of.",
        "common practice of auditors: a till can't hold less than nothing",
    ),
    Rule(
        "bank-differs",
        "The bank differs",
        "A bank account whose statement of the last day shows another balance than "
        "the book.",
        "`coopbooks reconcile BOOK ACCOUNT` compares it with the statement, and shows "
        "what explains it.",
        "US Department of Labor, Conducting Audits in Small Unions, figure 9: bank "
        "balances are reconciled",
    ),
    Rule(
        "not-confirmed",
        "The bank is not reconciled",
        "A bank account that no statement of the period's last day confirms.",
        "Reconcile it, or write a `balance` of the day after with the statement's "
        "figure.",
        "US Department of Labor, Conducting Audits in Small Unions, figure 9: bank "
        "balances are reconciled",
    ),
    Rule(
        "withholding-overdue",
        "Taxes overdue",
        "What was withheld or is owed on accounts with the role `tax-payable` for "
        "more days than the book allows; what is paid counts for what is oldest.",
        "Pay it: whoever is in charge of the money may be liable in person.",
        "26 USC 6672(a) (US) on taxes withheld from pay",
        adjusted="days",
        asked=True,
    ),
    Rule(
        "flagged",
        "Marked to look at",
        "An entry, or a posting of one, that someone marked with `!`.",
        "Find out what it is about, and make the mark a `*`.",
        "Beancount's own mark for what is to be looked at later",
    ),
    Rule(
        "no-price",
        "No price",
        "A currency that could not be valued in that of the reports.",
        "Add a `price` of the day, with the source in `source:`.",
        "a rule of this language: statements are in one currency",
    ),
    Rule(
        "ledger-error",
        "An error in the book",
        "What does not fit in the book itself; it is told with file and line.",
        "Mend the line, as its words say. An error can be neither adjusted nor waived.",
        "Beancount, and the rules of this language",
        is_error=True,
    ),
)
