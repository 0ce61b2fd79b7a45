"""Sources of sample briefs, and which brief cites which."""

import datetime
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefarchive.model.slugs import slug

from . import words
from .frames import Frame, unique
from .prose import Prose

CITATIONS = 10
SHARED = 4
"""So many of a brief's ten sources are ones that other briefs cite too."""
SHARING = 5
"""So many briefs cite a shared source."""
PUBLISHERS = {slug(name): name for name in words.PUBLISHERS}


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
