"""Options that every command has."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _root(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    # `briefs --root DIR check` and `briefs check --root DIR` are the same.
    return value or context.find_object(Path) or Path()


def root_option(command: F) -> F:
    """Add `--root DIR`; the command gets it as `root`."""
    option = click.option(
        "--root", type=FOLDER, callback=_root, help="The folder with archive/ and bib/; by default where you stand."
    )
    return option(command)


def output(*, quiet: bool = False) -> Console:
    """The console for what people read: colours on a terminal only, none under NO_COLOR."""
    return Console(quiet=quiet, highlight=False, markup=False, emoji=False, soft_wrap=True)


def seen_from_here(path: Path) -> str:
    """*path* as it is called from where the user stands."""
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive of Windows
        return str(path)
