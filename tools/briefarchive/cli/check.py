"""`briefs check` and `briefs rules`: check the archive, and explain the rules."""

import functools
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from ..checking import FAMILIES, RULES, list_command_rules
from ..checking.loading import warm_cache
from ..checking.report import format_annotations, format_gnu, format_json, format_sarif, job_summary
from ..checking.scope import Scope, list_diagnostics, make_fix_check
from ..diagnostics import Diagnostic, Severity, sanitize
from ..reading.configuration import read_identity
from ..reading.decoding import diagnose_folder
from ..storage.executor import open_pool
from ..storage.files import UnreadableFolderError
from ..storage.git import NoRevisionError
from ..storage.limits import bounded
from .console import lock_archive, make_console, print_diagnostics, relative_path
from .options import any_root_option, jobs_option, limits_option, root_option


@click.command("check", short_help="Check the archive and report problems.")
@root_option
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif", "gnu"]),
    default="text",
    help="Text for people; JSON for programs; annotations on GitHub; SARIF for code scanning; or lines for editors.",
)
@click.option("--fix", is_flag=True, help="First correct what can be corrected safely.")
@click.option("--diff", is_flag=True, help="Show the corrections as a diff; write them only with --fix.")
@click.option("--changed", metavar="BASE", help="Count only problems caused by changes since BASE.")
@click.option("--untrusted", is_flag=True, help="Also report what a reviewer should look at in a change.")
@click.option(
    "--base", metavar="BASE", default="main", show_default=True, help="The base of the change, without --changed."
)
@click.option("--quiet", is_flag=True, help="Print only errors and warnings.")
@jobs_option
@limits_option
def check_command(  # noqa: PLR0913 — one for each option
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
    """Report problems in the archive, or only in the files and folders PATHS.

    With --changed, old problems on lines that the change does not touch become notices. Problems that the change causes
    elsewhere still count, such as a citation of a source that it deletes. BASE is a branch, tag or commit. New sources
    that are nearly the same as existing ones are warnings.

    With --untrusted, notices point out what else a reviewer should look at: web sites that are new to the archive,
    lookalike names, files outside archive/ and bib/, changed vocabularies, and deleted files.

    With --fix, problems with a certain correction are corrected first, and the rest are reported. With --diff, the
    corrections are shown as a diff.

    Exit status: 0 if there are no errors or warnings, 1 if there are, 2 if the command is used incorrectly.
    """
    scope = Scope(root=root, paths=paths, only_changed=bool(changed), untrusted=untrusted, base=changed or base)
    for path in paths:
        if not scope.is_part(path):
            message = f'"{relative_path(path)}" is not part of the archive in "{relative_path(root)}"'
            raise click.BadParameter(message, param_hint="PATHS")
    unfixed: list[str] = []
    try:
        with open_pool(root, jobs) as pool, bounded(root, unbounded=no_limits):
            warm_cache(root, pool)
            change = scope.change()
            if fix or diff:
                unfixed = _apply_fixes(root, make_fix_check(scope, change), write=fix, show=diff, aside=form != "text")
            diagnostics = list_diagnostics(scope, change)
    except NoRevisionError as error:
        raise click.UsageError(f"what has changed since {scope.base} is not known: {error}") from error
    except UnreadableFolderError as error:  # then nothing else is certain
        diagnostics = [diagnose_folder(error)]
    if quiet:
        diagnostics = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.NOTICE]
    _print(diagnostics, form, root, quiet=quiet)
    sys.exit(bool(unfixed) or any(diagnostic.severity is not Severity.NOTICE for diagnostic in diagnostics))


def _apply_fixes(
    root: Path, check: Callable[[Path], Sequence[Diagnostic]], *, write: bool, show: bool, aside: bool
) -> list[str]:
    """Fix files, or show what would change; *aside* prints to standard error, for machine-readable output.

    Returns:
        A message for each file that could not be written, for example because somebody else changed it.
    """
    from ..checking.fixes import apply_fixes, preview_fixes

    conflicts: list[str] = []
    if show:
        for changes in preview_fixes(root, check, conflicts.append):
            click.echo(changes, nl=False, err=aside)
    if write:
        with lock_archive(root):
            paths = apply_fixes(root, functools.partial(check, root), conflicts.append)
        for path in paths:
            click.echo(f"mended {sanitize(relative_path(root / path))}", err=aside)
    for reason in dict.fromkeys(conflicts):
        click.echo(sanitize(f"{reason}; run the command again"), err=True)
    return conflicts


def _print(diagnostics: list[Diagnostic], form: str, root: Path, *, quiet: bool) -> None:
    match form:
        case "json":
            _echo(format_json(diagnostics))
        case "github":
            _annotate(diagnostics, root)
        case "sarif":
            _echo(format_sarif(diagnostics, RULES, read_identity(root).address_of_rule))
        case "gnu":
            _echo(format_gnu(diagnostics, lambda path: relative_path(root / path)))
        case _ if diagnostics or not quiet:
            print_diagnostics(diagnostics, root)


def _echo(pieces: Iterable[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


def _annotate(diagnostics: list[Diagnostic], root: Path) -> None:
    _echo(format_annotations(diagnostics))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as stream:
            stream.writelines(job_summary(diagnostics, read_identity(root).address_of_rule))


@click.command("rules", short_help="List the rules, or explain one.")
@any_root_option
@click.argument("code", required=False)
def rules_command(root: object, code: str | None) -> None:
    """List the rules, or explain the one with the code CODE."""
    console = make_console()
    rules = {rule.code: rule for rule in (*RULES, *list_command_rules())}
    if code is None:
        for rule in sorted(rules.values(), key=lambda rule: (list(FAMILIES).index(rule.code[0]), rule.code)):
            first_line = rule.manual.split("\n\n")[0].replace("\n", " ")
            console.print(f"{rule.code}  {rule.severity:<8}{first_line}", soft_wrap=True)
        return
    if code.upper() not in rules:
        raise click.UsageError(f'there is no rule "{code}"')
    rule = rules[code.upper()]
    mended = "\n\n“briefs check --fix” can correct it." if rule.fixable else ""
    if rule.optional:
        mended += "\n\nIt is checked where “briefs_also_check” in docs/conf.py names it."
    console.print(f"{rule.code} ({FAMILIES[rule.code[0]].lower()}, {rule.severity})\n\n{rule.manual}{mended}")
