"""The first half of a run: every export read, and those a second time that the others throw light on."""

import contextlib
import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from briefarchive.diagnostics import Diagnostic, Severity, Span
from briefarchive.model import Archive
from briefarchive.storage import files
from briefarchive.storage.limits import note_work

from .document import LegacyDocument
from .files.exports import ExportFile, read_head
from .interpreting import interpret
from .legacy import LegacyBrief, Outline, pack
from .parallel import map_in_order
from .readers import Refusal, documents, failure
from .report.outcome import FileReport, Outcome
from .rules import BylineDecided, ExportChanged
from .site.outlines import make_outline
from .site.shared_lines import learn_site_lines, origin_folder
from .text.context import ALONE, Context
from .text.dates.printed import Order
from .text.people.names import folded_name
from .text.people.unlabelled_names import names_between
from .workspace import Workspace

_SHARED_BY = 3
# So much of their sketches have copies of a text in common, and hardly ever two texts.
_ALIKE = 24
_DIGEST = re.compile(r"sha256[\"']?\s*:\s*[\"']?([0-9a-f]{64})")
# What a text says, or a report that ends its way; with the export in which it stands.
Result = FileReport | LegacyBrief
Read = tuple[ExportFile, Result]


# The id of a brief and its path.
Place = tuple[str, str]


@dataclass(slots=True)
class Records:
    """Briefs by the digest and by the name of their export, and the ids that are taken."""

    by_digest: dict[str, Place] = field(default_factory=dict)
    by_origin: dict[str, Place] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Path, archive: Archive) -> "Records":
        """The records of the archive at *root*."""
        records = cls(ids=set(archive.briefs))
        read = set()
        for brief in archive.briefs.values():
            if brief.imported:
                read.add(brief.path)
                records.by_digest[brief.imported.sha256] = (brief.id, brief.path)
                records.by_origin[brief.imported.origin] = (brief.id, brief.path)
                for copy in brief.imported.copies:
                    records.by_digest[copy.sha256] = (brief.id, brief.path)
                    records.by_origin[copy.origin] = (brief.id, brief.path)
        for path in files.find_paths(root, "archive", ".md"):
            file = root / path
            records.ids.add(file.stem)
            # A brief whose front matter is at fault was imported all the same.
            if path not in read and file.is_file() and not file.is_symlink():
                data = file.read_bytes()[:20_000].decode("utf-8", "replace")
                for digest in _DIGEST.findall(data):
                    records.by_digest.setdefault(digest, (file.stem, path))
        return records


def read_exports(
    exports: Sequence[ExportFile], records: Records, workspace: Workspace, *, jobs: int, step: Callable[[], None]
) -> list[Read]:
    """What each text of the exports says, in their order, read alone; one that was imported before is not read."""
    results: list[Read] = []
    reading = _Reading(workspace=workspace, known_files=frozenset(records.by_digest))
    for export, outputs in map_in_order(reading, exports, jobs=jobs):
        results += [(export, _result(output, records)) for output in outputs]
        step()
    return results


def list_briefs(results: Sequence[Read]) -> Iterator[LegacyBrief]:
    """The texts among the results."""
    return (result for _, result in results if isinstance(result, LegacyBrief))


def find_result_text(result: Result) -> LegacyBrief | None:
    """The text of which a brief is or was made; None if there is none, or it was not read."""
    if isinstance(result, LegacyBrief):
        return result
    return result.legacy if result.status is Outcome.UNCHANGED else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A file or a part of one that was imported before, by its digest."""

    origin: str
    sha256: str


_Found = LegacyBrief | Diagnostic | _Known


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Reads one export; can be sent to another process."""

    workspace: Workspace
    known_files: frozenset[str]

    def __call__(self, export: ExportFile) -> Iterator[_Found]:
        note_work(export.origin)
        try:
            yield from self._read_texts(export)
        except Exception as error:  # noqa: BLE001 — one export never ends the others
            yield failure(export.origin, error)

    def _read_texts(self, export: ExportFile) -> Iterator[_Found]:
        if not isinstance(read_head(export), Diagnostic) and (sha256 := export.sha256) in self.known_files:
            yield _Known(origin=export.origin, sha256=sha256)
            return
        for document in documents(export, self.workspace):
            if isinstance(document, Diagnostic):
                yield document
            elif document.sha256 in self.known_files:
                yield _Known(origin=document.origin, sha256=document.sha256)
            else:
                yield _interpret(document)


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadingAnew:
    """Reads some texts of an export in the light of the others; can be sent to another process."""

    workspace: Workspace
    context: Context

    def __call__(self, concerned: tuple[ExportFile, frozenset[str]]) -> Iterator[LegacyBrief]:
        export, origins = concerned
        # What failed is left as it was read first.
        with contextlib.suppress(Exception):
            for document in documents(export, self.workspace):
                if isinstance(document, LegacyDocument) and document.origin in origins:
                    yield _pack_outline(interpret(document, self.context))


def _interpret(document: LegacyDocument) -> LegacyBrief | Diagnostic:
    try:
        return _pack_outline(interpret(document))
    except Exception as error:  # noqa: BLE001 — one text of a site never ends the others
        return failure(document.origin, error)


def _pack_outline(brief: LegacyBrief) -> LegacyBrief:
    """*brief* as it is held until the end of the run: its lines have just been read, and are not read for it again."""
    return pack(replace(brief, outline=make_outline(brief)))


def _result(output: _Found, records: Records) -> Result:
    match output:
        case LegacyBrief():
            return _new(output, records)
        case _Known():
            return _make_unchanged_report(output.origin, output.sha256, records)
    # What a reader only notes is no text: nothing was refused.
    status = Outcome.REFUSED if output.severity is Severity.ERROR else Outcome.SET_ASIDE
    sha256 = output.sha256 if isinstance(output, Refusal) else ""
    return FileReport(file=output.span.path, sha256=sha256, status=status, diagnostics=(output,))


def _new(brief: LegacyBrief, records: Records) -> Result:
    origin, sha256 = brief.origin, brief.sha256
    if sha256 in records.by_digest:
        return _make_unchanged_report(origin, sha256, records)
    if origin in records.by_origin:
        earlier, path = records.by_origin[origin]
        diagnostic = ExportChanged.flag(
            Span(path=origin),
            f'"{origin}" was imported before with other content, as "{earlier}"',
            hint=f"change {path} by hand; if it is another brief, import the folder above both",
        )
        return replace(FileReport.of(brief, Outcome.REFUSED), brief=earlier, path=path, diagnostics=(diagnostic,))
    return brief


def _make_unchanged_report(origin: str, sha256: str, records: Records) -> FileReport:
    brief, path = records.by_digest[sha256]
    return FileReport(file=origin, sha256=sha256, status=Outcome.UNCHANGED, brief=brief, path=path)


def add_known_texts(results: Sequence[Read], workspace: Workspace, *, jobs: int) -> list[Read]:
    """The same results, with the texts that were imported before, so that they throw light on the new ones."""
    known_texts = ((export, result.file) for export, result in results if _is_known(result))
    return _read_anew(results, known_texts, _ReadingAnew(workspace=workspace, context=ALONE), jobs)


def read_in_context(results: Sequence[Read], workspace: Workspace, *, jobs: int) -> Sequence[Read]:
    """The same results, those read anew that the other exports of the run throw light on."""
    texts = [(export, text) for export, result in results if (text := find_result_text(result))]
    context = learn(text for _, text in texts)
    if context == ALONE:
        return results
    concerned = ((export, text.origin) for export, text in texts if concerns(context, text))
    return _read_anew(results, concerned, _ReadingAnew(workspace=workspace, context=context), jobs)


def _is_known(result: Result) -> TypeGuard[FileReport]:
    return isinstance(result, FileReport) and result.status is Outcome.UNCHANGED


def _read_anew(
    results: Sequence[Read], concerned: Iterable[tuple[ExportFile, str]], reading: _ReadingAnew, jobs: int
) -> list[Read]:
    """The same results, with what *reading* finds at the origins that are *concerned*."""
    origins: dict[ExportFile, set[str]] = defaultdict(set)
    for export, origin in concerned:
        origins[export].add(origin)
    things = [(export, frozenset(names)) for export, names in origins.items()]
    anew = {brief.origin: brief for _, briefs in map_in_order(reading, things, jobs=jobs) for brief in briefs}
    return [(export, _replace_result(result, anew)) for export, result in results]


def _replace_result(result: Result, anew: Mapping[str, LegacyBrief]) -> Result:
    if isinstance(result, LegacyBrief):
        return anew.get(result.origin, result)
    return replace(result, legacy=anew.get(result.file, result.legacy)) if _is_known(result) else result


def learn(briefs: Iterable[LegacyBrief]) -> Context:
    """The order of numeric dates, the pages' own dates and what the lines around many briefs are."""
    number = 0
    titles: set[tuple[str, bytes]] = set()
    todays: set[datetime.date] = set()
    orders: set[Order] = set()
    texts: dict[tuple[str, bytes], tuple[LegacyBrief, Outline]] = {}
    for brief in briefs:
        number += 1
        outline = make_outline(brief)
        # Copies of one text have this in common, and two texts do not; a title of both is not the site’s.
        text = outline.sketch[:_ALIKE] or outline.digest
        texts[origin_folder(brief), text] = brief, outline
        titles.update((title, text) for title in filter(None, [brief.title]))
        todays.update(filter(None, [brief.today]))
        orders.update(filter(None, [brief.evidence]))
    counts = Counter(title for title, _ in titles)
    often = max(_SHARED_BY, number // 5)
    sites = learn_site_lines(texts.values())
    return Context(
        # Every unambiguous numeric date must show the same one.
        order=orders.pop() if len(orders) == 1 else None,
        todays=frozenset(todays),
        furniture=frozenset((*(title for title, count in counts.items() if count >= often), *sites.furniture)),
        headings=frozenset(sites.headings),
        titles=sites.titles,
        people=frozenset(sites.people),
        signed=sites.signed,
        filed=sites.filed,
    )


def concerns(context: Context, brief: LegacyBrief) -> bool:
    """Whether *brief* could be read otherwise in *context*."""
    if context == ALONE:
        return False
    sole_date = brief.today is None and brief.published is not None and brief.published.date in context.todays
    outline = make_outline(brief)
    lines = {brief.title, *outline.above, *outline.below}
    # What is no part of the text as it was read needs no second look.
    kept_lines = lines.difference(" ".join(item.text.split()) for item in brief.set_aside)
    marked_lines = (context.filed.keys() & lines) | (context.signed.keys() & lines)
    shared_lines = (context.furniture & kept_lines) | (context.headings & outline.headings) | marked_lines
    named = {folded_name(name) for line in lines for name in names_between(line)}
    # Whom the text was read to name without doubt are no news.
    is_doubted = any(diagnostic.code == BylineDecided.code for diagnostic in brief.diagnostics)
    known_names = set() if is_doubted else set(map(folded_name, brief.people))
    names_person = not context.people & named <= known_names
    titled = context.titles.get(brief.origin, brief.title) != brief.title
    return (
        sole_date
        or bool(shared_lines)
        # Lines of the site may link to categories or list them, which are none of the text.
        or (bool(brief.hints.linked_terms) and not context.furniture.isdisjoint(lines))
        or not context.furniture.isdisjoint(hint.value for hint in (*brief.hints.categories, *brief.hints.tags))
        or names_person
        or titled
        or (brief.doubtful and context.order is not None)
    )
