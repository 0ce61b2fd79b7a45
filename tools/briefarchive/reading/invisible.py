"""Characters that nobody sees and that change what is read: marks of direction, zero widths, control characters.

Joiners are needed in Arabic, Persian and the scripts of India (Unicode Standard, §23.2), and stay between such
letters.
"""

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Rule, Span

_JOINED = "\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\U0001f000-\U0001faff\ufe0f"
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    f"|(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
)


class InvisibleCharacter(Rule):
    r"""A character stands in the file that nobody sees, and that changes what is read.

    Marks of writing direction make a line show something else than it says, zero-width characters hide a word from
    search, and control characters break feeds and catalogues. They come along with copied text. Each is shown as
    `�` on the page. Delete it.
    """

    code = "S112"


FAULTS: tuple[type[Rule], ...] = (InvisibleCharacter,)


def find_invisible(path: str, text: str) -> Iterator[Diagnostic]:
    """The first such character of each line of a file."""
    if not INVISIBLE.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        if match := INVISIBLE.search(line):
            span = Span(path=path, line=number, column=match.start() + 1)
            message = f"the invisible character U+{ord(match[0]):04X} stands here"
            yield InvisibleCharacter.at(span, message, hint="delete it")


def made_visible(text: str) -> str:
    """*text* with the replacement character in the place of each invisible one."""
    return INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)
