from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from coopbooks.core.table import Ref
from coopbooks.packs.delimited import HEADER
from coopbooks.packs.delimited import delimited
from coopbooks.packs.delimited import harmless
from tests.support import bakery
from tests.support.workbooks import contents


def lines() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(delimited(bakery.pack()))))


def test_one_header_and_line_feeds() -> None:
    made = delimited(bakery.pack())
    assert made == delimited(bakery.pack())
    assert made.splitlines()[0] == ",".join(HEADER)
    assert made.count("table,row,") == 1
    assert "\r" not in made


def test_it_says_whose_figures_these_are() -> None:
    said = {line["row"]: line["value"] for line in lines() if line["table"] == "pack"}
    assert said["title"] == "Tidewater Bakery"
    assert said["period"] == "March 2026"
    assert said["version"] == "d4e5f6a"
    assert said["printed"] == "2026-04-09T18:20:00+00:00"


def test_every_amount_is_there_exactly_with_its_currency_apart() -> None:
    pack = bakery.pack()
    found = {
        Ref(line["table"], line["row"], line["column"]): line
        for line in lines()
        if line["table"] != "pack"
    }
    for ref, content in contents(pack).items():
        value = pack.values[ref]
        if isinstance(value, Decimal):
            assert Decimal(found[ref]["value"]) == value
            percent = found[ref]["holds"] == "percent"
            assert found[ref]["currency"] == ("" if percent else "USD")
        elif content is not None and ref.column != "label":
            assert ref in found


def test_rows_of_words_are_kept() -> None:
    labels = [line["label"] for line in lines() if line["table"] == "look"]
    assert len(labels) == 3


def test_text_is_no_formula_and_numbers_are_left_alone() -> None:
    ledger = [line for line in lines() if line["table"] == "ledger"]
    words = {line["value"] for line in ledger if line["column"] == "words"}
    assert {"'+mixer repair <b>now</b>", '\'-butter "salted" {}'} <= words
    assert "'=1+1" in {line["label"] for line in ledger}
    assert "-73050.00" in {line["value"] for line in lines()}
    for line in lines():
        for name, text in line.items():
            number = name == "value" and line["holds"] in {"amount", "percent"}
            assert number or not text.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_plain_words_stay_plain() -> None:
    assert harmless("Mill & Sons = our miller") == "Mill & Sons = our miller"
