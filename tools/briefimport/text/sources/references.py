"""The fields of a line that cites something, and the words and signs before them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from ...legacy import LegacySource
from ...words import make_pattern
from .publisher_names import is_medium

# A full stop before a small letter or a figure belongs to a name: 24.kg.
_MARKER = re.compile(
    r"(?:[*•·‧・∙▪◦‣●○◎■□◆◇►▶▷➢➤→※★☆+>–—-]+\s+|[•・●○◎■□◆◇►▶▷➢➤※★☆‧](?=\w|[“\"«‘„「《])|"
    r"[(\[（〔【]?\d{1,3}(?:\.(?![a-z\d])|[)\]）〕】]|\s*[、．])\s*|[(\[]?(?:[a-z]|[ivx]{2,5})[)\]]\s+|(?:[a-z]|[ivx]{2,5})\.\s+|"
    r"[①-⒛❶-❿]\s*)(?=\S)"
)
NUMBER_ALONE = re.compile(r"(\d{1,3}) (?=\S)")
"""A number that no sign follows."""
_DAY = re.compile(r"[(\[]?\d{1,2}\.?\s?[^\W\d_]{3,}\.?,?\s(?:19|20)\d\d")
# “Vgl. Newspaper, …”, “Voir aussi « Title »”: what is no abbreviation and has no colon must stand before a quotation.
_SEE = re.compile(rf"(?:{make_pattern('citing', 'see')})(?:(?<=\.)\s+|\s?:\s+|\s+(?=[«„“\"]))(?=\S)", re.IGNORECASE)
_LEAD_OF_NAME = re.compile(
    r"(?:via|(?i:dans|en|em|su|nel|aus|в)|in)\s+(?=[^\W\d_a-zа-я])|[原刊]?[载載][于於自]?(?=[^\W\d_]{2})"
)
_REPORTS = re.compile(r"(?<=[\u3400-\u9fff])\s*(?:报道|報道|报告|報告|消息|讯|訊)$")


class Strength(IntEnum):
    """How certain it is that a line without any heading above it is a source."""

    NONE = 0
    TITLE = 1
    WEAK = 2
    ADDRESS = 3
    STRONG = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """A line read as a source.

    Attributes:
        aside: Words of the line that belong to no field: its number, “available at”.
        separator: Kind of sign between publisher and title, "quote" if quotation marks show the title.
        spoken: Whether a quotation follows a colon, a comma or nothing, as what someone said does.
    """

    source: LegacySource
    strength: Strength
    aside: tuple[str, ...] = ()
    separator: str = ""
    spoken: bool = False


def find_marker(text: str) -> str:
    """Return the bullet or number that begins *text*, or an empty string; a day is none: “2. Mai 2015”."""
    marker = _MARKER.match(text)
    return marker[0] if marker and not _DAY.match(text) else ""


def numbers_alone(texts: Sequence[str]) -> list[str]:
    """Return what numbers each of *texts*, if no sign follows it: “1 Coast Radio”, “2 Port FM”; else empty strings."""
    matches = [match for text in texts if (match := NUMBER_ALONE.match(text)) and not _DAY.match(text)]
    counts = [int(match[1]) for match in matches] == list(range(1, len(texts) + 1))
    return [match[0] for match in matches] if counts and len(texts) > 1 else [""] * len(texts)


def without_see(text: str) -> tuple[str, str]:
    """Return the words that lead from a note to the source that it names, and the source."""
    see = _SEE.match(text)
    return (see[0].strip(), text[see.end() :]) if see else ("", text)


def without_lead(publisher: str) -> tuple[str, tuple[str, ...]]:
    """Split a publisher's name from the words beside it: “via Coast Radio”, “Dans Le Port”, “新华网报道”."""
    lead = _LEAD_OF_NAME.match(publisher)
    name = publisher[lead.end() if lead else 0 :]
    report = _REPORTS.search(name)
    if report and not (report[0][0].isspace() or is_medium(name[: report.start()])):
        # “21世纪经济报道”
        report = None
    beside = tuple(match[0].strip() for match in (lead, report) if match)
    return name[: report.start()] if report else name, beside
