"""What an import did, file by file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

from ..diagnostics import Diagnostic, Severity
from .composing import Draft, Mention
from .document import Hints
from .phrases import Suggestion


class Outcome(StrEnum):
    """What became of an export."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """One export.

    Attributes:
        brief: Id of its brief, new or old; empty where there is none.
        reader: Name of its format; empty where it was not read.
        draft: What was made of it; None where it was unchanged or could not be read.
    """

    file: str
    sha256: str
    status: Outcome
    brief: str = ""
    path: str = ""
    reader: str = ""
    draft: Draft | None = None
    diagnostics: tuple[Diagnostic, ...] = ()

    def as_data(self) -> dict[str, object]:
        """The file's part of the JSON report."""
        data: dict[str, object] = {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.reader,
            "status": self.status.value,
            "brief": self.brief,
            "path": self.path,
        }
        if self.draft:
            data |= _of_draft(self.draft)
        return data | {"diagnostics": [_of_diagnostic(diagnostic) for diagnostic in self.diagnostics]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """A whole run.

    Attributes:
        ignored: Files in the given folders that are no exports.
        diagnostics: What concerns no single export.
        new: How many sources, people and publishers were added.
    """

    files: tuple[FileReport, ...] = ()
    ignored: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    new: dict[str, int] = field(default_factory=dict)
    dry_run: bool = False

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """Those of the run and of each file."""
        return (*self.diagnostics, *(diagnostic for file in self.files for diagnostic in file.diagnostics))

    @property
    def failed(self) -> bool:
        """Whether a file was refused or something else went wrong; notices do not count."""
        errors = any(diagnostic.severity is Severity.ERROR for diagnostic in self.all_diagnostics)
        return errors or any(file.status is Outcome.REFUSED for file in self.files)

    def totals(self) -> dict[str, int]:
        """Numbers for the summary."""
        status = Counter(file.status.value for file in self.files)
        drafts = [file.draft for file in self.files if file.draft and file.status is Outcome.WRITTEN]
        words: Counter[str] = Counter()
        for draft in drafts:
            words.update(draft.account.counts())
        return {
            "files": len(self.files),
            **{outcome.value: status[outcome.value] for outcome in Outcome},
            "ignored": len(self.ignored),
            "paragraphs": sum(len(draft.legacy.paragraphs) for draft in drafts),
            "sources": sum(len(draft.mentions) for draft in drafts),
            "placeholder_titles": sum(draft.title_from is None for draft in drafts),
            **{f"new_{name}": count for name, count in self.new.items()},
            **{f"words_{name}": words[name] for name in ("read", "body", "sources", "front_matter", "set_aside")},
        }

    def as_data(self) -> dict[str, object]:
        """The JSON report."""
        return {
            "dry_run": self.dry_run,
            "files": [file.as_data() for file in self.files],
            "ignored": list(self.ignored),
            "diagnostics": [_of_diagnostic(diagnostic) for diagnostic in self.diagnostics],
            "totals": self.totals(),
        }


def _of_draft(draft: Draft) -> dict[str, object]:
    legacy = draft.legacy
    return {
        "date": legacy.published.date.isoformat() if legacy.published else None,
        "title": draft.title,
        "title_is_placeholder": draft.title_from is None,
        "title_from": draft.title_from.where or "text" if draft.title_from else None,
        "hints": _of_hints(legacy.hints),
        "pictures": [one.name for one in draft.attachments],
        "paragraphs": len(legacy.paragraphs),
        "sources": [_of_mention(mention) for mention in draft.mentions],
        "compilers": list(draft.compilers),
        "compiler_names": list(legacy.compilers),
        "editor_names": list(legacy.editors),
        "suggestions": {"countries": _of_suggestions(draft.countries), "topics": _of_suggestions(draft.topics)},
        "set_aside": [{"line": item.line, "text": item.text, "reason": item.reason} for item in draft.set_aside],
        "words": draft.account.counts(),
    }


def _of_mention(mention: Mention) -> dict[str, object]:
    """A source: what was printed, and under "kept" what its entry says, which other briefs may have printed."""
    printed, fields = mention.printed, mention.entry.fields
    return {
        "key": mention.entry.key,
        "publisher": fields.get("publisher", ""),
        "printed_publisher": printed.publisher,
        "title": printed.title,
        "url": printed.url or None,
        "date": printed.issued.isoformat() if printed.issued else None,
        "line": printed.line,
        "merged": mention.merged,
        "kept": {name: fields.get(name) for name in ("title", "url", "date")},
    }


def _of_hints(hints: Hints) -> dict[str, list[dict[str, str]]]:
    """What the file said about its text, and where, by field."""
    said = {each.name: getattr(hints, each.name) for each in fields(hints)}
    return {
        name: [{"value": hint.value, "where": hint.where} for hint in values] for name, values in said.items() if values
    }


def _of_suggestions(suggestions: Sequence[Suggestion]) -> list[dict[str, str]]:
    return [{"value": suggestion.value, "because": suggestion.because} for suggestion in suggestions]


def _of_diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "line": diagnostic.span.line,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
