"""A sample archive as a value, made from a seed: briefs of about 500 words with ten citations each."""

import datetime
import functools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from briefarchive.model.slugs import slug

WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
"""Countries, topics, publishers and places; for each language, templates of sentences and titles, and their words."""
TOPICS: Mapping[str, Sequence[str]] = WORDS["topics"]
"""Narrower topics by their broader one."""
PUBLISHERS = {
    slug(name): name
    for name in (f"{first} {last}" for first in WORDS["publishers"]["first"] for last in WORDS["publishers"]["last"])
}
PEOPLE = {f"sample-compiler-{letter}": f"Sample Compiler {letter.upper()}" for letter in "abcdefghijklmnopqrst"}

_SPECIFIC_TOPICS = [topic for below in TOPICS.values() for topic in below]
_FIRST_DAY, _DAYS = datetime.date(2010, 1, 1), 12 * 365
_CITATIONS = 10
_SHARED, _SHARING = 4, 5
"""So many of a brief's sources are cited by other briefs too, each by so many."""
_SHORTEST, _USUAL, _LONGEST = 300, 510, 600
"""Words of a brief's sentences; with headings and citations it is as long as this repository's briefs are."""
_BLOCK = 4
"""Sentences in a paragraph."""
_SLOT = re.compile(r"\{(\w+)\}")
_CJK = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSource:
    """A source; *issued* is None for one without a date, *translated_title* is empty for one in English."""

    key: str
    title: str
    translated_title: str
    language: str
    publisher: str
    issued: datetime.date | None
    accessed: datetime.date


@dataclass(slots=True, kw_only=True)
class SampleBrief:
    """A brief; its text has roles in it and no heading of level 1."""

    id: str
    title: str
    date: datetime.date
    language: str
    countries: Sequence[str]
    topics: Sequence[str]
    compilers: Sequence[str]
    summary: str
    cited: list[SampleSource] = field(default_factory=list)
    text: str = ""

    @property
    def path(self) -> str:
        """The brief's file below the root of an archive."""
        return f"archive/{self.date.year}/{self.id}.md"


def make_sample(size: int, *, seed: int) -> Sequence[SampleBrief]:
    """*size* briefs in the order of date; the same seed gives the same ones."""
    random_ = random.Random(seed)
    briefs = list(_briefs(size, random_))
    _cite(briefs, random_)
    for number, brief in enumerate(briefs):
        # A third of the briefs refer to two others, or to one where the draw gives the brief itself.
        drawn = random_.sample(briefs, min(2, size)) if number % 3 == 0 else []
        # One citation in ten is textual.
        marks = [f"{{cite:{'t' if random_.random() < 0.1 else 'p'}}}`{source.key}`" for source in brief.cited]
        marks += [f"{{brief}}`{other.id}`" for other in drawn if other is not brief]
        brief.text = _text(brief, marks, random_)
    return briefs


def _briefs(size: int, random_: random.Random) -> Iterator[SampleBrief]:
    """Briefs without texts in the order of date over twelve years; one in twenty is not in English."""
    taken: set[str] = set()
    for offset in sorted(random_.choices(range(_DAYS), k=size)):
        date = _FIRST_DAY + datetime.timedelta(days=offset)
        countries = _countries(random_)
        language = random_.choices(("en", "zh", "ru"), (95, 3, 2))[0]
        english = _say(random_, "en", countries, "title")
        yield SampleBrief(
            id=_unique(f"{date}-{slug(english, limit=60)}", taken),
            title=english if language == "en" else _say(random_, language, countries, "title"),
            date=date,
            language=language,
            countries=countries,
            topics=random_.sample(_SPECIFIC_TOPICS, random_.randint(2, 4)),
            compilers=random_.sample(list(PEOPLE), random_.randint(1, 2)),
            summary=_say(random_, language, countries, "sentence"),
        )


def _countries(random_: random.Random) -> Sequence[str]:
    """Two to four countries, the first ones of the list far more often than the last."""
    weights = [1 / (rank + 2) for rank in range(len(WORDS["countries"]))]
    drawn = random_.choices(WORDS["countries"], weights, k=12)
    return list(dict.fromkeys((*drawn, "CN", "RU")))[: random_.randint(2, 4)]


def _unique(name: str, taken: set[str]) -> str:
    """*name*, lengthened if it is taken, and from now on taken."""
    while name in taken:
        name += "-again"
    taken.add(name)
    return name


def _cite(briefs: Sequence[SampleBrief], random_: random.Random) -> None:
    """Give each brief its sources."""
    keys: set[str] = set()
    slots = [index for index in range(len(briefs)) for _ in range(_SHARED)]
    random_.shuffle(slots)
    for start in range(0, len(slots), _SHARING):
        citing = [briefs[index] for index in sorted(set(slots[start : start + _SHARING]))]
        # The earliest of them: a source cannot have appeared after a brief that cites it.
        source = _source(citing[0], random_, keys)
        for brief in citing:
            brief.cited.append(source)
    for brief in briefs:
        brief.cited.extend(_source(brief, random_, keys) for _ in range(_CITATIONS - len(brief.cited)))
        random_.shuffle(brief.cited)


def _source(brief: SampleBrief, random_: random.Random, keys: set[str]) -> SampleSource:
    """A new source: one in ten is in Chinese or Russian, one in thirty has no date."""
    language = random_.choices(("en", "zh", "ru"), (90, 6, 4))[0]
    english = _say(random_, "en", brief.countries, "source title")
    publisher = random_.choice(list(PUBLISHERS))
    issued = brief.date - datetime.timedelta(days=random_.randint(0, 90)) if random_.random() > 1 / 30 else None
    year = issued.year if issued else "nd"
    return SampleSource(
        key=_unique(f"{publisher}-{year}-{slug(english, limit=40)}", keys),
        title=english if language == "en" else _say(random_, language, brief.countries, "source title"),
        translated_title="" if language == "en" else english,
        language=language,
        publisher=publisher,
        issued=issued,
        accessed=brief.date,
    )


def _text(brief: SampleBrief, marks: Sequence[str], random_: random.Random) -> str:
    """Words in the usual number, with each of *marks* at the end of a sentence of its own.

    The third paragraph is a list, and headings stand before the second and the fourth.
    """
    say = functools.partial(_say, random_, brief.language, brief.countries)
    length = random_.triangular(_SHORTEST, _LONGEST, _USUAL)
    sentences: list[str] = []
    words = 0
    while words < length - 8 or len(sentences) < len(marks):
        sentences.append(say("sentence"))
        # Two Han characters count as a word.
        words += len(_CJK.sub(" ", sentences[-1]).split()) + len(_CJK.findall(sentences[-1])) // 2
    places = sorted(random_.sample(range(len(sentences)), len(marks)))
    for place, mark in zip(places, marks, strict=True):
        sentences[place] = f"{sentences[place][:-1]} {mark}{sentences[place][-1]}"
    parts = []
    for number, start in enumerate(range(0, len(sentences), _BLOCK)):
        if number in {1, 3}:
            parts.append(f"## {say('source title')}")
        block = sentences[start : start + _BLOCK]
        gap = "" if brief.language == "zh" else " "
        parts.append("\n".join(f"- {line}" for line in block) if number == 2 else gap.join(block))
    return "\n\n".join(parts) + "\n"


def _say(random_: random.Random, language: str, countries: Sequence[str], kind: str) -> str:
    """A `sentence`, which ends with its full stop, a `title`, or a `source title`, about some countries."""
    words: Mapping[str, Sequence[str]] = WORDS[language]

    def fill(slot: re.Match[str]) -> str:
        if slot[1] == "country":
            return _country_name(random_.choice(countries), language)
        return random_.choice(words[slot[1]]) if slot[1] in words else _NUMBERS[slot[1]](random_)

    text = random_.choice(words.get(kind, words["title"]))
    while _SLOT.search(text):
        text = _SLOT.sub(fill, text)
    return text[0].upper() + text[1:]


@functools.cache
def _country_name(code: str, language: str) -> str:
    return str(Locale(language).territories[code])


def _place_name(random_: random.Random) -> str:
    """The name of a place that does not exist."""
    syllables = random_.sample(WORDS["places"]["syllables"], 2)
    return "".join((*syllables, random_.choice(WORDS["places"]["endings"]))).capitalize()


_NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "number": lambda random_: str(random_.randint(2, 48)),
    "amount": lambda random_: f"{random_.randint(10, 9000):,}",
    "year": lambda random_: str(random_.randint(2008, 2024)),
    "place": _place_name,
}
