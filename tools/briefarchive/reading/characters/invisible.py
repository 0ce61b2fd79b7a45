"""Characters that nobody sees and that change what is read: marks of direction, zero widths, fillers, controls.

Some are part of writing, and stay where they are: joiners behind letters of Arabic, Persian and the scripts of India
(Unicode Standard, §23.2) and between the parts of an emoji, zero-width spaces between words of Thai, Lao, Burmese and
Khmer, variation selectors behind emoji and Chinese characters, tags behind the flag of England, Scotland or Wales.
"""

import re
from collections.abc import Iterator

from ...diagnostics import Diagnostic, Replacement, Span
from ..rules import InvisibleCharacter

_JOINING = (
    "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\u0900-\u0dff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
    "\ufb50-\ufdff\ufe70-\ufefc"
)
_EMOJI = (
    "#*0-9\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
# Signs that joiners join; digits and the number sign are emoji only before a variation selector.
_JOINED_EMOJI = _EMOJI.removeprefix("#*0-9")
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_HAN = "\u2e80-\u2fdf\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_FLAG = "\U0001f3f4"
_TAGS = "\U000e0020-\U000e007f"

# Code points that are no characters, which XML and the Unicode Standard (§23.7) forbid.
_NO_CHARACTERS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
_NEVER_IN_FIRST_PLANE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200e\u200f\u2028\u2029\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
)
_NEVER = (
    f"{_NEVER_IN_FIRST_PLANE}\U00016fe4\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f\U000e0080-\U000e00ff"
    f"{_NO_CHARACTERS}"
)
_JOINERS = "\u200c\u200d"
_MONGOLIAN = "\u180b-\u180d\u180f"
_EMOJI_OR_TEXT = "\ufe0e\ufe0f"
_VARIANTS = "\ufe00-\ufe0d"
_HAN_VARIANTS = "\U000e0100-\U000e01ef"

# Signs that part words: without them, two words are one.
_PARTING = "\u2028\u2029\x0b\x0c\x85"
# Signs that take no room and turn nothing around; what is deleted of them can have changed no word.
_WIDTHLESS = f"\u200b\u2060\ufeff{_JOINERS}{_EMOJI_OR_TEXT}"

# Word processors part lines with them: deleted, they would join two words.
_SEPARATORS = "\u2028\u2029"

# The character is taken first and what stands before it is looked at then: so a search runs past plain text quickly.
# Each range beyond the first plane would be compared with every character: all of them are one, judged by what follows.
INVISIBLE = re.compile(
    f"[{_NEVER_IN_FIRST_PLANE}\u200b{_JOINERS}{_MONGOLIAN}{_EMOJI_OR_TEXT}{_VARIANTS}\U00010000-\U0010ffff]"
    f"(?:(?<=[{_NEVER}])"
    f"|(?<=\u200b)(?:(?<![{_SPACELESS}]\u200b)|(?![{_SPACELESS}]))"
    f"|(?<![{_JOINING}{_JOINED_EMOJI}\ufe0f][{_JOINERS}])(?<=[{_JOINERS}])"
    f"|(?<=[{_JOINED_EMOJI}\ufe0f][{_JOINERS}])(?![{_JOINED_EMOJI}])"
    f"|(?<=[{_MONGOLIAN}])(?<![\u1800-\u18af][{_MONGOLIAN}])"
    f"|(?<=[{_EMOJI_OR_TEXT}])(?<![{_EMOJI}{_HAN}][{_EMOJI_OR_TEXT}])"
    f"|(?<=[{_VARIANTS}])(?<![{_HAN}\u2200-\u22ff][{_VARIANTS}])"
    f"|(?<=[{_HAN_VARIANTS}])(?<![{_HAN}][{_HAN_VARIANTS}])"
    f"|(?<=[{_TAGS}])(?<![{_FLAG}{_TAGS}][{_TAGS}])|(?<={_FLAG}[{_TAGS}])[{_TAGS}]{{6,}})"
)


def find_invisible(path: str, text: str) -> Iterator[Diagnostic]:
    """The first such character of each line of a file."""
    if not INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := INVISIBLE.search(line):
            span = Span(path=path, line=number, column=match.start() + 1)
            message = f"the invisible character U+{ord(match[0][0]):04X} stands here"
            fix = tuple(_without_width(path, number, line))
            hint = "write a space in its place" if _parts_words(line, match) else "delete it"
            yield InvisibleCharacter.at(span, message, hint=hint, fix=fix)


def _without_width(path: str, number: int, line: str) -> Iterator[Replacement]:
    for match in INVISIBLE.finditer(line):
        is_mark = path.endswith(".md") and (number, match.start()) == (1, 0)  # of byte order, which has its own rule
        is_separator = not match[0].strip(_SEPARATORS)
        if is_separator or (not match[0].strip(_WIDTHLESS) and not is_mark):
            span = Span(path=path, line=number, column=match.start() + 1, end_column=match.end() + 1)
            yield Replacement(span=span, text=" " if is_separator and _parts_words(line, match) else "")


def made_visible(text: str) -> str:
    """*text* with a replacement character in the place of each invisible one."""
    return INVISIBLE.sub(lambda found: "\N{REPLACEMENT CHARACTER}" * len(found[0]), text)


def _parts_words(line: str, match: re.Match[str]) -> bool:
    """Whether two words would become one without the character."""
    before, after = line[max(match.start() - 1, 0) : match.start()], line[match.end() : match.end() + 1]
    return match[0][0] in _PARTING and bool(before.strip() and after.strip())
