"""The versions of a brief, as the repository has them."""

from ..i18n import words
from ..model import Brief, FileChange
from .entries import Entries
from .views import VersionView
from .wording import written_date

_LATEST = 6
"""So many of the latest versions are shown, and the first."""


def list_versions(brief: Brief, entries: Entries) -> tuple[VersionView, ...]:
    """The latest versions of a brief and its first, latest first; none where there is no history."""
    changes = entries.catalogue.archive.changes.get(brief.path, ())
    shown = changes if len(changes) <= _LATEST + 1 else (*changes[:_LATEST], changes[-1])
    return tuple(_view(one, entries.language) for one in shown)


def _view(change: FileChange, language: str) -> VersionView:
    texts = words(language)
    labels = {
        "added": texts.gettext("Added to the archive"),
        "changed": texts.gettext("Changed"),
        "renamed": texts.gettext("Renamed"),
    }
    return VersionView(
        label=labels[change.kind],
        day=change.day,
        written_day=written_date(change.day, language),
        commit=change.commit,
    )
