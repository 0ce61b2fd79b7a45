"""What an import has guessed about a text, how sure it is, and why: what a person may want to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from briefarchive.checking.metadata import PlaceholderTitle

from ..composing.composer import Draft
from ..decisions import PLAN
from ..faults import BylineDecided, DateDecided, EncodingNoted
from ..languages import without_region
from ..legacy import LegacyBrief, PrintedDate
from ..suggesting.phrases import Suggestion


class Confidence(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


# What a person has mapped is sure.
_LEVELS = ((1.0, Confidence.SURE), (0.75, Confidence.LIKELY), (0.0, Confidence.DOUBTFUL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A value of the front matter that was found or made, and what speaks for it."""

    field: str
    value: str
    confidence: Confidence
    because: str


def guesses_of(draft: Draft) -> Iterator[Guess]:
    """The guesses about one text, field by field."""
    yield _title(draft)
    yield _date(draft.legacy)
    yield from _people(draft)
    for name, suggestions in (("country", draft.countries), ("topic", draft.topics)):
        yield from (_suggested(name, one) for one in suggestions)
    yield _language(draft)
    for one in draft.legacy.diagnostics:
        if one.code == EncodingNoted.code:
            yield Guess(field="encoding", value="", confidence=Confidence.LIKELY, because=one.message)


def _title(draft: Draft) -> Guess:
    said = draft.title_from
    if said is None:
        confidence, because = Confidence.DOUBTFUL, f"{PlaceholderTitle.code}: made of the first sentence"
    elif said.where in {"", PLAN}:
        confidence, because = Confidence.SURE, said.where or "printed above the text"
    else:
        confidence = Confidence.DOUBTFUL if said.where == "file name" else Confidence.LIKELY
        because = said.where
    return Guess(field="title", value=draft.title, confidence=confidence, because=because)


def _date(legacy: LegacyBrief) -> Guess:
    published = cast("PrintedDate", legacy.published)
    decided = next((one.message for one in legacy.diagnostics if one.code == DateDecided.code), "")
    if decided:
        confidence, because = Confidence.DOUBTFUL, decided
    elif published.text:
        confidence, because = Confidence.SURE, f"printed in line {published.line}: {published.text}"
    else:
        where = next((hint.where for hint in legacy.hints.dates if hint.value == published.date.isoformat()), PLAN)
        confidence, because = Confidence.SURE if where == PLAN else Confidence.LIKELY, where
    return Guess(field="date", value=published.date.isoformat(), confidence=confidence, because=because)


def _people(draft: Draft) -> Iterator[Guess]:
    legacy = draft.legacy
    decided = next((one.message for one in legacy.diagnostics if one.code == BylineDecided.code), "")
    said = {hint.value: hint.where for hint in (*legacy.hints.authors, *legacy.hints.editors)}
    for name in dict.fromkeys((*legacy.compilers, *legacy.editors)):
        printed = name.casefold() in legacy.text.casefold()
        confidence = Confidence.DOUBTFUL if decided else Confidence.SURE if printed else Confidence.LIKELY
        because = decided or ("printed in the text" if printed else said.get(name, "said by its file"))
        yield Guess(field="compiler", value=name, confidence=confidence, because=because)


def _suggested(name: str, suggestion: Suggestion) -> Guess:
    if suggestion.because == PLAN:
        return Guess(field=name, value=suggestion.value, confidence=Confidence.SURE, because=PLAN)
    confidence = next(level for least, level in _LEVELS if suggestion.confidence >= least)
    return Guess(field=name, value=suggestion.value, confidence=confidence, because=suggestion.because)


def _language(draft: Draft) -> Guess:
    tag, hints = draft.language, draft.legacy.hints.languages
    said = next((hint.where for hint in hints if without_region(hint.value) == without_region(tag)), "")
    because = said or ("words of its text" if tag else "that of the archive: the text is too short to tell")
    return Guess(field="language", value=tag, confidence=Confidence.LIKELY, because=because)
