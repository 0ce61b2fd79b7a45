"""Invisible characters that change what is read, and UTF-8 text that was decoded in the wrong encoding.

Invisible characters are direction marks, zero-width characters, fillers and controls. Some are a legitimate part of
writing: joiners after letters of Arabic, Persian and Indian scripts (Unicode Standard, §23.2) and between the parts of
an emoji, zero-width spaces between words of Thai, Lao, Burmese and Khmer, variation selectors after emoji and
Chinese characters, tags after the flag of England, Scotland or Wales. Garbled text is “â€™” for “’”.
"""

import re
from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, Replacement, Span
from ..model.lines import Edit, apply_edits
from ..model.tables import load_table
from .rules import InvisibleCharacter

_TABLE: Mapping[str, str] = load_table(__file__)
_EMOJI = f"#*0-9{_TABLE['joined_emoji']}"
# Noncharacters, which XML and the Unicode Standard (§23.7) forbid.
_NO_CHARACTERS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))

# Characters that separate words: deleting them would join two words.
_SEPARATING = "\u2028\u2029\x0b\x0c\x85"
# Zero-width characters without direction: deleting them cannot change a word.
_WIDTHLESS = f"\u200b\u2060\ufeff{_TABLE['joiners']}{_TABLE['emoji_or_text']}"

# Word processors separate lines with them.
_SEPARATORS = "\u2028\u2029"

# The character is matched first and its context checked afterwards, so that a search skips plain text quickly. For the
# same reason, the ranges beyond the first plane are merged into one, which the lookbehinds then tell apart.
INVISIBLE = re.compile(
    "[{never}\u200b{joiners}{mongolian}{emoji_or_text}{variants}\U00010000-\U0010ffff]"
    "(?:(?<=[{never}{never_beyond}{no_characters}])"
    "|(?<=\u200b)(?:(?<![{spaceless}]\u200b)|(?![{spaceless}]))"
    "|(?<![{joining}{joined_emoji}\ufe0f][{joiners}])(?<=[{joiners}])"
    "|(?<=[{joined_emoji}\ufe0f][{joiners}])(?![{joined_emoji}])"
    "|(?<=[{mongolian}])(?<![\u1800-\u18af][{mongolian}])"
    "|(?<=[{emoji_or_text}])(?<![{emoji}{han}][{emoji_or_text}])"
    "|(?<=[{variants}])(?<![{han}\u2200-\u22ff][{variants}])"
    "|(?<=[{han_variants}])(?<![{han}][{han_variants}])"
    "|(?<=[{tags}])(?<![{flag}{tags}][{tags}])|(?<={flag}[{tags}])[{tags}]{{6,}})".format(
        **_TABLE, emoji=_EMOJI, no_characters=_NO_CHARACTERS
    )
)
# The first two bytes of a UTF-8 letter, decoded as Windows-1252 or Latin-1: only then is ftfy worth running.
_SUSPECT = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
# The same decoded as Windows-1251, as in Russia: “РџРѕСЂС‚” for “Порт”, “вЂ”” for “—”.
_SUSPECT_CYRILLIC = re.compile("(?:[РСÐÑ][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u2013-\u203a€°]){2}|вЂ")
# Letters and marks of the scripts in common use; rare ones are the result of a wrong guess.
_LIKELY = re.compile(
    "[\\x00-\u024f\u0370-\u06ff\u1e00-\u1eff\u2010-\u203a\u20a0-\u20bf\u2100-\u22ff\u2460-\u27bf\u3000-\u30ff"
    "\u3400-\u9fff\uac00-\ud7af\uff01-\uffe6\U0001f300-\U0001faff]*"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_MAX_LENGTH = 20_000
# Quotation marks that a word processor may have curled in the meantime.
_LOOK_ALIKES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"'})


def find_invisible(path: str, text: str) -> Iterator[Diagnostic]:
    """Yield a diagnostic for the first invisible character on each line of a file."""
    if not INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := INVISIBLE.search(line):
            span = Span(path=path, line=number, column=match.start() + 1)
            message = f"there is an invisible character here, U+{ord(match[0][0]):04X}"
            fix = tuple(_make_fixes(path, number, line))
            hint = "write a space instead" if _separates_words(line, match) else "delete it"
            yield InvisibleCharacter.flag(span, message, hint=hint, fix=fix)


def _make_fixes(path: str, number: int, line: str) -> Iterator[Replacement]:
    for match in INVISIBLE.finditer(line):
        is_mark = path.endswith(".md") and (number, match.start()) == (1, 0)  # a byte order mark has its own rule
        is_separator = not match[0].strip(_SEPARATORS)
        if is_separator or (not match[0].strip(_WIDTHLESS) and not is_mark):
            span = Span(path=path, line=number, column=match.start() + 1, end_column=match.end() + 1)
            yield Replacement(span=span, text=" " if is_separator and _separates_words(line, match) else "")


def replace_invisible(text: str) -> str:
    """Replace each invisible character in *text* with U+FFFD."""
    return INVISIBLE.sub(lambda match: "\N{REPLACEMENT CHARACTER}" * len(match[0]), text)


def _separates_words(line: str, match: re.Match[str]) -> bool:
    """Return whether deleting the character would join two words."""
    before, after = line[max(match.start() - 1, 0) : match.start()], line[match.end() : match.end() + 1]
    return match[0][0] in _SEPARATING and bool(before.strip() and after.strip())


def find_garbled(line: str, *, cyrillic: bool = False) -> list[Edit]:
    """Return the repairs of the garbled parts of *line*, in order; if *cyrillic*, also of Windows-1251 text."""
    if line.isascii() or len(line) > _MAX_LENGTH:
        return []
    if not (_SUSPECT.search(line) or (cyrillic and _SUSPECT_CYRILLIC.search(line))):
        return []
    parts = (part for part in _repair(line) if _LIKELY.fullmatch(part.text) and "\n" not in part.text)
    return [part for part in parts if not INVISIBLE.search(part.text)]


def is_certain_repair(garbled: str, repaired: str) -> bool:
    """Return whether *repaired*, if garbled again, gives *garbled*, and does not look garbled itself."""
    import ftfy.bad_codecs  # noqa: F401 — registers the encoding as browsers decode it

    if _SUSPECT.search(repaired):
        return False
    for encoding in ("sloppy-windows-1252", "latin-1"):
        again = repaired.encode("utf-8").decode(encoding)
        if again == garbled or again.translate(_LOOK_ALIKES) == garbled.translate(_LOOK_ALIKES):
            return True
    return False


def _repair(line: str) -> list[Edit]:
    """Return the repairs of a line: one for each garbled run if they can be separated, else one for all."""
    import ftfy  # builds its tables on import, and few archives need them

    repaired = ftfy.fix_encoding(line)
    if repaired == line:
        return []
    runs = [Edit(run.start(), run.end(), ftfy.fix_encoding(run[0])) for run in _FOREIGN.finditer(line)]
    parts = [run for run in runs if run.text != line[run.start : run.end]]
    if apply_edits(line, parts) == repaired:
        return parts
    length = min(len(line), len(repaired))
    start = next((at for at in range(length) if line[at] != repaired[at]), length)
    tail = next((at for at in range(length - start) if line[-1 - at] != repaired[-1 - at]), length - start)
    return [Edit(start, len(line) - tail, repaired[start : len(repaired) - tail])]


def repair_garbled(text: str) -> str | None:
    """Return the repaired text, empty if the repair is not certain; None if the text is not garbled."""
    parts = [part for part in find_garbled(text, cyrillic=True) if "\ufffd" not in part.text]
    if not parts:
        return None
    is_sure = all(is_certain_repair(text[part.start : part.end], part.text) for part in parts)
    return apply_edits(text, parts) if is_sure else ""
