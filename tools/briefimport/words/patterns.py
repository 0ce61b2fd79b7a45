"""Classes of letters for regular expressions, and expressions that first look for a sign which they need."""

import re
from collections.abc import Callable, Iterator, Sequence

CJK = "\u3040-\u30ff\u3400-\u9fff"
"""The letters of Chinese and Japanese, between whose words no spaces stand."""
HANGUL = "\uac00-\ud7a3"
"""The letters of Korean."""
EAST = f"\u3005{CJK}{HANGUL}"
"""The letters of Chinese, Japanese and Korean, with the sign that repeats one."""
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
"""`CJK` with radicals, signs and forms of full width: no space replaces a line end between two of them."""


class SignPattern:
    """A regular expression whose every match contains one of *signs*: a text without them is not searched."""

    def __init__(self, signs: Sequence[str], pattern: str, flags: int = 0) -> None:
        self._signs = tuple(signs)
        self._pattern = re.compile(pattern, flags)

    def is_possible(self, text: str) -> bool:
        """Return whether *text* has one of the signs."""
        return any(map(text.__contains__, self._signs))

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match with which *text* begins."""
        return self._pattern.match(text) if self.is_possible(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match that *text* is as a whole."""
        return self._pattern.fullmatch(text) if self.is_possible(text) else None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match in *text* from *start* on."""
        return self._pattern.search(text, start) if self.is_possible(text) else None

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield all matches in *text* from *start* on."""
        return self._pattern.finditer(text, start) if self.is_possible(text) else iter(())

    def split(self, text: str) -> list[str]:
        """Split *text* at its matches."""
        return self._pattern.split(text) if self.is_possible(text) else [text]

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Return *text* with *replacement* for each match."""
        return self._pattern.sub(replacement, text) if self.is_possible(text) else text
