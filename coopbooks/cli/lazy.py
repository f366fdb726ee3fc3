"""A group whose commands are imported when they are run, so that help comes quickly."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING
from typing import ClassVar
from typing import NamedTuple

import click

from coopbooks.cli.failures import told

if TYPE_CHECKING:
    from collections.abc import Callable


class Entry(NamedTuple):
    """A command, known before it is imported.

    Attributes:
        name: What a person types.
        about: What it does, in one line of help.
        load: Imports it.
    """

    name: str
    about: str
    load: Callable[[], click.Command]


class Section(NamedTuple):
    """Commands that belong together.

    Attributes:
        title: What stands above them in the help.
        entries: The commands, in the order in which they are needed.
    """

    title: str
    entries: tuple[Entry, ...]


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports them when they are run.

    What a command returns is the exit code; None is 0.

    Attributes:
        sections: Its commands.
    """

    sections: ClassVar[tuple[Section, ...]] = ()

    @property
    def entries(self) -> dict[str, Entry]:
        """The commands by name, in the order of the help."""
        return {one.name: one for part in self.sections for one in part.entries}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else entry.load()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; of one that is not there, what is near."""
        name = args[0]
        if name not in self.entries and not name.startswith("-"):
            near = difflib.get_close_matches(name, self.entries, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"There is no command '{name}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the commands section by section, without importing them."""
        wide = max(len(name) for name in self.entries)
        for section in self.sections:
            rows = [(one.name.ljust(wide), one.about) for one in section.entries]
            with formatter.section(section.title):
                formatter.write_dl(rows)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        """Read the arguments; what is wrong with them is told on one line."""
        with told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command; what goes wrong is told on one line."""
        with told():
            code = super().invoke(ctx)
        if code:
            ctx.exit(code)
