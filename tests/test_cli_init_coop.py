"""A new worker co-op's examples share a year, once they are used as they are."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.surplus.proposing import propose
from coopbooks.surplus.terms import read_terms
from tests.support.commands import run

if TYPE_CHECKING:
    from pathlib import Path

HOURS = """\
2026-12-31 * "Hours"
  Equity:Memo:Hours:Members  30 HOUR
    member: "M-0001"
  Equity:Memo:Hours:Members  10 HOUR
    member: "M-0002"
  Equity:Memo:Hours:Employees  10 HOUR
  Equity:Memo:Hours:Total  -50 HOUR
"""


def test_its_surplus_can_be_shared(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    words = ("--kind", "worker-coop", "--now", "2026-04-08T19:05")
    assert run("init", folder, *words).exit_code == 0
    for path in folder.glob("**/[!m]*.beancount"):
        text = path.read_text(encoding="utf-8")
        used = re.sub(r"(?m)^;(?=\d{4}-\d\d-\d\d |  )", "", text)
        path.write_text(used, encoding="utf-8")
    members = folder / "members.beancount"
    joined = '2026-01-01 custom "coop-member" "M-000{}" "join"\n  class: "owner"\n'
    members.write_text(joined.format(1) + joined.format(2), encoding="utf-8")
    (folder / "2026" / "hours.beancount").write_text(HOURS, encoding="utf-8")
    book = coopbooks.load(folder)
    assert book.errors == []
    day = datetime.date(2027, 2, 1)
    terms = read_terms(book.entries)
    found = propose(terms, book.entries, parse_period("2026"), day)
    assert [problem.message for problem in found.problems] == []
    # 76.00 were earned: 100.00 of sales, less 24.00 for paper.
    assert [str(step.amount) for step in found.steps] == ["15.20", "12.16", "48.64"]
