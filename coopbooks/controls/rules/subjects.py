"""Rules of the other subjects: dues, surplus, shares, support."""

from __future__ import annotations

from coopbooks.controls.rules.rule import Rule

_BYLAWS = "the body's own bylaws and terms, as the book has them"
_BETWEEN = "the agreement of both bodies, as the book has it"


def _rule(code: str, title: str, finds: str, mend: str, origin: str = _BYLAWS) -> Rule:
    """A rule on an amount that a subject works out."""
    return Rule(code, title, finds, mend, origin, adjusted="amount")


RULES = (
    _rule(
        "dues-behind",
        "Behind with dues",
        "How many members are behind with dues, and with how much; never who.",
        "`coopbooks dues standing BOOK` says who; remind them, or look for a hardship "
        "rule.",
    ),
    _rule(
        "dues-unknown",
        "Dues that can't be worked out",
        "Dues of which something is missing, such as the pay they are counted on.",
        "Write down what is missing, as the words say.",
    ),
    _rule(
        "employer-late",
        "An employer is late",
        "Dues that an employer took from pay, or should have, and has not handed over.",
        "`coopbooks dues reconcile BOOK` compares the list, and writes the letter.",
        "the agreement with the employer; 29 CFR 452.87 (US): its delay is not the "
        "member's",
    ),
    _rule(
        "joining-fee-overdue",
        "Joining fees overdue",
        "How many members are behind with the joining fee; never who.",
        "`coopbooks surplus joining BOOK` says who and since when.",
    ),
    _rule(
        "surplus-not-shared",
        "The surplus is not shared",
        "A year that is over, and whose surplus or loss no meeting has shared yet.",
        "`coopbooks surplus propose BOOK` makes the proposal for the meeting.",
    ),
    _rule(
        "surplus-unknown",
        "The surplus can't be worked out",
        "A year whose sharing can't be worked out, and why.",
        "Mend what the words name.",
    ),
    _rule(
        "surplus-unpaid",
        "Cash due to members",
        "Cash of a shared surplus that is due for longer than law or rule allow.",
        "Pay it, and post it with `coopbooks surplus post BOOK`.",
        "26 USC 1382(d) (US): by the 15th of the ninth month after the year; the rule "
        "of the book",
    ),
    _rule(
        "consent-missing",
        "No consent to pay tax",
        "How many members have not agreed to pay tax on what is kept for them, though "
        "it counts as qualified.",
        "Ask them in writing, and note it as coop-consent.",
        "26 USC 1388(c)(1)(B) and (c)(2) (US)",
    ),
    _rule(
        "share-not-charged",
        "A share is not in the book",
        "A share of an agreement for a period that is over and stands nowhere yet.",
        "`coopbooks share accrue BOOK` writes it.",
        _BETWEEN,
    ),
    _rule(
        "share-differs",
        "The other side differs",
        "A share that the book has otherwise than the agreement gives. What the other "
        "body's book says is compared by `coopbooks share prove` and `coopbooks "
        "federation`.",
        "`coopbooks share prove BOOK` shows both sides; correct the one that is wrong.",
        _BETWEEN,
    ),
    _rule(
        "share-unknown",
        "A share can't be worked out",
        "A share of which something is missing or does not fit.",
        "Mend what the words name.",
        _BETWEEN,
    ),
    _rule(
        "share-late",
        "A share is late",
        "A share that is not paid by its day, ours or another body's.",
        "Pay it or remind them; `coopbooks share settle BOOK` writes the payment.",
        _BETWEEN,
    ),
    _rule(
        "cliff-near",
        "A cliff is near",
        "What counts for a share is just below an edge, where all of it jumps.",
        "Talk about bands that grow step by step before it happens.",
        _BETWEEN,
    ),
    _rule(
        "request-waiting",
        "A request for help waits",
        "How many requests for help are not decided; never whose.",
        "`coopbooks support request BOOK` shows them; decide.",
    ),
    Rule(
        "help-undecided",
        "Help that was not decided",
        "Help that was paid otherwise than it was decided, or strike pay that the "
        "terms do not give; an error in the plain `coopbooks check` too.",
        "Decide the request as it was paid, or correct the payment.",
        _BYLAWS,
    ),
    _rule(
        "loan-late",
        "An instalment is late",
        "An instalment of a loan, lent or borrowed, that is not paid by its day.",
        "Pay it, remind them, or agree on another plan.",
        _BETWEEN,
    ),
    _rule(
        "support-unknown",
        "Support that does not fit",
        "What of resources and loans is missing or does not fit together.",
        "Mend what the words name.",
        _BETWEEN,
    ),
)
