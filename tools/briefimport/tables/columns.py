"""The kinds of columns, recognized by the names that people and programs give them."""

import functools
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from ..words import read_table

_LONGEST = 60
NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


class Column(StrEnum):
    """The kind of content in a column."""

    TITLE = "title"
    HTML = "html"
    TEXT = "text"
    DATE = "date"
    MODIFIED = "modified"
    AUTHORS = "authors"
    EDITORS = "editors"
    COUNTRIES = "countries"
    TOPICS = "topics"
    TAGS = "tags"
    ADDRESS = "address"
    SOURCES = "sources"
    STATUS = "status"
    DRAFT = "draft"
    LANGUAGE = "language"
    SUMMARY = "summary"
    FILE = "file"
    ID = "id"


_ENGLISH_END = "/"


@functools.cache
def _load_ranks() -> dict[str, tuple[Column, int]]:
    """Return the kind of column for each name, with the rank of the name among those for the same kind."""
    table = ((key, names.replace(_ENGLISH_END, "").split()) for key, names in read_table("columns").items())
    return {_fold_name(name): (Column(key), rank) for key, names in table for rank, name in enumerate(names)}


@functools.cache
def _load_foreign_names() -> frozenset[str]:
    """Return the names that are not English as well."""
    parts = [names.partition(_ENGLISH_END) for names in read_table("columns").values()]
    english, foreign = ({_fold_name(name) for part in parts for name in part[place].split()} for place in (0, 2))
    return frozenset(foreign - english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table: the name of the column of each kind."""

    names: dict[Column, str]

    @property
    def has_text(self) -> bool:
        """Whether there is a column for the text, and another one that belongs to it."""
        return bool({Column.HTML, Column.TEXT} & self.names.keys()) and len(self.names) > 1

    @property
    def describes_files(self) -> bool:
        """Whether there is a column for names or addresses of files, and another one that describes them."""
        naming = {Column.FILE, Column.ADDRESS, Column.ID} & self.names.keys()
        return bool(naming) and len(self.names) > len(naming)

    @property
    def are_foreign(self) -> bool:
        """Whether the names of most columns are in another language than English."""
        return 2 * len(_load_foreign_names() & {*map(_fold_name, self.names.values())}) > len(self.names)


def find_columns(names: Iterable[str], column_names: Mapping[str, str] = NO_COLUMNS) -> Columns:
    """Return the kinds of the columns with these *names*.

    Args:
        names: The names in the table.
        column_names: Names that a person has specified, by kind of column.
    """
    best: dict[Column, tuple[int, str]] = {}
    ranks = _load_ranks() | {_fold_name(name): (Column(key), -1) for key, name in column_names.items()}
    for name in names:
        column, rank = ranks.get(_fold_name(name), (None, 0))
        if column and (column not in best or rank < best[column][0]):
            best[column] = rank, name
    return Columns(names={column: name for column, (_, name) in best.items()})


def _fold_name(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name[:_LONGEST].casefold().replace("ł", "l"))
    return "".join(char for char in letters if char.isalnum())
