"""The places of many fields of one file, kept as one text: most of them nobody ever asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Span


@dataclass(frozen=True, slots=True)
class Places(Mapping[str, Span]):
    """The place of each field, by its name.

    An archive of 10,000 briefs has some 800,000 of them: as objects of their own they were half of its memory.

    Attributes:
        path: The file, relative to the archive's root.
        rows: A line for each field: its name and the four numbers of its place, parted by blanks.
    """

    path: str = ""
    rows: str = ""

    @classmethod
    def of(cls, places: Mapping[str, Span]) -> "Places":
        """These *places*, all in one file; that of a name with a line's end is left out."""
        path = next((span.path for span in places.values()), "")
        rows = (
            f"{name} {one.line} {one.column} {one.end_line} {one.end_column}"
            for name, one in places.items()
            if "\n" not in name
        )
        return cls(path, "\n".join(rows))

    def __getitem__(self, name: str) -> Span:
        for row in self._rows():
            if row.startswith(name):
                named, *numbers = row.rsplit(" ", 4)
                if named == name:
                    line, column, end_line, end_column = map(int, numbers)
                    return Span(path=self.path, line=line, column=column, end_line=end_line, end_column=end_column)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (row.rsplit(" ", 4)[0] for row in self._rows())

    def __len__(self) -> int:
        return len(self._rows())

    def _rows(self) -> list[str]:
        return self.rows.split("\n") if self.rows else []
