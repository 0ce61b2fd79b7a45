"""Exports to what they say, without an archive; to the briefs that are made of them; and what is looked at in these."""

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner, Result

from briefarchive.checking.loading import read_and_check, read_archive
from briefarchive.cli import main
from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Archive, Brief
from briefimport import ImportReport
from briefimport.composing.composer import Composer
from briefimport.document import LegacyDocument
from briefimport.files.collecting import collect_exports
from briefimport.files.exports import ExportFile
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief
from briefimport.readers import documents
from briefimport.tables.sorting import read_tables
from briefimport.text.reader import document_of
from briefimport.workspace import Workspace, open_workspace


def read_bytes(data: bytes, name: str) -> list[LegacyDocument | Diagnostic]:
    """The texts of a file of this *name*, and what is wrong with it."""
    with TemporaryDirectory() as folder, open_workspace() as workspace:
        path = Path(folder) / name
        path.write_bytes(data)
        collection = collect_exports([path], workspace)
        tables = read_tables(collection.tables, workspace)
        exports = (*collection.exports.values(), *tables.exports)
        read = [document for export in exports for document in documents(export, workspace)]
        parts = (diagnostic for _, diagnostic in (*collection.parts, *tables.refused))
        return [*read, *parts, *collection.diagnostics, *tables.diagnostics]


def read_text(data: bytes, origin: str) -> LegacyBrief | Diagnostic:
    """What a text says, or why it cannot be read."""
    document = document_of(data, origin, "0" * 64)
    return document if isinstance(document, Diagnostic) else interpret(document)


def read_html(data: bytes, folder: Path) -> LegacyBrief | Diagnostic:
    """What a page that is saved in *folder* says, or why it cannot be read."""
    path = folder / "page.html"
    path.write_bytes(data)
    (document,) = documents(ExportFile(path=path, origin="page.html", root=folder), Workspace(folder=folder))
    return interpret(document) if isinstance(document, LegacyDocument) else document  # type: ignore[return-value]


def composed(legacy: LegacyBrief, families: str = "") -> Brief | None:
    """The brief that is made of a text, if it has a date and words: sound, and without a word lost or invented.

    Only errors of some *families* count, if any are given: what a text says may be wrong in itself.
    """
    if legacy.published is None or not legacy.body:
        return None
    draft = Composer(Archive(), set()).compose(legacy)
    assert draft.coverage.is_complete, (draft.coverage.lost, draft.coverage.invented)
    brief, diagnostics = read_and_check(draft.path, draft.text.encode())
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity == "error"]
    assert not [diagnostic.message for diagnostic in errors if not families or diagnostic.code[0] in families]
    assert brief is not None
    assert (brief.title, brief.date) == (draft.title, legacy.published.date)
    return brief


def run_import(root: Path, *arguments: str | Path) -> Result:
    """What `briefs import` says."""
    return CliRunner().invoke(main, ["--root", str(root), "import", *map(str, arguments)])


def table_of(file: Path) -> list[dict[str, str]]:
    """The rows of a plan."""
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def save(file: Path, table: list[dict[str, str]], *, mark: str = ",", encoding: str = "utf-8-sig") -> None:
    """Save a table as a spreadsheet does."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(table[0]), delimiter=mark, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    file.write_bytes(out.getvalue().encode(encoding))


def codes(report: ImportReport) -> list[str]:
    """The codes of all that a run tells."""
    return [diagnostic.code for diagnostic in report.all_diagnostics]


def only_brief(root: Path) -> Brief:
    """The one brief of an archive."""
    (brief,) = read_archive(root).archive.briefs.values()
    return brief


def body_of(root: Path, one: ImportReport | Brief) -> str:
    """The text of a brief, or of the first of a run, below its front matter."""
    path = one.files[0].path if isinstance(one, ImportReport) else one.path
    return (root / path).read_text("utf-8").split("---\n", 2)[2]


def packed(members: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of some files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()
