"""The command `briefs`: one small module a command, loaded when it is called."""

import atexit
import difflib
import functools
import gc
import importlib
import io
import sys
from collections.abc import Collection
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import COMMANDS, __version__
from ..diagnostics import CommandError, printable
from ..reading.decoding import ChangedError
from ..storage.files import describe_error
from .options import FOLDER


class Commands(click.Group):
    """A group of commands. `--help` loads their modules, and a command only its own.

    Args:
        names: The names of the commands, which are those of their modules too.
        package: The package in which these are; each has its command as `command`.
        group: The entry points by which other packages add commands; empty for none.
    """

    def __init__(self, *, names: Collection[str], package: str, group: str = "", **keywords: Any) -> None:
        super().__init__(**keywords)
        self._names, self._package, self._group = names, package, group

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
        command: click.Command | None = None
        if cmd_name in self._names:
            command = importlib.import_module(f".{cmd_name}", self._package).command
        elif entry := self._others.get(cmd_name):
            try:
                command = entry.load()
            except ModuleNotFoundError as error:
                extras = f"[{','.join(entry.extras)}]" if entry.extras else ""
                command = _missing(entry.name, f'pip install "briefarchive{extras}"', error.name)
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


class _Main(Commands):
    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A terminal of another encoding shows what it can, and the rest as \u80fd.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        # What is read stays until the end, and has no circles: to look for them every 700 objects doubles the time.
        gc.set_threshold(100_000, 50, 100)
        # Nor are they looked for at the end, when the memory is given back as a whole: that would take seconds.
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


_NAMES = (
    "build", "check", "export", "init", "new", "pdf", "preview", "rename", "rules", "schema", "search", "serve",
    "sources", "withdraw",
)  # fmt: skip


@click.group(
    cls=_Main,
    names=_NAMES,
    package=__name__,
    group=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--root", type=FOLDER, help="The folder with archive/ and bib/; by default where you stand.")
@click.version_option(__version__, prog_name="briefs")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """An archive of policy briefs: check it, import into it, build its site."""
    context.obj = root
