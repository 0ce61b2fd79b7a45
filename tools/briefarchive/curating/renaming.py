"""Renaming a brief: its file moves, its old address redirects, and references to it are updated.

Everything is prepared and read back before the first file is written. The old file is deleted last, so that an
interrupted renaming breaks no reference, and the same command completes it.
"""

import os
import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ..checking.loading import read_and_check
from ..checking.names import find_names
from ..model import Archive, Brief, BriefId
from ..model.lines import Edit, Lines, apply_edits
from ..model.names import alias_address
from ..reading.archive_files import Reading
from ..reading.attached_files.attachments import resolve_link, resolve_path
from ..reading.brief import ID
from ..reading.rules import DuplicateId
from ..storage.files import read_data
from .changes import (
    CannotChangeError,
    FileChanges,
    FrontMatterEditor,
    FrontMatterError,
    brief_path,
    claim_place,
    meaning,
    remove_item,
)
from .reference_editing import BriefMove, replace_references


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """The planned changes.

    Attributes:
        pictures: New paths of pictures that move to the folder of another year.
        changes: Changes of pictures, the moved brief and other briefs, and then deletions, last the brief's old file.
        has_redirect: Whether the old address redirects to the new one, which needs a valid old id.
    """

    move: BriefMove
    pictures: tuple[str, ...]
    other_files: tuple[str, ...]
    changes: FileChanges
    has_redirect: bool


def plan_rename(root: Path, reading: Reading, old: BriefId, new: BriefId) -> Renaming:
    """Plan to give the brief *old* the id *new*.

    Raises:
        CannotChangeError: *new* is taken or has a different day than the brief, or something cannot be rewritten.
    """
    archive = reading.archive
    brief = archive.briefs[old]
    move = BriefMove(old=old, new=new, old_path=brief.path, new_path=brief_path(new))
    _refuse_ambiguous(reading, old)
    _refuse_other_day(brief, new)
    changes = FileChanges(root)
    text = replace_references(brief.path, changes.read(brief.path), move)
    try:
        text, has_redirect = add_old_address(brief.path, text, move)
    except FrontMatterError as error:
        raise CannotChangeError(f'{brief.place("aliases")}: write "{old}" in "aliases" by hand first') from error
    if read_data(root / move.new_path) != text.encode():  # otherwise a renaming was interrupted
        claim_place(root, archive, new, mover=old)
    other_files = {
        path: replace_references(path, changes.read(path), move).encode() for path in _find_briefs(archive, move)
    }
    pictures = _list_pictures(changes, archive, brief, move)
    changes.after |= {to: data for _, to, data in pictures} | {move.new_path: text.encode()} | other_files
    changes.after |= dict.fromkeys(_find_unused(archive, brief, [path for path, _, _ in pictures])) | {brief.path: None}
    return Renaming(
        move=move,
        pictures=tuple(to for _, to, _ in pictures),
        other_files=tuple(other_files),
        changes=changes,
        has_redirect=has_redirect,
    )


def _refuse_ambiguous(reading: Reading, old: BriefId) -> None:
    for diagnostic in reading.diagnostics:
        if diagnostic.code == DuplicateId.code and PurePosixPath(diagnostic.span.path).stem == old:
            raise CannotChangeError(f"{diagnostic.span}: {diagnostic.message}; rename one of the two files by hand")


def _refuse_other_day(brief: Brief, new: BriefId) -> None:
    """Refuse an id with another day than the brief's date, which must be corrected in the text first."""
    days = {brief.date.isoformat(), brief.id[:10]}
    if new[:10] not in days:
        place = brief.place("date")
        raise CannotChangeError(f'{place}: the date is "{brief.date}", the new id has "{new[:10]}"; correct it first')


def _find_briefs(archive: Archive, move: BriefMove) -> list[str]:
    naming = {use.span.path for use in find_names(archive, "brief", {move.old}.__contains__)}
    links = (link for text in archive.texts for link in text.links if not link.image)
    linking = {link.span.path for link in links if resolve_path(link.span.path, link.target) == move.old_path}
    return sorted((naming | linking) - {move.old_path, move.new_path})


def _list_pictures(
    changes: FileChanges, archive: Archive, brief: Brief, move: BriefMove
) -> list[tuple[str, str, bytes]]:
    """Return the path, new path and bytes of each picture that must move with the brief, to stay in its folder."""
    folder = posixpath.dirname(move.new_path)
    if folder == posixpath.dirname(brief.path):
        return []
    picture_paths = (resolve_link(archive, brief, link) for link in brief.markup.links if link.image)
    pictures = []
    for path in dict.fromkeys(filter(None, picture_paths)):
        to = f"{folder}/{posixpath.basename(path)}"
        data = changes.read_bytes(path)
        destination = changes.root / to
        if os.path.lexists(destination) and (destination.is_symlink() or read_data(destination) != data):
            raise CannotChangeError(f'there is another file "{to}"; give the one of the brief another name first')
        pictures.append((path, to, data))
    return pictures


def _find_unused(archive: Archive, brief: Brief, pictures: list[str]) -> list[str]:
    """Return those of *pictures* that no other brief shows and no brief links to."""
    if not pictures:
        return []
    links = (link for text in archive.texts for link in text.links)
    staying = (link for link in links if not (link.image and link.span.path == brief.path))
    linked_paths = {resolve_path(link.span.path, link.target) for link in staying}
    return [path for path in pictures if path not in linked_paths]


def add_old_address(path: str, text: str, move: BriefMove) -> tuple[str, bool]:
    """Add the old id to the aliases of the moved brief; return the text, and whether the id is a valid alias.

    The new address is removed from them, because a brief that gets an earlier id back must not redirect to itself.

    Raises:
        FrontMatterError: The front matter is written in a way that cannot be edited.
    """
    brief, _ = read_and_check(path, text.encode())
    if brief is None:
        raise FrontMatterError
    addresses = [alias_address(alias) for alias in brief.aliases]
    going = [number for number, address in enumerate(addresses) if address == alias_address(move.new)]
    has_redirect = ID.fullmatch(move.old) is not None
    coming = move.old if has_redirect and alias_address(move.old) not in addresses else None
    result = apply_edits(text, _alias_edits(text, brief, going, coming))
    after, _ = read_and_check(path, result.encode())
    aliases = {alias for number, alias in enumerate(brief.aliases) if number not in going} | ({coming} - {None})
    if after is None or set(after.aliases) != aliases:
        raise FrontMatterError
    if meaning(replace(after, aliases=())) != meaning(replace(brief, aliases=())):
        raise FrontMatterError
    return result, has_redirect


def _alias_edits(text: str, brief: Brief, going: Sequence[int], coming: str | None) -> list[Edit]:
    lines = Lines(text)
    edits = []
    for number in going:
        start, end = lines.offsets(brief.place("aliases", number))
        if coming and number == going[0]:
            edits.append(Edit(start, end, coming))
        else:
            edits.append(remove_item(text, lines.find_line_start(start), start, end) or Edit(start, end, ""))
    return edits if going or not coming else [FrontMatterEditor(brief.path, text).append_item("aliases", coming)]
