"""Sentences and titles of sample texts, in English, Chinese or Russian; the same seed gives the same words."""

import functools
import random
import re
from collections.abc import Callable, Sequence

from babel import Locale

from . import words

SLOT = re.compile(r"\{(\w+)\}")
CJK = re.compile(r"[\u4e00-\u9fff]")


class Prose:
    """Makes text in one language about some countries."""

    def __init__(self, random_: random.Random, *, language: str, countries: Sequence[str]) -> None:
        self._random = random_
        self._words = words.TEXTS[language]
        self._countries = [country_name(code, language) for code in countries]
        self._turn = random_.randrange(len(countries))

    def sentence(self) -> str:
        """A sentence that ends with its full stop."""
        return self._filled(self._random.choice(self._words["sentence"]))

    def title(self) -> str:
        """A brief's title."""
        return self._filled(self._random.choice(self._words["title"]))

    def source_title(self) -> str:
        """A source's title."""
        return self._filled(self._random.choice(self._words.get("source title", self._words["title"])))

    def _filled(self, template: str) -> str:
        text = template
        while SLOT.search(text):
            text = SLOT.sub(lambda slot: self._fill(slot[1]), text)
        return text[0].upper() + text[1:]

    def _fill(self, slot: str) -> str:
        if slot == "country":
            self._turn += 1
            return self._countries[self._turn % len(self._countries)]
        if slot in self._words:
            return self._random.choice(self._words[slot])
        return _NUMBERS[slot](self._random)


def place_name(random_: random.Random) -> str:
    """The name of a place that does not exist."""
    syllables = random_.sample(words.SYLLABLES, 2)
    return "".join((*syllables, random_.choice(words.ENDINGS))).capitalize()


@functools.cache
def country_name(code: str, language: str = "en") -> str:
    """A country's name; the same function serves texts and plain versions of roles."""
    return str(Locale(language).territories[code])


def split_words(text: str) -> int:
    """Words of a text, where two Han characters count as one."""
    return len(CJK.sub(" ", text).split()) + len(CJK.findall(text)) // 2


_NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "number": lambda random_: str(random_.randint(2, 48)),
    "amount": lambda random_: f"{random_.randint(10, 9000):,}",
    "year": lambda random_: str(random_.randint(2008, 2024)),
    "place": place_name,
}
