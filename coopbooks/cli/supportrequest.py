"""`coopbooks support request`: note that somebody asks for help, and never why."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING
from typing import TypedDict

import click

from coopbooks.cli import duesoptions
from coopbooks.cli import duesprivate
from coopbooks.cli import options
from coopbooks.cli import shareoptions
from coopbooks.cli import supportneedoptions
from coopbooks.cli.failures import say
from coopbooks.cli.progress import doing
from coopbooks.cli.reading import open_book
from coopbooks.cli.reading import warn
from coopbooks.core.closing import ends_of
from coopbooks.core.directives import near
from coopbooks.core.errors import CoopbooksError
from coopbooks.support.forms.need import REQUEST
from coopbooks.support.need.asking import Asking
from coopbooks.support.need.asking import entitlement
from coopbooks.support.need.directives import batch_for
from coopbooks.support.need.directives import next_id
from coopbooks.support.need.directives import request_entry
from coopbooks.support.need.directives import same_request
from coopbooks.support.need.fresh import only_new
from coopbooks.support.need.requests import benefit_for
from coopbooks.support.need.tables import checks_table
from coopbooks.support.need.tables import request_table
from coopbooks.support.need.words import currency_of
from coopbooks.support.terms import terms_of

if TYPE_CHECKING:
    import datetime
    from typing import Unpack

    from coopbooks.core.ledger import Book
    from coopbooks.core.proposal import Difference
    from coopbooks.sharing.share import View
    from coopbooks.support.need.asking import Entitlement
    from coopbooks.support.terms import SupportTerms


class Asked(TypedDict):
    """What is asked for besides the book, the benefit and the amount."""

    member: str | None
    body: str | None
    reasons: Path | None
    on: datetime.date | None
    others: tuple[Path, ...]
    to_write: bool
    form: str | None
    out: str | None


class OneAsks(CoopbooksError):
    """Nobody asks, or two do."""

    def __init__(self) -> None:
        """Build the message."""
        super().__init__("Who asks? Give either --member M-0042 or --body NAME.")


class NoSuchMember(CoopbooksError):
    """A member is named who never joined."""


class ReasonsElsewhere(CoopbooksError):
    """The file with the reasons lies where others may read it, or is not there."""

    def __init__(self, words: str) -> None:
        """Build the message.

        Args:
            words: What is wrong; it never says the file's name, which may tell a lot.
        """
        super().__init__(
            f"The file with the reasons {words}. Put it into the book's "
            f"{duesprivate.FOLDER}/ and give that path; only its hash is noted."
        )


@click.command(
    name="request",
    epilog=options.example(
        "coopbooks support request BOOK hardship 400.00 --member M-0042 "
        "--reasons BOOK/private/0042.txt --on 2026-03-02",
        "coopbooks support request BOOK solidarity 2000 --body lanternworks --write",
    ),
)
@options.BOOK
@click.argument("benefit")
@click.argument("amount")
@click.option("--member", metavar="ID", help="The member who asks, such as M-0042.")
@click.option("--body", metavar="NAME", help="The body that asks.")
@click.option(
    "--reasons",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file in the book's private/ that says why; only its hash is noted.",
)
@duesoptions.ON
@shareoptions.WITH
@duesoptions.WRITE
@options.NOW
@duesoptions.FORMAT
@duesoptions.OUTPUT
def command(
    book: Path,
    benefit: str,
    amount: str,
    now: datetime.datetime,
    **asked: Unpack[Asked],
) -> int:
    """Note that a member or a body asks for help, and look at what the terms give.

    The request gets an id. Why it is asked stands in a private file; the book only
    keeps its hash, so that nobody can change it later. What stands in the way is said
    with what to do about it; a request is noted all the same, for others decide on it.
    Noting the same again writes nothing.

    It ends with 1 if the terms do not give what is asked for.
    """
    to = duesoptions.place(asked["out"], asked["form"], "request")
    opened = open_book(book)
    errors = warn(opened, book)
    if (asked["member"] is None) == (asked["body"] is None):
        raise OneAsks
    supportneedoptions.only_private(to, [asked["member"]] if asked["member"] else [])
    reasons = hash_of(opened, asked["reasons"])
    view, others = shareoptions.views_of(opened, asked["others"])
    terms = terms_of(view)
    asking = _asking(view, terms, benefit, amount, asked, now)
    lines, currency = terms.of(REQUEST.kind), currency_of(asking.benefit, view.currency)
    there = same_request(lines, asking, currency, reasons)
    asking = asking._replace(request=there)
    with doing(f"Looking at what '{benefit}' gives"):
        found = entitlement(view, terms, asking, others)
    name, lacking = _lacking(opened, terms, asking, found.currency, reasons)
    if asked["to_write"]:
        duesoptions.put(opened, lacking, now, f"support request {benefit}")
    _tell(name, found)
    front = [
        request_table(name, found, has_reasons=bool(reasons)),
        checks_table(found),
    ]
    state = duesoptions.state_of(lacking, written=asked["to_write"])
    subject = f"Request {name}"
    duesoptions.show(opened, subject, front, (), to, state=state, now=now)
    return 1 if errors or found.most < asking.number else 0


def hash_of(book: Book, path: Path | None) -> str:
    """The hash of the file with the reasons; what is in it is kept nowhere.

    Args:
        book: The book.
        path: The file; None for none.

    Returns:
        Such as `sha256:0f3c...`; empty for no file.

    Raises:
        ReasonsElsewhere: It is not below the book's private folder, not there, or
            empty.
    """
    if path is None:
        return ""
    private = (book.folder / duesprivate.FOLDER).resolve()
    try:
        real = path.resolve()
        if not real.is_relative_to(private):
            words = "does not lie in the book's private folder"
            raise ReasonsElsewhere(words)
        content = real.read_bytes() if real.is_file() else None
    except OSError:
        content = None
    if content is None:
        words = "is not there, or can't be read"
        raise ReasonsElsewhere(words) from None
    if not content.strip():
        words = "is empty"
        raise ReasonsElsewhere(words)
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _asking(
    view: View,
    terms: SupportTerms,
    benefit: str,
    amount: str,
    asked: Asked,
    now: datetime.datetime,
) -> Asking:
    """Who asks for what, as it was typed."""
    day = asked["on"] or now.date()
    group = benefit_for(terms, benefit, day)
    number = supportneedoptions.amount_of(amount, currency_of(group, view.currency))
    member = _member(view, asked["member"])
    return Asking(group, member, asked["body"] or "", number, day, day)


def _member(view: View, member: str | None) -> str:
    """The id of who asks, which the book must know."""
    known = view.terms.dues.histories
    if member and member not in known:
        words = (
            f"{member} never joined, by this book.{near(member, known)} Add a "
            "coop-member first, or mend the id."
        )
        raise NoSuchMember(words)
    return member or ""


def _lacking(
    book: Book, terms: SupportTerms, asking: Asking, currency: str, reasons: str
) -> tuple[str, Difference]:
    """The request's id, and what the book lacks of it."""
    soft = ends_of(book.entries).soft
    if name := asking.request:
        return name, only_new(batch_for(name, "request", asking.asked), (), soft)
    if asking.asked < soft:
        supportneedoptions.refuse(
            [f"the book is closed up to {soft}; note it with a later --on."]
        )
    name = next_id(terms.of(REQUEST.kind), asking.asked)
    entry = request_entry(name, asking, currency, reasons)
    return name, only_new(batch_for(name, "request", asking.asked), (entry,), soft)


def _tell(name: str, found: Entitlement) -> None:
    """Say beside the output what stands in the way."""
    for check in found.refusals:
        say(f"{name}: {check.words}: {check.because}.")
    if not found.refusals and found.most < found.asking.number:
        say(f"{name}: the terms give up to {found.most:,.2f} {found.currency}.")
