"""`briefs check`: what is wrong, where, and what to do."""

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from ..checking import check
from ..checking.archive import read_archive, warm
from ..checking.changed import Checked, gone_briefs, weigh
from ..checking.near_duplicates import near_duplicates
from ..checking.one_brief import check_brief
from ..checking.registry import RULES
from ..checking.report import as_gnu, as_json, print_text
from ..checking.review import review
from ..checking.sarif import as_sarif
from ..diagnostics import Diagnostic, Findings, Severity, printable
from ..model import BriefId
from ..reading.archive import Reading
from ..reading.configuration import identity_of
from ..reading.decoding import fault_of_folder, read
from ..storage.clock import today
from ..storage.files import DATA_LIMIT, UnreadableFolderError
from ..storage.former import former_archive
from ..storage.revision import Change, NoRevisionError, changes_since
from .limits import bounded
from .options import jobs_option, limits_option, output, root_option, seen_from_here
from .processes import pool_for
from .writing import writing


@click.command("check", short_help="Report what is wrong, and where.")
@root_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "gnu"]),
    default="text",
    help="For people, for machines, as annotations of a pull request, for code scanning, or a line each for editors.",
)
@click.option("--fix", is_flag=True, help="First mend what can be mended for certain.")
@click.option("--diff", is_flag=True, help="Show what is mended; without --fix nothing is written.")
@click.option("--changed", metavar="BASE", help="Count only what has changed since the branch left BASE.")
@click.option("--untrusted", is_flag=True, help="Report also what in a change deserves a reviewer's eye.")
@click.option(
    "--base", metavar="BASE", default="main", show_default=True, help="What the change is to, without --changed."
)
@click.option("--quiet", is_flag=True, help="Print errors and warnings only.")
@jobs_option
@limits_option
def command(  # noqa: PLR0913 — one for each option
    *,
    root: Path,
    paths: tuple[Path, ...],
    form: str,
    fix: bool,
    diff: bool,
    changed: str | None,
    untrusted: bool,
    base: str,
    quiet: bool,
    jobs: int | None,
    no_limits: bool,
) -> None:
    """Report what is wrong in the archive, or in the files and folders PATHS of it.

    With --changed, findings that were there before, on lines which the change does not touch, are notices. What the
    change broke elsewhere counts, such as a citation of a source that it deletes. BASE is a branch, tag or commit.
    Sources that the change adds though another is nearly the same are warnings.

    With --untrusted, notices tell what else a reviewer should look at: web sites that are new to the archive, names
    that look like others, files outside archive/ and bib/, changed vocabularies, deleted files.

    With --fix, files are mended first where it is certain what is meant, and what is left is reported. With --diff, the
    changes are shown line by line.

    Exit status: 0 if there is no error and no warning, 1 if there is, 2 for a wrong use of the command.
    """
    wanted = [_part(root, path) for path in paths]
    found: list[Diagnostic] = []
    unreadable: list[Diagnostic] = []
    left: list[str] = []
    with _noted(unreadable), pool_for(root, jobs) as pool, bounded(root, unbounded=no_limits):
        warm(root, pool)
        change = _change(root, changed or base) if changed or untrusted else None
        mendable = change.paths if change and changed else None
        if fix or diff:
            left = _mend(
                root,
                lambda one: _is_in(one, root, wanted) and (mendable is None or one.span.path in mendable),
                write=fix,
                show=diff,
                aside=form != "text",
            )
        reading = read_archive(root)
        found = list(_found(reading, root, paths if not change else ()))
        if change and changed:
            found = _weighed(root, change, Checked(archive=reading.archive, found=tuple(found)))
        found = [one for one in found if _is_in(one, root, wanted)]
        if change:
            more = review(reading.archive, change) if untrusted else near_duplicates(reading.archive, change)
            found = sorted(Findings((*found, *more)).told(), key=lambda one: one.order)
    found = unreadable or found
    if quiet:
        found = [one for one in found if one.severity is not Severity.NOTICE]
    if form == "json":
        _print(as_json(found))
    elif form == "github":
        _annotate(found, root)
    elif form == "sarif":
        _print(as_sarif(found, RULES, identity_of(root).address_of_rule))
    elif form == "gnu":
        _print(as_gnu(found, lambda path: seen_from_here(root / path)))
    elif found or not quiet:
        print_text(found, output(), root, lambda path: seen_from_here(root / path))
    sys.exit(bool(left) or any(one.severity is not Severity.NOTICE for one in found))


@contextlib.contextmanager
def _noted(unreadable: list[Diagnostic]) -> Iterator[None]:
    """Note a folder that cannot be read: then nothing else is known for certain."""
    try:
        yield
    except UnreadableFolderError as error:
        unreadable.append(fault_of_folder(error))


def _found(reading: Reading, root: Path, paths: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """What is wrong; of a single brief in a part of the time."""
    if len(paths) == 1 and paths[0].suffix == ".md" and _is_below(_absolute(paths[0]), _absolute(root / "archive")):
        return check_brief(reading, BriefId(paths[0].stem), today=today())
    return check(reading, today=today())


def _mend(root: Path, is_wanted: Callable[[Diagnostic], bool], *, write: bool, show: bool, aside: bool) -> list[str]:
    """Mend files, or show what would be changed; *aside* when the output is for machines.

    Returns:
        What was told of each file that somebody has changed in the meantime.
    """
    from ..checking.fixes import as_diff, mend, rehearse

    def look(folder: Path) -> list[Diagnostic]:
        return [one for one in check(read_archive(folder)) if is_wanted(one)]

    if show:
        for mended in rehearse(root, look):
            click.echo(as_diff(mended), nl=False, err=aside)
    left: list[str] = []
    if write:
        with writing(root):
            mended_paths = mend(root, functools.partial(look, root), left.append)
        for told in left:
            click.echo(printable(f"{told}; run the command again"), err=True)
        for path in mended_paths:
            click.echo(f"mended {printable(seen_from_here(root / path))}", err=aside)
    return left


def _print(pieces: Iterable[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


def _annotate(found: list[Diagnostic], root: Path) -> None:
    from ..checking.github import annotations, job_summary

    _print(annotations(found))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.writelines(job_summary(found, identity_of(root).address_of_rule))


def _change(root: Path, base: str) -> Change:
    try:
        return changes_since(root, base)
    except NoRevisionError as error:
        raise click.UsageError(f"what has changed since {base} is not known: {error}") from error


def _weighed(root: Path, change: Change, now: Checked) -> list[Diagnostic]:
    with former_archive(root, change) as folder:
        reading = read_archive(folder)
    before = Checked(archive=reading.archive, found=check(reading, today=today()))
    weighed = weigh(now, before, change, lambda path: _bytes(root, path))
    return [*weighed, *gone_briefs(now.archive, reading.archive, change)]


def _bytes(root: Path, path: str) -> bytes:
    """The bytes of a file; one that cannot be read has no lines."""
    data = read(path, root / path, DATA_LIMIT)
    return data if isinstance(data, bytes) else b""


def _part(root: Path, path: Path) -> str:
    """The absolute path of a part of the archive, or of a folder around it."""
    wanted = _absolute(path)
    top = _absolute(root)
    if _is_below(top, wanted) or any(_is_below(wanted, f"{top}{os.sep}{name}") for name in ("archive", "bib")):
        return wanted
    message = f'"{seen_from_here(path)}" is no part of the archive in "{seen_from_here(root)}"'
    raise click.BadParameter(message, param_hint="PATHS")


def _is_in(one: Diagnostic, root: Path, wanted: list[str]) -> bool:
    place = _absolute(root / one.span.path)
    return not wanted or any(_is_below(place, part) for part in wanted)


def _absolute(path: Path) -> str:
    return os.path.abspath(path)  # noqa: PTH100 — a link is asked for by its own name


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
