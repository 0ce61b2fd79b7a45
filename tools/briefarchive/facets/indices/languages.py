"""Languages of briefs: a filter of the search."""

from collections.abc import Iterator

from ...i18n import gettext_noop, ngettext_noop
from ...model import LanguageTag
from ..entries import Entries
from ..facet import Facet, Filter
from ..views import Link
from ..wording import language_name


def _examples(entries: Entries) -> Iterator[tuple[str, str]]:
    """The language of the fewest briefs."""
    works = LANGUAGES.works(entries.catalogue)
    for tag in sorted(works, key=lambda one: (len(works[one]), one))[:1]:
        yield tag, entries.words.gettext("In {language}.").format(language=language_name(tag, entries.language))


LANGUAGES: Facet[LanguageTag] = Facet(
    name="language",
    noun=gettext_noop("language"),
    label=gettext_noop("Languages"),
    counted=ngettext_noop("{number} language", "{number} languages"),
    of_brief=lambda _, brief: (brief.language,),
    link=lambda entries, tag: Link(text=language_name(tag, entries.language)),
    filter=Filter(name="lang", is_single=True, examples=_examples),
)
