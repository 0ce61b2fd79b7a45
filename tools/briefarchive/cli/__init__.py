"""The command `briefs`, whose subcommands are in modules that are loaded on demand."""

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
from ..diagnostics import CommandError, sanitize
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
"""Modules of commands without a module of their own name."""


class _Main(click.Group):
    """The group of commands. `--help` loads all modules, a command only its own."""

    @functools.cached_property
    def _other_commands(self) -> dict[str, EntryPoint]:
        """Commands of other packages by name; they cannot override ours."""
        return {entry.name: entry for entry in entry_points(group=COMMANDS) if entry.name not in _NAMES}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted((*_NAMES, *self._other_commands))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        command: click.Command | None = None
        if cmd_name in _NAMES:
            module = importlib.import_module(f".{_MODULES.get(cmd_name, cmd_name)}", __name__)
            command = getattr(module, f"{cmd_name}_command")
        elif entry := self._other_commands.get(cmd_name):
            try:
                command = entry.load()
            except ModuleNotFoundError as error:
                command = _missing_command(entry, error.name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command, suggesting a similar name for an unknown one."""
        names = self.list_commands(ctx)
        similar = difflib.get_close_matches(args[0], names, n=1)
        if similar and args[0] not in names:
            ctx.fail(f'there is no command "{args[0]}"; did you mean {similar[0]}?')
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # On a terminal with another encoding, unsupported characters become \u80fd.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # Archive data stays until the end, without reference cycles; looking for them would double the time of reading.
        gc.set_threshold(100_000, 50, 100)
        # Skip the final garbage collection, which would take seconds.
        atexit.register(gc.freeze)
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and turn expected exceptions into error messages."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of our output has closed it
            raise
        except OSError as error:
            raise click.ClickException(describe_error(error)) from error
        except ChangedError as error:
            raise click.ClickException(f"{sanitize(str(error))}; run the command again") from error
        except CommandError as error:  # a fault in `conf.py` takes several lines
            raise click.ClickException("\n".join(map(sanitize, str(error).split("\n")))) from error


def _missing_command(entry: EntryPoint, module: str | None) -> click.Command:
    """Return a stand-in for a command that is not installed, which says how to install it."""
    remedy = f'pip install "briefarchive[{",".join(entry.extras)}]"'

    def fail(**_: object) -> NoReturn:
        raise click.ClickException(f'"{module}" is not installed; install it with: {remedy}')

    anything = click.Argument(["anything"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True, "help_option_names": []}
    short_help = f"Not installed: {remedy}"
    return click.Command(entry.name, callback=fail, params=[anything], context_settings=settings, short_help=short_help)


@click.group(cls=_Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=FOLDER, help=ROOT_HELP)
@click.version_option(__version__, prog_name="briefs")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Check an archive of policy briefs, import into it, and build its site."""
    context.obj = root
