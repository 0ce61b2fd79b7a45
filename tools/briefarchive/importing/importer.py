"""Exports to briefs: the whole way, and the only one that writes."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..diagnostics import Diagnostic, Span
from ..reading.archive import read_archive
from .collecting import ExportFile, collect, read_bytes
from .composing import Composer, Draft
from .context import concerns, learn
from .faults import CannotOpen, ExportChanged, LikeAnother
from .legacy import LegacyBrief
from .readers import is_readable, read_export
from .records import Records
from .report import FileReport, ImportReport, Outcome
from .text.layout import Context
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
    collection = collect(paths)
    archive = read_archive(root, cache=not dry_run).archive
    steps = _Steps(2 * len(collection.exports), progress)
    records = Records.of(root, archive)
    files_read = [_read(export, records, encoding, steps) for export in collection.exports]
    files_read = _read_in_context(collection.exports, files_read, encoding)
    composer = Composer(archive, records.ids, [result for result in files_read if isinstance(result, LegacyBrief)])
    reports = [_compose(result, composer, records, steps) for result in files_read]
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
        unsafe = list(_unsafe(root, made.files))
        found += unsafe
        new = made.new
        if unsafe:
            reports = [_refused(report) for report in reports]
        elif not dry_run:
            write(root, made.files)
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


def _read(export: ExportFile, records: Records, encoding: str, steps: _Steps) -> _Result:
    """What an export says, or a report that ends its way."""
    steps.step()
    data = read_bytes(export)
    if isinstance(data, Diagnostic):
        return FileReport(file=export.origin, sha256="", status=Outcome.REFUSED, diagnostics=(data,))
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in records.by_digest:
        brief, path = records.by_digest[sha256]
        return FileReport(file=export.origin, sha256=sha256, status=Outcome.UNCHANGED, brief=brief, path=path)
    if export.origin in records.by_origin:
        brief, path = records.by_origin[export.origin]
        found = ExportChanged.at(
            Span(path=export.origin),
            f'"{export.origin}" was imported before with other content, as "{brief}"',
            hint=f"change {path} by hand; if it is another brief, import the folder above both",
        )
        status = Outcome.REFUSED
        return FileReport(
            file=export.origin, sha256=sha256, status=status, brief=brief, path=path, diagnostics=(found,)
        )
    legacy = read_export(data, export.origin, sha256, encoding=encoding)
    if isinstance(legacy, Diagnostic):
        return FileReport(file=export.origin, sha256=sha256, status=Outcome.REFUSED, diagnostics=(legacy,))
    records.by_digest[sha256] = (export.origin, "")
    return legacy


def _read_in_context(exports: Sequence[ExportFile], results: Sequence[_Result], encoding: str) -> list[_Result]:
    """The same results, those read anew that the other exports of the run throw light on."""
    context = learn([result for result in results if isinstance(result, LegacyBrief)])
    pairs = zip(exports, results, strict=True)
    return [
        _anew(export, result, context, encoding)
        if isinstance(result, LegacyBrief) and concerns(context, result)
        else result
        for export, result in pairs
    ]


def _anew(export: ExportFile, result: LegacyBrief, context: Context, encoding: str) -> LegacyBrief:
    data = read_bytes(export)
    again = data if isinstance(data, Diagnostic) else read_export(data, result.origin, result.sha256, context, encoding)
    return again if isinstance(again, LegacyBrief) else result


def _compose(result: _Result, composer: Composer, records: Records, steps: _Steps) -> FileReport:
    steps.step()
    if isinstance(result, FileReport):
        return result
    if not is_readable(result):
        diagnostics = result.diagnostics
        return FileReport(file=result.origin, sha256=result.sha256, status=Outcome.REFUSED, diagnostics=diagnostics)
    if (place := records.copy_of(result)) is not None:
        brief, path = place
        return FileReport(file=result.origin, sha256=result.sha256, status=Outcome.UNCHANGED, brief=brief, path=path)
    like = records.like(result)
    draft: Draft = composer.compose(result)
    if draft.account.balances:
        records.enter(result, (draft.id, draft.path))
    return FileReport(
        file=result.origin,
        sha256=result.sha256,
        status=Outcome.WRITTEN if draft.account.balances else Outcome.REFUSED,
        brief=draft.id,
        path=draft.path,
        draft=draft,
        diagnostics=(*result.diagnostics, *draft.diagnostics, *_likeness(result, like)),
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
