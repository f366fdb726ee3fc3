"""Internal controls: what the book itself can answer, and what has to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from beancount.core import data

from coopbooks.controls.audit.blanks import MIDDLE
from coopbooks.controls.audit.blanks import SHORT
from coopbooks.controls.audit.bondterms import bonds_on
from coopbooks.controls.audit.bondterms import read_bonds
from coopbooks.controls.audit.closed import closed
from coopbooks.controls.audit.receipts import costs_paid
from coopbooks.controls.audit.receipts import documents_of
from coopbooks.controls.audit.receipts import has_paper
from coopbooks.controls.audit.records import confirmed_months
from coopbooks.controls.rules.there import files_of
from coopbooks.controls.withheld import overdue
from coopbooks.core.decisions import read_decisions
from coopbooks.core.decisions import uses
from coopbooks.core.officers import in_office
from coopbooks.core.officers import read_officers
from coopbooks.core.table import Column
from coopbooks.core.table import ColumnKind
from coopbooks.core.table import Row
from coopbooks.core.table import RowKind
from coopbooks.core.table import Sentence
from coopbooks.core.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from coopbooks.controls.audit.gross import Gross
    from coopbooks.core.ledger import Book
    from coopbooks.statements.scope import Scope

CONTROLS = "audit-controls"
BLANK = {"remarks": MIDDLE}
YES, NO, ASK = "yes", "NO", "ask"
# The key of an entry that says who signed for it, by id.
APPROVED = "approved-by"

# What no book knows. In our own words; trustees ask the officers.
TO_ASK = (
    "Do two sign for each payment, and is nothing signed before it is filled in?",
    "Does somebody besides the treasurer see statements as the bank sends them?",
    "Who may draw on the accounts, by card, cheque or password? Are all in office?",
    "Is money that comes in counted by two, receipted, and banked whole and soon?",
    "Is a bill paid only once somebody noted that thing and price are right?",
    "Are reimbursements asked for in writing, with papers and the reason?",
    "Are accounts of cards paid only with a paper for each line?",
    "Are pay, allowances and meal money those that members decided?",
    "Is the petty cash counted without notice, and its box locked?",
    "Is there a second copy of the books elsewhere, and was it tried?",
    "Do members get the figures at meetings, and are they these?",
    "Was mended what the last audit found?",
)


class Answer(NamedTuple):
    """What a book says to a question.

    Attributes:
        verdict: `yes`, `NO`, or `ask` where the book can't tell.
        words: Why.
    """

    verdict: str
    words: str


class Asked(NamedTuple):
    """What questions are asked of.

    Attributes:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        book: The book.
    """

    scope: Scope
    gross: Gross
    book: Book


def controls_table(scope: Scope, gross: Gross, book: Book) -> Table:
    """The checklist of internal controls.

    Args:
        scope: The book for the period.
        gross: Its receipts and disbursements.
        book: The book.

    Returns:
        First what the book can answer, then what has to be asked, with blanks.
    """
    asked = Asked(scope, gross, book)
    rows = [Row("book", {"label": "By the book"}, RowKind.HEADING)]
    for name, (question, answer) in QUESTIONS.items():
        found = answer(asked)
        if found is not None:
            cells = {
                "label": question,
                "answer": found.verdict,
                "words": found.words,
                **BLANK,
            }
            rows.append(Row(name, cells))
    rows.append(Row("ask", {"label": "To be asked and seen"}, RowKind.HEADING))
    for number, question in enumerate(TO_ASK, start=1):
        rows.append(Row(f"ask:{number}", {"label": question, "answer": SHORT, **BLANK}))
    return Table(
        CONTROLS,
        "Internal controls",
        (
            Column("label", "Question", ColumnKind.TEXT),
            Column("answer", "Answer", ColumnKind.TEXT),
            Column("words", "By what", ColumnKind.TEXT),
            Column("remarks", "What trustees found", ColumnKind.TEXT),
        ),
        tuple(rows),
        lead=(
            Sentence(
                "No control is proven by a book alone; where it says nothing, the "
                "answer is to be asked for."
            ),
        ),
    )


def _statements(asked: Asked) -> Answer | None:
    """Whether each bank account was confirmed at the end of each month."""
    found = confirmed_months(asked.scope)
    if found is None:
        return None
    having, wanted = found
    words = f"{having} of {wanted} ends of a month on all accounts"
    return Answer(YES if having == wanted else NO, words)


def _closed(asked: Asked) -> Answer:
    found = closed(asked.book, asked.scope.period)
    return Answer(YES if found.holds else NO, found.words)


def _papers(asked: Asked) -> Answer | None:
    scope = asked.scope
    linked = set(documents_of(scope.entries))
    costs = list(costs_paid(scope, scope.period))
    if not costs:
        return None
    files = files_of(scope.entries)
    named = sum(has_paper(one, linked) for one in costs)
    there = sum(has_paper(one, linked, files) for one in costs)
    words = f"{named} of {len(costs)} costs name one"
    if there < named:
        words += f"; of {named - there} it is not in the book's folder"
    return Answer(YES if there == len(costs) else NO, words)


def _signed(asked: Asked) -> Answer:
    entries = {id(one.entry): one.entry for one in asked.gross.disbursements}
    signers = [_signers(one) for one in entries.values()]
    if not any(signers):
        return Answer(ASK, f"the book does not say who signed ({APPROVED}:)")
    two = sum(len(one) > 1 for one in signers)
    words = f"{two} of {len(signers)} disbursements name two"
    return Answer(YES if two == len(signers) else NO, words)


def _signers(entry: data.Transaction) -> set[str]:
    """Who signed for an entry, by id."""
    metas = (entry.meta, *(one.meta or {} for one in entry.postings))
    said = " ".join(str(meta[APPROVED]) for meta in metas if meta.get(APPROVED))
    return set(said.replace(",", " ").replace(";", " ").split())


def _limits(asked: Asked) -> Answer | None:
    scope = asked.scope
    decisions, _errors = read_decisions(scope.entries)
    end = scope.period.end
    found = uses(scope.entries, decisions, scope.roles, scope.currency, end)
    if not found:
        return Answer(ASK, "the book has no decisions")
    over = [one.decision.id for one in found if one.left is not None and one.left < 0]
    late = [one.decision.id for one in found if one.late]
    if not over and not late:
        return Answer(YES, f"{len(found)} decisions, none overspent or used too late")
    parts = [f"overspent: {', '.join(over)}"] if over else []
    parts += [f"used after the end: {', '.join(late)}"] if late else []
    return Answer(NO, "; ".join(parts))


def _apart(asked: Asked) -> Answer:
    """Whether nobody audits what they kept themselves."""
    terms, _errors = read_officers(asked.scope.entries)
    day = asked.scope.period.last
    keepers = set(in_office(terms, "treasurer", day))
    trustees = set(in_office(terms, "trustee", day))
    if not keepers or not trustees:
        return Answer(ASK, "the book names no treasurer or no trustees on the last day")
    both = sorted(keepers & trustees)
    if both:
        return Answer(NO, f"treasurer and trustee at once: {', '.join(both)}")
    return Answer(YES, f"{len(trustees)} trustees, none of them treasurer")


def _bonded(asked: Asked) -> Answer:
    scope = asked.scope
    held = bonds_on(read_bonds(scope.entries)[0], scope.period.last)
    if not held:
        return Answer(ASK, "the book has no bond (coop-bond)")
    return Answer(YES, f"bonds for: {', '.join(held)}; how much: see Bonds")


def _taxes(asked: Asked) -> Answer | None:
    scope = asked.scope
    if "tax-payable" not in scope.roles.said.values():
        return None
    late = [scope.roles.name_of(account) for account, _n in overdue(scope)]
    if late:
        return Answer(NO, f"overdue: {', '.join(late)}")
    return Answer(YES, "nothing is owed for longer than the book allows")


def _flags(asked: Asked) -> Answer:
    marked = sum(
        isinstance(one, data.Transaction)
        and one.flag == "!"
        and one.date in asked.scope.period
        for one in asked.scope.entries
    )
    return Answer(NO if marked else YES, f"{marked} entries are marked with a !")


QUESTIONS: dict[str, tuple[str, Callable[[Asked], Answer | None]]] = {
    "statements": (
        "Is every account compared with its statement each month?",
        _statements,
    ),
    "closed": ("Are the months closed, so that nothing changes unseen?", _closed),
    "papers": ("Has every cost a paper that the book names?", _papers),
    "signed": ("Does the book name two who signed for each payment?", _signed),
    "limits": ("Were decisions kept, in amount and time?", _limits),
    "apart": ("Do others audit than those who keep the money?", _apart),
    "bonded": ("Are those who handle money bonded?", _bonded),
    "taxes": ("Is what was withheld paid on in time?", _taxes),
    "flags": ("Is no entry left that somebody marked to look at?", _flags),
}
