"""Repairs text that was saved as UTF-8, decoded as another encoding and saved again: “â€™” becomes “’”."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefarchive.diagnostics import Diagnostic, Span
from briefarchive.model.lines import Edit, apply_edits
from briefarchive.reading.characters import find_garbled

from ..rules import EncodingNoted

# UTF-8 decoded as GBK: “鈥檚” for “’s”. Each of these characters begins a Western or Chinese punctuation mark.
_READ_AS_GBK = re.compile("[\u3400-\u9fff\ue000-\uf8ff€]*[鈥锛銆][\u3400-\u9fff\ue000-\uf8ff€]*")
# Lines; a long one is cut before a space or a tag.
_PIECE = re.compile(r"[^\n]{1,8000}(?=[\s<]|$)|[^\n]{1,8000}|\n", re.MULTILINE)
# Characters written as HTML entities, which may be garbled: “&acirc;&euro;&trade;”.
_ENTITIES = re.compile(
    r"(?:(?:&(?!amp|lt|gt|quot|apos|nbsp)[A-Za-z]{2,8};|&#(?:x[0-9A-Fa-f]{2,4}|\d{3,5});)|[^\x00-\x7f]){2,}"
)
_MAX_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedText:
    """A repaired text, with the number of places, and the first of them before and after the repair."""

    text: str
    places: int = 0
    first: tuple[str, str] = ("", "")

    def note(self, origin: str) -> Diagnostic:
        """Return the notice about the repair of *origin*."""
        was, now = self.first
        message = f'letters of "{origin}" were garbled in {self.places} places, and put right: "{was}" is "{now}"'
        return EncodingNoted.flag(Span(path=origin), message, hint="compare them with the old page")


def mend_text(text: str) -> MendedText:
    """Repair garbled characters in *text* wherever all of them can be recovered."""
    if text.isascii():
        return MendedText(text=text)
    pieces: list[str] = _PIECE.findall(text)
    return _mend_pieces(pieces, text)


def mend_html(source: str) -> MendedText:
    """Repair HTML, in which garbled characters may be written as entities."""
    unescaped = _ENTITIES.sub(_unescape_garbled, source) if "&" in source else source
    mended_text = mend_text(unescaped)
    return mended_text if mended_text.places else MendedText(text=source)


def _unescape_garbled(run: re.Match[str]) -> str:
    letters = html.unescape(run[0])
    return letters if "&" in run[0] and mend_text(letters).places else run[0]


# “â€” and a byte without a character can only have been the closing quotation mark.
_LOST_MARK = re.compile("â€[\ufffd\u009d]")


def _mend_pieces(pieces: Iterable[str], text: str) -> MendedText:
    places, first = 0, ("", "")
    mended_pieces: list[str] = []
    for raw in pieces:
        piece, lost_count = _LOST_MARK.subn("”", raw)
        places += lost_count
        edits = [part for part in find_garbled(piece, cyrillic=True) if "\ufffd" not in part.text] or _find_gbk(piece)
        if lost_count and not first[0]:
            first = "â€\ufffd", "”"
        if edits and not first[0]:
            start, end, replacement = edits[0]
            first = piece[start:end][:_MAX_SHOWN], replacement[:_MAX_SHOWN]
        places += len(edits)
        mended_pieces.append(apply_edits(piece, edits) if edits else piece)
    return MendedText(text="".join(mended_pieces) if places else text, places=places, first=first)


def _find_gbk(line: str) -> list[Edit]:
    if line.isascii():
        return []
    edits = []
    for run in _READ_AS_GBK.finditer(line):
        try:
            replacement = run[0].encode("gb18030").decode("utf-8")
        except UnicodeError:
            continue
        edits.append(Edit(run.start(), run.end(), replacement))
    return edits
