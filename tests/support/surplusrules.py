"""A book to write rules of a surplus into, right ones and wrong ones."""

from __future__ import annotations

from beancount import loader

from coopbooks.controls.language import check_language

HEAD = """\
2020-01-01 open Assets:Bank
2020-01-01 open Liabilities:Cash-Due
2020-01-01 open Liabilities:Left
2020-01-01 open Liabilities:Education
2020-01-01 open Liabilities:Tax
2020-01-01 open Equity:Reserve
2020-01-01 open Equity:Result
2020-01-01 open Equity:Members
2020-01-01 open Equity:Memo:Hours
2020-01-01 open Equity:Memo:Others
2020-01-01 open Income:Sales
2020-01-01 open Expenses:Tax
2020-01-01 open Expenses:Interest
2020-01-01 commodity HOUR
  measure: TRUE
2020-01-01 custom "coop-account" "member-capital" Equity:Members
2020-01-01 custom "coop-account" "reserve" Equity:Reserve
2020-01-01 custom "coop-account" "result" Equity:Result
2020-01-01 custom "coop-account" "patronage-payable" Liabilities:Cash-Due
2020-01-01 custom "coop-account" "capital-payable" Liabilities:Left
2020-01-01 custom "coop-measure" "hours" Equity:Memo:Hours "in-period"
2020-01-01 custom "coop-measure" "others-hours" Equity:Memo:Others "in-period"
2020-01-01 custom "coop-declared" "M-0001" "pay" 100 USD
2020-01-01 custom "coop-decision" "2020/1" "Decided"
  body: "meeting"
2020-01-01 custom "coop-fund" "courses" "set-aside"
  purpose: "courses"
  decision: "2020/1"
2020-01-01 custom "coop-member" "M-0001" "join"
  class: "owner"
"""
DAY = "2021-01-01 custom "
RULE = f'{DAY}"coop-surplus" "law"\n  patronage: "hours"\n'
REST = (
    f'{DAY}"coop-surplus-step" "law" 90 "members" "rest" "of" "left"\n'
    "  to: Equity:Members\n"
)
LOSS = f'{DAY}"coop-surplus-loss" "law" 10 "reserve" "all" "of" "loss"\n'
LOSS += "  to: Equity:Reserve\n"
FEE = f'{DAY}"coop-joining-fee" "owner" 1000 USD\n'
PAID_BACK = f'{DAY}"coop-redemption" "ours"\n'
LEAVING = f'{DAY}"coop-leaving" "ours"\n'
COOP = f'{DAY}"coop-entity" "ours" "worker-coop"\n  basis: "cash"\n'


def step(text: str, *meta: str, to: str = "Equity:Reserve") -> str:
    """A step of the rule."""
    lines = [f'{DAY}"coop-surplus-step" "law" {text}', *meta]
    if to:
        lines.append(f"to: {to}")
    return "\n  ".join(lines) + "\n"


def line(kind: str, text: str, *meta: str) -> str:
    """Another line of the rule, such as a limit."""
    return "\n  ".join([f'{DAY}"coop-surplus-{kind}" "law" {text}', *meta]) + "\n"


def found(text: str) -> list[str]:
    """The messages for a book, without the name of the directive."""
    entries, errors, _ = loader.load_string(HEAD + text)
    assert errors == []
    return [error.message.partition(": ")[2] for error in check_language(entries)]
