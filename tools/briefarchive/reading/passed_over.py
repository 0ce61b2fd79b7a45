"""Files that stand in the archive's folders and that have no business there, by kind or by name."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Rule, Span
from . import files
from .attachments import DOCUMENTS, PICTURES
from .files import UnusableName
from .vocabulary import FOLDER, NAMES


class PassedOver(Rule):
    """A file in `archive/` or `bib/` is of no kind that is read there, so nothing of it is in the archive.

    A brief's file ends in `.md`, a bibliography's in `.bib`, in small letters. Notepad adds `.txt` to a name: let the
    system show whole names, and rename the file. Pictures (`.png`, `.jpg`, `.gif`, `.webp`, `.svg`), PDF and CSV files
    may stand beside a brief. Anything else belongs in another folder; a program or its settings would be taken for
    part of the archive.
    """

    code = "F109"


FAULTS: tuple[type[Rule], ...] = (PassedOver,)

_BESIDE = PICTURES | DOCUMENTS
_BRIEF = re.compile(r"(.+?)\.(?:md|markdown)(?:\.\w+)?", re.IGNORECASE)
_BIBLIOGRAPHY = re.compile(r"(.+?)\.bib(?:\.\w+)?", re.IGNORECASE)
# What systems and editors leave behind; should it be part of a change, `check --untrusted` tells.
_LEFT_BEHIND = re.compile(r"\.DS_Store|\.gitkeep|\..+\.sw[a-p]|\.#.+|\.~lock\..+|.+~")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,200}")
_TAKEN = re.compile(
    r"(?:index|search|genindex|modindex|conf|con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.|.*\.\..*", re.IGNORECASE
)


def passed_over(root: Path) -> Iterator[Diagnostic]:
    """A fault for each file in `archive/` and `bib/` that no reader takes, and for each unusable name."""
    for folder, suffix, meant in (("archive", ".md", _BRIEF), ("bib", ".bib", _BIBLIOGRAPHY)):
        for path, file in files.find(root, folder, "", hidden=True):
            if _LEFT_BEHIND.fullmatch(file.name) or files.NO_NAME.search(path):
                continue
            fault = _fault_of(path, file, folder, suffix, meant)
            # Links have a rule of their own; of ten thousand files that are right, the system is not asked.
            if fault is not None and not file.is_symlink():
                yield fault


def _fault_of(path: str, file: Path, folder: str, suffix: str, meant: re.Pattern[str]) -> Diagnostic | None:
    span = Span(path=path)
    if path.count("/") >= files.DEEPEST and file.is_dir():
        message = f'"{path}" stands more than {files.DEEPEST} folders deep'
        return UnusableName.at(span, message, hint="move it up")
    if not _is_read(path, file, folder, suffix):
        return PassedOver.at(span, f'"{path}" is not read', hint=_hint(path, file.name, suffix, meant))
    if part := _unusable_part(path, folder):
        return UnusableName.at(
            span, f'"{part}" cannot be a name here', hint="rename it in small letters, digits and hyphens"
        )
    return None


def _is_read(path: str, file: Path, folder: str, suffix: str) -> bool:
    if path.startswith(f"{FOLDER}/"):
        return path in {f"{FOLDER}/{name}.yaml" for name in NAMES} or file.name == "README.md"
    return file.suffix == suffix or (folder == "archive" and file.suffix in _BESIDE)


def _unusable_part(path: str, folder: str) -> str:
    """The first part of *path* that cannot be a name; the names of briefs have a rule of their own."""
    parts = path.removeprefix(f"{folder}/").split("/")
    named = parts[:-1] if folder == "archive" and path.endswith(".md") else parts
    return next((part for part in named if not _NAME.fullmatch(part) or _TAKEN.fullmatch(part)), "")


def _hint(path: str, name: str, suffix: str, meant: re.Pattern[str]) -> str:
    if match := meant.fullmatch(name):
        return f'rename it to "{match[1]}{suffix}"'
    if PurePosixPath(name.lower()).suffix in _BESIDE and suffix == ".md":
        return f'rename it to "{name.lower()}"'
    if path.startswith(f"{FOLDER}/"):
        return "the vocabularies are " + ", ".join(f"{name}.yaml" for name in NAMES)
    return f'what is read here ends in "{suffix}"'
