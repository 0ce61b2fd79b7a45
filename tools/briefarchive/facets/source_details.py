"""What a source's line tells beside title, publisher and date: volume, pages, edition, kind and number of a report."""

from collections.abc import Iterator

from ..i18n import DEFAULT, interface_language, words
from ..model import Source
from .kinds import REPORTS, csl_kind
from .wording import joined

_NUMBERED = (*REPORTS, "legislation", "legal_case", "patent", "standard", "bill")


def details(source: Source, language: str = "en") -> tuple[str, ...]:
    """Parts of a line, in its order."""
    return tuple(_details(source, language))


def _details(source: Source, language: str) -> Iterator[str]:
    fields, _ = source.fields, words(language).gettext
    if source.authors and source.editors:
        yield _("edited by {names}").format(names=joined([str(name) for name in source.editors], language))
    yield from _numbers(source, language)
    if edition := fields.get("edition"):
        yield _("{number} edition").format(number=_ordinal(edition, language)) if edition.isdecimal() else edition
    if place := fields.get("location") or fields.get("address"):
        yield place
    if pages := fields.get("pages"):
        yield (_("pp. {pages}") if set(pages) & set("-–,") else _("p. {pages}")).format(pages=pages)


def _numbers(source: Source, language: str) -> Iterator[str]:
    """“Working paper 20/33”, or “vol. 3” and “no. 2”."""
    fields, _ = source.fields, words(language).gettext
    number, what = fields.get("number", ""), fields.get("type", "")
    if csl_kind(source) in _NUMBERED:
        what, number = f"{what} {number}".strip(), ""
    if what:
        yield what
    if volume := fields.get("volume"):
        yield _("vol. {number}").format(number=volume)
    if number := fields.get("issue", "") or number:
        yield _("no. {number}").format(number=number)


def _ordinal(number: str, language: str) -> str:
    """“2nd”; catalogues of other languages write their own sign behind the number, or none."""
    if interface_language(language) not in ("", DEFAULT):
        return number
    if number[-2:] in {"11", "12", "13"}:
        return f"{number}th"
    return number + {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
