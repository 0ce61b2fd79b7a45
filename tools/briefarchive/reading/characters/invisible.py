"""Characters that nobody sees and that change what is read: marks of direction, zero widths, fillers, controls.

Some are part of writing, and stay where they are: joiners behind letters of Arabic, Persian and the scripts of India
(Unicode Standard, §23.2) and between the parts of an emoji, zero-width spaces between words of Thai, Lao, Burmese and
Khmer, variation selectors behind emoji and Chinese characters, tags behind the flag of England, Scotland or Wales.
"""

import re
from collections.abc import Iterator, Mapping

from ...diagnostics import Diagnostic, Replacement, Span
from ...model.tables import load_table
from ..rules import InvisibleCharacter

_OF: Mapping[str, str] = load_table(__file__)
_EMOJI = f"#*0-9{_OF['joined_emoji']}"
# Code points that are no characters, which XML and the Unicode Standard (§23.7) forbid.
_NO_CHARACTERS = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))

# Signs that part words: without them, two words are one.
_PARTING = "\u2028\u2029\x0b\x0c\x85"
# Signs that take no room and turn nothing around; what is deleted of them can have changed no word.
_WIDTHLESS = f"\u200b\u2060\ufeff{_OF['joiners']}{_OF['emoji_or_text']}"

# Word processors part lines with them: deleted, they would join two words.
_SEPARATORS = "\u2028\u2029"

# The character is taken first and what stands before it is looked at then: so a search runs past plain text quickly.
# Each range beyond the first plane would be compared with every character: all of them are one, judged by what follows.
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
        **_OF, emoji=_EMOJI, no_characters=_NO_CHARACTERS
    )
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
