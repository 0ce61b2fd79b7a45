"""A new brief: a draft with its front matter filled in, ready to be written."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..checking.archive import read_brief
from ..checking.text.fields import PLACEHOLDER
from ..diagnostics import Severity
from ..model import Archive, BriefId, Status
from ..reading.matter import front_matter
from ..reading.schema import FRONT_MATTER
from .brief_places import PlaceTakenError, claim_place
from .romanizing import words_of_id

_EXAMPLES = {"countries": " [CN, RU]", "topics": " []", "compilers": " []", "summary": ""}
"""Fields that are worth having; one that is not given stands there as a comment.

Topics and people are those of the archive. An example of a summary would be published sooner or later.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrief:
    """What is known of a brief before it is written.

    The day of its publication is not: the history of the repository will tell it.

    Attributes:
        date: The day of the event.
        words: Those of its id, by default the title's.
    """

    title: str
    date: datetime.date
    countries: Sequence[str] = ()
    topics: Sequence[str] = ()
    authors: Sequence[str] = ()
    compilers: Sequence[str] = ()
    editors: Sequence[str] = ()
    translators: Sequence[str] = ()
    summary: str = ""
    language: str = ""
    words: str = ""


class CannotCreateError(Exception):
    """The brief cannot be made so; the message says why."""


def plan_brief(root: Path, archive: Archive, new: NewBrief) -> tuple[str, str]:
    """The root-relative path and the text of a new brief's file.

    Raises:
        CannotCreateError: There is such a brief, or a value is none that its field can have.
    """
    words = new.words or words_of_id(new.title)
    if not words:
        raise CannotCreateError("no id can be made of this title; say with --slug what the file is to be called")
    try:
        path = claim_place(root, archive, BriefId(f"{new.date}-{words}"))
    except PlaceTakenError as error:
        raise CannotCreateError(f"{error}; another --slug gives another id") from error
    text = _text(new)
    _read_back(path, text)
    return path, text


def _text(new: NewBrief) -> str:
    head = front_matter({
        "title": new.title,
        "date": new.date,
        "countries": list(new.countries),
        "topics": list(new.topics),
        "authors": list(new.authors),
        "compilers": list(new.compilers),
        "editors": list(new.editors),
        "translators": list(new.translators),
        "summary": new.summary,
        "language": new.language,
        "status": str(Status.DRAFT),
    })  # fmt: skip
    return "".join((head.removesuffix("---\n"), *_reminders(new), "---\n", f"{PLACEHOLDER}\n"))


def _reminders(new: NewBrief) -> Iterator[str]:
    """Comments on what is still to be done in the front matter."""
    for name, example in _EXAMPLES.items():
        if not getattr(new, name) and not (name == "compilers" and new.authors):
            field = FRONT_MATTER[name]
            yield f"# {field.help}\n# {name}:{example}\n"
    yield "# Delete the line “status” when the brief is ready: drafts are not published.\n"


def _read_back(path: str, text: str) -> None:
    """Refuse a value that the reader would refuse."""
    _, faults = read_brief(path, text.encode("utf-8", "surrogatepass"))
    for fault in faults:
        if fault.severity is not Severity.NOTICE:
            raise CannotCreateError(fault.message + (f"; {fault.hint}" if fault.hint else ""))
