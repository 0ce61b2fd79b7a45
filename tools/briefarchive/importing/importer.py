"""Exports to briefs: the whole way, and the only one that writes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Span
from ..reading.archive import read_archive
from .collecting import collect
from .composing import Composer, Draft
from .context import concerns, learn
from .document import LegacyDocument
from .exports import ExportFile, head_of
from .faults import CannotOpen, ExportChanged, LikeAnother
from .interpreting import interpret
from .legacy import LegacyBrief
from .readers import documents, is_readable
from .records import Records
from .report import FileReport, ImportReport, Outcome
from .workspace import Workspace, open_workspace
from .writing import additions, sweep, write

Progress = Callable[[int, int], None]


def import_exports(
    root: Path,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    encoding: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Import the exports under *paths* into the archive at *root*.

    Every file gets its own report; one that cannot be read, or whose words cannot all be accounted for, is refused
    and the others go on. An export that was imported before changes nothing.

    Args:
        root: Where `archive/` and `bib/` are or will be.
        paths: Files and folders.
        dry_run: Do everything but write.
        encoding: That of the files which are neither UTF-8 nor UTF-16; guessed where it is not given.
        progress: Called with the number of steps done and their total.
    """
    with open_workspace(encoding) as workspace:
        return _import(root, paths, workspace, dry_run=dry_run, progress=progress)


def _import(
    root: Path, paths: Sequence[Path], workspace: Workspace, *, dry_run: bool, progress: Progress | None
) -> ImportReport:
    collection = collect(paths)
    archive = read_archive(root, cache=not dry_run).archive
    steps = _Steps(2 * len(collection.exports), progress)
    records = Records.of(root, archive)
    results = [(export, result) for export in collection.exports for result in _read(export, records, workspace, steps)]
    results = _read_in_context(results, workspace)
    briefs = [result for _, result in results if isinstance(result, LegacyBrief)]
    composer = Composer(archive, records.ids, briefs)
    steps.total = steps.done + len(results)
    reports = [_compose(result, composer, records, steps) for _, result in results]
    if not dry_run:
        sweep(root)
    drafts = [report.draft for report in reports if report.draft and report.status is Outcome.WRITTEN]
    found: list[Diagnostic] = list(collection.diagnostics)
    new: dict[str, int] = {}
    made = additions(root, composer, drafts) if drafts else None
    if isinstance(made, Diagnostic):
        found.append(made)
        reports = [_refused(report) for report in reports]
    elif made is not None:
        unsafe = list(_unsafe(root, (*made.files, *made.pictures)))
        found += unsafe
        new = made.new
        if unsafe:
            reports = [_refused(report) for report in reports]
        elif not dry_run:
            write(root, made)
    return ImportReport(
        files=tuple(reports), ignored=collection.ignored, diagnostics=tuple(found), new=new, dry_run=dry_run
    )


@dataclass(slots=True)
class _Steps:
    total: int
    progress: Progress | None
    done: int = 0

    def step(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)


_Result = FileReport | LegacyBrief


def _read(export: ExportFile, records: Records, workspace: Workspace, steps: _Steps) -> Iterator[_Result]:
    """What each text of an export says, or a report that ends its way."""
    steps.step()
    known = _known(export, records)
    if known is not None:
        yield known
        return
    for document in documents(export, workspace):
        if isinstance(document, Diagnostic):
            refused = Outcome.REFUSED
            yield FileReport(file=document.span.path, sha256="", status=refused, diagnostics=(document,))
        else:
            yield _of_document(document, records)


def _known(export: ExportFile, records: Records) -> FileReport | None:
    """The report of an export that was imported before as it is, without reading it."""
    if isinstance(head_of(export), Diagnostic):
        return None
    sha256 = export.sha256
    return _unchanged(export.origin, sha256, records) if sha256 in records.by_digest else None


def _unchanged(origin: str, sha256: str, records: Records) -> FileReport:
    brief, path = records.by_digest[sha256]
    return FileReport(file=origin, sha256=sha256, status=Outcome.UNCHANGED, brief=brief, path=path)


def _of_document(document: LegacyDocument, records: Records) -> _Result:
    origin, sha256 = document.origin, document.sha256
    if sha256 in records.by_digest:
        return _unchanged(origin, sha256, records)
    if origin in records.by_origin:
        brief, path = records.by_origin[origin]
        found = ExportChanged.at(
            Span(path=origin),
            f'"{origin}" was imported before with other content, as "{brief}"',
            hint=f"change {path} by hand; if it is another brief, import the folder above both",
        )
        return FileReport(
            file=origin,
            sha256=sha256,
            status=Outcome.REFUSED,
            brief=brief,
            path=path,
            reader=document.reader,
            diagnostics=(found,),
        )
    records.by_digest[sha256] = (origin, "")
    return interpret(document)


_Read = tuple[ExportFile, _Result]


def _read_in_context(results: Sequence[_Read], workspace: Workspace) -> list[_Read]:
    """The same results, those read anew that the other exports of the run throw light on."""
    context = learn([result for _, result in results if isinstance(result, LegacyBrief)])
    concerned: dict[ExportFile, set[str]] = defaultdict(set)
    for export, result in results:
        if isinstance(result, LegacyBrief) and concerns(context, result):
            concerned[export].add(result.origin)
    anew = {
        document.origin: interpret(document, context)
        for export, origins in concerned.items()
        for document in documents(export, workspace)
        if isinstance(document, LegacyDocument) and document.origin in origins
    }
    return [
        (export, anew.get(result.origin, result) if isinstance(result, LegacyBrief) else result)
        for export, result in results
    ]


def _compose(result: _Result, composer: Composer, records: Records, steps: _Steps) -> FileReport:
    steps.step()
    if isinstance(result, FileReport):
        return result
    if not is_readable(result):
        diagnostics = result.diagnostics
        return _report(result, Outcome.REFUSED, diagnostics=diagnostics)
    if (place := records.copy_of(result)) is not None:
        brief, path = place
        return _report(result, Outcome.UNCHANGED, brief=brief, path=path)
    like = records.like(result)
    draft: Draft = composer.compose(result)
    if draft.account.balances:
        records.enter(result, (draft.id, draft.path))
    return FileReport(
        file=result.origin,
        sha256=result.sha256,
        reader=result.reader,
        status=Outcome.WRITTEN if draft.account.balances else Outcome.REFUSED,
        brief=draft.id,
        path=draft.path,
        draft=draft,
        diagnostics=(*result.diagnostics, *draft.diagnostics, *_likeness(result, like)),
    )


def _report(
    legacy: LegacyBrief,
    status: Outcome,
    *,
    brief: str = "",
    path: str = "",
    diagnostics: tuple[Diagnostic, ...] = (),
) -> FileReport:
    return FileReport(
        file=legacy.origin,
        sha256=legacy.sha256,
        reader=legacy.reader,
        status=status,
        brief=brief,
        path=path,
        diagnostics=diagnostics,
    )


def _likeness(legacy: LegacyBrief, like: tuple[str, str] | None) -> Iterator[Diagnostic]:
    if like is not None:
        brief, path = like
        message = f'"{legacy.origin}" has the day and the text of "{brief}"'
        yield LikeAnother.at(
            Span(path=legacy.origin), message, hint=f"compare it with {path}, and delete one of the two"
        )


def _unsafe(root: Path, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Folders of the archive that are links: writing through them would leave the archive."""
    folders = {parent for path in paths for parent in (root / path).parents if root in parent.parents}
    for folder in sorted(folders):
        if folder.is_symlink():
            name = folder.relative_to(root).as_posix()
            yield CannotOpen.at(Span(path=name), f'"{name}" is a symbolic link', hint="put the folder itself here")


def _refused(report: FileReport) -> FileReport:
    return replace(report, status=Outcome.REFUSED) if report.status is Outcome.WRITTEN else report
