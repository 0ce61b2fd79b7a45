"""PDFs to make, and the jobs that Typst compiles for them.

The compiler sees only the fonts and the template of the series. The code of a job is in memory, and its root is a
folder with nothing but its pictures, so that no text can make it read another file.
"""

import datetime
import functools
import itertools
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
import pikepdf
import typst

from ..checking.rule import NotPrinted
from ..diagnostics import Diagnostic, Span
from ..storage import files
from ..storage.executor import Processes, can_fork, processors
from ..storage.limits import note_work
from . import fonts
from .metadata import DocumentMetadata, add_metadata

HEAVY = 500_000
"""The weight from which a job is compiled alone; each unit takes about a thousand bytes of memory."""

PICTURES = "pictures/"
"""The folder of pictures for the compiler."""

STANDARDS: dict[str, list[Literal["a-2a", "a-3a", "ua-1"]]] = {
    "a-2a": ["a-2a", "ua-1"],
    "a-3a": ["a-3a", "ua-1"],
    "ua-1": ["ua-1"],
}
"""The standards that a file meets, by their names on the command line; archival files also meet PDF/UA-1."""

_TEMPLATE = Path(__file__).parent / "template"
_NO_DAY = datetime.date(1970, 1, 1)  # required by the compiler, and removed from the file

PrintResult = bytes | tuple[Diagnostic, ...]
"""A PDF, or the reasons why there is none."""


class CompileError(Exception):
    """A file could not be compiled; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfJob:
    """A PDF to compile.

    Attributes:
        name: Its name in messages.
        path: The file of its diagnostics.
        main: The main file in Typst code.
        texts: Files of code beside the template, by path.
        data: The data in `sys.inputs.data`, encoded as JSON.
        standard: One of `STANDARDS`.
    """

    name: str
    path: str
    main: str
    texts: dict[str, bytes]
    pictures: dict[str, bytes]
    data: dict[str, Any]
    standard: str
    metadata: DocumentMetadata

    def make(self) -> PrintResult:
        """Compile the PDF."""
        note_work(f"{self.path} (the PDF of “{self.name}”)")
        try:
            return add_metadata(compile_pdf(self), self.metadata)
        except (CompileError, pikepdf.PdfError, ValueError) as error:
            return (NotPrinted.flag(Span(path=self.path), f'"{self.name}" could not be printed: {error}'),)


def compile_pdf(job: PdfJob) -> bytes:
    """Compile a PDF, with its publication date and without the time of compilation.

    Raises:
        CompileError: It could not be compiled.
    """
    day = job.metadata.issued.first_day if job.metadata.issued else _NO_DAY
    # The root contains only the pictures: code comes from memory.
    with tempfile.TemporaryDirectory(prefix="briefarchive-") as root:
        for path, data in job.pictures.items():
            files.write_bytes(Path(root) / path, data)
        try:
            result, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # files in memory are not typed
                {"main.typ": job.main.encode(), **_template(), **job.texts},
                root=root,
                font_paths=_fonts(),
                sys_inputs={"data": msgspec.json.encode(job.data).decode()},
                format="pdf",
                pdf_standards=STANDARDS[job.standard],
                timestamp=datetime.datetime.combine(day, datetime.time(), datetime.UTC),
            )
        except typst.TypstError as error:
            raise CompileError("; ".join((error.message, *error.hints))) from error
        except RuntimeError as error:  # raised by the binding itself
            raise CompileError(str(error)) from error
    if warnings:
        raise CompileError("; ".join(warning.message for warning in warnings))
    return cast("bytes", result)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in fonts.font_folders()],
    )


@functools.cache
def _template() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(_TEMPLATE.glob("*.typ"))}


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFile:
    """A PDF to make; *find_key* returns a digest of everything that decides its contents.

    *prepare* returns the job or the reasons why it cannot be printed, *estimate* the approximate weight of the job.
    """

    address: str
    find_key: Callable[[], str]
    prepare: Callable[[], PdfJob | tuple[Diagnostic, ...]]
    estimate: Callable[[], int]

    def make(self) -> PrintResult:
        """Prepare and compile the PDF."""
        job = self.prepare()
        return job if isinstance(job, tuple) else job.make()


_wanted: list[PdfFile] = []
"""The PDFs to make, which forks of this process inherit."""


def print_all(pdfs: Sequence[PdfFile], workers: int | None = None) -> Iterator[PrintResult]:
    """Make PDFs in forks, which inherit their inputs, or without forks one after another.

    There are as many forks as *workers* says, by default one for each processor. A limit of memory or time only ends a
    fork. Heavy jobs run alone.
    """
    _wanted[:] = pdfs
    for is_heavy, group in itertools.groupby(range(len(pdfs)), lambda number: pdfs[number].estimate() > HEAVY):
        pool, numbers = Processes(1 if is_heavy else workers or processors()), list(group)
        yield from pool.each(_print, numbers) if can_fork() else map(_print, numbers)


def _print(number: int) -> PrintResult:
    return _wanted[number].make()
