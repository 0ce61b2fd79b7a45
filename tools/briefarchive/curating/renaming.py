"""A brief gets another id: its file moves, its old address leads on, and all that named it names it anew.

Everything is prepared and read again before the first file is written. The old file goes last: wherever a renaming is
broken off, no reference leads nowhere, and the same command ends it.
"""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic
from ..model import Archive, Brief, BriefId
from ..model.aliases import address_of_alias
from ..reading import decoding
from ..reading.archive import DuplicateId, Reading
from ..reading.attachments import destination, path_of
from ..storage import files
from ..storage.replacing import FileReplacement, replace_files, text_replacements
from .brief_places import PlaceTakenError, claim_place, path_of_id
from .brief_texts import Texts, UnreadableTextError
from .front_matter_editing import UnfitHeadError
from .old_addresses import with_old_address
from .reference_editing import Moved, UnfitReferenceError, refers, with_references


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a renaming would do.

    Attributes:
        pictures: The bytes of pictures that come along into the folder of another year, by their new path.
        briefs: The new text of each brief that changes, in the order in which they are to be written; the moved one
            comes first.
        gone: Files that are deleted afterwards; the brief's own comes last.
        digests: Those of the files as they were read.
        leads_on: Whether the old address leads to the new one. It cannot if the old id was no sound one.
    """

    moved: Moved
    pictures: Mapping[str, bytes]
    briefs: Mapping[str, str]
    gone: tuple[str, ...]
    digests: Mapping[str, str]
    leads_on: bool


class CannotRenameError(Exception):
    """A brief cannot be renamed as things stand; the message says why. Nothing was written."""


def plan_rename(root: Path, reading: Reading, old: BriefId, new: BriefId) -> Renaming:
    """Prepare to give the brief *old*, which is one of the archive's, the id *new*.

    Raises:
        CannotRenameError: *new* is taken or has another day than the brief, or something cannot be rewritten.
    """
    archive = reading.archive
    brief = archive.briefs[old]
    moved = Moved(old=old, new=new, old_path=brief.path, new_path=path_of_id(new))
    _refuse_ambiguous(reading, old)
    _refuse_other_day(brief, new)
    texts = Texts(root)
    try:
        text = with_references(brief.path, texts.read(brief.path), moved)
        text, leads_on = with_old_address(brief.path, text, moved)
        if _current(root / moved.new_path) != text.encode():  # else a renaming was broken off
            _refuse_changed(archive, moved)
            claim_place(root, archive, new, mover=old)
        others = {path: with_references(path, texts.read(path), moved) for path in _naming(archive, moved)}
    except UnfitReferenceError as error:
        reason = f'{error.span}: "{old}" is named in a way that cannot be rewritten; write the id or file name plainly'
        raise CannotRenameError(reason) from error
    except UnfitHeadError as error:
        raise CannotRenameError(f'{brief.place("aliases")}: write "{old}" into "aliases" by hand first') from error
    except (PlaceTakenError, UnreadableTextError) as error:
        raise CannotRenameError(str(error)) from error
    pictures = _pictures(root, archive, brief, moved)
    shown = {path: files.digest(data) for path, _, data in pictures}
    return Renaming(
        moved=moved,
        pictures={to: data for _, to, data in pictures},
        briefs={moved.new_path: text} | others,
        gone=(*_unused(archive, brief, [path for path, _, _ in pictures]), brief.path),
        digests=texts.digests | shown,
        leads_on=leads_on,
    )


def write_rename(root: Path, renaming: Renaming) -> None:
    """Write what is prepared, each file whole or not at all, and delete what has moved.

    Raises:
        ReplacingError: A file has changed since it was read, or cannot be written.
    """
    pictures = (FileReplacement(path=path, before="", after=data) for path, data in renaming.pictures.items())
    briefs = text_replacements(renaming.briefs, renaming.digests)
    gone = (FileReplacement(path=path, before=renaming.digests[path], after=None) for path in renaming.gone)
    replace_files(root, [*pictures, *briefs, *gone])


def _refuse_ambiguous(reading: Reading, old: BriefId) -> None:
    for one in reading.diagnostics:
        if one.code == DuplicateId.code and PurePosixPath(one.span.path).stem == old:
            raise CannotRenameError(f"{one.span}: {one.message}; rename one of the two files by hand")


def _refuse_other_day(brief: Brief, new: BriefId) -> None:
    """Refuse a day in the id that the brief does not have: the date is what its text says, and is mended there."""
    days = {brief.date.isoformat(), brief.id[:10]}
    if new[:10] not in days:
        place = brief.place("date")
        raise CannotRenameError(f'{place}: the date is "{brief.date}", the new id has "{new[:10]}"; mend it first')


def _refuse_changed(archive: Archive, moved: Moved) -> None:
    """Refuse to go on with a renaming that was broken off when somebody changed one of the two files since."""
    taken = archive.briefs.get(moved.new)
    if taken and address_of_alias(moved.old) in map(address_of_alias, taken.aliases):
        reason = f'"{moved.new_path}" is left from a renaming that was broken off, and one of the two has changed since'
        hint = f'see that "{moved.old_path}" has all that is to stay, delete the other, and run the command again'
        raise CannotRenameError(f"{reason}; {hint}")


def _current(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() and not file.is_symlink() else None


def _naming(archive: Archive, moved: Moved) -> list[str]:
    """Paths of the other briefs that name the moved one."""
    found = {
        brief.path
        for brief in archive.briefs.values()
        if moved.old in (*brief.replaces, brief.translation_of)
        or refers(brief.path, brief.markup.links, brief.markup.references, moved)
    }
    for markup in archive.unread_briefs.values():
        spans = [*(one.span for one in markup.references), *(one.span for one in markup.links)]
        path = spans[0].path if spans else ""
        if path and refers(path, markup.links, markup.references, moved):
            found.add(path)
    return sorted(found - {moved.old_path, moved.new_path})


def _pictures(root: Path, archive: Archive, brief: Brief, moved: Moved) -> list[tuple[str, str, bytes]]:
    """The pictures that must come along since a brief's stand in its own folder: path, new path and bytes."""
    folder = posixpath.dirname(moved.new_path)
    if folder == posixpath.dirname(brief.path):
        return []
    shown = (destination(archive, brief, link.target, image=True) for link in brief.markup.links if link.image)
    found = []
    for path in dict.fromkeys(filter(None, shown)):
        to = f"{folder}/{posixpath.basename(path)}"
        data = decoding.read(path, root / path)
        if isinstance(data, Diagnostic):
            raise CannotRenameError(f"{data.span}: {data.message}")
        if _current(root / to) not in (None, data) or (root / to).is_symlink():
            raise CannotRenameError(f'there is another picture "{to}"; give the one of the brief another name first')
        found.append((path, to, data))
    return found


def _unused(archive: Archive, brief: Brief, pictures: list[str]) -> list[str]:
    """Those of *pictures* that no other brief shows, and to which none links, that which moves among them."""
    if not pictures:
        return []
    links = (link for text in archive.texts for link in text.links)
    staying = (link for link in links if not (link.image and link.span.path == brief.path))
    used = {path_of(link.span.path, link.target.partition("#")[0]) for link in staying}
    return [path for path in pictures if path not in used]
