"""Options shared by several commands."""

import datetime
import os
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import click

from ..diagnostics import sanitize
from ..reading.dates_in_words import possible_dates
from ..reading.fields import DATE, DATE_RULE
from ..reading.site_address import AddressError, check_address
from .console import relative_path

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def day(text: str) -> datetime.date:
    """Parse a day as written in front matter; reject other forms with the check's hint."""
    if not re.fullmatch(DATE, text):
        days = " or ".join(str(possible_day) for possible_day in possible_dates(text))
        raise click.BadParameter(sanitize(f'"{text}" is not a date; {f"write {days}" if days else DATE_RULE}'))
    return datetime.date.fromisoformat(text)


def _root(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    # `briefs --root DIR check` and `briefs check --root DIR` are the same.
    return value or context.find_object(Path) or Path()


def _archive(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    root = _root(context, parameter, value)
    # A symbolic link instead of a folder is a fault of the archive, which the check reports.
    if not any((root / name).is_dir() or (root / name).is_symlink() for name in ("archive", "bib")):
        place = "here" if root == Path() else f'in "{relative_path(root)}"'
        message = f"there is no archive {place}; go to the folder with archive/ and bib/, or use --root"
        raise click.UsageError(message, context)
    return root


ROOT_HELP = "The folder with archive/ and bib/; by default the current folder."

root_option = click.option("--root", type=FOLDER, callback=_archive, help=ROOT_HELP)
"""Adds `--root DIR`, passed as `root`, which must be an archive."""

any_root_option = click.option("--root", type=FOLDER, callback=_root, help=ROOT_HELP)
"""The same for a command that needs no archive."""

limits_option = click.option(
    "--no-limits", is_flag=True, help="Lift the limits on memory and time, which depend on the number of files."
)
"""Adds `--no-limits`, passed as `no_limits`."""

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Number of processes; by default one for each processor if there is enough work.",
)
"""Adds `--jobs N`, passed as `jobs`; None if not given."""

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="Text for people, or JSON for programs.",
)
"""Adds `--format text|json`, passed as `form`."""


def folder_option(help_text: str) -> Callable[[F], F]:
    """Add `-o FOLDER`, passed as `outdir`; None if not given."""
    return click.option("-o", "--output", "outdir", type=click.Path(file_okay=False, path_type=Path), help=help_text)


def base_url_option(help_text: str) -> Callable[[F], F]:
    """Add `--base-url URL`, passed as `base_url`; empty if not given."""
    return click.option(
        "--base-url",
        default="",
        metavar="URL",
        callback=lambda _context, _option, url: check_base_url(url),
        help=help_text,
    )


def check_base_url(url: str) -> str:
    """Return *url* if it is a valid address of a site; else raise `BadParameter`."""
    try:
        return check_address(url)
    except AddressError as error:
        raise click.BadParameter(str(error)) from error


def output_folder(root: Path, folder: Path | None, *default: str) -> Path:
    """Return the folder for output: the one that the user named, else *default* in the root.

    The source folders of the site are refused. A named folder may be anywhere. The default folder must not be or
    contain symbolic links, which an archive could bring along and which could lead anywhere.
    """
    target = folder or root.joinpath(*default)
    if target.resolve() == root.resolve() or _is_within(root, ("archive", "bib", "docs"), target):
        message = f'"{relative_path(target)}" holds the sources of the site; choose another folder'
        raise click.BadParameter(message, param_hint="-o")
    if folder is None and (link := next(_links(root, default), None)):
        message = f'"{relative_path(link)}" is a link, and would lead elsewhere; remove it, or name a folder with -o'
        raise click.UsageError(sanitize(message))
    return target


def refuse_archive_file(root: Path, target: Path) -> None:
    """Refuse to write a file into the archive's source folders."""
    if _is_within(root, ("archive", "bib"), target):
        message = f'"{relative_path(target)}" would be a file of the archive; choose another place'
        raise click.BadParameter(message, param_hint="-o")


def _links(root: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """Yield symbolic links on the way from the root to a folder, and in it."""
    folder = root
    for part in parts:
        folder /= part
        if folder.is_symlink():
            yield folder
            return
    folders = [folder] if folder.is_dir() else []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield Path(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(Path(entry.path))


def _is_within(root: Path, folders: Iterable[str], target: Path) -> bool:
    return any(target.resolve().is_relative_to((root / name).resolve()) for name in folders)


def require_extra(extra: str, module: str) -> None:
    """Raise `ClickException` unless the *module* that *extra* installs is there."""
    if module and find_spec(module) is None:
        message = f'"{module}" is not installed; install it with: pip install "briefarchive[{extra}]"'
        raise click.ClickException(message)
