"""The first half of a run: every export read, those that its other exports throw light on a second time."""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefarchive.diagnostics import Diagnostic, Severity, Span
from briefarchive.storage.work_note import note_work

from .context import concerns, learn
from .document import LegacyDocument
from .exports import ExportFile, read_head
from .faults import ExportChanged
from .interpreting import interpret
from .legacy import LegacyBrief
from .parallel import each_in_order
from .readers import Refusal, documents, failure
from .records import Records
from .report import FileReport, Outcome
from .spool import Spool
from .text.layout import ALONE, Context
from .workspace import Workspace

# What a text says, or a report that ends its way; with the export in which it stands.
Result = FileReport | LegacyBrief
Read = tuple[ExportFile, Result]


def read_exports(
    exports: Sequence[ExportFile], records: Records, workspace: Workspace, *, jobs: int, step: Callable[[], None]
) -> Spool[Read]:
    """What each text of the exports says, in their order."""
    results: Spool[Read] = Spool()
    reading = _Reading(workspace=workspace, known=frozenset(records.by_digest))
    for export, found in each_in_order(reading, exports, len(exports), jobs=jobs):
        for one in found:
            results.append((export, _result(one, records)))
        step()
    return _in_context(results, workspace, jobs)


def briefs_of(results: Sequence[Read]) -> Iterator[LegacyBrief]:
    """The texts among the results."""
    return (result for _, result in results if isinstance(result, LegacyBrief))


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
    known: frozenset[str]

    def __call__(self, export: ExportFile) -> Iterator[_Found]:
        note_work(export.origin)
        try:
            yield from self._found(export)
        except Exception as error:  # noqa: BLE001 — one export never ends the others
            yield failure(export.origin, error)

    def _found(self, export: ExportFile) -> Iterator[_Found]:
        if not isinstance(read_head(export), Diagnostic) and (sha256 := export.sha256) in self.known:
            yield _Known(origin=export.origin, sha256=sha256)
            return
        for document in documents(export, self.workspace):
            if isinstance(document, Diagnostic):
                yield document
            elif document.sha256 in self.known:
                yield _Known(origin=document.origin, sha256=document.sha256)
            else:
                yield _interpreted(document)


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
                    yield interpret(document, self.context)


def _interpreted(document: LegacyDocument) -> LegacyBrief | Diagnostic:
    try:
        return interpret(document)
    except Exception as error:  # noqa: BLE001 — one text of a site never ends the others
        return failure(document.origin, error)


def _result(found: _Found, records: Records) -> Result:
    match found:
        case LegacyBrief():
            return _new(found, records)
        case _Known():
            return _unchanged(found.origin, found.sha256, records)
    # What a reader only notes is no text: nothing was refused.
    status = Outcome.REFUSED if found.severity is Severity.ERROR else Outcome.SET_ASIDE
    sha256 = found.sha256 if isinstance(found, Refusal) else ""
    return FileReport(file=found.span.path, sha256=sha256, status=status, diagnostics=(found,))


def _new(brief: LegacyBrief, records: Records) -> Result:
    origin, sha256 = brief.origin, brief.sha256
    if sha256 in records.by_digest:
        return _unchanged(origin, sha256, records)
    if origin in records.by_origin:
        earlier, path = records.by_origin[origin]
        found = ExportChanged.at(
            Span(path=origin),
            f'"{origin}" was imported before with other content, as "{earlier}"',
            hint=f"change {path} by hand; if it is another brief, import the folder above both",
        )
        return FileReport(
            file=origin,
            sha256=sha256,
            status=Outcome.REFUSED,
            brief=earlier,
            path=path,
            reader=brief.reader,
            diagnostics=(found,),
        )
    return brief


def _unchanged(origin: str, sha256: str, records: Records) -> FileReport:
    brief, path = records.by_digest[sha256]
    return FileReport(file=origin, sha256=sha256, status=Outcome.UNCHANGED, brief=brief, path=path)


def _in_context(results: Spool[Read], workspace: Workspace, jobs: int) -> Spool[Read]:
    """The same results, those read anew that the other exports of the run throw light on."""
    context = learn(briefs_of(results))
    if context == ALONE:
        return results
    concerned: dict[ExportFile, set[str]] = defaultdict(set)
    for export, result in results:
        if isinstance(result, LegacyBrief) and concerns(context, result):
            concerned[export].add(result.origin)
    anew: Spool[LegacyBrief] = Spool()
    places: dict[str, int] = {}
    things = [(export, frozenset(origins)) for export, origins in concerned.items()]
    reading = _ReadingAnew(workspace=workspace, context=context)
    for _, found in each_in_order(reading, things, len(things), jobs=jobs):
        for brief in found:
            places[brief.origin] = len(anew)
            anew.append(brief)
    if not places:
        return results
    read: Spool[Read] = Spool()
    for export, result in results:
        is_anew = isinstance(result, LegacyBrief) and result.origin in places
        read.append((export, anew[places[result.origin]] if is_anew and isinstance(result, LegacyBrief) else result))
    return read
