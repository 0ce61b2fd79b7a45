"""Creation of new briefs, as drafts with front matter, and of new archives."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..checking.editors import editor_files
from ..checking.loading import read_and_check
from ..checking.text.fields import PLACEHOLDER
from ..diagnostics import Severity
from ..model import Archive, BriefId, Status, Vocabulary
from ..model.slugs import id_words
from ..reading.fields import FRONT_MATTER
from ..reading.front_matter.writer import write_front_matter
from ..reading.nearest import TermSearch
from ..reading.vocabularies.reader import read_vocabulary
from ..storage.files import write_text
from .changes import CannotChangeError, FileChanges, claim_place

_TEMPLATE = Path(__file__).parent / "start"
_DOTFILES = re.compile("^(?:gitignore|vscode)")
_ROLES = ("authors", "compilers", "editors", "translators")
_EXAMPLES = {"countries": " [CN, RU]", "topics": " []", "compilers": " []", "summary": ""}
"""Recommended fields; missing ones are added as comments with these examples.

Topics and people depend on the archive. An example of a summary would be published sooner or later.
"""


def make_term_searches(vocabulary: Vocabulary) -> dict[str, TermSearch]:
    """Return the search for the terms of each front matter field that names some."""
    searches = {name: TermSearch(vocabulary, name) for name in ("countries", "topics", "people")}
    return searches | dict.fromkeys(_ROLES, searches["people"])


def plan_brief(root: Path, archive: Archive, fields: Mapping[str, Any], words: str = "") -> FileChanges:
    """Plan the file of a new brief with these fields of front matter; *words* of its id are by default from the title.

    The day of publication is none of them, since the repository's history will tell it.

    Raises:
        CannotChangeError: The brief exists already, or a value is invalid.
    """
    words = words or id_words(fields["title"])
    if not words:
        raise CannotChangeError("no id can be made of this title; say with --slug what the file is to be called")
    try:
        path = claim_place(root, archive, BriefId(f"{fields['date']}-{words}"))
    except CannotChangeError as error:
        raise CannotChangeError(f"{error}; another --slug gives another id") from error
    text = _text(fields)
    _read_back(path, text)
    changes = FileChanges(root)
    changes.after[path] = text.encode()
    return changes


def _text(fields: Mapping[str, Any]) -> str:
    values = {**fields, "status": str(Status.DRAFT)}
    head = write_front_matter({name: values.get(name) for name in FRONT_MATTER})
    return "".join((head.removesuffix("---\n"), *_reminders(fields), "---\n", f"{PLACEHOLDER}\n"))


def _reminders(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, example in _EXAMPLES.items():
        if not fields.get(name) and not (name == "compilers" and fields.get("authors")):
            field = FRONT_MATTER[name]
            yield f"# {field.help}\n# {name}:{example}\n"
    yield "# Delete the line “status” when the brief is ready: drafts are not published.\n"


def _read_back(path: str, text: str) -> None:
    """Refuse values that the reader would report."""
    _, faults = read_and_check(path, text.encode("utf-8", "surrogatepass"))
    for fault in faults:
        if fault.severity is not Severity.NOTICE:
            raise CannotChangeError(fault.message + (f"; {fault.hint}" if fault.hint else ""))


def create_archive(folder: Path) -> bool:
    """Create an archive in *folder*; return False if the folder is not empty."""
    if folder.exists() and any(folder.iterdir()):
        return False
    for source in sorted(path for path in _TEMPLATE.rglob("*") if path.is_file()):
        name = source.relative_to(_TEMPLATE).as_posix().removesuffix(".txt")
        write_text(folder / _DOTFILES.sub(r".\g<0>", name), source.read_text("utf-8"))
    vocabulary, _ = read_vocabulary(folder)
    for path, text in editor_files(vocabulary).items():
        write_text(folder / path, text)
    (folder / "bib").mkdir(exist_ok=True)
    return True
