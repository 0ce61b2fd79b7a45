"""The data that the template prints around the text of a brief, and the words of the series."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec
import segno

from ..facets.citation_styles import format_citations
from ..facets.views import BriefPage, Link, SourceView
from ..facets.wording import format_date
from ..i18n import gettext_noop, text_direction, translations
from ..model import Brief, Status
from ..reading.characters import replace_invisible
from ..reading.languages import split_by_script

_SHORT = 70

Run = dict[str, Any]

_WORDS = {
    "comma": gettext_noop(", "),
    "kept": gettext_noop("Its text and its sources are kept here, so that what was cited can be checked."),
    "replaced": gettext_noop("It is replaced by {briefs}."),
    "draft": gettext_noop("Draft."),
    "unpublished": gettext_noop("This text has not been published."),
    "newer": gettext_noop("There is a newer brief: {briefs}."),
    "corrected": gettext_noop("Corrected."),
    "translation": gettext_noop("Translation of {briefs}."),
    "original-withdrawn": gettext_noop("The original was withdrawn."),
    "also-in": gettext_noop("Also in: {briefs}."),
    "replaces": gettext_noop("This brief replaces {briefs}."),
    "how-to-cite": gettext_noop("How to cite"),
    "address": gettext_noop("Permanent address"),
    "licence": gettext_noop("Licence of this text: {licence}"),
    "withdrawn": gettext_noop("Withdrawn"),
    "withdrawn-title": gettext_noop("[Withdrawn] {title}"),
    "event": gettext_noop("Event: {date}"),
    "sources": gettext_noop("Sources"),
    "page": gettext_noop("Page {number} of {count}"),
    "see-page": gettext_noop("p. {number}"),
    "figure": gettext_noop("Figure"),
    "figures": gettext_noop("Figures"),
    "contents": gettext_noop("Contents"),
    "bibliography": gettext_noop("Bibliography"),
    "indices": gettext_noop("Indices"),
    "lacking": gettext_noop("Omitted because they cannot be printed: {briefs}"),
}
"""The words that the template adds to texts and data."""


def template_words(language: str) -> dict[str, str]:
    """Return these words by their names in the template, which fills in `{briefs}` and the like."""
    text = translations(language).gettext
    return {name: text(word) for name, word in _WORDS.items()}


def brief_data(page: BriefPage, *, base_url: str) -> dict[str, Any]:
    """Return the data of one brief; *base_url* ends with a slash, or is empty if it is unknown."""
    brief, report, language = page.brief, page.report, page.frame_language
    url = f"{base_url}{page.address}" if base_url else ""
    title = replace_invisible(brief.title)
    days = (f"{label} {format_date(day, language)}" for label, day in page.days)
    published = filter(None, (page.elsewhere, *days))
    dated = translations(language).gettext("%(day)s: %(text)s")
    return {
        "id": brief.id,
        "place": brief_label(brief.id),
        "title": title,
        "short-title": title if len(title) <= _SHORT else f"{title[:_SHORT].rstrip()}…",
        "lang": language if language.startswith(f"{brief.language}-") else brief.language,
        "spoken": language,
        "event-date": format_date(brief.event_date, language) if brief.event_date else "",
        "status": brief.status.value,
        "countries": [*map(_link, page.countries)],
        "topics": [*map(_link, page.topics)],
        "credits": [
            {"label": label, "people": [_link(person) for person, _orcid in people]} for label, people in page.credits
        ],
        "people": [*map(_link, page.people)],
        "authors": [replace_invisible(person.display_name) for person in report.creators],
        "license": {"name": replace_invisible(report.license_id), "url": report.license_address},
        "publishing": [replace_invisible(_sentence(text, language)) for text in published],
        "keywords": [replace_invisible(link.text) for link in (*page.countries, *page.topics)],
        "summary": replace_invisible(brief.summary),
        "corrections": [
            dated % {"day": format_date(correction.date, language), "text": replace_invisible(correction.note)}
            for correction in brief.corrections
        ],
        "withdrawn": _withdrawal(brief, language) if brief.status is Status.WITHDRAWN else None,
        "replacements": [*map(_link, page.replacements)],
        "replaces": [*map(_link, page.replaces)],
        "translates": [_link(page.translation_of)] if page.translation_of else [],
        "original-withdrawn": page.original_withdrawn,
        "also-in": [*map(_link, page.also_in)],
        "evidence": msgspec.to_builtins(page.evidence),
        "legends": msgspec.to_builtins(page.legends),
        "sources": [
            {
                "number": source.number,
                "place": source_label(brief.id, source.number),
                "runs": reference_runs(source, language),
            }
            for source in page.sources
        ],
        "cite": [*_mark_ends(_citation_runs(page), language)],
        "url": url,
        # ISO/IEC 18004; drawn without a font.
        "qr": segno.make(url, error="m", micro=False).svg_inline(scale=1, border=0, omitsize=True) if url else "",
        "qr-label": translations(language).gettext("QR code of the address {address}").format(address=url),
    }


def _sentence(text: str, language: str) -> str:
    """Return *text* with a full stop of the language, unless it ends with one."""
    return text if text.endswith(".") else translations(language).gettext("{sentence}.").format(sentence=text)


def brief_label(brief: str) -> str:
    """Return the label of the start of a brief in a document."""
    return f"brief:{brief}"


def source_label(brief: str, number: int) -> str:
    """Return the label of a source in the list of a brief."""
    return f"{brief}:source-{number}"


def reference_runs(source: SourceView, language: str) -> list[Run]:
    """Return a source for printed lists, in words of *language* and with addresses spelled out."""
    if not source.is_known:
        return [_run(translations(language).gettext("{key} (no source with this key)").format(key=source.key))]
    return [*_mark_ends(filter(lambda run: run["text"], _reference(source, language)), language)]


def _reference(source: SourceView, language: str) -> Iterator[Run]:
    _ = translations(language).gettext
    if source.authors:
        yield from _runs(f"{source.authors}{source.edited}, ")
    yield _run(source.title, lang=source.title_lang, style="quoted" if source.quoted else "")
    if source.romanized:
        yield _run(" ")
        yield _run(source.romanized, style="italic")
    if source.translated:
        yield from _runs(f" [{source.translated}]")
    if source.container:
        yield _run(", ")
        yield _run(source.container, style="italic")
    details = [source.publisher.text if source.publisher else "", *source.details, source.written_date]
    details.append(_("in {language}").format(language=source.language) if source.language else "")
    text = "".join(f", {part}" for part in details if part)
    yield from _runs(_sentence(text, language))
    for sentence in filter(None, (*source.remarks, source.note)):
        yield from _runs(f" {_sentence(sentence, language)}")
    if url := f"https://doi.org/{quote(source.doi, safe='/')}" if source.doi else source.url:
        yield _run(" ")
        yield _run(f"https://doi.org/{source.doi}" if source.doi else url, style="address", url=url)
    if source.accessed:
        yield _run(" " + _("(accessed {date})").format(date=source.accessed))
    if source.archive_url:
        archived = _("Archived {date}:") if source.archive_date else _("Archived:")
        yield _run(f" {archived.format(date=source.archive_date)} ")
        yield _run(source.archive_url, style="address", url=source.archive_url)


def _run(text: str, *, lang: str = "", style: str = "", url: str = "") -> Run:
    return {"text": replace_invisible(text), "lang": lang, "style": style, "url": url}


def _runs(text: str, *, style: str = "") -> Iterator[Run]:
    """Yield a text in runs of one script each."""
    yield from (_run(part, lang=tag, style=style) for part, tag in split_by_script(replace_invisible(text)))


def _mark_ends(runs: Iterable[Run], language: str) -> Iterator[Run]:
    """Yield the *runs* of a line, with a mark behind words from right to left; else a number may appear among these."""
    for run in runs:
        letters = [letter for letter in run["text"] if letter.isalpha()]
        is_end = text_direction(language) == "ltr" and letters and unicodedata.bidirectional(letters[-1]) in {"R", "AL"}
        yield run | {"text": f"{run['text']}\N{LEFT-TO-RIGHT MARK}"} if is_end else run


def _link(link: Link) -> dict[str, Any]:
    return {"text": replace_invisible(link.text), "lang": link.lang, "address": link.address}


def _withdrawal(brief: Brief, language: str) -> dict[str, str]:
    _, withdrawal = translations(language).gettext, brief.withdrawal
    if withdrawal is None:
        return {"told": _("This brief was withdrawn."), "reason": ""}
    text = _("This brief was withdrawn on {date}.").format(date=format_date(withdrawal.date, language))
    return {"told": text, "reason": replace_invisible(withdrawal.reason)}


def _citation_runs(page: BriefPage) -> Iterator[Run]:
    for run in format_citations(page.report)["APA"]:
        yield from _runs(run.text, style="italic" if run.italic else "")
