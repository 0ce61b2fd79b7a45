"""What can be worked out for one brief without knowing the others of its run: most of the work, done side by side."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Vocabulary

from ..accounting import Words, words, words_read
from ..document import Block, BlockKind, Hint
from ..escaping import as_myst, shown_text
from ..languages import guess_language
from ..legacy import LegacyBrief
from ..mapping import NO_MAPPING, TermMapping
from ..readers import failure
from ..suggesting.phrases import Suggestion
from ..suggesting.terms import suggest_countries, suggest_topics
from ..titles import title_of

_SIGNS = re.compile(r"#{1,6}(?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What is worked out for a brief before it is composed.

    Attributes:
        language: That of its text; empty where nothing tells it.
        title: Its title and where that was found; None if nothing says one.
        markup: Its text in MyST.
        read: The words of its export.
        shown: The words that the markup shows, as MyST's parser reads it.
    """

    language: str
    title: Hint | None
    markup: str
    read: Words
    shown: Words
    countries: tuple[Suggestion, ...]
    topics: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """Prepares briefs; can be sent to another process.

    Attributes:
        sites: Names which many titles of the run have in common.
        mapping: What the categories and tags of the old site stand for.
        language: That of the archive, for texts of which nothing tells it.
    """

    vocabulary: Vocabulary
    sites: frozenset[str] = frozenset()
    mapping: TermMapping = NO_MAPPING
    language: str = "en"

    def __call__(self, legacy: LegacyBrief) -> Iterator[Prepared | Diagnostic]:
        """The one preparation of *legacy*, or what is told of a text on which the program failed."""
        try:
            yield self.of(legacy)
        except Exception as error:  # noqa: BLE001 — one text never ends the others
            yield failure(legacy.origin, error)

    def of(self, legacy: LegacyBrief) -> Prepared:
        """The preparation of *legacy*."""
        title = title_of(legacy, self.sites)
        told = title.value if title else ""
        language = guess_language(legacy)
        markup = as_myst(outlined(legacy.body))
        countries = suggest_countries(
            told,
            legacy.paragraphs,
            self.vocabulary,
            language=language or self.language,
            publishers=tuple(source.publisher for source in legacy.sources if source.publisher),
        )
        topics = suggest_topics(told, legacy.paragraphs, self.vocabulary)
        return Prepared(
            language=language,
            title=title,
            markup=markup,
            read=words_read(legacy),
            shown=words(shown_text(markup)),
            countries=self.mapping.countries(legacy) or countries,
            topics=self.mapping.topics(legacy) or topics,
        )


def outlined(blocks: Iterable[Block]) -> list[Block]:
    """*blocks* with headings from the second level on and none left out: that above them may have become the title."""
    found: list[Block] = []
    above: list[int] = []
    for block in blocks:
        signs = _SIGNS.match(block.markup) if block.kind is BlockKind.HEADING else None
        if signs is None:
            found.append(block)
            continue
        level = signs.end()
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(replace(block, markup=f"{'#' * (1 + len(above))}{block.markup[level:]}"))
    return found
