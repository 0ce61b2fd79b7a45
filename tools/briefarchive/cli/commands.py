"""Commands by name, each in a module of its own that is loaded when it is called."""

import difflib
import importlib
from collections.abc import Mapping
from typing import Any

import click


class Commands(click.Group):
    """A group of commands. `--help` loads their modules, and a command only its own.

    Args:
        modules: The module of each command, by the command's name; it has the command as `command`.
        package: The package in which they are.
    """

    def __init__(self, *arguments: Any, modules: Mapping[str, str], package: str, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._modules = modules
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in self._modules:
            return None
        module = importlib.import_module(f".{self._modules[cmd_name]}", self._package)
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a name that nearly is one is told."""
        near = difflib.get_close_matches(args[0], self._modules, n=1)
        if near and args[0] not in self._modules:
            ctx.fail(f'there is no command "{args[0]}"; did you mean {near[0]}?')
        return super().resolve_command(ctx, args)
