"""Briefs that were saved beside the archive rather than in it: in `docs/`, at the top, in `archives/`."""

import contextlib
import difflib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Rule, Severity, Span
from ..storage import files
from . import decoding
from .brief import ID


class MisplacedBrief(Rule):
    """A brief stands outside `archive/`, so that it is no part of it and has no page.

    Its folder is that of its year, `archive/2014/`. In the browser, a slash in the name field makes a folder:
    `archive/2014/2014-10-17-port.md`.
    """

    code = "F120"
    severity = Severity.WARNING


FAULTS: tuple[type[Rule], ...] = (MisplacedBrief,)

_FIELDS = re.compile(r"---\r?\n(?:[^\n]*\n){0,30}?date:[ \t]*['\"]?(?P<year>\d{4})")
_OF_BRIEFS = re.compile(r"^(?:countries|topics|compilers|authors|title):", re.MULTILINE)
_ALIKE = ("archive", "archives", "archiv", "briefs", "brief")
_HEAD = 2_000


def misplaced_briefs(root: Path) -> Iterator[Diagnostic]:
    """A fault for each brief at the top, in `docs/` and in folders with names like that of the archive."""
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink() or entry.name.startswith(".") or entry.name in {"archive", "bib"}:
            continue
        if entry.is_dir():
            if _may_hold_briefs(entry.name):
                with contextlib.suppress(files.UnreadableFolderError):
                    for path, file in files.find(root, entry.name, ".md"):
                        yield from _fault_of(path, file)
        elif entry.name.endswith(".md"):
            yield from _fault_of(entry.name, Path(entry.path))


def _may_hold_briefs(name: str) -> bool:
    is_year = re.fullmatch(r"(?:19|20)\d{2}", name) is not None
    return name == "docs" or is_year or bool(difflib.get_close_matches(name.casefold(), _ALIKE, n=1, cutoff=0.8))


def _fault_of(path: str, file: Path) -> Iterator[Diagnostic]:
    """The fault of a file that is named as a brief and begins as one."""
    data = decoding.read(path, file, decoding.BRIEF_LIMIT)
    if isinstance(data, Diagnostic):
        return
    head = data[:_HEAD].decode("utf-8", "replace")
    fields = _FIELDS.match(head)
    named = ID.fullmatch(file.stem) is not None
    if fields and _OF_BRIEFS.search(head) and (named or "countries:" in head or "compilers:" in head):
        folder = f"archive/{file.stem[:4] if named else fields['year']}"
        message = f'the brief stands in "{path.rpartition("/")[0] or "."}", and is no part of the archive'
        yield MisplacedBrief.at(Span(path=path), message, hint=f'move it to "{folder}/{file.name}"')
