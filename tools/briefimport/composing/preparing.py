"""Prepares briefs as far as possible without the other briefs of a run, so that most work can be done in parallel."""

from collections.abc import Iterator
from dataclasses import dataclass

from briefarchive.diagnostics import Diagnostic
from briefarchive.model import Vocabulary
from briefarchive.reading.fields import FRONT_MATTER

from ..document import Hint
from ..inline.escaping import read_shown_text, write_myst
from ..languages import guess_language
from ..legacy import LegacyBrief, unpack
from ..mapping import NO_MAPPING, TermMapping
from ..readers import failure
from ..suggesting.phrases import Suggestion
from ..suggesting.terms import suggest_countries, suggest_topics
from ..titles import find_title
from ..word_coverage import WordCoverage, count_words, count_words_read, measure_coverage
from .headings import write_headings
from .placeholders import find_first_sentence

_MAX_SUMMARY = FRONT_MATTER["summary"].limit


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedBrief:
    """What is known about a brief before it is composed.

    Attributes:
        language: The language of the text; empty if unknown.
        title: The title and where it was found, if any.
        opening: The first sentence and the first paragraph, from which the title and id of an untitled text are made.
        summary: A summary in a sentence or two, as given by the file.
        paragraphs: The number of blocks of the text.
        markup: The text in MyST.
        coverage: The words of the export, and those that the markup displays when MyST parses it.
    """

    language: str
    title: Hint | None
    opening: tuple[str, str]
    summary: str
    paragraphs: int
    markup: str
    coverage: WordCoverage
    countries: tuple[Suggestion, ...]
    topics: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparer:
    """Prepares briefs; can be pickled and sent to another process.

    Attributes:
        sites: Names that many titles of the run have in common.
        mapping: What the categories and tags of the old site stand for.
        language: The language of the archive, for texts whose language is unknown.
    """

    vocabulary: Vocabulary
    sites: frozenset[str] = frozenset()
    mapping: TermMapping = NO_MAPPING
    language: str = "en"

    def __call__(self, legacy: LegacyBrief) -> Iterator[PreparedBrief | Diagnostic]:
        """Yield the result for *legacy*, or a diagnostic if the program fails."""
        try:
            yield self.prepare(legacy)
        except Exception as error:  # noqa: BLE001 — one text must not stop the others
            yield failure(legacy.origin, error)

    def prepare(self, legacy: LegacyBrief) -> PreparedBrief:
        """Prepare *legacy*."""
        legacy = unpack(legacy)
        title = find_title(legacy, self.sites)
        title_text = title.value if title else ""
        language = guess_language(legacy)
        markup = write_myst(write_headings(legacy.body))
        countries = suggest_countries(
            title_text,
            legacy.paragraphs,
            self.vocabulary,
            language=language or self.language,
            publishers=tuple(source.publisher for source in legacy.sources if source.publisher),
        )
        topics = suggest_topics(title_text, legacy.paragraphs, self.vocabulary)
        return PreparedBrief(
            language=language,
            title=title,
            opening=find_first_sentence(legacy.paragraphs),
            summary=_find_summary(legacy),
            paragraphs=len(legacy.body),
            markup=markup,
            coverage=measure_coverage(read=count_words_read(legacy), body=count_words(read_shown_text(markup))),
            countries=self.mapping.countries(legacy) or countries,
            topics=self.mapping.topics(legacy) or topics,
        )


def _find_summary(legacy: LegacyBrief) -> str:
    """Return the summary that the file gives, unless it merely repeats the beginning of the text."""
    summaries = [hint.value for hint in legacy.hints.summaries if len(hint.value) <= _MAX_SUMMARY]
    beginning = " ".join(" ".join(legacy.paragraphs).split()) if summaries else ""
    return next((text for text in summaries if not beginning.startswith(text.rstrip(" .…"))), "")
