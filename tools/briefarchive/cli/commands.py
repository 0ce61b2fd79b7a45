"""Commands by name, each in a module of its own that is loaded when it is called."""

import difflib
import functools
import importlib
from collections.abc import Collection
from importlib.metadata import EntryPoint, entry_points
from typing import Any, NoReturn

import click


class Commands(click.Group):
    """A group of commands. `--help` loads their modules, and a command only its own.

    Args:
        names: The names of the commands, which are those of their modules too.
        package: The package in which these are; each has its command as `command`.
        group: The entry points by which other packages add commands; empty for none.
    """

    def __init__(
        self,
        *arguments: Any,
        names: Collection[str],
        package: str,
        group: str = "",
        **keywords: Any,
    ) -> None:
        super().__init__(*arguments, **keywords)
        self._names = names
        self._package = package
        self._group = group

    @functools.cached_property
    def _others(self) -> dict[str, EntryPoint]:
        """The commands of other packages, by name; ours come before them."""
        found = entry_points(group=self._group) if self._group else ()
        return {entry.name: entry for entry in found if entry.name not in self._names}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return sorted((*self._names, *self._others))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        command: click.Command
        if cmd_name in self._names:
            command = importlib.import_module(f".{cmd_name}", self._package).command
        elif cmd_name in self._others:
            command = self._load(self._others[cmd_name])
        else:
            return None
        return command

    @staticmethod
    def _load(entry: EntryPoint) -> click.Command:
        try:
            command: click.Command = entry.load()
        except ModuleNotFoundError as error:
            extras = f"[{','.join(entry.extras)}]" if entry.extras else ""
            return _missing(entry.name, f'pip install "briefarchive{extras}"', error.name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a name that nearly is one is told."""
        names = self.list_commands(ctx)
        near = difflib.get_close_matches(args[0], names, n=1)
        if near and args[0] not in names:
            ctx.fail(f'there is no command "{args[0]}"; did you mean {near[0]}?')
        return super().resolve_command(ctx, args)


def _missing(name: str, remedy: str, module: str | None) -> click.Command:
    """A command in the place of one that is not installed: it says how to install it."""

    def tell(**_: object) -> NoReturn:
        raise click.ClickException(f'"{module}" is not installed; install it with: {remedy}')

    anything = click.Argument(["anything"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True}
    help_text = f"Not installed: {remedy}"
    return click.Command(
        name, callback=tell, params=[anything], context_settings=settings, add_help_option=False, short_help=help_text
    )
