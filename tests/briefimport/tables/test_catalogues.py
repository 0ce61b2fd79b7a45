"""Catalogues: tables that describe files, joined to them by name or address, in the words of many languages."""

import shutil
from pathlib import Path

import pytest

from briefarchive.checking.loading import read_archive
from briefarchive.diagnostics import Diagnostic
from briefimport import ImportReport, import_exports
from briefimport.tables.columns import Column, find_columns

from ...cases import by_cases
from ..reading import packed, run_import

SHEETS = Path(__file__).parent / "sheets"
TEXTS = {
    "notas/puerto.txt": "Los barcos salieron del puerto por la mañana, y la línea abrió con mucha gente.\n",
    "notas/grua.txt": "Nadie supo por qué la grúa esperó tanto tiempo antes de moverse otra vez.\n",
}
CATALOGUE = (SHEETS.parents[1] / "samples/catalogo.csv").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "in"


def told(report: ImportReport, code: str) -> list[Diagnostic]:
    return [diagnostic for diagnostic in report.all_diagnostics if diagnostic.code == code]


def titles(root: Path) -> dict[str, str]:
    """The titles of the briefs by their days."""
    return {str(brief.date): brief.title for brief in read_archive(root).archive.briefs.values()}


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_spreadsheets_are_catalogues_too_and_tables_of_texts(root: Path, folder: Path, suffix: str) -> None:
    for name in ("catalogue", "texts"):
        shutil.copy(SHEETS / f"{name}.{suffix}", folder)
    import_exports(root, [folder])
    assert titles(root) == {"2014-10-17": "Der Hafen", "2014-10-18": "Die Fähre"}


def test_spreadsheet_that_would_fill_the_memory_is_refused_and_the_rest_imported(root: Path, folder: Path) -> None:
    (folder / "catalogo.csv").write_text(CATALOGUE, "utf-8")
    shutil.copy(SHEETS / "far.xlsx", folder)
    report = import_exports(root, [folder])
    (fault,) = told(report, "I204")
    assert ("more memory" in fault.message, len(titles(root))) == (True, 2)


def test_a_catalogue_in_an_archive_describes_the_files_in_it(root: Path, tmp_path: Path) -> None:
    texts = {
        "b.csv": "Titel;Datum;Inhalt\nDie Fähre;2014-10-18;Die Fähre fuhr am Morgen ab, und alle sahen zu.\n",
        "rest.csv": "A;B\n1;2\n",
    }
    (tmp_path / "in.zip").write_bytes(packed(TEXTS | texts | {"catalogo.csv": CATALOGUE}))
    report = import_exports(root, [tmp_path / "in.zip"])
    assert titles(root) == {"2014-10-17": "El puerto abre", "2014-02-03": "La grúa", "2014-10-18": "Die Fähre"}
    assert report.ignored == ("in.zip/rest.csv",)
    assert ["falta.txt" in diagnostic.message for diagnostic in told(report, "I243")] == [True]
    draft = next(file.draft for file in report.files if file.file == "in.zip/notas/puerto.txt")
    assert draft is not None
    assert [item.reason for item in draft.set_aside] == ["column “Estante” of in.zip/catalogo.csv"]


@pytest.mark.parametrize("where", ["the folder", "the archive around it"])
def test_a_catalogue_outside_of_an_archive_describes_the_files_in_it(root: Path, tmp_path: Path, where: str) -> None:
    inner = packed(TEXTS)
    exports = tmp_path / "in"
    exports.mkdir()
    if where == "the folder":
        (exports / "catalogo.csv").write_text(CATALOGUE, "utf-8")
        (exports / "textos.zip").write_bytes(inner)
    else:
        exports = tmp_path / "in.zip"
        exports.write_bytes(packed({"catalogo.csv": CATALOGUE, "textos.zip": inner}))
    report = import_exports(root, [exports])
    assert titles(root) == {"2014-10-17": "El puerto abre", "2014-02-03": "La grúa"}
    assert ["falta.txt" in diagnostic.message for diagnostic in told(report, "I243")] == [True]


@by_cases
def test_a_person_tells_what_columns_hold(root: Path, folder: Path, columns: str, fields: tuple[str, ...]) -> None:
    (folder / "a.csv").write_text(f"{columns}\npuerto,Der Hafen,2014-10-17\n", "utf-8")
    options = [word for pair in fields for word in ("--map", pair)]
    run_import(root, folder, *options)
    assert titles(root) == {"2014-10-17": "Der Hafen"}


@pytest.mark.parametrize(
    ("pairs", "told"),
    [
        (["title=Kopf", "title=Titel"], '"title" is given as "Kopf" and as "Titel"'),
        (["head=Kopf"], '"head=Kopf"'),
    ],
)
def test_a_column_that_is_told_twice_or_is_none_is_a_wrong_use(
    root: Path, folder: Path, pairs: list[str], told: str
) -> None:
    wrong = run_import(root, folder, *(word for pair in pairs for word in ("--map", pair)))
    assert (wrong.exit_code, told in wrong.output) == (2, True)


@by_cases
def test_columns_are_known_in_many_languages(names: str, wanted: str) -> None:
    columns = find_columns(names.split()).names
    assert [columns.get(Column(key)) for key in wanted.split()] == names.split()
