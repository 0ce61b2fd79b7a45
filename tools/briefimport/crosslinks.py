"""Links between texts of an old site: where both are briefs now, the link leads to the file of the other."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefarchive.model import Archive
from briefarchive.reading.addresses import find_host, split_address

from .composing import Draft, own_addresses
from .linked import TARGET
from .report import FileReport, Outcome

_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$|/$")


def paths_of_archive(archive: Archive) -> Iterator[tuple[str, str]]:
    """The old addresses of briefs that the archive has, with their paths."""
    for brief in archive.briefs.values():
        said = (brief.imported.address if brief.imported else "", brief.original.url if brief.original else "")
        yield from ((address, brief.path) for address in said if address)


def crosslinked(reports: Sequence[FileReport], known: Iterable[tuple[str, str]]) -> Iterator[FileReport] | None:
    """*reports* with links between their briefs, and to those in *known*, as links to files; None if there are none.

    Args:
        reports: What became of each text.
        known: Old addresses of briefs of the archive, with their paths.
    """
    paths: dict[str, str] = {}
    linked: set[str] = set()
    for address, path in known:
        _enter(paths, address, path)
    for report in reports:
        if report.draft and report.status is Outcome.WRITTEN:
            for address in addresses_of(report.draft):
                _enter(paths, address, report.draft.path)
            linked.update(map(_key, _targets(report.draft.text)))
    if not any(paths.get(key) for key in linked):
        return None
    return (replace(one, draft=_linked(one.draft, paths)) if one.draft else one for one in reports)


def _enter(paths: dict[str, str], address: str, path: str) -> None:
    """Let *address* lead to *path*, unless it leads to another: then nobody knows where."""
    key = _key(address)
    paths[key] = path if paths.get(key, path) == path else ""


def addresses_of(draft: Draft) -> Iterator[str]:
    """The old addresses of the text that *draft* was made from, and of its copies."""
    for copy in (draft.legacy, *draft.legacy.copies):
        yield from (hint.value for hint in own_addresses(copy))


def _targets(text: str) -> Iterator[str]:
    yield from (first or second for first, second in TARGET.findall(text))


def _key(address: str) -> str:
    """The form in which two addresses of one page are the same."""
    parts = split_address(address)
    if parts is None or parts.scheme not in ("http", "https"):
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{find_host(address)}{_INDEX.sub('', parts.path)}{query}"


def _linked(draft: Draft, paths: Mapping[str, str]) -> Draft:
    def target(link: re.Match[str]) -> str:
        path = paths.get(_key(link[1] or link[2]), "")
        return (
            f"]({posixpath.relpath(path, posixpath.dirname(draft.path))})" if path and path != draft.path else link[0]
        )

    # The front matter holds the old address of the brief itself.
    start = draft.text.index("\n---\n")
    text = draft.text[:start] + TARGET.sub(target, draft.text[start:])
    return draft if text == draft.text else replace(draft, text=text)
