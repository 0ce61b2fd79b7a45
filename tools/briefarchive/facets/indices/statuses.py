"""Where briefs are in their lives: a filter of the search."""

from collections.abc import Iterator

from ...i18n import gettext_noop, ngettext_noop, words
from ...model import Status
from ..entries import Entries
from ..facet import Facet, Filter
from ..views import Link


def _link(entries: Entries, status: str) -> Link:
    _ = words(entries.language).gettext
    names = {
        Status.PUBLISHED: _("Published"),
        Status.CORRECTED: _("Corrected"),
        Status.DRAFT: _("Draft"),
        Status.WITHDRAWN: _("Withdrawn"),
    }
    return Link(text=names[Status(status)])


def _examples(entries: Entries) -> Iterator[tuple[str, str]]:
    if Status.CORRECTED.value in STATUSES.works(entries.catalogue):
        text = words(entries.language).gettext("Briefs that were corrected after they were published.")
        yield Status.CORRECTED.value, text


STATUSES: Facet[str] = Facet(
    name="status",
    noun=gettext_noop("status"),
    label=gettext_noop("Status"),
    counted=ngettext_noop("{number} status", "{number} statuses"),
    of_brief=lambda _, brief: (brief.status.value,),
    link=_link,
    filter=Filter(name="status", is_single=True, examples=_examples),
)
