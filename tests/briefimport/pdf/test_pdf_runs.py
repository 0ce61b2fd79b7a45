"""PDF files: paragraphs from lines with places, what surrounds them, and the file that is kept beside the brief."""

import io
from pathlib import Path

import pikepdf
import pytest
import typst
from click.testing import CliRunner

from briefarchive.checking.loading import read_archive
from briefarchive.cli import main
from briefarchive.diagnostics import Diagnostic
from briefimport import import_exports
from briefimport.document import BlockKind, LegacyDocument
from briefimport.interpreting import interpret
from briefimport.legacy import LegacyBrief
from briefimport.pdf import extract
from briefimport.pdf.reader import _combine_lines, _join_lines, _Line, _Run

from ...cases import by_cases
from ..reading import read_bytes

HERE = Path(__file__).parent


def pdf(text: str) -> bytes:
    """What Typst makes of a text."""
    return typst.compile(text.encode())


def changed(data: bytes, **saving: object) -> bytes:
    """A PDF saved with a script that is run when it is opened, or as *saving* says."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        if not saving:
            document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.save(stream, **saving)
    return stream.getvalue()


def empty() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(stream)
    return stream.getvalue()


def drawn(*contents: str) -> bytes:
    """A PDF whose pages are drawn by these commands, with a font “F”."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for content in contents:
            page = document.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.Contents = document.make_stream(content.encode())
        document.save(stream)
    return stream.getvalue()


def read(data: bytes) -> LegacyBrief:
    """What the one text of a PDF says."""
    (document,) = read_bytes(data, "a.pdf")
    assert isinstance(document, LegacyDocument)
    return interpret(document)


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf((HERE / "paper.typ").read_text("utf-8"))


@pytest.fixture(scope="module")
def printed(paper: bytes) -> LegacyBrief:
    return read(paper)


def test_lines_become_paragraphs_headings_items_and_notes(printed: LegacyBrief) -> None:
    assert printed.title == "La línea de los puertos y su larga historia"
    assert printed.compilers == ("Ada Lovelace Example", "Benjamin Franklin Sample")
    assert [(block.kind, block.text[:28]) for block in printed.body] == [
        (BlockKind.PARAGRAPH, "La línea socio-económica abr"),
        (BlockKind.HEADING, "Dos rutas"),
        (BlockKind.ITEM, "La primera ruta, por el nort"),
        (BlockKind.ITEM, "La segunda"),
        (BlockKind.PARAGRAPH, "Un párrafo de la otra página"),
        (BlockKind.NOTE, "Según la autoridad de los pu"),
    ]
    assert printed.body[0].markup.startswith("La línea socio-económica abrió en octubre.[^1] Los")
    assert "[un enlace](https://example.org/a)" in printed.body[4].markup
    assert [source.title for source in printed.sources] == ["La línea abre", "Nadie leyó el contrato de la línea"]
    assert [source.url[-24:] for source in printed.sources] == ["-octubre-con-mucha-gente", "nueva-linea_8631427.html"]


def test_words_that_a_line_end_cut_in_two_are_whole_again_and_compounds_keep_their_hyphen(printed: LegacyBrief) -> None:
    text = printed.body[0].text
    assert "\u00ad" not in text
    assert text.endswith("la responsabilidad socio-económica de los transportistas, que ocupan 20 m2.")
    for word in ("extraordinariamente", "inmediatamente", "administrativas", "correspondiente", "jurisdicción"):
        assert word in text


def test_head_and_foot_of_pages_are_set_aside(printed: LegacyBrief) -> None:
    aside = [item.text for item in printed.set_aside if item.reason == "head or foot of a page"]
    assert aside == ["Casa de Muestra Nota 12", "1 / 2", "Casa de Muestra Nota 12", "2 / 2"]


def test_properties_of_the_file_are_hints(printed: LegacyBrief) -> None:
    hints = printed.hints
    hint_groups = (hints.titles, hints.authors, hints.dates, hints.tags, hints.languages)
    assert [[hint.value for hint in hints] for hints in hint_groups] == [
        *(["Puertos"], ["Ada Example"], ["2014-03-12"], ["puertos"], ["es"])
    ]


@by_cases
def test_paragraph_is_whole_by_the_places_of_its_lines(text: str, starts: list[str], ends: list[str]) -> None:
    brief = read(pdf(text))
    texts = (brief.title, *brief.paragraphs, *(source.title for source in brief.sources))
    assert ([text[:13] for text in texts], [text[-13:] for text in texts]) == (starts, ends)


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (changed, "I242", "something that acts (/JavaScript)"),
        (
            lambda data: changed(data, encryption=pikepdf.Encryption(owner="a", user="b")),
            "I222",
            "locked with a password",
        ),
        (lambda data: data[: len(data) // 3], "I221", "damaged or incomplete"),
        (lambda _: empty(), "I241", "no text layer"),
    ],
)
def test_pdf_that_cannot_stand_beside_a_brief_is_refused_and_told_why(
    paper: bytes, change: object, code: str, words: str
) -> None:
    (result,) = read_bytes(change(paper), "a.pdf")  # type: ignore[operator]
    assert isinstance(result, Diagnostic)
    assert (result.code, words in result.message, bool(result.hint)) == (code, True, True)


def test_pdf_that_takes_too_long_to_read_is_refused(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefimport.pdf.reader._SECONDS", 0.001)
    (result,) = read_bytes(paper, "a.pdf")
    assert isinstance(result, Diagnostic)
    assert result.code == "I242"


def test_pages_that_all_say_the_same_are_no_heads_of_pages() -> None:
    words = "The ferry between the two ports opened in May, and many came."
    assert [text.split()[:2] for text in read(pdf(f"{words} #pagebreak() {words}")).paragraphs] == [
        ["The", "ferry"]
    ] * 2


def test_letters_of_no_height_are_read() -> None:
    words = "The ferry between the two ports opened in May, and many came to see it off"
    flat = "".join(f"BT /F 9 Tf 1 0 0 0.001 20 {y} Tm ({words}) Tj ET\n" for y in (300, 280, 260))
    assert read(drawn(flat)).text.count("ferry") == 3


@by_cases
def test_of_a_pdf_that_is_too_long_is_told_what_it_has_too_much_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, content: str, words: str
) -> None:
    (tmp_path / "a.pdf").write_bytes(drawn(content, content))
    monkeypatch.setattr(extract, limit, 1)
    assert extract.main(str(tmp_path / "a.pdf")) == {"limit": words}


def test_pdf_with_more_pages_than_a_brief_can_have_is_refused() -> None:
    (result,) = read_bytes(drawn(*[""] * 1_001), "a.pdf")
    assert isinstance(result, Diagnostic)
    assert (result.code, result.message) == ("I242", '"a.pdf" has more than 1,000 pages')


def test_page_of_very_many_lines_takes_no_more_than_its_lines_do() -> None:
    """Each line was compared with all others, which took hours."""
    line = {"left": 20.0, "right": 200.0, "size": 9.0, "bold": False}
    lines = [
        _Line(
            runs=(_Run(text=f"www.{'a' * 30}", link="", raised=False),), y=-9.0 * number, page=1, number=number, **line
        )
        for number in range(40_000)
    ]
    (text,) = _combine_lines(lines)
    assert len(_join_lines(text, frozenset())) == 40_000


def test_pdf_is_kept_beside_its_brief_as_it_was(root: Path, tmp_path: Path, paper: bytes) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(paper)
    report = import_exports(root, [tmp_path / "in"])
    assert not report.failed
    (file,) = report.files
    name = f"{file.brief}-original.pdf"
    assert (root / file.path).with_name(name).read_bytes() == paper
    archive = read_archive(root).archive
    (brief,) = archive.briefs.values()
    assert brief.original is not None
    assert (brief.original.file, str(Path(brief.path).with_name(name)) in archive.attachments) == (name, True)


def test_pdf_of_a_text_that_is_there_in_another_form_is_kept_beside_the_one_brief(root: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = (
        "The ferry between the two ports opened in May, and many people came to see it off that day.",
        "Nobody knew why the crane waited so long before it moved again, but the gulls seemed pleased.",
    )
    paper = pdf("\n\n".join(("= A ferry opens", "May 4, 2015", *text)))
    (tmp_path / "in" / "a.pdf").write_bytes(paper)
    page = "".join(f"<p>{words}</p>" for words in ("May 4, 2015", *text))
    (tmp_path / "in" / "b.html").write_text(
        f"<html><body><article><h1>A ferry opens</h1>{page}</article></body></html>"
    )
    report = import_exports(root, [tmp_path / "in"])
    assert sorted(file.status.value for file in report.files) == ["united", "written"]
    (kept,) = root.glob("archive/2015/*-original.pdf")
    assert kept.read_bytes() == paper


def test_pdf_that_is_larger_than_a_person_allows_is_refused(root: Path, tmp_path: Path, paper: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(paper + bytes(1_000_000))
    done = CliRunner().invoke(main, ["--root", str(root), "import", "--most-mb", "1", str(tmp_path / "a.pdf")])
    assert (done.exit_code, "I204" in done.output) == (1, True)
    done = CliRunner().invoke(main, ["--root", str(root), "import", "--most-mb", "51", str(tmp_path / "a.pdf")])
    assert (done.exit_code, "briefs_pdf_mb" in done.output) == (2, True)
