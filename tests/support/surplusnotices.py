"""What tests ask of a book's notices and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.surplus.notices.patr import forms
from coopbooks.surplus.terms import read_terms

if TYPE_CHECKING:
    from coopbooks.surplus.notices.patr import Form
    from coopbooks.surplus.notices.patr import Forms
    from tests.support.ledgers import Loaded


def forms_of(loaded: Loaded, year: int) -> Forms:
    """The figures of a calendar year's forms, of a book that Beancount finds right."""
    assert loaded.errors == []
    return forms(read_terms(loaded.entries), loaded.entries, "USD", year)


def boxes(loaded: Loaded, year: int) -> dict[str, str]:
    """What is on each form, such as `1: 20.00, 4: 2.00`; nothing is wrong."""
    found = forms_of(loaded, year)
    assert said(found) == []
    return {form.member: in_words(form) for form in found.forms}


def in_words(form: Form) -> str:
    """The boxes of a form that hold anything; `due` is what was not paid."""
    held = [(box, form.box(box)) for box in ("1", "2", "4", "5", "interest")]
    told = [f"{box}: {number}" for box, number in held if number]
    return ", ".join([*told, *([f"due: {form.due}"] if form.due else [])])


def said(found: Forms) -> list[str]:
    """Problems as `line message`."""
    return [f"{one.source['lineno']} {one.message}" for one in found.problems]
