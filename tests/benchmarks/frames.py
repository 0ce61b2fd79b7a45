"""What a sample brief is about: its date, title, countries, topics and compilers, before it has text and sources."""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefarchive.model.slugs import slug

from . import words
from .prose import Prose

FIRST_DAY = datetime.date(2010, 1, 1)
DAYS = 12 * 365
PEOPLE = {f"sample-compiler-{letter}": f"Sample Compiler {letter.upper()}" for letter in "abcdefghijklmnopqrst"}
SPECIFIC_TOPICS = [topic for below in words.TOPICS.values() for topic in below]


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
    weights = [1 / (rank + 2) for rank in range(len(words.COUNTRIES))]
    drawn = random_.choices(words.COUNTRIES, weights, k=12)
    return list(dict.fromkeys((*drawn, "CN", "RU")))[: random_.randint(2, 4)]
