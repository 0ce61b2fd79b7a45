"""What a document beside a brief holds that could act on whoever opens it."""

import csv
import io
import logging
import re
import unicodedata
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from .invisible import INVISIBLE

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

# What a spreadsheet computes, whichever sign parts the cells: `=`, `@`, or a sign before what is no number.
_CELL_END = re.compile(r"[;|\t\r\n]")
_FORMULA = re.compile(r"[=@]|[+-](?!\s*[\d.,\s]*\d[\d.,\s]*(?:e[+-]?\d+)?\s*[%‰]?$|[\s-]*$)", re.IGNORECASE)
# ISO 32000-2, 12.6: actions, and what is carried along.
_ACTIVE = frozenset({
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/SubmitForm", "/ImportData", "/RichMedia",
    "/XFA", "/GoToR", "/GoToE", "/Rendition", "/AA",
})  # fmt: skip
_OBJECTS = 20_000


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """Each cell of a CSV file that a spreadsheet would compute, with its line.

    Raises:
        csv.Error: It is no CSV.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in rows:
        if rows.line_num == 1 and row and row[0].lower().startswith("sep="):
            yield 1, row[0]
        for cell in row:
            for part in _CELL_END.split(cell):
                plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", part)).strip(
                    " \"'" if part is not cell else ' "'
                )
                if _FORMULA.match(plain):
                    yield rows.line_num, part


def actions(data: bytes) -> str:
    """The name of something in a PDF that acts, such as `/JavaScript`; empty if there is nothing.

    Raises:
        Exception: It is no PDF that can be read, is encrypted, or has too many objects.
    """
    import pypdf
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    told = _Told()
    logger = logging.getLogger("pypdf")
    logger.propagate = False  # it would tell the terminal what a file says
    logger.handlers = [told]
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert not reader.is_encrypted
    # What is in no table is looked for through the whole file: such a reference counts as none.
    known = {(number, generation) for generation, table in reader.xref.items() for number in table}
    known |= {(number, 0) for number in reader.xref_objStm}
    waiting: list[object] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            name = (one.idnum, one.generation)
            if name in seen or name not in known:
                continue
            seen.add(name)
            assert len(seen) <= _OBJECTS
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            names = {*map(str, one), str(_value(one, "/S", known))}
            if names & _ACTIVE:
                return min(names & _ACTIVE)
            if _opens(_value(one, "/OpenAction", known)):
                return "/OpenAction"
            waiting.extend(one.raw_get(key) for key in one)
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))
    return "a name given twice" if told.twice else ""


def _value(dictionary: "DictionaryObject", name: str, known: Set[tuple[int, int]]) -> object:
    """A value of a dictionary, looked up where it is a reference to an object that is there."""
    from pypdf.generic import IndirectObject

    value = dictionary.raw_get(name) if name in dictionary else None
    if isinstance(value, IndirectObject):
        return value.get_object() if (value.idnum, value.generation) in known else None
    return value


class _Told(logging.Handler):
    """Hears of a name that stands twice in one dictionary, of which two programs may take two different ones."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.twice = False

    def emit(self, record: logging.LogRecord) -> None:
        self.twice |= "Multiple definitions" in record.getMessage()


def _opens(action: object) -> bool:
    """Whether opening the document leads anywhere but to a page of it."""
    from pypdf.generic import DictionaryObject

    if not isinstance(action, DictionaryObject):
        return False
    return str(action.get("/S")) != "/GoTo" or not {*map(str, action)} <= {"/S", "/D", "/Type"}
