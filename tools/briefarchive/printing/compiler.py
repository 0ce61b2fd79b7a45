"""The compiler: Typst, with the fonts and the template of the series and nothing else of the machine.

The code of a job is in memory, and its root is a folder that holds its pictures, or the template: nothing that a text
says can make the compiler read anything else.
"""

import contextlib
import datetime
import functools
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
import typst

from ..storage import files
from . import fonts

TEMPLATE = Path(__file__).parent / "template"
STANDARDS: dict[str, list[Literal["a-2a", "a-3a", "ua-1"]]] = {
    "a-2a": ["a-2a", "ua-1"],
    "a-3a": ["a-3a", "ua-1"],
    "ua-1": ["ua-1"],
}
"""What a file keeps to, by the name that the command line has for it: the archival ones keep to PDF/UA-1 as well."""


class CompileError(Exception):
    """Something could not be compiled; the message says why, in the compiler's words."""


def compile_pdf(
    main: str,
    texts: Mapping[str, bytes],
    pictures: Mapping[str, bytes],
    data: Mapping[str, Any],
    *,
    standard: str,
    date: datetime.date,
) -> bytes:
    """Compile a PDF.

    Args:
        main: Typst code that begins the job.
        texts: Code that it reads beside the template, by path.
        pictures: What it shows, by path.
        data: What the template gets as `sys.inputs.data`, in JSON.
        standard: One of `STANDARDS`.
        date: The day that it bears; nothing in it tells when it was made.

    Raises:
        CompileError: It could not be compiled.
    """
    timestamp = datetime.datetime.combine(date, datetime.time(), datetime.UTC)
    with _folder_of(pictures) as root:
        try:
            result, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]  # files in memory are not typed
                {"main.typ": main.encode(), **_template(), **texts},
                root=root,
                font_paths=_fonts(),
                sys_inputs={"data": msgspec.json.encode(data).decode()},
                format="pdf",
                pdf_standards=STANDARDS[standard],
                timestamp=timestamp,
            )
        except typst.TypstError as error:
            raise CompileError("; ".join((error.message, *error.hints))) from error
        except RuntimeError as error:  # what the binding itself refuses
            raise CompileError(str(error)) from error
    if warnings:
        raise CompileError("; ".join(warning.message for warning in warnings))
    return cast("bytes", result)


@contextlib.contextmanager
def _folder_of(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The root of a job. Typst takes code from memory, and pictures from there only."""
    if not pictures:
        yield TEMPLATE
        return
    with tempfile.TemporaryDirectory(prefix="briefarchive-") as folder:
        for path, data in pictures.items():
            files.write_bytes(Path(folder) / path, data)
        yield Path(folder)


@functools.cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(one) for one in fonts.folders()]
    )


@functools.cache
def _template() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(TEMPLATE.glob("*.typ"))}
