"""Characters that cannot be printed: each named, with its place in the file of the brief or of a source."""

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from ..checking.rule import UnprintableCharacter
from ..diagnostics import Diagnostic, Span
from ..model import Brief, Source
from ..reading import decoding
from ..reading.attached_files.svg import letters_of_svg
from ..reading.characters import INVISIBLE
from . import fonts

_MOST = 10
_SHOWN = "\ufffd"
_HINT = "write it in Latin letters or as a word; “briefs rules P101” says which scripts there are"


def unprintable(root: Path, brief: Brief, sources: Iterable[Source], text: str) -> tuple[Diagnostic, ...]:
    """A fault for each character of *text*, all that is printed of a brief and its *sources*, that no font has.

    The files are read only when there is one. A place is sought in the brief, then in the sources; what is found in
    neither, such as a letter of a person's name, is reported for the brief.
    """
    absent = fonts.missing(text)
    if not absent:
        return ()
    lines = _lines(root, brief.path)
    kept = tuple(sources)
    faults = [(_place(root, brief, lines, kept, one), _named(one)) for one in absent[:_MOST]]
    if others := "".join(absent[_MOST:]):  # more than anyone would read one by one
        faults.append((Span(path=brief.path), f'{len(others)} more characters: "{others}"'))
    return tuple(UnprintableCharacter.at(span, f"no font for printing has {what}", hint=_HINT) for span, what in faults)


def unprintable_in_picture(path: str, data: bytes) -> Diagnostic | None:
    """A fault for the letters of a drawing that no font has, if there are any; some may be hidden in it."""
    absent = fonts.missing(letters_of_svg(data))
    if not absent:
        return None
    shown = ", ".join(map(_named, absent[:_MOST]))
    more = f" and {len(absent) - _MOST} more" if absent[_MOST:] else ""
    message = f'no font for printing has {shown}{more}, in the picture "{path}"'
    hint = "write them in Latin letters, or turn the texts of the picture into paths"
    return UnprintableCharacter.at(Span(path=path), message, hint=hint)


def _named(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    # An accent is shown on a circle, since it would stand on the quotation mark.
    shown = f"\N{DOTTED CIRCLE}{character}" if unicodedata.combining(character) else character
    return f'"{shown}" (U+{ord(character):04X}, {name})'


def _place(root: Path, brief: Brief, lines: list[str], sources: tuple[Source, ...], character: str) -> Span:
    if found := _first(brief.path, lines, character):
        return found
    for source in sources:
        for field, value in source.fields.items():
            if character in value:
                start = source.places.get(field, source.span)
                # The value may stand on several lines, or be written with TeX's commands.
                beyond = _lines(root, start.path)[: start.end_line]
                return _first(start.path, beyond, character, start.line - 1) or start
    return Span(path=brief.path)


def _first(path: str, lines: list[str], character: str, start: int = 0) -> Span | None:
    for number, line in enumerate(lines[start:], start + 1):
        if (column := line.find(character)) >= 0:
            return Span(path=path, line=number, column=column + 1)
        # In the place of a character that nobody sees, the site and the PDF have a sign that everybody sees.
        if character == _SHOWN and (found := INVISIBLE.search(line)):
            return Span(path=path, line=number, column=found.start() + 1)
    return None


def _lines(root: Path, path: str) -> list[str]:
    data = decoding.read(path, root / path)
    text = data if isinstance(data, Diagnostic) else decoding.decode(path, data)
    return text.split("\n") if isinstance(text, str) else []
