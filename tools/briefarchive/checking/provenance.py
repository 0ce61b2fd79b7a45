"""Rules of family M: in which file a text came, and under which licence it stands."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from ..diagnostics import Diagnostic, Replacement
from ..model import Archive, Brief
from .rule import ArchiveRule


class OriginalFileMissing(ArchiveRule):
    """The file in which a text came does not stand beside its brief.

    `original: {file: …}` names a file of the brief's own folder, and the brief's page has a link to it. Put the file
    there, under that name, as PDF, picture or CSV.
    """

    code = "M230"

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if brief.original is None or not brief.original.file:
                continue
            path = PurePosixPath(brief.path).with_name(brief.original.file)
            if str(path) not in archive.attachments:
                message = f'there is no file "{brief.original.file}" beside the brief'
                yield cls.at(
                    brief.place("original.file"), message, hint=f'put it into "{path.parent}", or mend its name'
                )


class UnknownLicence(ArchiveRule):
    """The licence of a brief is none that the list of SPDX has (<https://spdx.org/licenses/>).

    Records give its address, so that machines know what one may do with the text. A licence that is not in the list is
    named `LicenseRef-` and words of one's own. Where only capitals and small letters differ, `briefs check --fix`
    writes the identifier as the list has it.
    """

    code = "M231"
    fixable = True

    @classmethod
    def check(cls, archive: Archive) -> Iterator[Diagnostic]:
        for brief in archive.briefs.values():
            if not brief.license:
                continue
            span, known = brief.place("license"), _in_list(brief.license)
            if not known:
                hint = 'look it up at https://spdx.org/licenses/; for example, "CC-BY-4.0" is there'
                yield cls.at(span, f'unknown licence "{brief.license}"', hint=hint)
            elif known != brief.license:
                message = f'the licence "{brief.license}" is written otherwise in the list of SPDX'
                yield cls.at(span, message, hint=f'write "{known}"', fix=_written(brief, known))


def _in_list(license_id: str) -> str:
    """The identifier as the list of SPDX has it; empty if it does not."""
    try:
        return str(canonicalize_license_expression(license_id))
    except InvalidLicenseExpression:
        return ""


def _written(brief: Brief, license_id: str) -> tuple[Replacement, ...]:
    """What writes the licence in other letters, if it stands on a line, plainly or between quotation marks."""
    span = brief.place("license")
    marks = span.end_column - span.column - len(brief.license)
    if span.line != span.end_line or marks not in (0, 2):
        return ()
    return (Replacement(span=span, text=license_id, old="" if marks else brief.license),)


RULES: tuple[type[ArchiveRule], ...] = (OriginalFileMissing, UnknownLicence)
