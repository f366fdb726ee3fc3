"""What is wrong with what a book says about times of need, before any help is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopbooks.core.errors import LedgerError
from coopbooks.core.errors import placed
from coopbooks.core.forms import near
from coopbooks.core.groups import gather
from coopbooks.core.postings import saying
from coopbooks.support.forms.need import BENEFIT
from coopbooks.support.forms.need import FORMS
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.decided import read_deciders
from coopbooks.support.problems.benefits import check_benefits
from coopbooks.support.problems.requests import check_requests
from coopbooks.support.problems.strikes import check_strikes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from beancount.core import data

    from coopbooks.core.directives import Directive
    from coopbooks.sharing.problems.names import Names


def check_need(
    entries: Sequence[data.Directive],
    directives: Sequence[Directive],
    names: Names,
) -> Iterator[LedgerError]:
    """Find what does not fit together in what a book says about times of need.

    Args:
        entries: A book's entries.
        directives: All its directives that fit their forms.
        names: The names of the book.

    Yields:
        An error for each thing, at the line to mend; none that tells why somebody asks.
    """
    if not any(one.form in FORMS for one in directives):
        return
    known = read_deciders(entries)
    benefits = gather(directives, BENEFIT.kind)[0]
    yield from check_benefits(directives, names, known)
    yield from check_strikes(directives, known)
    yield from check_requests(directives, benefits, names, known)
    requests = {one.name for one in directives if one.form is REQUEST}
    yield from _unknown(entries, "benefit", {one.name for one in benefits}, names)
    yield from _unknown(entries, "request", requests, names)


def _unknown(
    entries: Sequence[data.Directive], key: str, there: set[str], names: Names
) -> Iterator[LedgerError]:
    """Payments that name a benefit or a request which is not there.

    Who gets help names the benefit and the request of who gives it; so only costs are
    looked at.
    """
    for entry, meta in saying(entries, key):
        said = str(meta[key])
        costs = any(
            names.roles.type_of(one.account) == "Expenses" for one in entry.postings
        )
        if costs and said not in there:
            problem = f"{key} '{said}' is not in this book; add its coop-{key}."
            yield LedgerError(
                placed(meta, entry.meta), f"{problem}{near(said, there)}", entry
            )
