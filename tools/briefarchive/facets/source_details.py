"""What a source's line tells beside title, publisher and date: volume, pages, edition, kind and number of a report."""

from collections.abc import Iterator

from ..model import Source
from .kinds import REPORTS, csl_kind
from .wording import joined

_NUMBERED = (*REPORTS, "legislation", "legal_case", "patent", "standard", "bill")


def details(source: Source, language: str = "en") -> tuple[str, ...]:
    """Parts of a line, in its order."""
    return tuple(_details(source, language))


def _details(source: Source, language: str) -> Iterator[str]:
    fields = source.fields
    if source.authors and source.editors:
        yield f"edited by {joined([str(name) for name in source.editors], language)}"
    yield from _numbers(source)
    if edition := fields.get("edition"):
        yield f"{edition}{_ordinal(edition)} edition" if edition.isdecimal() else edition
    if place := fields.get("location") or fields.get("address"):
        yield place
    if pages := fields.get("pages"):
        yield f"{'pp.' if set(pages) & set('-–,') else 'p.'} {pages}"


def _numbers(source: Source) -> Iterator[str]:
    """“Working paper 20/33”, or “vol. 3” and “no. 2”."""
    fields = source.fields
    number, what = fields.get("number", ""), fields.get("type", "")
    if csl_kind(source) in _NUMBERED:
        what, number = f"{what} {number}".strip(), ""
    if what:
        yield what
    if volume := fields.get("volume"):
        yield f"vol. {volume}"
    if number := fields.get("issue", "") or number:
        yield f"no. {number}"


def _ordinal(number: str) -> str:
    if number[-2:] in {"11", "12", "13"}:
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
