"""Catalogues: tables that describe the files of a collection instead of containing texts."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.reading.addresses import split_address

from ..document import Hints, LegacyDocument, SetAside
from ..rules import RowUnmatched
from ..text.lines.splitting import plain

_MOST_LISTED = 20
# File names that occur in every folder of a site.
_COMMON_NAMES = frozenset({"index", "default", "home", "document", "untitled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedFile:
    """A row that describes a file: its location, its hints, what is in doubt, and the cells of unknown columns."""

    origin: str
    line: int
    name: str
    hints: Hints
    doubts: tuple[Diagnostic, ...]
    skipped_texts: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class FileCatalogue:
    """The rows of all catalogues of a run, by the names of the files that they describe.

    If several rows have the same name, the one in the catalogue nearest to the file is used; if there are several in
    the same folder, none is.
    """

    rows: tuple[DescribedFile, ...] = ()
    _row_indexes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            for name in _list_endings(row.name):
                self._row_indexes[name].append(index)

    def add_hints(self, document: LegacyDocument) -> LegacyDocument:
        """Return *document* with the hints of its row, which precede those of the file."""
        index = self.find_row(document.origin, document.hints)
        if index < 0:
            return document
        row = self.rows[index]
        text = "\n".join((document.text, *(plain(item.text) for item in row.skipped_texts)))
        hints = row.hints.and_then(document.hints)
        doubts = (replace(doubt, span=Span(path=document.origin)) for doubt in row.doubts)
        return replace(
            document,
            hints=hints,
            text=text,
            set_aside=(*document.set_aside, *row.skipped_texts),
            diagnostics=(*document.diagnostics, *doubts),
        )

    def find_row(self, origin: str, hints: Hints) -> int:
        """Return the index of the row about the file at *origin* or an address in *hints*; -1 if there is none."""
        names = [
            name
            for location in (origin, *(hint.value for hint in hints.addresses[:1]))
            for name in _list_endings(location)
        ]
        return next((index for name in names if (index := self._find_nearest(name, origin)) >= 0), -1)

    def _find_nearest(self, name: str, origin: str) -> int:
        depths = {
            index: _count_common_folders(self.rows[index].origin, origin) for index in self._row_indexes.get(name, ())
        }
        deepest = [index for index, depth in depths.items() if depth == max(depths.values())]
        return deepest[0] if len(deepest) == 1 else -1

    def report_unmatched(self, texts: Iterable[tuple[str, Hints]], before: Iterable[str]) -> Iterator[Diagnostic]:
        """Report rows without a file, and files without a row.

        Args:
            texts: The origin and the hints of each text of this run.
            before: The origins of texts that were imported earlier, whose hints are unknown.
        """
        matches = [(origin, self.find_row(origin, hints)) for origin, hints in texts]
        known_rows = [self.find_row(origin, Hints()) for origin in before]
        used_rows = {index for _, index in matches} | set(known_rows)
        # A page that was imported earlier may have the address in one of these rows.
        unmatched_rows = (
            [row for index, row in enumerate(self.rows) if index not in used_rows] if -1 not in known_rows else []
        )
        for row in unmatched_rows[:_MOST_LISTED]:
            message = f'no text was found for the row of "{row.name}"'
            yield RowUnmatched.flag(
                Span(path=row.origin, line=row.line), message, hint="correct its name, or add the file"
            )
        if further_rows := unmatched_rows[_MOST_LISTED:]:
            yield RowUnmatched.flag(
                Span(path=further_rows[0].origin), f"{len(further_rows):,} more rows are about no text"
            )
        # A catalogue says nothing of folders beside its own and those of its texts.
        described = {PurePosixPath(origin).parent for origin, index in matches if index >= 0}
        described |= {PurePosixPath(row.origin).parent for row in self.rows}
        without = [
            origin for origin, index in matches if index < 0 and not described.isdisjoint(PurePosixPath(origin).parents)
        ]
        if self.rows and without:
            names = ", ".join(f'"{origin}"' for origin in without[:_MOST_LISTED])
            count = "1 text" if len(without) == 1 else f"{len(without):,} texts"
            message = f"the catalogue has no row for {count}: {names}"
            yield RowUnmatched.flag(
                Span(path=self.rows[0].origin), message, hint="add their rows, if they should have one"
            )


def _count_common_folders(left: str, right: str) -> int:
    pairs = zip(PurePosixPath(left).parts, PurePosixPath(right).parts, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _list_endings(name: str) -> Iterator[str]:
    """Yield the trailing parts of a path or an address, the longest first, each with and without its suffix."""
    parts = split_address(name)
    path = unquote(parts.path if parts and parts.netloc else name.partition("#")[0]).replace("\\", "/").strip("/ ")
    whole = PurePosixPath(path.casefold())
    for start in range(min(len(whole.parts), 12)):
        end = PurePosixPath(*whole.parts[start:])
        if len(end.parts) > 1 or end.stem not in _COMMON_NAMES or len(whole.parts) == 1:
            yield str(end)
            if end.suffix:
                yield str(end.with_suffix(""))
