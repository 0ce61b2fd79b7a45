"""Runs an import from exports to briefs; the only module that writes to the archive."""

import gc
import posixpath
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from briefarchive.checking.loading import read_archive
from briefarchive.diagnostics import Diagnostic, Severity, Span
from briefarchive.model import Archive
from briefarchive.reading.configuration import read_identity, read_pdf_bounds
from briefarchive.storage.executor import processors
from briefarchive.storage.replacing import ReplacingError

from .composing.composer import Composer, Draft
from .composing.preparing import PreparedBrief, Preparer
from .composing.writing import collect_additions, write_additions
from .decisions import NO_PLAN, UNDECIDED, Decision, Decisions, Plan, apply_decisions
from .files.collecting import collect_exports
from .gathering import gather, revision_notes
from .legacy import LegacyBrief
from .mapping import NO_MAPPING, TermMapping, complete_mapping, report_new_topics
from .parallel import map_in_order
from .readers import failure, is_readable
from .readings import (
    Read,
    Records,
    Result,
    add_known_texts,
    find_result_text,
    list_briefs,
    read_exports,
    read_in_context,
)
from .report.crosslinks import link_briefs, list_addresses, list_archive_addresses
from .report.outcome import FileReport, ImportReport, Outcome
from .rules import CannotOpen, DateMissing
from .site.skipped_texts import diagnose_page, diagnose_pdf, find_attached_pdfs, find_odd_texts
from .tables.catalogue import FileCatalogue
from .tables.columns import NO_COLUMNS
from .tables.reader import TableReader
from .tables.sorting import read_tables
from .titles import site_names
from .workspace import Workspace, open_workspace

Progress = Callable[[int, int], None]


def import_exports(  # noqa: PLR0913 — one argument for each option of the command
    root: Path,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    encoding: str = "",
    columns: Mapping[str, str] = NO_COLUMNS,
    most_mb: int | None = None,
    plan: Plan = NO_PLAN,
    mapping: TermMapping = NO_MAPPING,
    pages: bool = False,
    all_addresses: bool = False,
    jobs: int = 0,
    progress: Progress | None = None,
) -> ImportReport:
    """Import the exports under *paths* into the archive at *root*.

    Every file has its own report; one that cannot be read, or whose words are not all accounted for, is refused without
    stopping the others. An export that was imported before changes nothing, so an interrupted import continues where it
    stopped when it is run again.

    Args:
        root: The folder of `archive/` and `bib/`, which need not exist yet.
        paths: Files and folders.
        dry_run: Do everything except writing.
        encoding: The encoding of files that are neither UTF-8 nor UTF-16; guessed if empty.
        most_mb: The largest size of a PDF that is kept beside its brief, if smaller than the archive allows.
        columns: Names of table columns that the user gave, by what they contain.
        plan: Decisions about the texts.
        mapping: What the categories and tags of the old site stand for; the report has it with those of this run added.
        pages: Also import pages of the site that are not posts, such as “About us”.
        all_addresses: Read exports that were imported before again, even if nothing is new, for old addresses that
            their
            briefs do not contain.
        jobs: The number of processes that read; by default one for each processor. The results are the same.
        progress: Called with the number of steps done and their total.
    """
    bounds = read_pdf_bounds(root)
    bounds = replace(bounds, megabytes=min(bounds.megabytes, most_mb or bounds.megabytes))
    with open_workspace(encoding, columns=columns, bounds=bounds) as workspace:
        run = _Run(
            root=root,
            workspace=workspace,
            plan=plan,
            mapping=mapping,
            dry_run=dry_run,
            pages=pages,
            all_addresses=all_addresses,
            jobs=jobs or processors(),
        )
        return run.run(paths, progress)


_Prepared = tuple[LegacyBrief, Iterable[PreparedBrief | Diagnostic]]


@dataclass(slots=True)
class _Steps:
    total: int
    progress: Progress | None
    count: int = 0

    def step(self) -> None:
        self.count += 1
        if self.progress:
            self.progress(self.count, self.total)


@dataclass(slots=True, kw_only=True)
class _Run:
    root: Path
    workspace: Workspace
    plan: Plan
    mapping: TermMapping
    dry_run: bool
    pages: bool
    all_addresses: bool
    jobs: int
    diagnostics: list[Diagnostic] = field(default_factory=list)
    leads: dict[str, FileReport] = field(default_factory=dict)
    attached_pdfs: dict[str, str] = field(default_factory=dict)
    odd: Mapping[str, str] = field(default_factory=dict)

    def run(self, paths: Sequence[Path], progress: Progress | None) -> ImportReport:
        collection = collect_exports(paths, self.workspace)
        self.diagnostics += collection.diagnostics
        tables = read_tables(collection.tables, self.workspace)
        self.diagnostics += tables.diagnostics
        catalogue = FileCatalogue(tuple(tables.described))
        workspace = replace(self.workspace, catalogue=catalogue if catalogue.rows else None)
        exports = (*collection.exports.values(), *tables.exports)
        archive = read_archive(self.root, cache=not self.dry_run).archive
        steps = _Steps(2 * len(exports), progress)
        records = Records.of(self.root, archive)
        read = read_exports(exports, records, workspace, jobs=self.jobs, step=steps.step)
        read += [(export, _report_part(diagnostic)) for export, diagnostic in (*collection.parts, *tables.refused)]
        if self._is_any_new(read, archive) or self.all_addresses:
            # After an interruption, or with more exports, a run must learn the same from exports imported before.
            read = add_known_texts(read, workspace, jobs=self.jobs)
        before_now = tuple(_list_known_addresses(read))
        gathered = gather(read_in_context(read, workspace, jobs=self.jobs), self.plan)
        results = gathered.results
        gc.freeze()  # it stays until the end: the collector passes over it, in forks as well
        self.odd = find_odd_texts(gathered.texts)
        self.attached_pdfs = self._find_attached_pdfs(results, archive)
        self.diagnostics += self._report_unmatched(catalogue, read, results)
        self.diagnostics += revision_notes(gathered.revisions)
        language = read_identity(self.root).text_language
        composer = Composer(archive, records.ids, language=language)
        steps.total = steps.count + len(results)
        self.diagnostics += self.plan.find_missing(_list_origins(results))
        texts = [text for text in gathered.texts if self._find_skip_reason(text) is None]
        mapping, undecided = complete_mapping(self.mapping, texts, archive.vocabulary, language)
        if unknown := [fault for topic, fault in self.plan.unknown_topics.items() if topic not in mapping.new_topics]:
            return ImportReport(diagnostics=(*self.diagnostics, *unknown), mapping=mapping, dry_run=self.dry_run)
        # A plan gives the topics and countries of each text, regardless of its categories and tags.
        self.diagnostics += () if self.plan.name else undecided
        sites = site_names(gathered.texts)
        preparer = Preparer(vocabulary=archive.vocabulary, sites=sites, mapping=mapping, language=language)
        reports: list[FileReport] = []
        for report in self._make_reports(results, preparer, composer):
            reports.append(report)
            steps.step()
        topic_counts = Counter(topic.value for draft in _list_drafts(reports) for topic in draft.topics)
        self.diagnostics += report_new_topics(mapping, topic_counts)
        reports = link_briefs(reports, (*list_archive_addresses(archive), *before_now))
        new, unwritten = self._publish(composer, reports, mapping)
        passed_over = {*collection.ignored, *tables.others}.difference(_list_attached_files(reports))
        return ImportReport(
            files=_refuse_unwritten(reports, unwritten) if unwritten else reports,
            ignored=tuple(sorted(passed_over)),
            system=collection.system,
            diagnostics=tuple(self.diagnostics),
            new=new,
            revisions=gathered.revisions,
            mapping=mapping,
            known_addresses=before_now,
            dry_run=self.dry_run,
        )

    def _report_unmatched(
        self, catalogue: FileCatalogue, read: Sequence[Read], gathered: Sequence[Read]
    ) -> Iterator[Diagnostic]:
        """Report rows of catalogues and files that do not fit each other; texts of tables have a row of their own."""
        reports = (result for _, result in read if isinstance(result, FileReport))
        kept = (text for text in list_briefs(gathered) if self._find_skip_reason(text) is None)
        return catalogue.report_unmatched(
            texts=((text.origin, text.hints) for text in list_briefs(read) if text.reader != TableReader.name),
            kept=([copy.origin for copy in (text, *text.copies)] for text in kept if text.reader != TableReader.name),
            before=(report.file for report in reports if report.status is Outcome.UNCHANGED),
        )

    def _is_any_new(self, results: Sequence[Read], archive: Archive) -> bool:
        """Return whether any text may become a brief; those refused or skipped in every run need no second reading."""
        self.attached_pdfs = self._find_attached_pdfs(results, archive)
        return any(isinstance(self._apply_plan(brief), LegacyBrief) or brief.doubtful for brief in list_briefs(results))

    def _find_attached_pdfs(self, results: Sequence[Read], archive: Archive) -> dict[str, str]:
        """Return the PDFs that are kept beside briefs, except those that were named on the command line themselves."""
        linking = (brief for brief in list_briefs(results) if is_readable(brief) and self.plan.is_wanted(brief))
        carried = find_attached_pdfs((brief for brief in linking if self._find_skip_reason(brief) is None), archive)
        for export, result in results:
            if export.path == export.given_path:
                carried.pop(result.sha256[:10], None)
        return carried

    def _make_reports(self, results: Sequence[Read], preparer: Preparer, composer: Composer) -> Iterator[FileReport]:
        """Yield the report on each text, in order."""
        decided_results = [(export, self._apply_plan(result)) for export, result in results]
        texts = filter(None, (self._find_preparable_text(result) for _, result in decided_results))
        prepared = map_in_order(preparer, texts, jobs=self.jobs)
        for export, result in decided_results:
            if isinstance(result, LegacyBrief):
                report = self._report_text(result, composer, prepared)
            elif self._find_preparable_text(result):
                (ready,) = next(prepared)[1]
                report = replace(result, prepared=ready if isinstance(ready, PreparedBrief) else None)
            else:
                report = self._report_copy(result) if result.status is Outcome.UNITED else result
            report = replace(report, given_path=export.given_path)
            text = result if isinstance(result, LegacyBrief) else result.legacy
            if text and text.copies:
                self.leads[text.origin] = report
            yield report

    def _find_preparable_text(self, result: Result) -> LegacyBrief | None:
        """Return the text of a brief, or one that only lacks a date, whose row in the plan shows what was found."""
        if isinstance(result, LegacyBrief):
            return result
        errors = {diagnostic.code for diagnostic in result.diagnostics if diagnostic.severity is Severity.ERROR}
        return result.legacy if self.dry_run and errors == {DateMissing.code} else None

    def _report_text(self, legacy: LegacyBrief, composer: Composer, prepared: Iterator[_Prepared]) -> FileReport:
        (ready,) = next(prepared)[1]
        if isinstance(ready, Diagnostic):
            return _report(legacy, Outcome.REFUSED, diagnostics=(ready,))
        try:
            return _compose(legacy, ready, composer, self.plan.find_decisions(legacy))
        except Exception as error:  # noqa: BLE001 — one text must not stop the others
            return _report(legacy, Outcome.REFUSED, diagnostics=(failure(legacy.origin, error),))

    def _report_copy(self, report: FileReport) -> FileReport:
        """Return the report on a copy, with the outcome of the brief with which it was merged."""
        lead = self.leads[report.united_with]
        status = Outcome.UNITED if lead.status is Outcome.WRITTEN else lead.status
        return replace(report, status=status, brief=lead.brief, path=lead.path)

    def _find_skip_reason(self, legacy: LegacyBrief) -> Diagnostic | None:
        """Return why a text is skipped as a page of the site or a PDF beside another text, unless the plan decides."""
        if self.plan.find_decisions(legacy) is not UNDECIDED:
            return None
        page = None if self.pages else diagnose_page(legacy, self.odd)
        return page or (None if legacy.copies else diagnose_pdf(legacy.origin, legacy.sha256, self.attached_pdfs))

    def _apply_plan(self, result: Result) -> Result:
        """Return the text of a brief, with the decisions of the plan applied, or a report if there will be no brief."""
        if isinstance(result, FileReport):
            is_left = result.status is Outcome.REFUSED
            diagnostic = diagnose_pdf(result.file, result.sha256, self.attached_pdfs) if is_left else None
            return replace(result, status=Outcome.SET_ASIDE, diagnostics=(diagnostic,)) if diagnostic else result
        decisions = self.plan.find_decisions(result)
        legacy = apply_decisions(result, decisions)
        if diagnostic := self._find_skip_reason(legacy):
            return _report(legacy, Outcome.SET_ASIDE, diagnostics=(diagnostic,))
        if outdated := self.plan.check_row(legacy):
            return _report(legacy, Outcome.REFUSED, diagnostics=(outdated,))
        if decisions.decision in {Decision.SKIP, Decision.DUPLICATE}:
            notes = tuple(self.plan.check_skip(result))
            return _report(legacy, Outcome.SKIPPED, brief=decisions.other, diagnostics=notes)
        if not is_readable(legacy):
            return _report(legacy, Outcome.REFUSED, diagnostics=legacy.diagnostics)
        return legacy

    def _publish(
        self, composer: Composer, reports: Sequence[FileReport], mapping: TermMapping
    ) -> tuple[dict[str, int], Set[str]]:
        """Write the briefs; return how many things are new, and the paths of briefs that could not be written."""
        if not any(report.status is Outcome.WRITTEN for report in reports):
            return {}, frozenset()
        additions = collect_additions(self.root, composer, _list_drafts(reports), mapping.new_topics)
        if isinstance(additions, Diagnostic):
            self.diagnostics.append(additions)
            return {}, {draft.path for draft in _list_drafts(reports)}
        self.diagnostics += additions.doubts
        unsafe = list(_report_links(self.root, (*additions.registers, *additions.pictures, *additions.briefs)))
        unwritten: Set[str] = frozenset((*additions.registers, *additions.briefs) if unsafe else ())
        if not unsafe and not self.dry_run:
            try:
                write_additions(self.root, additions, _list_drafts(reports))
            except ReplacingError as error:
                hint = f"run the command again ({error.summary})"
                unsafe.append(CannotOpen.flag(Span(path="archive"), error.reason, hint=hint))
                unwritten = error.unwritten_paths
        self.diagnostics += unsafe
        return additions.new(unwritten), unwritten


def _compose(legacy: LegacyBrief, ready: PreparedBrief, composer: Composer, decisions: Decisions) -> FileReport:
    draft = composer.compose(legacy, ready, decisions)
    status = Outcome.WRITTEN if draft.coverage.is_complete else Outcome.REFUSED
    diagnostics = (*legacy.diagnostics, *draft.diagnostics)
    return replace(FileReport.of(legacy, status), brief=draft.id, path=draft.path, draft=draft, diagnostics=diagnostics)


def _report_part(diagnostic: Diagnostic) -> FileReport:
    """Return the report on an archive, or on a file in it that could not be unpacked."""
    status = Outcome.REFUSED if diagnostic.severity is Severity.ERROR else Outcome.SET_ASIDE
    return FileReport(file=diagnostic.span.path, sha256="", status=status, diagnostics=(diagnostic,))


def _list_known_addresses(results: Iterable[Read]) -> Iterator[tuple[str, str]]:
    """Yield old addresses of texts that were imported before and read again, with the paths of their briefs."""
    for _, result in results:
        if isinstance(result, FileReport) and result.path and (text := find_result_text(result)):
            yield from ((address, result.path) for address in list_addresses(text))


def _list_origins(results: Iterable[Read]) -> set[str]:
    all_results = (result for _, result in results)
    return {
        result.file if isinstance(result, FileReport) else result.origin
        for result in all_results
        if not (isinstance(result, FileReport) and result.status is Outcome.SET_ASIDE)
    }


def _report(
    legacy: LegacyBrief,
    status: Outcome,
    *,
    brief: str = "",
    diagnostics: tuple[Diagnostic, ...] = (),
) -> FileReport:
    return replace(FileReport.of(legacy, status), brief=brief, legacy=legacy, diagnostics=diagnostics)


def _list_drafts(reports: Iterable[FileReport]) -> Iterator[Draft]:
    return (report.draft for report in reports if report.draft and report.status is Outcome.WRITTEN)


def _list_attached_files(reports: Iterable[FileReport]) -> Iterator[str]:
    """Yield the origins of the pictures and PDFs that stand in the texts."""
    for draft in _list_drafts(reports):
        folder = PurePosixPath(draft.legacy.origin.partition("#")[0]).parent
        files = (attachment.file for attachment in draft.attachments if attachment.file)
        yield from (posixpath.normpath(folder / file) for file in files)


def _report_links(root: Path, paths: Iterable[str]) -> Iterator[Diagnostic]:
    """Report folders of the archive that are symbolic links, through which writing would leave the archive."""
    folders = {parent for path in paths for parent in (root / path).parents if root in parent.parents}
    for folder in sorted(folders):
        if folder.is_symlink():
            name = folder.relative_to(root).as_posix()
            yield CannotOpen.flag(Span(path=name), f'"{name}" is a symbolic link', hint="put the folder itself here")


def _refuse_unwritten(reports: Iterable[FileReport], unwritten_paths: Container[str]) -> list[FileReport]:
    """Mark the reports of briefs at *unwritten_paths* as refused, since they could not be written."""
    written_outcomes = {Outcome.WRITTEN, Outcome.UNITED}
    return [
        replace(report, status=Outcome.REFUSED)
        if report.status in written_outcomes and report.path in unwritten_paths
        else report
        for report in reports
    ]
