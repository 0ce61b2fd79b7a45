"""What a field of the front matter is called elsewhere: by other programs, in other archives, in the singular."""

import difflib
from collections.abc import Container

_OTHER_NAMES = {
    "title": "headline, heading, name, subject_line",
    "date": "day, event_date, date_of_event, pubdate, datetime",
    "countries": "country, nation, nations, country_codes, states",
    "topics": "topic, tag, tags, keyword, keywords, category, categories, subject, subjects, theme, themes",
    "authors": "author, by, byline, writer, writers, written_by",
    "compilers": "author, authors, by, byline, writer, writers, written_by, compiler, compiled_by, compiled-by",
    "editors": "editor, edited_by, edited-by",
    "translators": "translator, translated_by, translated-by",
    "summary": "abstract, description, excerpt, lead, lede, standfirst, teaser, subtitle, intro",
    "language": "lang, locale, languages",
    "translation_of": "translation, translates, translated_from, original_brief, translationof, translation-of",
    "status": "state, stage",
    "sources": "source, references, reference, bibliography, citations, further_reading, literature",
    "corrections": "correction, corrected, erratum, errata, corrigendum, corrigenda, changes",
    "withdrawal": "withdrawn, retraction, retracted, withdrawn_because",
    "replaces": "replace, supersedes, replaced",
    "aliases": "alias, redirect_from, redirects, permalink, old_url, old_urls, old_address",
    "license": "licence, rights, copyright",
    "note": "text, what, description, reason, comment, correction, change, message",
    "reason": "note, text, why, because, cause, comment, message",
    "published": "publication_date, published_on, pub_date, date_published, date-published",
}


def field_meant(name: str, known: Container[str]) -> str | None:
    """The field that was meant by *name*: one that is written otherwise, has another name elsewhere, or is misspelt.

    Args:
        name: What stands in the file.
        known: The fields that there are.
    """
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_").lstrip("#*_")
    if plain in known:
        return plain
    for field, others in _OTHER_NAMES.items():
        if field in known and plain in others.replace("-", "_").split(", "):
            return field
    names = [field for field in _OTHER_NAMES if field in known]
    near = difflib.get_close_matches(plain, names, n=1, cutoff=0.75)
    return near[0] if near else None
