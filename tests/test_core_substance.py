from __future__ import annotations

from typing import cast

import pytest
from beancount.core import data
from beancount.parser import parser

from coopbooks.core.substance import amounts
from coopbooks.core.substance import substance
from coopbooks.core.substance import what_differs
from tests.support.batches import charge
from tests.support.mutations import changed

FULL = """
2026-01-03 * "Harbor Hall" "Rent" #hall ^rent-1
  decision: "2026-01/1"
  hours: 3
  paid: TRUE
  Expenses:Rent  400.00 USD
    fund: "general"
  Expenses:Rent  20.00 USD
    fund: "strike"
  ! Assets:Bank  -420.00 USD
  Assets:Shares  2 SHARE {10.00 USD, 2026-01-02, "first"} @ 11.00 USD
"""
ORIGIN = '  id: "{0}"\n  batch: "{0}"\n  recorded: 2026-0{0}-01\n  reverses: "{0}"\n'


def parsed(text: str) -> data.Transaction:
    entries, errors, _ = parser.parse_string(text)
    assert not errors
    return cast(data.Transaction, entries[0])


def test_every_change_is_found_and_said() -> None:
    entry = parsed(FULL)
    count = 0
    for other in changed(entry):
        assert substance(other) != substance(entry)
        assert what_differs(entry, other)
        count += 1
    assert count > 40


def test_origin_makes_no_difference() -> None:
    text = '2026-01-03 * "x"\n{}  Assets:Bank  0 USD\n'
    one, other = (parsed(text.format(ORIGIN.format(number))) for number in (1, 2))
    assert substance(one) == substance(other) == substance(parsed(text.format("")))
    assert what_differs(one, other) == ()


def test_it_makes_no_difference_where_something_is_said() -> None:
    text = '2026-01-03 * "x"\n{0}  Assets:A  1 USD\n{1}  Assets:B  -1 USD\n{1}'
    above = parsed(text.format('  fund: "strike"\n', ""))
    below = parsed(text.format("", '    fund: "strike"\n'))
    over = parsed(text.format('  fund: "general"\n', '    fund: "strike"\n'))
    assert substance(above) == substance(below) == substance(over)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("2026-01-03", "2026-01-04", "date was 2026-01-03, is 2026-01-04"),
        ('"Harbor Hall" ', "", "payee was Harbor Hall, is -"),
        ("#hall", "#hall #more", "tags was #hall, is #hall #more"),
        ("400.00", "401.00", "Expenses:Rent was 400.00 USD, is 401.00 USD"),
        ('"strike"', '"food"', 'Expenses:Rent fund was "strike", is "food"'),
        ("! Assets", "Assets", "Assets:Bank flag was !, is -"),
        (
            "Assets:Bank  -420.00 USD",
            "Assets:Till  -420.00 USD",
            (
                "Assets:Bank -420.00 USD is no longer there; "
                "Assets:Till -420.00 USD is added"
            ),
        ),
    ],
)
def test_differences_in_words(old: str, new: str, words: str) -> None:
    said = what_differs(parsed(FULL), parsed(FULL.replace(old, new)))
    assert "; ".join(said) == words


def test_something_else_altogether() -> None:
    (note,), _, _ = parser.parse_string('2026-01-03 note Assets:Bank "x"\n')
    assert what_differs(note, charge()) == ("it was a note, is a transaction",)


def test_amounts_are_what_is_added() -> None:
    assert amounts(parsed(FULL)) == "2 SHARE, 420.00 USD"
