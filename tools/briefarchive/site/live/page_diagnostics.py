"""What is wrong with an archive, looked for once, when somebody asks."""

import functools
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from ...checking import check
from ...checking.one_brief import select_cited_entries
from ...diagnostics import Diagnostic
from ...model import BriefId
from ...reading.archive import Reading


class PageDiagnostics:
    """The diagnostics of one reading of an archive."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def of(self, path: str) -> Sequence[Diagnostic]:
        """Those in the file *path*."""
        return self._by_path.get(path, ())

    def on_page(self, path: str) -> Sequence[Diagnostic]:
        """Those that show on the page of the brief with the file *path*: in entries that it cites, and in the file."""
        return [*select_cited_entries(self._found, self._reading.archive, _id_in(path)), *self.of(path)]

    def is_unread(self, path: str) -> bool:
        """Whether *path* is the file of a brief that cannot be read."""
        return _id_in(path) in self._reading.archive.unread_briefs and bool(self.of(path))

    @functools.cached_property
    def without_page(self) -> Sequence[Diagnostic]:
        """Those in files that have no page of their own, such as bibliographies."""
        return [one for path, found in self._by_path.items() if not path.endswith(".md") for one in found]

    @functools.cached_property
    def _found(self) -> Sequence[Diagnostic]:
        return check(self._reading)

    @functools.cached_property
    def _by_path(self) -> Mapping[str, Sequence[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        for one in self._found:
            found.setdefault(one.span.path, []).append(one)
        return found


def _id_in(path: str) -> BriefId:
    """The id of the brief whose file a path would be."""
    return BriefId(PurePosixPath(path).stem if path.endswith(".md") else "")
