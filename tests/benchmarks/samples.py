"""A sample archive as a value, made from a seed: briefs of about 500 words with ten citations each."""

import datetime
import functools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

from briefarchive.model.slugs import slug

_WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))

COUNTRIES: Sequence[str] = _WORDS["countries"]
UNION_MEMBERS: Sequence[str] = _WORDS["union"]
TOPICS: Mapping[str, Sequence[str]] = _WORDS["topics"]
"""Narrower topics by their broader one."""
PUBLISHER_NAMES: Sequence[str] = [
    f"{first} {last}" for first in _WORDS["publishers"]["first"] for last in _WORDS["publishers"]["last"]
]
SYLLABLES: Sequence[str] = _WORDS["places"]["syllables"]
ENDINGS: Sequence[str] = _WORDS["places"]["endings"]
TEXTS: Mapping[str, Mapping[str, Sequence[str]]] = {language: _WORDS[language] for language in ("en", "zh", "ru")}
"""For each language, templates of sentences and titles, and what fills their slots."""


def topic_label(topic: str) -> str:
    """A topic as readers see it."""
    return topic.replace("-", " ").capitalize()


SLOT = re.compile(r"\{(\w+)\}")
CJK = re.compile(r"[\u4e00-\u9fff]")


class Prose:
    """Makes text in one language about some countries."""

    def __init__(self, random_: random.Random, *, language: str, countries: Sequence[str]) -> None:
        self._random = random_
        self._words = TEXTS[language]
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
    syllables = random_.sample(SYLLABLES, 2)
    return "".join((*syllables, random_.choice(ENDINGS))).capitalize()


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


FIRST_DAY = datetime.date(2010, 1, 1)
DAYS = 12 * 365
PEOPLE = {f"sample-compiler-{letter}": f"Sample Compiler {letter.upper()}" for letter in "abcdefghijklmnopqrst"}
SPECIFIC_TOPICS = [topic for below in TOPICS.values() for topic in below]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A brief's front matter."""

    id: str
    title: str
    date: datetime.date
    language: str
    countries: Sequence[str]
    topics: Sequence[str]
    compilers: Sequence[str]
    summary: str

    @property
    def path(self) -> str:
        """The brief's file below the root of an archive."""
        return f"archive/{self.date.year}/{self.id}.md"


def make_frames(size: int, random_: random.Random) -> Iterator[Frame]:
    """Front matter of *size* briefs in the order of date over twelve years; one in twenty is not in English."""
    taken: set[str] = set()
    for offset in sorted(random_.choices(range(DAYS), k=size)):
        date = FIRST_DAY + datetime.timedelta(days=offset)
        countries = _countries(random_)
        language = random_.choices(("en", "zh", "ru"), (95, 3, 2))[0]
        english = Prose(random_, language="en", countries=countries).title()
        prose = Prose(random_, language=language, countries=countries)
        yield Frame(
            id=unique(f"{date}-{slug(english, limit=60)}", taken),
            title=english if language == "en" else prose.title(),
            date=date,
            language=language,
            countries=countries,
            topics=random_.sample(SPECIFIC_TOPICS, random_.randint(2, 4)),
            compilers=random_.sample(list(PEOPLE), random_.randint(1, 2)),
            summary=prose.sentence(),
        )


def unique(name: str, taken: set[str]) -> str:
    """*name*, lengthened if it is taken, and from now on taken."""
    while name in taken:
        name += "-again"
    taken.add(name)
    return name


def _countries(random_: random.Random) -> Sequence[str]:
    """Two to four countries, the first ones of the list far more often than the last."""
    weights = [1 / (rank + 2) for rank in range(len(COUNTRIES))]
    drawn = random_.choices(COUNTRIES, weights, k=12)
    return list(dict.fromkeys((*drawn, "CN", "RU")))[: random_.randint(2, 4)]


CITATIONS = 10
SHARED = 4
"""So many of a brief's ten sources are ones that other briefs cite too."""
SHARING = 5
"""So many briefs cite a shared source."""
PUBLISHERS = {slug(name): name for name in PUBLISHER_NAMES}


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

    @property
    def address(self) -> str:
        """Where the source is on the web: nowhere, since it is invented."""
        return f"https://example.org/{self.publisher}/{self.key}"


def make_citations(frames: Sequence[Frame], random_: random.Random) -> Mapping[str, Sequence[SampleSource]]:
    """Ten sources for each brief, by its id."""
    cited: dict[str, list[SampleSource]] = {frame.id: [] for frame in frames}
    keys: set[str] = set()
    for citing in _shared(frames, random_):
        # The earliest of them: a source cannot have appeared after a brief that cites it.
        source = _source(citing[0], random_, keys)
        for frame in citing:
            cited[frame.id].append(source)
    for frame in frames:
        sources = cited[frame.id]
        sources.extend(_source(frame, random_, keys) for _ in range(CITATIONS - len(sources)))
        random_.shuffle(sources)
    return cited


def in_words(source: SampleSource) -> str:
    """What stands in place of a citation in a text that has none: who published the source, and when."""
    return f"({PUBLISHERS[source.publisher]}, {source.issued.year if source.issued else 'no date'})"


def _shared(frames: Sequence[Frame], random_: random.Random) -> Iterator[Sequence[Frame]]:
    """The briefs that share one source, for each shared source, in the order of their dates."""
    slots = [index for index in range(len(frames)) for _ in range(SHARED)]
    random_.shuffle(slots)
    for start in range(0, len(slots), SHARING):
        yield [frames[index] for index in sorted(set(slots[start : start + SHARING]))]


def _source(frame: Frame, random_: random.Random, keys: set[str]) -> SampleSource:
    """A new source: one in ten is in Chinese or Russian, one in thirty has no date."""
    language = random_.choices(("en", "zh", "ru"), (90, 6, 4))[0]
    english = Prose(random_, language="en", countries=frame.countries).source_title()
    original = Prose(random_, language=language, countries=frame.countries)
    publisher = random_.choice(list(PUBLISHERS))
    issued = frame.date - datetime.timedelta(days=random_.randint(0, 90)) if random_.random() > 1 / 30 else None
    year = issued.year if issued else "nd"
    return SampleSource(
        key=unique(f"{publisher}-{year}-{slug(english, limit=40)}", keys),
        title=english if language == "en" else original.source_title(),
        translated_title="" if language == "en" else english,
        language=language,
        publisher=publisher,
        issued=issued,
        accessed=frame.date,
    )


CITATION = re.compile(r"\{cite:[pt]\}`([^`]+)`")
SHORTEST, USUAL, LONGEST = 300, 510, 600
"""Words of a brief's sentences; with headings and citations it is as long as this repository's briefs are."""
BLOCK = 4
"""Sentences in a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleBrief:
    """A brief; its text has roles in it and no heading of level 1."""

    frame: Frame
    cited: Sequence[SampleSource]
    text: str


def make_sample(size: int, *, seed: int) -> Sequence[SampleBrief]:
    """*size* briefs in the order of date; the same seed gives the same ones."""
    random_ = random.Random(seed)
    frames = list(make_frames(size, random_))
    cited = make_citations(frames, random_)
    briefs = []
    for number, frame in enumerate(frames):
        # A third of the briefs refer to two others, or to one where the draw gives the brief itself.
        drawn = random_.sample(frames, min(2, size)) if number % 3 == 0 else []
        marks = [_citation(source, random_) for source in cited[frame.id]]
        marks += [f"{{brief}}`{other.id}`" for other in drawn if other is not frame]
        briefs.append(SampleBrief(frame=frame, cited=cited[frame.id], text=_text(frame, marks, random_)))
    return briefs


def without_citations(briefs: Sequence[SampleBrief]) -> Sequence[SampleBrief]:
    """The same briefs with words in place of each citation, and no sources: what citations cost is the difference."""
    return [_without_citations(brief) for brief in briefs]


def _without_citations(brief: SampleBrief) -> SampleBrief:
    words = {source.key: in_words(source) for source in brief.cited}
    return replace(brief, cited=(), text=CITATION.sub(lambda role: words[role[1]], brief.text))


def _citation(source: SampleSource, random_: random.Random) -> str:
    """A citation's role: one in ten is textual."""
    return f"{{cite:{'t' if random_.random() < 0.1 else 'p'}}}`{source.key}`"


def _text(frame: Frame, marks: Sequence[str], random_: random.Random) -> str:
    """Words in the usual number, with each of *marks* at the end of a sentence of its own."""
    prose = Prose(random_, language=frame.language, countries=frame.countries)
    length = random_.triangular(SHORTEST, LONGEST, USUAL)
    sentences: list[str] = []
    words = 0
    while words < length - 8 or len(sentences) < len(marks):
        sentences.append(prose.sentence())
        words += split_words(sentences[-1])
    places = sorted(random_.sample(range(len(sentences)), len(marks)))
    for place, mark in zip(places, marks, strict=True):
        sentences[place] = f"{sentences[place][:-1]} {mark}{sentences[place][-1]}"
    return _laid_out(sentences, prose, gap="" if frame.language == "zh" else " ")


def _laid_out(sentences: Sequence[str], prose: Prose, *, gap: str) -> str:
    """Sentences in paragraphs, the third of which is a list, with headings before the second and the fourth."""
    blocks = [sentences[start : start + BLOCK] for start in range(0, len(sentences), BLOCK)]
    parts = []
    for number, block in enumerate(blocks):
        if number in {1, 3}:
            parts.append(f"## {prose.source_title()}")
        parts.append("\n".join(f"- {line}" for line in block) if number == 2 else gap.join(block))
    return "\n\n".join(parts) + "\n"
