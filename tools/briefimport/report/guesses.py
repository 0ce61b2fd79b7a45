"""Lists what an import guessed about a text, with its confidence and reasons, for a person to check."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from briefarchive.checking.metadata import PlaceholderTitle

from ..composing.composer import Draft
from ..decisions import PLAN
from ..languages import strip_region
from ..legacy import PrintedDate, unpack
from ..rules import BylineDecided, DateDecided, EncodingNoted

SURE, LIKELY, DOUBTFUL = "sure", "likely", "doubtful"
# The lowest confidence of each level; mapped values have 1.
_LEVELS = ((1.0, SURE), (0.75, LIKELY), (0.0, DOUBTFUL))


class Guess(NamedTuple):
    """A value for the front matter that was found or made, with the confidence in it and the reason."""

    field: str
    value: str
    confidence: str
    because: str


def list_guesses(draft: Draft) -> Iterator[Guess]:
    """Yield the guesses about a text, field by field."""
    legacy, title = unpack(draft.legacy), draft.title_from
    messages = {diagnostic.code: diagnostic.message for diagnostic in reversed(legacy.diagnostics)}
    if title is None:
        yield Guess("title", draft.title, DOUBTFUL, f"{PlaceholderTitle.code}: made of the first sentence")
    else:
        level = SURE if title.where in {"", PLAN} else DOUBTFUL if title.where == "file name" else LIKELY
        yield Guess("title", draft.title, level, title.where or "printed above the text")
    yield Guess("date", *_guess_date(draft, messages.get(DateDecided.code, "")))
    byline_decision = messages.get(BylineDecided.code, "")
    where = {hint.value: hint.where for hint in (*legacy.hints.authors, *legacy.hints.editors)}
    for name in dict.fromkeys(legacy.people):
        is_printed = name.casefold() in legacy.text.casefold()
        level = DOUBTFUL if byline_decision else SURE if is_printed else LIKELY
        because = "printed in the text" if is_printed else where.get(name, "said by its file")
        yield Guess("compiler", name, level, byline_decision or because)
    for kind, suggestions in (("country", draft.countries), ("topic", draft.topics)):
        for suggestion in suggestions:
            level = next(
                level for least, level in _LEVELS if suggestion.confidence >= least or suggestion.because == PLAN
            )
            yield Guess(kind, suggestion.value, level, suggestion.because)
    tag = draft.language
    hinted = (hint.where for hint in legacy.hints.languages if strip_region(hint.value) == strip_region(tag))
    unsaid = "words of its text" if tag else "that of the archive: the text is too short to tell"
    yield Guess("language", tag, LIKELY, next(hinted, unsaid))
    if EncodingNoted.code in messages:
        yield Guess("encoding", "", LIKELY, messages[EncodingNoted.code])


def _guess_date(draft: Draft, message: str) -> tuple[str, str, str]:
    published = cast("PrintedDate", draft.legacy.published)
    day = published.date.isoformat()
    if message:
        return day, DOUBTFUL, message
    if published.text:
        return day, SURE, f"printed in line {published.line}: {published.text}"
    where = next((hint.where for hint in draft.legacy.hints.dates if hint.value == day), PLAN)
    return day, SURE if where == PLAN else LIKELY, where
