"""PDFs for tests: an archive that has all a brief can have, and what was printed of it."""

import functools
import io
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pdfplumber
import pikepdf
from pdfplumber.page import Page

from briefarchive.build.pdfs import pdf_builder
from briefarchive.checking.loading import read_archive
from briefarchive.model import BriefId
from briefarchive.printing.builder import PdfBuilder, PrintableBrief, PrintOptions
from briefarchive.printing.jobs import PdfJob

HERE = Path(__file__).parent
LAYERS = (HERE.parent / "site" / "archive", HERE / "archive")
"""The archive of the site's tests, with briefs of which paper is the subject over it."""


def lay_archive(root: Path) -> Path:
    """A copy of the archive, which a test may change."""
    for layer in LAYERS:
        shutil.copytree(layer, root, ignore=shutil.ignore_patterns("build"), dirs_exist_ok=True)
    return root


def lay_brief(root: Path, text: str, *, name: str = "one", head: str = "") -> BriefId:
    """Write a brief whose text is *text* into the archive at *root*, beside all others."""
    brief = BriefId(f"2014-11-11-{name}")
    folder = root / "archive" / "2014"
    folder.mkdir(parents=True, exist_ok=True)
    head = head or f"title: {name}\n"
    (folder / f"{brief}.md").write_text(f"---\n{head}date: 2014-11-11\ncountries: [CN]\n---\n{text}\n", "utf-8")
    return brief


def builder_for(root: Path, *, drafts: bool = False, **options: str) -> PdfBuilder:
    """The builder of PDFs for the archive at *root*."""
    return pdf_builder(root, read_archive(root, cache=False), PrintOptions(**options), drafts=drafts)


def printable(builder: PdfBuilder, brief: str) -> PrintableBrief:
    """A brief that can be printed."""
    ready = builder.prepare(builder.entries.catalogue.archive.briefs[BriefId(brief)])
    assert not isinstance(ready, tuple), ready
    return ready


def job_of(builder: PdfBuilder, brief: str) -> PdfJob:
    """The job of a brief, which can be printed."""
    return builder.brief_job(printable(builder, brief))


def make(job: PdfJob) -> "Printed":
    """What comes of a job that succeeds."""
    pdf = job.make()
    assert isinstance(pdf, bytes), pdf
    return Printed(job.name, pdf)


@dataclass(frozen=True)
class Printed:
    """A PDF, and what two libraries find in it."""

    name: str
    pdf: bytes = field(repr=False)

    @functools.cached_property
    def document(self) -> pikepdf.Pdf:
        """Its objects."""
        return pikepdf.open(io.BytesIO(self.pdf))

    @functools.cached_property
    def pages(self) -> list[Page]:
        """Its pages, with the places of their letters."""
        return pdfplumber.open(io.BytesIO(self.pdf)).pages
