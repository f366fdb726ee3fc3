from __future__ import annotations

import datetime

from coopbooks.dues.checkoff.letter import letter
from tests.support.checkoff import FLAT
from tests.support.checkoff import LOCAL
from tests.support.checkoff import PLANT
from tests.support.checkoff import charged
from tests.support.checkoff import deposited
from tests.support.checkoff import listed
from tests.support.checkoff import loaded
from tests.support.checkoff import members
from tests.support.checkoff import reconciled

ON = datetime.date(2026, 4, 20)
BOOK = LOCAL + PLANT + FLAT
EXCUSED = """\
2026-01-01 custom "coop-dues-excuse" "full" "illness" 12 MONTH
2026-03-01 custom "coop-member-dues" "M-5" "excused" "illness"
  until: 2026-03-31
"""
EVERYTHING = """\
Local 7
20 April 2026

To: harbor-foods
Dues deducted for March 2026

  Expected by us                  160.00 USD
  On your list                    238.00 USD
  Difference                      +78.00 USD

Nothing was deducted. Please deduct and send:
  M-3                     due      40.00   deducted       0.00

Less was deducted than is due. Please send the rest:
  Example Person          due      40.00   deducted      36.00

The dues of another category were used. Please correct:
  M-6                     due      40.00   deducted      22.00

Nothing is due for this month. Please stop deducting:
  M-5                     due       0.00   deducted      40.00

Not known to us by this number. Please say who it is:
  X                       due       0.00   deducted      60.00

Taken by us as paid for an earlier period, unless you object:
  M-1                     due      40.00   deducted      80.00  (February 2026)

  Money received                  235.00 USD
  Not explained                    +3.00 USD
What we received is less than your list. Please say why.

Please answer, and correct this with your next list. Whatever is missing
here is no fault of the members."""


def test_a_letter_says_what_to_correct_and_no_reasons() -> None:
    book = loaded(
        BOOK,
        members("M-1", "M-2", "M-3", "M-5", "M-6"),
        EXCUSED,
        charged("02", [("M-1", "40.00")]),
        listed(
            "03",
            [
                ("M-1", "80.00"),
                ("M-2", "36.00"),
                ("M-5", "40.00"),
                ("M-6", "22.00"),
                ("X", "60.00"),
            ],
        ),
        deposited("2026-04-12", "235.00"),
    )
    names = {"M-2": "Example Person"}
    lines = letter(reconciled(book), ON, "Local 7", names)
    assert "\n".join(lines) == EVERYTHING
    assert "illness" not in EVERYTHING
    assert max(map(len, lines)) <= 80
    without = "\n".join(letter(reconciled(book), ON))
    assert "Example" not in without
    assert without.startswith("20 April 2026")


def test_a_letter_where_everything_fits_or_nothing_came() -> None:
    fits = loaded(
        BOOK,
        members("M-1"),
        listed("03", [("M-1", "40.00")]),
        deposited("2026-04-12", "40.00"),
    )
    assert letter(reconciled(fits), ON)[-1] == "Everything fits. Thank you."
    waits = letter(
        reconciled(loaded(BOOK, members("M-1"), listed("03", [("M-1", "40.00")]))), ON
    )
    assert "  Not received yet                 40.00 USD" in waits
    assert "Everything fits. Thank you." not in waits
    nothing = " ".join(letter(reconciled(loaded(BOOK, members("M-1", "M-2"))), ON))
    assert "We have no list of yours for this period." in nothing
    assert "with the dues of 2 members." in nothing
    assert "M-1" not in nothing


def test_a_letter_about_money_for_several_lists() -> None:
    book = loaded(
        BOOK,
        members("M-1"),
        listed("02", [("M-1", "40.00")]),
        listed("03", [("M-1", "40.00")]),
        deposited("2026-04-12", "80.00"),
    )
    lines = letter(reconciled(book), ON)
    assert (
        "The money below is for 2 lists of yours: February 2026, March 2026." in lines
    )
    assert "  Money received                   80.00 USD" in lines
