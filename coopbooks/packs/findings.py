"""Everything there is to look at in a period, of all subjects together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.controls.findings import findings
from coopbooks.controls.waivers import judge
from coopbooks.funds.terms import read_funds
from coopbooks.members.names import read_names
from coopbooks.packs.dues import dues_findings
from coopbooks.packs.dues import read_dues
from coopbooks.packs.sharing import between_findings
from coopbooks.packs.sharing import read_between
from coopbooks.statements.balance import balance_table
from coopbooks.statements.equity import BY_FUND
from coopbooks.statements.funds import fund_figures
from coopbooks.statements.income import income_table

if TYPE_CHECKING:
    from coopbooks.controls.waivers import Judged
    from coopbooks.core.ledger import Book
    from coopbooks.members.names import Names
    from coopbooks.packs.dues import Dues
    from coopbooks.packs.sharing import Between
    from coopbooks.statements.funds import Figures
    from coopbooks.statements.scope import Scope


def judged_of(
    scope: Scope,
    figures: Figures | None,
    dues: Dues | None,
    between: Between | None,
    names: Names | None = None,
) -> Judged:
    """What there is to look at, sorted by what the book says about it.

    Args:
        scope: The book for the period, once its statements are made: they tell which
            prices are missing.
        figures: The figures of its funds, if it has any.
        dues: Its dues, if it has any.
        between: What it shares with others, if it does.
        names: The names of its private roster, to find those that stand in the book.
            None where the roster is nothing to be read: a pack and a review say the
            same to everybody, and the viewer never opens what is private.

    Returns:
        What is open, what is waived, and waivers that can't be meant.
    """
    found = findings(scope, figures, names)
    if dues is not None:
        found += dues_findings(dues, scope)
    if between is not None:
        found += between_findings(between)
    end = scope.entity.fiscal_year_end
    return judge(found, scope.entries, scope.period, end)


def figures_of(scope: Scope) -> Figures | None:
    """The figures of a book's funds.

    Args:
        scope: The book for the period.

    Returns:
        The figures; None for a body that has no funds and need have none.
    """
    has_funds = scope.entity.kind in BY_FUND or bool(read_funds(scope.entries)[0])
    return fund_figures(scope) if has_funds else None


def everything(scope: Scope, book: Book) -> Judged:
    """What the pack of a period lists to be looked at, and names of members.

    Args:
        scope: The book for the period.
        book: The book. The names of its private roster are read where it is at hand;
            none is shown.

    Returns:
        What is open, what is waived, and waivers that can't be meant.
    """
    figures = figures_of(scope)
    # Missing prices are known once the statements have asked for them.
    income_table(scope)
    balance_table(scope, None if scope.entity.kind == "worker-coop" else figures)
    dues = read_dues(scope, book)
    names = read_names(book.folder)
    return judged_of(scope, figures, dues, read_between(scope), names)
