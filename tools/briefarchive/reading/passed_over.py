"""Files that stand in the archive's folders and that nobody reads, which their authors may not know."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Rule, Severity, Span
from . import files
from .attachments import DOCUMENTS, PICTURES
from .vocabulary import FOLDER, NAMES


class PassedOver(Rule):
    """A file in `archive/` or `bib/` is of no kind that is read there, so nothing of it is in the archive.

    A brief's file ends in `.md`, a bibliography's in `.bib`, in small letters. Notepad adds `.txt` to a name: let the
    system show whole names, and rename the file. Pictures, PDF and CSV files may stand beside a brief, and hidden
    files and backups (`name~`) are left alone. Anything else belongs in another folder.
    """

    code = "F109"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (PassedOver,)

_BESIDE = ("~", *sorted(PICTURES | DOCUMENTS))
_BRIEF = re.compile(r"(.+?)\.(?:md|markdown)(?:\.\w+)?", re.IGNORECASE)
_BIBLIOGRAPHY = re.compile(r"(.+?)\.bib(?:\.\w+)?", re.IGNORECASE)


def passed_over(root: Path) -> Iterator[Diagnostic]:
    """A warning for each file in `archive/` and `bib/` that no reader takes."""
    vocabularies = {f"{FOLDER}/{name}.yaml" for name in NAMES}
    for folder, suffix, meant in (("archive", ".md", _BRIEF), ("bib", ".bib", _BIBLIOGRAPHY)):
        for path, file in files.find(root, folder, ""):
            beside = file.name.endswith(suffix) or file.name.lower().endswith(_BESIDE)
            if not beside and path not in vocabularies and not file.is_symlink():
                hint = _hint(path, file.name, suffix, meant)
                yield PassedOver.at(Span(path=path), f'"{path}" is not read', hint=hint)


def _hint(path: str, name: str, suffix: str, meant: re.Pattern[str]) -> str:
    if match := meant.fullmatch(name):
        return f'rename it to "{match[1]}{suffix}"'
    if path.startswith(f"{FOLDER}/"):
        return "the vocabularies are " + ", ".join(f"{name}.yaml" for name in NAMES)
    return f'what is read here ends in "{suffix}"'
