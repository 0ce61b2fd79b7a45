"""The command `briefs`: its commands stand in modules, which are loaded when they are called."""

import atexit
import difflib
import functools
import gc
import importlib
import io
import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import COMMANDS, __version__
from ..diagnostics import CommandError, printable
from ..reading.decoding import ChangedError
from ..storage.files import describe_error
from .options import FOLDER, ROOT_HELP

_NAMES = (
    "build", "check", "export", "init", "new", "pdf", "preview", "rename", "rules", "schema", "search", "serve",
    "sources", "withdraw",
)  # fmt: skip
_MODULES = dict.fromkeys(("new", "rename", "withdraw"), "editing") | {
    "rules": "check", "schema": "init", "serve": "preview",
}  # fmt: skip
"""Where a command stands that has no module of its name."""


class _Main(click.Group):
    """The commands. `--help` loads all modules, and a command only its own."""

    @functools.cached_property
    def _others(self) -> dict[str, EntryPoint]:
        """The commands of other packages, by name; ours come before them."""
        return {entry.name: entry for entry in entry_points(group=COMMANDS) if entry.name not in _NAMES}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        return sorted((*_NAMES, *self._others))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name."""
        command: click.Command | None = None
        if cmd_name in _NAMES:
            module = importlib.import_module(f".{_MODULES.get(cmd_name, cmd_name)}", __name__)
            command = getattr(module, f"{cmd_name}_command")
        elif entry := self._others.get(cmd_name):
            try:
                command = entry.load()
            except ModuleNotFoundError as error:
                command = _missing(entry, error.name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; a name that nearly is one is told."""
        names = self.list_commands(ctx)
        near = difflib.get_close_matches(args[0], names, n=1)
        if near and args[0] not in names:
            ctx.fail(f'there is no command "{args[0]}"; did you mean {near[0]}?')
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A terminal of another encoding shows what it can, and the rest as \u80fd.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # What is read stays until the end, and has no reference cycles: looking for them takes as long as reading.
        gc.set_threshold(100_000, 50, 100)
        # At the end the memory is given back as a whole; to look for cycles then would take seconds.
        atexit.register(gc.freeze)
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what keeps it from its work is told in a line."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # who reads has read enough
            raise
        except OSError as error:
            raise click.ClickException(describe_error(error)) from error
        except ChangedError as error:
            raise click.ClickException(f"{printable(str(error))}; run the command again") from error
        except CommandError as error:  # a fault of `conf.py` is told in several lines
            raise click.ClickException("\n".join(map(printable, str(error).split("\n")))) from error


def _missing(entry: EntryPoint, module: str | None) -> click.Command:
    """Return a command in the place of one that is not installed: it says how to install it."""
    remedy = f'pip install "briefarchive[{",".join(entry.extras)}]"'

    def tell(**_: object) -> NoReturn:
        raise click.ClickException(f'"{module}" is not installed; install it with: {remedy}')

    anything = click.Argument(["anything"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "help_option_names": []}
    short_help = f"Not installed: {remedy}"
    return click.Command(entry.name, callback=tell, params=[anything], context_settings=settings, short_help=short_help)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=FOLDER, help=ROOT_HELP)
@click.version_option(__version__, prog_name="briefs")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """An archive of policy briefs: check it, import into it, build its site."""
    context.obj = root
