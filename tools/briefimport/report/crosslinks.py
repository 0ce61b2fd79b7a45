"""Old addresses of texts that are briefs now: links to them become references, and a table says where each leads."""

import csv
import io
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from briefarchive.model import Archive
from briefarchive.reading.addresses import find_host, split_address

from ..composing.composer import Draft, own_addresses, pack_text
from ..legacy import LegacyBrief
from ..linked import TARGET, target_of
from .outcome import FileReport, ImportReport, Outcome

# Words without markup can be those of a reference.
_LINK = re.compile(rf"(?P<before>[!\\]?)\[(?P<words>(?:\\[^\n<>`|]|[^\\\n<>`|\[\]*_&{{}}])+){TARGET.pattern}")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$|/$")


_HEAD = ["address", "page"]


def paths_of_archive(archive: Archive) -> Iterator[tuple[str, str]]:
    """The old addresses of briefs that the archive has, with their paths."""
    for brief in archive.briefs.values():
        said = (brief.imported.address if brief.imported else "", brief.original.url if brief.original else "")
        yield from ((address, brief.path) for address in said if address)


def crosslinked(reports: Sequence[FileReport], known: Iterable[tuple[str, str]]) -> list[FileReport]:
    """*reports* with links between their briefs, and to those in *known*, as references to these.

    Args:
        reports: What became of each text.
        known: Old addresses of briefs of the archive, with their paths.
    """
    paths: dict[str, str] = {}
    for address, path in known:
        _enter(paths, address, path)
    for report in reports:
        if report.draft and report.status is Outcome.WRITTEN:
            for address in addresses_of(report.draft.legacy):
                _enter(paths, address, report.draft.path)
    return [replace(one, draft=_linked(one.draft, paths)) if one.draft else one for one in reports]


def _enter(paths: dict[str, str], address: str, path: str) -> None:
    """Let *address* lead to *path*, unless it leads to another: then nobody knows where."""
    key = _key(address)
    paths[key] = path if paths.get(key, path) == path else ""


def addresses_of(legacy: LegacyBrief) -> Iterator[str]:
    """The old addresses of a text, and of the copies that were united with it."""
    for copy in (legacy, *legacy.copies):
        yield from (hint.value for hint in own_addresses(copy))


def _key(address: str) -> str:
    """The form in which two addresses of one page are the same."""
    parts = split_address(address)
    if parts is None or parts.scheme not in ("http", "https"):
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{find_host(address)}{_INDEX.sub('', parts.path)}{query}"


def _linked(draft: Draft, paths: Mapping[str, str]) -> Draft:
    def path_of(link: re.Match[str]) -> str:
        path = paths.get(_key(target_of(link)), "")
        return path if path != draft.path else ""

    def reference(link: re.Match[str]) -> str:
        if link["before"] or not (path := path_of(link)):
            return link[0]
        return f"{{brief}}`{_ESCAPED.sub('', link['words'])} <{PurePosixPath(path).stem}>`"

    def target(link: re.Match[str]) -> str:
        path = path_of(link)
        return f"]({posixpath.relpath(path, posixpath.dirname(draft.path))})" if path else link[0]

    # The front matter holds the old address of the brief itself.
    before = draft.text
    start = before.index("\n---\n")
    # A heading is named by its words, and those of a reference are none of them.
    lines = (line if line[:1] == "#" else _LINK.sub(reference, line) for line in before[start:].split("\n"))
    text = before[:start] + TARGET.sub(target, "\n".join(lines))
    return draft if text == before else replace(draft, packed=pack_text(text))


def redirects_table(report: ImportReport, archive: Archive, before: str = "") -> str:
    """A row for each old address of a text that became a brief, with the page of the brief, as CSV.

    A site can lead on from a path by itself (`aliases`), and not from an address with a query, such as `?p=12`.

    Args:
        report: What this run did.
        archive: Whose briefs, also those of earlier runs, have rows.
        before: The table of an earlier run: rows whose exports are no longer at hand stay in it.
    """
    pages = {_page(brief.path) for brief in archive.briefs.values()}
    head, *rows = list(csv.reader(io.StringIO(before))) or [[]]
    found = {row[0]: row[1] for row in rows if len(row) == len(_HEAD) and row[1] in pages} if head == _HEAD else {}
    found |= {address: _page(path) for address, path in paths_of_archive(archive)}
    made = ((address, _page(path)) for address, path in (*report.known_addresses, *_made(report)))
    # Of two texts of one address the first has it.
    found |= dict(reversed(list(made)))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(sorted(found.items()))
    return table.getvalue()


def _made(report: ImportReport) -> Iterator[tuple[str, str]]:
    """The old addresses of the texts that this run made briefs of, with the paths of these."""
    for file in report.files:
        if file.draft and file.status is Outcome.WRITTEN:
            yield from ((address, file.path) for address in addresses_of(file.draft.legacy))


def _page(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(".html"))
