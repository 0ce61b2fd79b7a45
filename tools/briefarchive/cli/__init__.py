"""The command `briefs`: one small module a command, loaded when it is called."""

import difflib
import importlib
import io
import sys
from pathlib import Path
from typing import Any, ClassVar

import click

from .. import __version__
from .options import FOLDER


class _Commands(click.Group):
    """The commands by name, with the modules that hold them, so that `--help` need not load Sphinx."""

    modules: ClassVar[dict[str, str]] = {
        "build": "build",
        "check": "check",
        "export": "export",
        "import": "import_",
        "init": "init",
        "rules": "rules",
        "serve": "serve",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.modules:
            return None
        module = importlib.import_module(f".{self.modules[cmd_name]}", __name__)
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        near = difflib.get_close_matches(args[0], self.modules, n=1)
        if near and args[0] not in self.modules:
            ctx.fail(f'there is no command "{args[0]}"; did you mean {near[0]}?')
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        # A terminal of another encoding shows what it can, and the rest as \u80fd.
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=FOLDER, help="The folder with archive/ and bib/; by default where you stand.")
@click.version_option(__version__, prog_name="briefs")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """An archive of policy briefs: check it, import into it, build its site."""
    context.obj = root
