"""Catalogues: tables that describe the files of a collection instead of containing texts."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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

    All folders in the name of a row must be those of the file, as far as the file's own name has folders. If several
    rows have the same name, the one in the catalogue nearest to the file is used; if there are several in the same
    folder, none is.
    """

    rows: tuple[DescribedFile, ...] = ()
    _rows_by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _rows_by_ending: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for index, row in enumerate(self.rows):
            for name in _list_spellings(_parse_path(row.name)):
                self._rows_by_name[name].append(index)
            for name in _list_endings(row.name):
                self._rows_by_ending[name].append(index)

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
        return next((rows[0] for rows in self._list_candidates(origin, hints) if len(rows) == 1), -1)

    def _list_candidates(self, origin: str, hints: Hints) -> Iterator[list[int]]:
        """Yield the rows that fit a file by each of its names, as far as their catalogue is the nearest to it."""
        for location in (origin, *(hint.value for hint in hints.addresses[:1])):
            whole = _list_spellings(_parse_path(location))
            for name in _list_endings(location):
                # A file of the same name in another folder is another file.
                if rows := (self._rows_by_ending if name in whole else self._rows_by_name).get(name):
                    depths = {index: _count_common_folders(self.rows[index].origin, origin) for index in rows}
                    yield [index for index, depth in depths.items() if depth == max(depths.values())]

    def report_unmatched(
        self, texts: Iterable[tuple[str, Hints]], kept: Iterable[Sequence[str]], before: Iterable[str]
    ) -> Iterator[Diagnostic]:
        """Report rows without a file, files with several rows, and files without a row.

        Args:
            texts: The origin and the hints of each text of this run.
            kept: The origins of each text and its copies that becomes a brief; others need no row.
            before: The origins of texts that were imported earlier, whose hints are unknown.
        """
        matches: dict[str, int] = {}
        rivals: dict[str, list[int]] = {}
        for origin, hints in texts:
            matches[origin] = self.find_row(origin, hints)
            if matches[origin] < 0 and (rows := next(self._list_candidates(origin, hints), [])):
                rivals[origin] = rows
        known_rows = {self.find_row(origin, Hints()) for origin in before}
        # A page that was imported earlier may have the address in one of the rows.
        used_rows = {*range(len(self.rows))} if -1 in known_rows else {*known_rows, *matches.values()}
        contested = {index for rows in rivals.values() for index in rows}
        yield from self._report_rows([row for index, row in enumerate(self.rows) if index not in used_rows | contested])
        yield from (self._report_rivals(origin, rows) for origin, rows in rivals.items())
        # A catalogue says nothing of folders beside its own and those of its texts.
        described = {PurePosixPath(origin).parent for origin, index in matches.items() if index >= 0}
        described |= {PurePosixPath(row.origin).parent for row in self.rows}
        without = [
            origins[0]
            for origins in kept
            if all(matches.get(origin, -1) < 0 and origin not in rivals for origin in origins)
            if not described.isdisjoint(PurePosixPath(origins[0]).parents)
        ]
        if self.rows and without:
            names = ", ".join(f'"{origin}"' for origin in without[:_MOST_LISTED])
            count = "1 text" if len(without) == 1 else f"{len(without):,} texts"
            message = f"the catalogue has no row for {count}: {names}"
            yield RowUnmatched.flag(
                Span(path=self.rows[0].origin), message, hint="add their rows, if they should have one"
            )

    def _report_rows(self, rows: Sequence[DescribedFile]) -> Iterator[Diagnostic]:
        """Report rows that are about no text."""
        for row in rows[:_MOST_LISTED]:
            message, hint = f'no text was found for the row of "{row.name}"', "correct its name, or add the file"
            if not row.name:
                message, hint = "this row names no file", "write the name of its file into it, or delete the row"
            yield RowUnmatched.flag(Span(path=row.origin, line=row.line), message, hint=hint)
        if further_rows := rows[_MOST_LISTED:]:
            yield RowUnmatched.flag(
                Span(path=further_rows[0].origin), f"{len(further_rows):,} more rows are about no text"
            )

    def _report_rivals(self, origin: str, indexes: Sequence[int]) -> Diagnostic:
        """Report the rows that fit one file, of which none was used."""
        rows = [self.rows[index] for index in indexes]
        names = ", ".join(dict.fromkeys(f'"{row.name}" in line {row.line}' for row in rows[:_MOST_LISTED]))
        message = f'{len(rows)} rows fit "{origin}", so none was used: {names}'
        hint = "keep one of them, or write the folders of its file into each"
        return RowUnmatched.flag(Span(path=rows[0].origin, line=rows[0].line), message, hint=hint)


def _count_common_folders(left: str, right: str) -> int:
    pairs = zip(PurePosixPath(left).parts, PurePosixPath(right).parts, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _list_endings(name: str) -> Iterator[str]:
    """Yield the trailing parts of a path or an address, the longest first, each with and without its suffix."""
    whole = _parse_path(name)
    for start in range(min(len(whole.parts), 12)):
        end = PurePosixPath(*whole.parts[start:])
        if len(end.parts) > 1 or end.stem not in _COMMON_NAMES or len(whole.parts) == 1:
            yield from _list_spellings(end)


def _parse_path(name: str) -> PurePosixPath:
    """Return the path that a cell or an address names, in small letters."""
    parts = split_address(name)
    path = unquote(parts.path if parts and parts.netloc else name.partition("#")[0]).replace("\\", "/").strip("/ ")
    return PurePosixPath(path.casefold())


def _list_spellings(path: PurePosixPath) -> list[str]:
    """Return a path with its suffix, if it has one, and without."""
    return [str(path), str(path.with_suffix(""))] if path.suffix else [str(path)]
