"""Whatever a case holds is printed as text, if it is printed: nothing in a PDF acts or comes from elsewhere."""

import io
import re
import shutil
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from briefarchive.build.pdfs import pdf_builder
from briefarchive.checking.loading import read_archive
from briefarchive.diagnostics import Diagnostic
from briefarchive.printing.builder import PdfBuilder, PrintableBrief, PrintOptions
from briefarchive.printing.jobs import PrintResult
from briefarchive.printing.volumes import Volume, volume_job
from briefarchive.reading.addresses import is_allowed_address

from ..building import once
from .corpus import SECRET, batches, lay, own_cases, shared_cases

pytestmark = pytest.mark.corpus

CASES = [*shared_cases(), *own_cases()]
ALONE = {case.id for case in CASES if case.present or case.family == "frontmatter"}
# What these show stands in other places of a site: on the page of an old address, in BibTeX, in the list of publishers.
ON_OTHER_PAGES = {"frontmatter-alias-ordinary", "frontmatter-title-off", "vocab-ordinary-publishers"}
ACTIVE = {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Movie", "/Sound", "/Rendition"}
Prepared = tuple[list[str], PrintableBrief | tuple[Diagnostic, ...]]
"""The cases that a brief shows, and what there is to print of it."""


def words(pdf: bytes) -> str:
    """The text of a PDF without what lines and forms of letters change."""
    with pypdfium2.PdfDocument(pdf) as document:
        return bare("".join(page.get_textpage().get_text_range() for page in document))


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\ufffe\x00-\x1f-]+", "", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True)
class Pressed:
    """What came of all cases: the files, what was told instead of one, and the files that must not come to be."""

    files: Mapping[str, list[bytes]]
    told: Mapping[str, list[Diagnostic]]
    markers: list[Path]


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> Pressed:
    """The briefs of every case, those that the check refuses as well: no wall rests on another."""
    return once(tmp_path_factory, "pressed", _press)


def _press(folder: Path) -> Pressed:
    files: dict[str, list[bytes]] = {case.id: [] for case in CASES}
    faults_by_case: dict[str, list[Diagnostic]] = {case.id: [] for case in CASES}
    markers = []
    for number, batch in enumerate(batches(CASES)):
        laid = lay(folder / str(number), *batch)
        markers.append(laid.marker)
        builder = pdf_builder(laid.root, read_archive(laid.root), PrintOptions(), drafts=False)
        prepared: list[Prepared] = []
        # A case without a brief changes what is around those of the base: sources, names, pictures.
        around = [case.id for case in batch if not case.briefs]
        for brief in builder.entries.catalogue.archive.briefs.values():
            showing = [case.id for case in batch if brief.id in case.briefs] or around
            if brief.status.value != "draft" and showing:
                prepared.append((showing, builder.prepare(brief)))
        for showing, result in _print(builder, prepared):
            for case in showing:
                files[case] += [result] if isinstance(result, bytes) else []
                faults_by_case[case] += [] if isinstance(result, bytes) else result
        shutil.rmtree(laid.root)
    printed = {case: pdfs for case, pdfs in files.items() if pdfs}
    return Pressed(printed, {case: diagnostics for case, diagnostics in faults_by_case.items() if diagnostics}, markers)


def _print(builder: PdfBuilder, prepared: list[Prepared]) -> Iterator[tuple[list[str], PrintResult]]:
    """Print what must be seen alone, and front matters, of which the properties of a file are; the rest in a volume."""
    together = [one for showing, one in prepared if ALONE.isdisjoint(showing) and isinstance(one, PrintableBrief)]
    volume = Volume(name="rest", title="The rest", about="", briefs=tuple(one.brief for one in together))
    bound = volume_job(builder, volume, together).make() if together else ()
    for showing, one in prepared:
        if isinstance(one, tuple):
            yield showing, one
        elif one in together and isinstance(bound, bytes):
            yield showing, bound
        else:
            yield showing, builder.brief_job(one).make()


def harm(pdf: bytes) -> Iterator[str]:
    """Whatever is in a file that does more than lie there."""
    document = pikepdf.open(io.BytesIO(pdf))
    yield from (f"the document has {name}" for name in ("/OpenAction", "/AA", "/AcroForm") if name in document.Root)
    yield from (f"{name} is carried along" for name in document.attachments)
    names = document.Root.get("/Names", pikepdf.Dictionary())
    yield from (f"{name} in the names" for name in names.keys() if name != "/Dests")  # noqa: SIM118 — no mapping
    for page in document.pages:
        if "/AA" in page:
            yield "a page acts"
        for annotation in page.get("/Annots", ()):
            if annotation.Subtype != Name.Link:
                yield f"an annotation of the kind {annotation.Subtype}"
            if "/A" in annotation and annotation.A.S == Name.URI and not is_allowed_address(str(annotation.A.URI)):
                yield f"a link to {annotation.A.URI}"
    for item in document.objects:
        if isinstance(item, pikepdf.Dictionary) and str(item.get("/S")) in ACTIVE:
            yield f"an action of the kind {item.S}"


def test_what_must_be_accepted_is_printed_but_for_characters_that_no_font_has(pressed: Pressed) -> None:
    accepted = {case.id for case in CASES if case.must == "accept"}
    codes_by_case = {
        case: {diagnostic.code for diagnostic in diagnostics} for case, diagnostics in pressed.told.items()
    }
    assert {case: codes for case, codes in codes_by_case.items() if case in accepted and codes != {"P101"}} == {}
    assert {case: codes for case, codes in codes_by_case.items() if codes - {"P101", "P102"}} == {}


def test_nothing_was_run_nothing_in_a_file_acts_and_nothing_is_of_a_file_elsewhere(pressed: Pressed) -> None:
    assert [marker for marker in pressed.markers if marker.exists()] == []
    assert len(pressed.files) > len(CASES) // 3
    for pdf in {pdf for files in pressed.files.values() for pdf in files}:
        assert [*harm(pdf)] == []
        assert bare(SECRET) not in words(pdf)
        with pikepdf.open(io.BytesIO(pdf)) as document:
            carried = [item.read_bytes() for item in document.objects if isinstance(item, pikepdf.Stream)]
        assert not [data for data in carried if SECRET.encode() in data]


def test_what_must_be_shown_is_shown(pressed: Pressed) -> None:
    lost: dict[str, list[str]] = {}
    for case in CASES:
        if case.present and case.id in pressed.files and case.id not in {*pressed.told, *ON_OTHER_PAGES}:
            # Behind the text of a link stands its address.
            text = re.sub("<https?:[^>]*>", "", "".join(map(words, pressed.files[case.id])))
            # PDFium turns words from right to left around where the rest of their line is from left to right.
            document_words = {word: [bare(word) for word in re.split(r"[\s\u200c]", word)] for word in case.present}
            for one, parts in document_words.items():
                if not all(word in text or word[::-1] in text for word in parts):
                    lost.setdefault(case.id, []).append(one)
    assert lost == {}
