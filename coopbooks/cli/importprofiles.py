"""`coopbooks import profiles` and `template`: how files are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopbooks.cli import options
from coopbooks.cli.failures import one_line
from coopbooks.cli.output import write_files
from coopbooks.cli.reading import open_book
from coopbooks.core.errors import in_folder
from coopbooks.imports.knowing import opened_in
from coopbooks.imports.profile import SHAPES
from coopbooks.imports.profiles import FOLDER
from coopbooks.imports.profiles import load_profiles
from coopbooks.imports.template import profile_text
from coopbooks.imports.template import workbook

if TYPE_CHECKING:
    from coopbooks.imports.profile import Profile


@click.command(
    name="profiles", epilog=options.example("coopbooks import profiles BOOK")
)
@options.BOOK
def profiles_command(book: Path) -> int:
    """List the profiles of a book: what each reads, and what is wrong in it.

    It ends with 1 if a profile can't be used.
    """
    opened = open_book(book)
    profiles, errors = load_profiles(opened.folder, opened_in(opened))
    lines = [_line(profile) for profile in profiles]
    lines += [
        f"{in_folder(error.source, opened.folder)}: {one_line(error.message)}"
        for error in errors
    ]
    if not lines:
        first = "coopbooks import template bank"
        lines = [f"There are no profiles in {FOLDER}/ yet. Begin with: {first}"]
    click.echo("\n".join(lines))
    return 1 if errors else 0


def _line(profile: Profile) -> str:
    """A profile on one line."""
    return f"{profile.name}: {profile.kind}, for {', '.join(profile.files)}"


@click.command(
    name="template",
    epilog=options.example(
        "coopbooks import template dues",
        "coopbooks import template expenses --output claims-2026-04.xlsx",
    ),
)
@click.argument("kind", type=click.Choice(list(SHAPES)), metavar="KIND")
@click.option(
    "--output",
    "out",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The workbook; its profile comes beside it.  [default: KIND.xlsx]",
)
def template_command(kind: str, out: Path | None) -> int:
    """Make a blank workbook of a kind to fill in, and the profile that reads it.

    KIND is what the rows are: bank, dues, expenses and so on. The workbook has the
    columns with notes; the profile goes into the book's folder imports/, with your own
    accounts in it.
    """
    path = out or Path(f"{kind}.xlsx")
    if path.suffix.lower() != ".xlsx":
        path = path / f"{kind}.xlsx"
    profile = path.with_suffix(".toml")
    text = profile_text(kind, path.stem)
    write_files({path: workbook(kind), profile: text.encode()})
    click.echo(f"Written: {path}\nWritten: {profile}")
    click.echo(f"Put {profile.name} into the book's folder {FOLDER}/, and look at it.")
    return 0
