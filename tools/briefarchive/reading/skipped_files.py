"""Skipped files: those of other types or names in the archive's folders, and briefs outside these folders."""

import contextlib
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Span
from ..model.slugs import slug
from ..model.tables import load_table
from ..storage import files
from . import decoding
from .attached_files.attachments import DOCUMENTS, PICTURES
from .brief import ID
from .rules import MisplacedBrief, PassedOver, UnusableName
from .vocabularies.reader import FOLDER, NAMES

_ATTACHED = PICTURES | DOCUMENTS
_BRIEF = re.compile(r"(.+?)\.(?:md|markdown)(?:\.\w+)?", re.IGNORECASE)
_BIBLIOGRAPHY = re.compile(r"(.+?)\.bib(?:tex|latex)?(?:\.\w+)?", re.IGNORECASE)
# Temporary files of systems and editors; `check --untrusted` reports them if they are part of a change.
_TEMPORARY = re.compile(
    rf"\.DS_Store|\.gitkeep|\._.+|\..+\.(?:sw[a-p]|kate-swp)|\.#.+|\.~lock\..+|.+~|{files.UNFINISHED}"
)
_BRIEF_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]+(?:\.txt)?")
_ADVICE: Mapping[str, str] = load_table(__file__)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,200}")
_RESERVED = re.compile(
    r"(?:index|search|genindex|modindex|conf|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.|.*\.\..*", re.IGNORECASE
)

_FIELDS = re.compile(r"---\r?\n(?:[^\n]*\n){0,30}?date:[ \t]*['\"]?(?P<year>\d{4})")
_BRIEF_FIELDS = re.compile(r"^(?:countries|topics|compilers|authors|title):", re.MULTILINE)
_BRIEF_FOLDER = re.compile(r"docs|(?:19|20)\d{2}|archiv\w*|archvie|briefs?", re.IGNORECASE)
_HEAD_SIZE = 2_000


def find_skipped_files(root: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file in `archive/` and `bib/` that no reader accepts, and for each unusable name."""
    for folder, suffix, similar in (("archive", ".md", _BRIEF), ("bib", ".bib", _BIBLIOGRAPHY)):
        for path in files.find_paths(root, folder, "", hidden=True):
            if _TEMPORARY.fullmatch(posixpath.basename(path)) or decoding.UNUSABLE_NAME.search(path):
                continue
            fault = _check_file(root, path, folder, suffix, similar)
            # Symbolic links have their own rule. Checking last saves a system call for each valid file.
            if fault is not None and not (root / path).is_symlink():
                yield fault


def _check_file(root: Path, path: str, folder: str, suffix: str, similar: re.Pattern[str]) -> Diagnostic | None:
    span, name = Span(path=path), posixpath.basename(path)
    if path.count("/") >= files.DEEPEST and (root / path).is_dir():
        message = f'"{path}" is more than {files.DEEPEST} folders deep'
        return UnusableName.flag(span, message, hint="move it up")
    if not _is_read(path, name, folder, suffix):
        return PassedOver.flag(span, f'"{path}" is not read', hint=_hint(path, name, suffix, similar))
    if part := _unusable_part(path, folder):
        suggested = _suggest_name(part)
        hint = f'rename it to "{suggested}"' if suggested else "rename it in small letters, digits and hyphens"
        return UnusableName.flag(span, f'"{part}" cannot be a name here', hint=hint)
    return None


def _is_read(path: str, name: str, folder: str, suffix: str) -> bool:
    if path.startswith(f"{FOLDER}/"):
        return path in {f"{FOLDER}/{name}.yaml" for name in NAMES} or name == "README.md"
    kind = posixpath.splitext(name)[1]
    return kind == suffix or (folder == "archive" and kind in _ATTACHED)


def _unusable_part(path: str, folder: str) -> str:
    """Return the first part of *path* that is not a valid name; the names of briefs have their own rule."""
    parts = path.removeprefix(f"{folder}/").split("/")
    is_brief = folder == "archive" and path.endswith(".md") and not parts[-1].startswith(".")
    checked_parts = parts[:-1] if is_brief else parts
    return next((part for part in checked_parts if not _NAME.fullmatch(part) or _RESERVED.fullmatch(part)), "")


def _suggest_name(name: str) -> str:
    """Return a similar name that can be part of an address; empty if there is none."""
    stem, dot, kind = name.rpartition(".") if "." in name else (name, "", "")
    words = slug(stem)
    suggested = f"{words}{dot}{kind.lower()}"
    return suggested if words and _NAME.fullmatch(suggested) and not _RESERVED.fullmatch(suggested) else ""


def _hint(path: str, name: str, suffix: str, similar: re.Pattern[str]) -> str:
    if match := similar.fullmatch(name):
        return f'rename it to "{match[1]}{suffix}"'
    if suffix == ".md" and PurePosixPath(name.lower()).suffix in _ATTACHED:
        return f'rename it to "{_suggest_name(name)}"'
    if suffix == ".md" and _BRIEF_NAME.fullmatch(name):
        return f'rename it to "{PurePosixPath(name).stem}.md"'
    for suggested, advice in _ADVICE.items():
        if re.fullmatch(suggested, name, re.IGNORECASE):
            return advice.format(stem=slug(PurePosixPath(name).stem) or "picture", name=name)
    if path.startswith(f"{FOLDER}/"):
        return "the vocabularies are " + ", ".join(f"{name}.yaml" for name in NAMES)
    if suffix == ".bib" and name.lower().endswith((".md", ".markdown")):
        return f'move it to "archive/{name[:4] if name[:4].isdigit() else "2014"}", if it is a brief'
    return f'move it out of this folder; what is read here ends in "{suffix}"'


def find_misplaced_briefs(root: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each brief at the top level, in `docs/` and in folders with names like the archive's."""
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith(".") or entry.name in {"archive", "bib"}:
            continue
        if entry.is_dir():
            if _BRIEF_FOLDER.fullmatch(entry.name):
                with contextlib.suppress(files.UnreadableFolderError):
                    for path in files.find_paths(root, entry.name, ".md"):
                        yield from _check_misplaced(path, root / path)
        elif entry.name.endswith(".md"):
            yield from _check_misplaced(entry.name, Path(entry.path))


def _check_misplaced(path: str, file: Path) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a file has the name and the front matter of a brief."""
    data = decoding.read(path, file, decoding.BRIEF_LIMIT)
    if isinstance(data, Diagnostic):
        return
    head = data[:_HEAD_SIZE].decode("utf-8", "replace")
    fields = _FIELDS.match(head)
    is_dated = ID.fullmatch(file.stem) is not None
    if fields and _BRIEF_FIELDS.search(head) and (is_dated or "countries:" in head or "compilers:" in head):
        folder = f"archive/{file.stem[:4] if is_dated else fields['year']}"
        message = f'the brief is in "{path.rpartition("/")[0] or "."}", and is not part of the archive'
        yield MisplacedBrief.flag(Span(path=path), message, hint=f'move it to "{folder}/{file.name}"')
