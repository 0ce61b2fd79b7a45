"""Countries that a text is about, suggested from the names in it: rather too few than a wrong one."""

import itertools
import re
from collections.abc import Mapping, Sequence

from briefarchive.model import Vocabulary
from briefarchive.reading.vocabularies.countries import DOUBTFUL_NAMES

from .gazetteer import Gazetteer, Kind, gazetteer
from .namesakes import without_namesakes
from .phrases import Hit, Suggestion, because, confidence_of, in_parts, weighed

_MOST = 5
_LEAST = 1.5
_SHARE = 0.3
# So often a country must be named that is neither in the title nor in the first paragraph, unless the text is short.
_OFTEN = 3
_SHORT = 3000
_WEIGHTS = {Kind.NAME: 1.0, Kind.DEMONYM: 0.75, Kind.CAPITAL: 0.75, Kind.SEAT: 0.75}
# “Russia, Turkey and Iran”: what stands between the names of a list.
_LISTED = re.compile(r"(?:['’]s?)?\s*(?:,|,?\s*(?:and|or|with|&)|[–—/-])\s*(?:the\s+)?", re.IGNORECASE)


def suggest_countries(
    title: str,
    paragraphs: Sequence[str],
    vocabulary: Vocabulary,
    *,
    language: str = "en",
    publishers: Sequence[str] = (),
) -> tuple[Suggestion, ...]:
    """At most five countries, the most named first, then as the text names them, each with its reasons.

    Args:
        title: Its title, if it has one.
        paragraphs: Its text.
        vocabulary: What countries there are, and their names.
        language: That of the text; its names of countries count beside those in English and Chinese.
        publishers: Of its sources: in the name of a newspaper no country is named.
    """
    names = gazetteer(vocabulary, language)
    title, *texts = (without_namesakes(_lowered(text), publishers) for text in (title, *paragraphs))
    scores, hits = weighed(title, texts, names.phrases, lambda hit: _WEIGHTS[names.kind(hit)])
    listed = _listed(in_parts(title, texts), hits)
    often = _OFTEN if sum(map(len, texts)) > _SHORT else 2
    top = max(scores.values(), default=0.0)
    chosen = [
        code
        for code, score in scores.items()
        if score >= max(_LEAST, _SHARE * top) and _is_supported(hits[code], names, in_list=code in listed, often=often)
    ]
    # In quarters of the highest weight; those that are near each other stand in the order of the text.
    ranked = sorted(chosen, key=lambda code: -min(3, int(4 * scores[code] / top)))[:_MOST]
    return tuple(
        Suggestion(value=code, because=because(hits[code]), confidence=confidence_of(scores[code])) for code in ranked
    )


def _lowered(text: str) -> str:
    """A headline in capitals as others are written: “JOIN US” names no country, and “CHINA SIGNS” does."""
    return text.title() if text.isupper() else text


def _is_supported(hits: Sequence[Hit], names: Gazetteer, *, in_list: bool, often: int) -> bool:
    """Whether a country is named firmly, and where it counts.

    One of the names must be the country's own, its capital's or its government's, since “Spanish” alone is a language;
    and one must be no other thing's, as “Georgia” and “Turkey” are, unless it stands among names of countries.
    """
    firm = [hit for hit in hits if in_list or hit.name not in DOUBTFUL_NAMES]
    own = [hit for hit in hits if names.kind(hit) is not Kind.DEMONYM]
    if not firm or not own:
        return False
    if any(hit.part == 0 for hit in firm):
        return True
    return len(hits) > 1 and (any(hit.part == 1 for hit in hits) or len(hits) >= often)


def _listed(parts: Sequence[str], hits: Mapping[str, Sequence[Hit]]) -> set[str]:
    """Countries that stand beside another one with a name that is no doubtful one, as in “Russia and Turkey”."""
    found: set[str] = set()
    ordered = sorted((hit for some in hits.values() for hit in some), key=lambda hit: (hit.part, hit.place))
    for one, other in itertools.pairwise(ordered):
        between = parts[one.part][one.place + len(one.written) : other.place]
        if one.part == other.part and one.value != other.value and _LISTED.fullmatch(between):
            found.update([one.value] if other.name not in DOUBTFUL_NAMES else [])
            found.update([other.value] if one.name not in DOUBTFUL_NAMES else [])
    return found
