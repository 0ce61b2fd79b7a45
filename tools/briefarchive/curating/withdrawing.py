"""A brief is withdrawn: its page says so, when and why, and another brief may take its place.

The brief that takes its place is written first: if the second file cannot be written, a brief replaces one that still
stands, and the same command ends it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..checking.archive import read_brief
from ..model import Archive, Brief, BriefId, Status, Withdrawal
from ..reading.brief import in_language
from ..reading.configuration import identity_of
from ..reading.edits import Edit, edited
from ..reading.matter import scalar
from ..storage.replacing import replace_files, text_replacements
from .brief_meaning import meaning
from .brief_texts import Texts, UnreadableTextError
from .front_matter_editing import Head, UnfitHeadError


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    """What a withdrawal would do.

    Attributes:
        briefs: The new text of each brief that changes, in the order in which they are to be written.
        digests: Those of the files as they were read.
    """

    briefs: Mapping[str, str]
    digests: Mapping[str, str]


class CannotWithdrawError(Exception):
    """A brief cannot be withdrawn as things stand; the message says why. Nothing was written."""


def plan_withdrawal(
    root: Path, archive: Archive, withdrawn: BriefId, withdrawal: Withdrawal, replaced_by: BriefId | None = None
) -> Withdrawing:
    """Prepare to withdraw a brief; both ids are those of briefs of the archive.

    Raises:
        CannotWithdrawError: It is withdrawn already, the reason is none, or the other cannot take its place.
    """
    brief = archive.briefs[withdrawn]
    # The reader takes a text in the front matter for one line.
    withdrawal = replace(withdrawal, reason=" ".join(withdrawal.reason.split()))
    if not withdrawal.reason:
        raise CannotWithdrawError("the reason is empty; readers are told why")
    if brief.status is Status.WITHDRAWN:
        hint = "to name what takes its place, write its id into “replaces” of that brief"
        raise CannotWithdrawError(f'{brief.place("status")}: "{withdrawn}" is withdrawn already; {hint}')
    if withdrawal.date < brief.date:
        raise CannotWithdrawError(f'"{withdrawn}" is of {brief.date}, and cannot be withdrawn on {withdrawal.date}')
    texts, briefs = Texts(root), dict[str, str]()
    if replaced_by is not None:
        other = archive.briefs[replaced_by]
        _refuse_replacement(archive, brief, other)
        if withdrawn not in other.replaces:
            expected = replace(other, replaces=(*other.replaces, withdrawn))
            briefs[other.path] = _changed(
                root, texts, other, expected, lambda head: [head.with_item("replaces", withdrawn)]
            )
    expected = replace(brief, status=Status.WITHDRAWN, withdrawal=withdrawal)
    briefs[brief.path] = _changed(root, texts, brief, expected, lambda head: _edits(head, brief, withdrawal))
    return Withdrawing(briefs=briefs, digests=texts.digests)


def write_withdrawal(root: Path, withdrawing: Withdrawing) -> None:
    """Write what is prepared, each file whole or not at all.

    Raises:
        ReplacingError: A file has changed since it was read, or cannot be written.
    """
    replace_files(root, text_replacements(withdrawing.briefs, withdrawing.digests))


def _refuse_replacement(archive: Archive, brief: Brief, other: Brief) -> None:
    if other.id == brief.id:
        raise CannotWithdrawError(f'"{brief.id}" cannot take its own place')
    if other.status is Status.WITHDRAWN:
        raise CannotWithdrawError(f'{other.place("status")}: "{other.id}" is withdrawn itself')
    if other.id in _replaced(archive, brief.id):
        raise CannotWithdrawError(f'{brief.place("replaces")}: "{brief.id}" replaces "{other.id}" itself')


def _replaced(archive: Archive, brief_id: BriefId) -> set[BriefId]:
    """All that a brief replaces, directly or through others."""
    found: set[BriefId] = set()
    waiting = [brief_id]
    while waiting:
        brief = archive.briefs.get(waiting.pop())
        new = set(brief.replaces) - found if brief else set()
        found |= new
        waiting += new
    return found


def _edits(head: Head, brief: Brief, withdrawal: Withdrawal) -> list[Edit]:
    if head.has("withdrawal"):
        raise CannotWithdrawError(f'{brief.place("withdrawal")}: a field "withdrawal" is there; delete it first')
    lines = f"\n  date: {withdrawal.date}\n  reason: {scalar(withdrawal.reason)}"
    return [head.with_value("status", str(Status.WITHDRAWN)), head.with_field("withdrawal", lines)]


def _changed(root: Path, texts: Texts, brief: Brief, expected: Brief, edits: Callable[[Head], list[Edit]]) -> str:
    """The text of a brief's file with its front matter changed; it is read again and says what is expected."""
    try:
        text = texts.read(brief.path)
        result = edited(text, edits(Head(brief.path, text)))
    except UnreadableTextError as error:
        raise CannotWithdrawError(str(error)) from error
    except UnfitHeadError as error:
        raise CannotWithdrawError(f"{brief.path}:1:1: the front matter cannot be changed; mend it first") from error
    _, before = read_brief(brief.path, text.encode())
    after, faults = read_brief(brief.path, result.encode("utf-8", "surrogatepass"))
    old = {(one.code, one.message) for one in before}
    for fault in faults:
        # What is wrong with a value is told; a head that has become unreadable was written in an unknown way.
        if fault.code.startswith("M") and (fault.code, fault.message) not in old:
            raise CannotWithdrawError(fault.message + (f"; {fault.hint}" if fault.hint else ""))
    language = identity_of(root).text_language
    if "published" not in brief.places:
        expected = replace(expected, published=None)  # the file does not say what the history of the repository tells
    if after is None or meaning(in_language(after, language)) != meaning(expected):
        raise CannotWithdrawError(f"{brief.path}:1:1: the front matter cannot be changed; change it by hand")
    return result
