"""Turns links to old addresses of briefs into references, and lists these addresses in a table of redirects."""

import csv
import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from briefarchive.diagnostics import Span
from briefarchive.model import Archive
from briefarchive.reading.addresses import find_host, split_address

from ..composing.composer import Draft, list_own_addresses, pack_text
from ..inline.link_addresses import PAGE, TARGET, find_target
from ..legacy import LegacyBrief
from ..rules import LinkLeftOut
from .outcome import FileReport, ImportReport, Outcome

# Only words without markup can become the words of a reference.
_LINK = re.compile(rf"(?P<before>[!\\]?)\[(?P<words>(?:\\[^\n<>`|]|[^\\\n<>`|\[\]*_&{{}}])+){TARGET.pattern}")
# Marks of footnotes and code may stand within the words of a link.
_WORDS = r"(?:\\.|\[\^\w+\]|`[^`\n]*`|[^\\\[\]`])*"
_PAGE_LINK = re.compile(rf"\[(?P<words>{_WORDS})\]\({re.escape(PAGE)}(?P<file>[^()\s]*)\)")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$|/$")


_HEAD = ["address", "page"]


def list_archive_addresses(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the old addresses of briefs in the archive and the files they were made of, with their paths."""
    for brief in archive.briefs.values():
        addresses = (brief.imported.address if brief.imported else "", brief.original.url if brief.original else "")
        copies = (brief.imported, *brief.imported.copies) if brief.imported else ()
        files = (f"{PAGE}{copy.origin}" for copy in copies)
        yield from ((address, brief.path) for address in (*addresses, *files) if address)


def link_briefs(reports: Sequence[FileReport], known_addresses: Iterable[tuple[str, str]]) -> list[FileReport]:
    """Replace links between the briefs of *reports*, and to those at *known_addresses*, by references.

    Args:
        reports: The report on each text.
        known_addresses: Old addresses of briefs in the archive, with their paths.
    """
    paths: dict[str, str] = {}
    for address, path in known_addresses:
        _enter(paths, address, path)
    for report in reports:
        if report.draft and report.status is Outcome.WRITTEN:
            for address in list_addresses(report.draft.legacy):
                _enter(paths, address, report.draft.path)
    return [_link_report(report, report.draft, paths) if report.draft else report for report in reports]


def _enter(paths: dict[str, str], address: str, path: str) -> None:
    """Map *address* to *path*, or to nothing if it is ambiguous."""
    key = _normalize_address(address)
    paths[key] = path if paths.get(key, path) == path else ""


def list_addresses(legacy: LegacyBrief) -> Iterator[str]:
    """Yield the old addresses and the files of a text, and of the copies merged into it."""
    for copy in (legacy, *legacy.copies):
        yield from (hint.value for hint in list_own_addresses(copy))
        yield f"{PAGE}{copy.origin}"


def _normalize_address(address: str) -> str:
    """Normalize *address* so that two addresses of one page are equal."""
    parts = split_address(address)
    if parts is None or parts.scheme not in ("http", "https"):
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{find_host(address)}{_INDEX.sub('', parts.path)}{query}"


def _link_report(report: FileReport, draft: Draft, paths: Mapping[str, str]) -> FileReport:
    """Return *report* with its *draft* linked; links to files that have become no briefs are left out."""
    before = draft.text
    text = _link_text(before, draft, paths)
    lost = [link["file"] for link in _PAGE_LINK.finditer(text)]
    text = _PAGE_LINK.sub(r"\g<words>", text)
    listed = ", ".join(f'"{unquote(file)}"' for file in dict.fromkeys(lost))
    note = LinkLeftOut.flag(Span(path=report.file), f"links of the text were left out ({len(lost)}): {listed}")
    draft = draft if text == before else replace(draft, packed=pack_text(text))
    return replace(report, draft=draft, diagnostics=(*report.diagnostics, *((note,) if lost else ())))


def _link_text(before: str, draft: Draft, paths: Mapping[str, str]) -> str:
    folder = posixpath.dirname(draft.legacy.origin.partition("#")[0])

    def find_path(link: re.Match[str]) -> str:
        target = find_target(link)
        if target.startswith(PAGE):
            target = f"{PAGE}{posixpath.normpath(posixpath.join(folder, unquote(target)))}"
        path = paths.get(_normalize_address(target), "")
        return path if path != draft.path else ""

    def write_reference(link: re.Match[str]) -> str:
        if link["before"] or not (path := find_path(link)):
            return link[0]
        return f"{{brief}}`{_ESCAPED.sub('', link['words'])} <{PurePosixPath(path).stem}>`"

    def write_target(link: re.Match[str]) -> str:
        path = find_path(link)
        return f"]({posixpath.relpath(path, posixpath.dirname(draft.path))})" if path else link[0]

    # The front matter is left out, since it has the brief's own old address.
    start = before.index("\n---\n")
    # Headings are left out, since the words of a reference do not count for the heading's anchor.
    lines = (line if line[:1] == "#" else _LINK.sub(write_reference, line) for line in before[start:].split("\n"))
    return before[:start] + TARGET.sub(write_target, "\n".join(lines))


def make_redirects_table(report: ImportReport, archive: Archive, before: str = "") -> str:
    """Return a CSV table with each old address of a text that became a brief, and the page of that brief.

    The site can redirect paths by itself (`aliases`), but not addresses with a query, such as `?p=12`.

    Args:
        report: The report of this run.
        archive: The archive, with briefs of earlier runs.
        before: The table of an earlier run, whose rows are kept even if their exports are gone.
    """
    pages = {_find_page(brief.path) for brief in archive.briefs.values()}
    head, *rows = list(csv.reader(io.StringIO(before))) or [[]]
    redirects = {row[0]: row[1] for row in rows if len(row) == len(_HEAD) and row[1] in pages} if head == _HEAD else {}
    redirects |= {address: _find_page(path) for address, path in list_archive_addresses(archive)}
    new_redirects = (
        (address, _find_page(path)) for address, path in (*report.known_addresses, *_list_new_addresses(report))
    )
    # If two texts share an address, the first keeps it.
    redirects |= dict(reversed(list(new_redirects)))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(sorted(row for row in redirects.items() if not row[0].startswith(PAGE)))
    return table.getvalue()


def _list_new_addresses(report: ImportReport) -> Iterator[tuple[str, str]]:
    """Yield the old addresses of texts that became briefs in this run, with the paths of the briefs."""
    for file in report.files:
        if file.draft and file.status is Outcome.WRITTEN:
            yield from ((address, file.path) for address in list_addresses(file.draft.legacy))


def _find_page(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(".html"))
