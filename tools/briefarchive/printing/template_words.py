"""The words that the template for printing writes around texts and data, in the language of the series."""

from ..i18n import gettext_noop, words

_WORDS = {
    "kept": gettext_noop("Its text and its sources are kept here, so that what was cited can be checked."),
    "replaced": gettext_noop("It is replaced by {briefs}."),
    "draft": gettext_noop("Draft."),
    "unpublished": gettext_noop("This text has not been published."),
    "newer": gettext_noop("There is a newer brief: {briefs}."),
    "corrected": gettext_noop("Corrected."),
    "translation": gettext_noop("Translation of {briefs}."),
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
    "lacking": gettext_noop("Not in this volume, as they cannot be printed: {briefs}"),
}


def template_words(language: str) -> dict[str, str]:
    """Each of them by the name that the template has for it; `{briefs}` and the like are filled in there."""
    text = words(language).gettext
    return {name: text(word) for name, word in _WORDS.items()}
