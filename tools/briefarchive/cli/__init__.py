"""The command `briefs`: one small module a command, loaded when it is called."""

import atexit
import gc
import io
import sys
from pathlib import Path
from typing import Any

import click

from .. import COMMANDS, __version__
from ..diagnostics import CommandError, printable
from ..reading.decoding import ChangedError
from ..storage.files import describe_error
from .commands import Commands
from .options import FOLDER


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
