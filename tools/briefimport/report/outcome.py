"""The outcome of an import, file by file."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path

from briefarchive.diagnostics import Diagnostic, Severity

from ..composing.composer import Draft, Mention
from ..composing.preparing import PreparedBrief
from ..copies.finding import Revision
from ..document import Hints, SetAside
from ..legacy import LegacyBrief
from ..mapping import NO_MAPPING, TermMapping
from ..words import read_table
from .guesses import list_guesses


class Outcome(StrEnum):
    """What became of an export."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    SET_ASIDE = "set-aside"
    UNITED = "united"
    SKIPPED = "skipped"


_LABELS: dict[str, str] = read_table("totals")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """The report on an export.

    Attributes:
        brief: The id of its brief, whether new or old, if it has one.
        united_with: The export that leads the brief, if this one is a copy of it.
        reader: The name of its format; empty if it was not read.
        draft: The draft made from it; None if it is unchanged or could not be read.
        legacy: What was read, if no draft was made from it.
        prepared: What a draft would have, if the text only lacks a date, and a plan is made.
        given: The file or folder, as given to the import, in which it was found.
    """

    file: str
    sha256: str
    status: Outcome
    brief: str = ""
    path: str = ""
    united_with: str = ""
    reader: str = ""
    draft: Draft | None = None
    legacy: LegacyBrief | None = None
    prepared: PreparedBrief | None = None
    given_path: Path = field(default_factory=Path)
    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, text: LegacyBrief, status: Outcome) -> "FileReport":
        """Return the report on the export that *text* was read from."""
        return cls(file=text.origin, sha256=text.sha256, reader=text.reader, status=status)

    def to_data(self) -> dict[str, object]:
        """Return the entry of the file in the JSON report."""
        data: dict[str, object] = {
            "file": self.file,
            "sha256": self.sha256,
            "format": self.reader,
            "status": self.status.value,
            "brief": self.brief,
            "path": self.path,
        }
        if self.united_with:
            data["united_with"] = self.united_with
        if self.draft:
            data |= _convert_draft(self.draft)
        return data | {"diagnostics": [_convert_diagnostic(diagnostic) for diagnostic in self.diagnostics]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """The report on a run.

    Attributes:
        ignored: Files in the given folders that are not exports.
        system: The number of ignored files of operating systems and office programs.
        diagnostics: Diagnostics that concern no single export.
        new: The numbers of sources, people and publishers added.
        revisions: Pairs of nearly identical texts, for a person to decide.
        mapping: The mapping of the old site's categories and tags, with those of this run added.
        known_addresses: Old addresses of texts imported before and read again, with the paths of their briefs.
    """

    files: Sequence[FileReport] = ()
    ignored: tuple[str, ...] = ()
    system: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    new: dict[str, int] = field(default_factory=dict)
    revisions: tuple[Revision, ...] = ()
    mapping: TermMapping = NO_MAPPING
    known_addresses: tuple[tuple[str, str], ...] = ()
    dry_run: bool = False

    @property
    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The diagnostics of the run and of each file."""
        return (*self.diagnostics, *(diagnostic for file in self.files for diagnostic in file.diagnostics))

    def tallies(self) -> dict[str, str]:
        """Count diagnostics and the files they concern, as “64 in 63 files”, by code."""
        pairs = [(diagnostic.code, file.file) for file in self.files for diagnostic in file.diagnostics]
        pairs += [(diagnostic.code, diagnostic.span.path) for diagnostic in self.diagnostics]
        counts = Counter(code for code, _ in pairs)
        files = Counter(code for code, _ in set(pairs))
        return {code: f"{counts[code]:,} in {files[code]:,} file{'s'[: files[code] > 1]}" for code in counts}

    @property
    def failed(self) -> bool:
        """Whether a file was refused or there is another error; notices do not count."""
        errors = any(diagnostic.severity is Severity.ERROR for diagnostic in self.all_diagnostics)
        return errors or any(file.status is Outcome.REFUSED for file in self.files)

    @property
    def is_unpublished(self) -> bool:
        """Whether briefs that were ready could not be written to the archive."""
        refused = (file.draft for file in self.files if file.status is Outcome.REFUSED)
        return any(draft is not None and draft.coverage.is_complete for draft in refused)

    @property
    def labels(self) -> dict[str, str]:
        """Labels for the totals, in the terminal and on the pages of the report."""
        return _LABELS | ({Outcome.WRITTEN.value: "briefs that would be written"} if self.dry_run else {})

    def totals(self) -> dict[str, int]:
        """Count for the summary. Lost and invented words include those of refused texts."""
        counts: Counter[str] = Counter()
        words: Counter[str] = Counter()
        for file in self.files:
            counts[file.status.value] += 1
            if (draft := file.draft) is None:
                continue
            words.update({"lost": draft.coverage.lost.total(), "invented": draft.coverage.invented.total()})
            if file.status is Outcome.WRITTEN:
                words.update(draft.coverage.counts)
                counts["paragraphs"] += draft.paragraphs
                counts["sources"] += len(draft.mentions)
                counts["placeholder_titles"] += draft.title_from is None
        return {
            "files": len(self.files),
            **{outcome.value: counts[outcome.value] for outcome in Outcome},
            "ignored": len(self.ignored),
            "system": self.system,
            **{name: counts[name] for name in ("paragraphs", "sources", "placeholder_titles")},
            **{f"new_{name}": count for name, count in self.new.items()},
            **{f"words_{name}": words[name] for name in _WORDS},
        }

    def summary(self) -> dict[str, object]:
        """Return the JSON report without its files."""
        return {
            "ignored": list(self.ignored),
            "revisions": [_convert_revision(pair) for pair in self.revisions],
            "diagnostics": [_convert_diagnostic(diagnostic) for diagnostic in self.diagnostics],
            "totals": self.totals(),
        }

    def to_data(self) -> dict[str, object]:
        """Return the JSON report."""
        return {"dry_run": self.dry_run, "files": [file.to_data() for file in self.files], **self.summary()}


_WORDS = ("read", "body", "sources", "front_matter", "set_aside", "lost", "invented")


def _convert_draft(draft: Draft) -> dict[str, object]:
    legacy = draft.legacy
    return {
        "date": legacy.published.date.isoformat() if legacy.published else None,
        "title": draft.title,
        "title_is_placeholder": draft.title_from is None,
        "title_from": draft.title_from.where or "text" if draft.title_from else None,
        "hints": _convert_hints(legacy.hints),
        "pictures": [attachment.name for attachment in draft.attachments],
        "paragraphs": draft.paragraphs,
        "sources": [_convert_mention(mention) for mention in draft.mentions],
        **{role: list(ids) for role, ids in draft.people.items()},
        "compiler_names": list(legacy.compilers),
        "editor_names": list(legacy.editors),
        "translator_names": list(legacy.translators),
        "suggestions": {
            "countries": list(map(asdict, draft.countries)),
            "topics": list(map(asdict, draft.topics)),
        },
        "set_aside": [_convert_skipped(item) for item in draft.set_aside],
        "copies": [{"file": copy.origin, "sha256": copy.sha256, "format": copy.reader} for copy in legacy.copies],
        "guesses": [guess._asdict() for guess in list_guesses(draft)],
        "words": dict(draft.coverage.counts),
        "words_lost": dict(draft.coverage.lost),
        "words_invented": dict(draft.coverage.invented),
    }


def _convert_skipped(item: SetAside) -> dict[str, object]:
    """Return skipped words as data, with "file" if they are in another copy of the text."""
    data: dict[str, object] = {"line": item.line, "text": item.text, "reason": item.reason}
    return data | ({"file": item.origin} if item.origin else {})


def _convert_mention(mention: Mention) -> dict[str, object]:
    """Return a source as data: as printed, and under "kept" as in its entry, which may also come from other briefs."""
    source, fields = mention.source, mention.entry.fields
    return {
        "key": mention.entry.key,
        "publisher": fields.get("publisher", ""),
        "printed_publisher": source.publisher,
        "title": source.title,
        "url": source.url or None,
        "date": str(source.issued) if source.issued else None,
        "line": source.line,
        "merged": mention.is_merged,
        "kept": {name: fields.get(name) for name in ("title", "url", "date")},
    }


def _convert_hints(hints: Hints) -> dict[str, list[dict[str, str]]]:
    """Return the hints of a file as data, by field."""
    values_by_name = {field.name: getattr(hints, field.name) for field in fields(hints)}
    return {name: list(map(asdict, values)) for name, values in values_by_name.items() if values}


def _convert_revision(pair: Revision) -> dict[str, object]:
    return {"files": [pair.one, pair.other], "likeness": pair.likeness, "differences": list(pair.places)}


def _convert_diagnostic(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "line": diagnostic.span.line,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
