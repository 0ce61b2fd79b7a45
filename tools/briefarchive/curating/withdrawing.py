"""Withdrawing a brief: its page says so, when and why, and another brief may replace it.

The replacement is written first: if the second file cannot be written, the same command completes the withdrawal.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ..checking.loading import read_and_check
from ..model import Archive, Brief, BriefId, Status, Withdrawal
from ..model.lines import Edit, apply_edits
from ..reading.brief import set_default_language
from ..reading.configuration import read_identity
from ..reading.front_matter.writer import write_scalar
from .changes import CannotChangeError, FileChanges, FrontMatterEditor, FrontMatterError, meaning


def plan_withdrawal(
    root: Path, archive: Archive, withdrawn: BriefId, withdrawal: Withdrawal, replaced_by: BriefId | None = None
) -> FileChanges:
    """Plan to withdraw a brief; both ids are those of briefs in the archive.

    Raises:
        CannotChangeError: It is withdrawn already, the reason is empty, or the other brief cannot replace it.
    """
    brief = archive.briefs[withdrawn]
    # The reader puts front matter texts on one line.
    withdrawal = replace(withdrawal, reason=" ".join(withdrawal.reason.split()))
    if not withdrawal.reason:
        raise CannotChangeError("the reason is empty; readers are told why")
    if brief.status is Status.WITHDRAWN:
        hint = "to name the brief that replaces it, write its id in “replaces” of that brief"
        raise CannotChangeError(f'{brief.place("status")}: "{withdrawn}" is withdrawn already; {hint}')
    if withdrawal.date < brief.date:
        raise CannotChangeError(f'"{withdrawn}" is of {brief.date}, and cannot be withdrawn on {withdrawal.date}')
    changes = FileChanges(root)
    if replaced_by is not None:
        successor = archive.briefs[replaced_by]
        _refuse_replacement(brief, successor)
        if withdrawn not in successor.replaces:
            expected = replace(successor, replaces=(*successor.replaces, withdrawn))
            _change(changes, successor, expected, lambda head: [head.append_item("replaces", withdrawn)])
    expected = replace(brief, status=Status.WITHDRAWN, withdrawal=withdrawal)
    _change(changes, brief, expected, lambda head: _edits(head, withdrawal))
    return changes


def _refuse_replacement(brief: Brief, successor: Brief) -> None:
    if successor.id == brief.id:
        raise CannotChangeError(f'"{brief.id}" cannot take its own place')
    if successor.status is Status.WITHDRAWN:
        raise CannotChangeError(f'{successor.place("status")}: "{successor.id}" is withdrawn itself')
    if successor.id in brief.replaces:
        raise CannotChangeError(f'{brief.place("replaces")}: "{brief.id}" replaces "{successor.id}" itself')


def _edits(head: FrontMatterEditor, withdrawal: Withdrawal) -> list[Edit]:
    lines = f"\n  date: {withdrawal.date}\n  reason: {write_scalar(withdrawal.reason)}"
    return [head.set_value("status", str(Status.WITHDRAWN)), head.add_field("withdrawal", lines)]


def _change(
    changes: FileChanges, brief: Brief, expected: Brief, edits: Callable[[FrontMatterEditor], list[Edit]]
) -> None:
    """Edit the front matter of a brief's file, and read it back to compare it with *expected*."""
    text = changes.read(brief.path)
    try:
        result = apply_edits(text, edits(FrontMatterEditor(brief.path, text)))
    except FrontMatterError as error:
        raise CannotChangeError(f"{brief.path}:1:1: the front matter cannot be changed; correct it first") from error
    _, before = read_and_check(brief.path, text.encode())
    after, faults = read_and_check(brief.path, result.encode("utf-8", "surrogatepass"))
    old = {(diagnostic.code, diagnostic.message) for diagnostic in before}
    for fault in faults:
        # An invalid value is reported; unreadable front matter was written in an unknown way.
        if fault.code.startswith("M") and (fault.code, fault.message) not in old:
            raise CannotChangeError(fault.message + (f"; {fault.hint}" if fault.hint else ""))
    language = read_identity(changes.root).text_language
    if "published" not in brief.places:
        expected = replace(expected, published=None)  # that day came from the repository's history, not from the file
    if after is None or meaning(set_default_language(after, language)) != meaning(expected):
        raise CannotChangeError(f"{brief.path}:1:1: the front matter cannot be changed; change it by hand")
    changes.after[brief.path] = result.encode()
