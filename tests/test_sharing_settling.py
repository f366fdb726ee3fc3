"""Settling: what is set off, and what stays as it was."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from beancount.core import data
from beancount.core import realization
from beancount.parser import printer
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import coopbooks
from coopbooks.core.periods import parse_period
from coopbooks.funds.balances import balances
from coopbooks.funds.balances import fund_postings
from coopbooks.sharing.proof.proving import prove
from coopbooks.sharing.settling.items import open_items
from coopbooks.sharing.settling.settling import Asked
from coopbooks.sharing.settling.settling import settle
from coopbooks.sharing.views import view_of
from tests.support.netting import AGREEMENTS
from tests.support.netting import LOCAL
from tests.support.netting import PARTY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coopbooks.core.ledger import Book
    from coopbooks.sharing.settling.settling import Settlement

QUARTER = parse_period("2026-Q1")
DAY = datetime.date(2026, 4, 15)


def book_of(text: str) -> Book:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "main.beancount"
        path.write_text(text, encoding="utf-8")
        book = coopbooks.load(path)
    assert book.errors == []
    return book


def settled(here: str, there: str = "", bank: str = "") -> list[Settlement]:
    view = view_of(book_of(here))
    others = {}
    if there:
        other = view_of(book_of(there))
        others[other.name] = other
    asked = Asked(QUARTER, DAY, datetime.date.min, bank)
    return settle(view, asked, others)


def written(entries: Iterable[data.Directive]) -> str:
    return "\n".join(printer.format_entry(entry) for entry in entries)


def held(text: str, account: str) -> Decimal:
    entries = book_of(text).entries
    real = realization.get(realization.realize(entries), account)
    assert real is not None
    return realization.compute_balance(real).get_currency_units(
        "USD"
    ).number or Decimal(0)


def test_the_party_pays_what_is_left_and_all_four_stay_gross() -> None:
    here, there = PARTY + AGREEMENTS, LOCAL + AGREEMENTS
    (found,) = settled(here, there, "Assets:Bank:Main")
    netting = found.netting
    assert netting.total(ours=True) == Decimal("4240.00")
    assert netting.total(ours=False) == Decimal("4171.50")
    assert netting.set_off == Decimal("4171.50")
    assert (netting.to_pay, netting.to_get) == (Decimal("68.50"), Decimal(0))
    assert found.problems == ()
    assert found.notes == ()

    after = here + written(found.proposal.entries)
    assert held(after, "Assets:Receivable") == 0
    assert held(after, "Liabilities") == 0
    assert held(after, "Assets:Bank") - held(here, "Assets:Bank") == Decimal("-68.50")
    # What was owed is shown as before: nothing of it became less.
    for account in ("Income:Per-Capita", "Income:Share", "Expenses:Grants"):
        assert held(after, account) == held(here, account)
    names = {
        (posting.meta or {}).get("agreement")
        for entry in found.proposal.entries
        if isinstance(entry, data.Transaction)
        for posting in entry.postings
    }
    assert {"per-capita", "share", "grant", "dues-held"} <= names


def test_a_grant_that_is_set_off_moves_the_fund_s_money() -> None:
    here = PARTY + AGREEMENTS
    (found,) = settled(here)
    assert found.between == {"solidarity": 1000, "general": -1000}
    after = here + written(found.proposal.entries)
    assert held(after, "Assets:Bank:Solidarity") == Decimal("3000.00")
    assert held(after, "Assets:Bank:Main") - held(here, "Assets:Bank:Main") == 1000
    # The fund itself gave when the grant was booked, and only then.
    book = book_of(after)
    moved = fund_postings(book.entries, view_of(book).terms.roles)
    funds = balances(moved, DAY + datetime.timedelta(days=1))
    assert funds["solidarity"]["USD"] == held(after, "Assets:Bank:Solidarity")


def test_money_of_funds_that_lies_together_stays() -> None:
    here = PARTY.replace("  kept-on: Assets:Bank:Solidarity\n", "") + AGREEMENTS
    (found,) = settled(here)
    assert found.between == {"solidarity": 1000, "general": -1000}
    ids = [str(entry.meta["id"]).split("-2026")[0] for entry in found.proposal.entries]
    assert ids == ["set-off"]


def test_the_mirror_settles_the_other_book() -> None:
    here, there = PARTY + AGREEMENTS, LOCAL + AGREEMENTS
    (found,) = settled(here, there)
    after = there + written(found.mirror)
    (rest,) = open_items(view_of(book_of(after)), QUARTER, {})
    assert (rest.name, rest.number) == ("dues-held", Decimal("68.50"))
    views = [view_of(book_of(here + written(found.proposal.entries)))]
    views.append(view_of(book_of(after)))
    assert prove({one.name: one for one in views}, QUARTER).differences == ()


def test_settled_twice_settles_nothing() -> None:
    here = PARTY + AGREEMENTS
    (found,) = settled(here, bank="Assets:Bank:Main")
    assert settled(here + written(found.proposal.entries)) == []


def test_what_an_agreement_does_not_allow_is_not_set_off() -> None:
    terms = AGREEMENTS.replace("  set-off: TRUE\n", "", 1)
    (found,) = settled(PARTY + terms)
    off = {line.item.name: line.set_off for line in found.netting.lines}
    assert off["per-capita"] == 0
    assert found.netting.set_off == Decimal("2600.00")
    assert found.netting.to_get == Decimal("1571.50")
    assert found.notes == (
        "Not set off, since the agreement does not say set-off: TRUE: per-capita.",
    )


def test_what_the_other_book_has_otherwise_is_told() -> None:
    there = LOCAL.replace("2600.00", "2500.00") + AGREEMENTS
    (found,) = settled(PARTY + AGREEMENTS, there)
    (words,) = found.notes
    assert words == (
        "share for January to March 2026: 2,600.00 is open here and 2,500.00 in the "
        "book of local; see coopbooks share prove."
    )


def test_a_book_by_cash_books_what_is_set_off_gross() -> None:
    """Nothing was owed in it before: the costs and the income come in now."""
    cash = LOCAL.split("2026-03-31", maxsplit=1)[0].replace('"accrual"', '"cash"')
    terms = AGREEMENTS + (
        '2026-01-01 custom "coop-agreement-accounts" "grant"\n  income: Income:Grants\n'
        "  receivable: Assets:Receivable:Party\n"
        '2026-01-01 custom "coop-agreement-accounts" "dues-held"\n'
        "  income: Income:Dues\n  receivable: Assets:Receivable:Party\n"
        '2026-01-01 custom "coop-agreement-accounts" "per-capita"\n'
        "  expense: Expenses:Per-Capita\n  payable: Liabilities:Per-Capita\n"
        '2026-01-01 custom "coop-agreement-accounts" "share"\n'
        "  expense: Expenses:Share\n  payable: Liabilities:Share\n"
    )
    (found,) = settled(cash + terms)
    assert found.problems == ()
    (entry,) = found.proposal.entries
    after = cash + terms + written([entry])
    assert held(after, "Expenses:Share") == Decimal("2600.00")
    assert held(after, "Income:Grants") == Decimal("-1000.00")
    (again,) = settled(after)
    assert again.netting.set_off == 0
    assert again.netting.to_get == Decimal("68.50")


def test_a_political_committee_is_warned_of_before_anything_is_settled() -> None:
    body = (
        '2026-01-01 custom "coop-body" "party" "party"\n  country: "US"\n'
        "  political-committee: TRUE\n"
    )
    (found,) = settled(LOCAL + AGREEMENTS + body)
    assert len(found.notes) == 2
    assert "52 USC 30118(a), (b), looked up on 2026-11-23" in found.notes[0]
    assert found.notes[0].endswith("Check with your adviser before anything is paid.")


AMOUNTS = st.lists(st.integers(min_value=1, max_value=500_000), min_size=4, max_size=4)


@settings(max_examples=15)
@given(AMOUNTS, st.lists(st.booleans(), min_size=4, max_size=4))
def test_setting_off_changes_no_gross_line(
    cents: list[int], allowed: list[bool]
) -> None:
    terms, party, local = AGREEMENTS, PARTY, LOCAL
    names = ("per-capita", "share", "grant", "dues-held")
    olds = ("1571.50", "2600.00", "1000.00", "3240.00")
    for number, (old, cent) in enumerate(zip(olds, cents, strict=True)):
        new = f"{Decimal(cent) / 100:.2f}"
        mark = f"<{number}>"
        terms, party, local = (
            one.replace(old, mark).replace(mark, new) if old != new else one
            for one in (terms, party, local)
        )
    blocks = terms.split("2026-01-01 custom")[1:]
    terms = "".join(
        "2026-01-01 custom" + (block if may else block.replace("  set-off: TRUE\n", ""))
        for block, may in zip(blocks, allowed, strict=True)
    )
    (here,) = settled(party + terms, local + terms)
    (there,) = settled(local + terms, party + terms)
    # Both sides come to the same, from whichever it is looked at.
    assert here.netting.set_off == there.netting.set_off
    assert here.netting.to_pay == there.netting.to_get
    off = {line.item.name: line.set_off for line in here.netting.lines}
    assert off == {line.item.name: line.set_off for line in there.netting.lines}
    for line in here.netting.lines:
        assert 0 <= line.set_off <= line.item.number
        assert line.set_off == 0 or allowed[names.index(line.item.name)]
    net = here.netting.total(ours=True) - here.netting.total(ours=False)
    assert here.netting.to_pay - here.netting.to_get == net
    after = party + terms + written(here.proposal.entries)
    for account in ("Income", "Expenses"):
        assert held(after, account) == held(party + terms, account)
    assert sum(here.between.values()) == 0
